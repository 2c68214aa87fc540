//! The books of a lease: its documents, its payments, and what follows from both. Nothing here knows a database, a
//! file or HTTP.

pub(crate) mod account;
pub(crate) mod document;
pub(crate) mod ledger;
pub(crate) mod settling;

use std::collections::{BTreeMap, HashMap};

use contract::Cents;
use jiff::civil::Date;

use self::document::{Content, RecordedDocument};

/// A payment of a lease, as entered in the books. Negative when it was returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Payment {
    pub(crate) reference: String,
    pub(crate) lease: String,
    /// Reference of the document that the payment names.
    pub(crate) document: Option<String>,
    pub(crate) received_on: Date,
    pub(crate) amount: Cents,
    /// How it was paid, in the landlord's own words.
    pub(crate) method: String,
}

/// The recorded documents and payments of some leases, by reference.
#[derive(Default)]
pub(crate) struct Recorded {
    pub(crate) documents: HashMap<String, RecordedDocument>,
    pub(crate) payments: HashMap<String, Payment>,
}

/// What is to be entered over [`Recorded`].
#[derive(Default)]
pub(crate) struct Entries {
    /// Each document with its reference.
    pub(crate) documents: Vec<(String, Content)>,
    /// References of withdrawn documents, each with the day of withdrawal.
    pub(crate) withdrawals: Vec<(String, Date)>,
    pub(crate) payments: Vec<Payment>,
}

/// [`Recorded`] with [`Entries`] applied.
pub(crate) struct Books<'a> {
    pub(crate) documents: Vec<(&'a str, &'a Content)>,
    pub(crate) withdrawals: HashMap<&'a str, Date>,
    pub(crate) payments: Vec<&'a Payment>,
}

impl Entries {
    /// Applies the entries to what is recorded. A withdrawal is final: its recorded day is kept.
    pub(crate) fn over<'a>(&'a self, recorded: &'a Recorded) -> Books<'a> {
        let mut documents: Vec<(&str, &Content)> = self
            .documents
            .iter()
            .map(|(reference, content)| (reference.as_str(), content))
            .collect();
        let new: HashMap<&str, &Content> = documents.iter().copied().collect();
        let mut earlier: Vec<(&str, &Content)> = recorded
            .documents
            .iter()
            .filter(|(reference, _)| !new.contains_key(reference.as_str()))
            .map(|(reference, document)| (reference.as_str(), &document.content))
            .collect();
        earlier.sort_by_key(|(reference, _)| *reference);
        documents.extend(earlier);

        // A payment made here is recorded in parts. The rent system's row for it is the whole payment and replaces
        // them.
        let whole: Vec<String> = self
            .payments
            .iter()
            .filter_map(|payment| settling::parts_of(&payment.reference))
            .collect();
        let is_part = |payment: &&Payment| whole.iter().any(|parts| payment.reference.starts_with(parts));
        let mut payments: BTreeMap<&str, &Payment> = recorded
            .payments
            .values()
            .filter(|payment| !is_part(payment))
            .map(|payment| (payment.reference.as_str(), payment))
            .collect();
        payments.extend(
            self.payments
                .iter()
                .map(|payment| (payment.reference.as_str(), payment)),
        );

        let mut withdrawals: HashMap<&str, Date> = self
            .withdrawals
            .iter()
            .map(|(reference, day)| (reference.as_str(), *day))
            .collect();
        let earlier = recorded
            .documents
            .iter()
            .filter_map(|(reference, document)| Some((reference.as_str(), document.state.withdrawn_on?)));
        withdrawals.extend(earlier);
        Books {
            documents,
            withdrawals,
            payments: payments.into_values().collect(),
        }
    }
}

/// Number of rows of one kind that were added, changed and unchanged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Added rows.
    pub added: usize,
    /// Changed rows. For documents, also those of earlier exports that a payment or a correction changed.
    pub changed: usize,
    /// Rows of the export that equal what is stored.
    pub unchanged: usize,
}

impl Tally {
    /// Counts a row and returns whether it has to be written.
    pub(crate) fn count<T: PartialEq>(&mut self, stored: Option<&T>, row: &T) -> bool {
        let counter = match stored {
            None => &mut self.added,
            Some(stored) if stored == row => &mut self.unchanged,
            Some(_) => &mut self.changed,
        };
        *counter += 1;
        stored != Some(row)
    }
}
