//! What a checked export says.

use std::collections::{BTreeMap, HashMap};

use super::{
    documents::Content,
    known::{Known, Lease, Tenant},
    records::{AgencyRow, DwellingRow, PaymentRow},
};

/// What a checked export says, in the order of its files.
pub(super) struct Plan {
    pub(super) agencies: Vec<AgencyRow>,
    pub(super) dwellings: Vec<DwellingRow>,
    pub(super) leases: Vec<Lease>,
    pub(super) tenants: Vec<Tenant>,
    pub(super) documents: Vec<(String, Content)>,
    pub(super) payments: Vec<PaymentRow>,
}

impl Plan {
    /// The documents and payments as they will stand: those known, and those of the export over them.
    pub(super) fn books<'a>(
        &'a self,
        known: &'a Known,
    ) -> (Vec<(&'a str, &'a Content)>, Vec<&'a PaymentRow>) {
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

        let mut payments: BTreeMap<&str, &PaymentRow> = known
            .payments
            .values()
            .map(|row| (row.reference.as_str(), row))
            .collect();
        payments.extend(self.payments.iter().map(|row| (row.reference.as_str(), row)));
        (documents, payments.into_values().collect())
    }
}
