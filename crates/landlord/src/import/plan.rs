//! What a checked export says.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::{
    documents::Content,
    known::{Known, Lease, Tenant},
    news::NewsRow,
    records::{AgencyRow, DwellingRow, PaymentRow},
    settling::parts_of,
};

/// What a checked export says, in the order of its files.
pub(super) struct Plan {
    pub(super) agencies: Vec<AgencyRow>,
    pub(super) dwellings: Vec<DwellingRow>,
    pub(super) leases: Vec<Lease>,
    pub(super) tenants: Vec<Tenant>,
    pub(super) documents: Vec<(String, Content)>,
    /// The documents that are withdrawn, and the day.
    pub(super) withdrawals: Vec<(String, Date)>,
    pub(super) payments: Vec<PaymentRow>,
    pub(super) news: Vec<NewsRow>,
}

/// The documents, withdrawals and payments as they will stand.
pub(super) struct Books<'a> {
    pub(super) documents: Vec<(&'a str, &'a Content)>,
    pub(super) withdrawals: HashMap<&'a str, Date>,
    pub(super) payments: Vec<&'a PaymentRow>,
}

impl Plan {
    /// The books: what is known, and the export over it. What was withdrawn stays so, from its first day.
    pub(super) fn books<'a>(&'a self, known: &'a Known) -> Books<'a> {
        let mut documents: Vec<(&str, &Content)> = self
            .documents
            .iter()
            .map(|(reference, content)| (reference.as_str(), content))
            .collect();
        let new: HashMap<&str, &Content> = documents.iter().copied().collect();
        let mut stored: Vec<(&str, &Content)> = known
            .documents
            .iter()
            .filter(|(reference, _)| !new.contains_key(reference.as_str()))
            .map(|(reference, stored)| (reference.as_str(), &stored.content))
            .collect();
        stored.sort_by_key(|(reference, _)| *reference);
        documents.extend(stored);

        // The rent system knows a payment made here as a whole.
        let whole: Vec<String> = self
            .payments
            .iter()
            .filter_map(|row| parts_of(&row.reference))
            .collect();
        let is_part = |row: &&PaymentRow| whole.iter().any(|parts| row.reference.starts_with(parts));
        let mut payments: BTreeMap<&str, &PaymentRow> = known
            .payments
            .values()
            .filter(|row| !is_part(row))
            .map(|row| (row.reference.as_str(), row))
            .collect();
        payments.extend(self.payments.iter().map(|row| (row.reference.as_str(), row)));

        let mut withdrawals: HashMap<&str, Date> = self
            .withdrawals
            .iter()
            .map(|(reference, day)| (reference.as_str(), *day))
            .collect();
        let earlier = known
            .documents
            .iter()
            .filter_map(|(reference, stored)| Some((reference.as_str(), stored.state.withdrawn_on?)));
        withdrawals.extend(earlier);
        Books {
            documents,
            withdrawals,
            payments: payments.into_values().collect(),
        }
    }
}
