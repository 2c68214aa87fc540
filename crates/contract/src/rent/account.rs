//! *Mon compte*: what a lease owes, and what was billed and paid.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Cents, DocumentId, DocumentKind, Term};

/// The rent account of a lease, as the landlord keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RentAccount {
    /// What is owed once everything billed is due; negative when the landlord owes it.
    pub balance: Cents,
    /// Charges not paid in full, earliest due first. Surpluses, credits and payments without a document of their
    /// own pay the earliest due charge first (Code civil, art. 1342-10).
    pub open: Vec<OpenCharge>,
    /// Balance before the first entry.
    pub opening_balance: Cents,
    /// Charges and payments, oldest first, as far back as a rent debt can be claimed (loi n° 89-462, art. 7-1).
    pub entries: Vec<RentAccountEntry>,
}

/// A charge that is not paid in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenCharge {
    /// The document that asks for it.
    pub document: DocumentId,
    /// Kind of that document.
    pub kind: DocumentKind,
    /// Its term.
    pub term: Term,
    /// Its due date, if any.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Date>,
    /// Amount left to pay; more than zero.
    pub left: Cents,
}

/// Kind of a rent account entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum RentAccountEntryKind {
    /// Rent and charges of a term were billed.
    Term,
    /// An adjustment of charges was billed.
    Regularisation,
    /// A payment was received.
    Payment,
    /// A payment was returned, usually by a bank.
    PaymentReturned,
    /// A kind that this version does not know.
    #[serde(other)]
    Unknown,
}

/// One entry of a rent account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RentAccountEntry {
    /// Its kind.
    pub kind: RentAccountEntryKind,
    /// Date of issue or of receipt.
    #[schema(value_type = String, format = Date)]
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub on: Date,
    /// Its term, if any.
    pub term: Option<Term>,
    /// The billing document; none for a payment.
    pub document: Option<DocumentId>,
    /// Means of payment, in the landlord's own words; none for a charge.
    pub method: Option<String>,
    /// Amount: positive when it adds to what is owed, negative when it reduces it.
    pub amount: Cents,
    /// Balance after this entry.
    pub balance: Cents,
}

/// What there is to pay, as seen on a given day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// Overdue: due before this day.
    pub late: Cents,
    /// First day it was late: the day after the earliest due date missed.
    pub late_since: Option<Date>,
    /// Due on this day or later, or without a due date.
    pub to_come: Cents,
    /// Earliest due date of `to_come`.
    pub next_due_on: Option<Date>,
}

impl Owed {
    /// What there is to pay of the open charges. A charge without a due date is never late.
    #[must_use]
    pub fn on(today: Date, open: &[OpenCharge]) -> Self {
        let is_late = |charge: &&OpenCharge| charge.due_on.is_some_and(|due| due < today);
        let late: Vec<&OpenCharge> = open.iter().filter(is_late).collect();
        let to_come: Vec<&OpenCharge> = open.iter().filter(|charge| !is_late(charge)).collect();
        let sum = |charges: &[&OpenCharge]| charges.iter().map(|charge| charge.left).sum();
        let first_due = |charges: &[&OpenCharge]| charges.iter().filter_map(|charge| charge.due_on).min();
        Self {
            late: sum(&late),
            late_since: first_due(&late).and_then(|due| due.tomorrow().ok()),
            to_come: sum(&to_come),
            next_due_on: first_due(&to_come),
        }
    }

    /// Late and to come together.
    #[must_use]
    pub fn total(&self) -> Cents {
        self.late + self.to_come
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn charge(due_on: Option<Date>, left: i64) -> OpenCharge {
        OpenCharge {
            document: DocumentId("d".to_owned()),
            kind: DocumentKind::Avis,
            term: Term::new(2026, 7).expect("a month"),
            due_on,
            left: Cents(left),
        }
    }

    #[test]
    fn a_charge_is_late_only_after_its_due_date_and_never_without_one() {
        let open = [
            charge(Some(date(2026, 7, 5)), 200),
            charge(Some(date(2026, 8, 5)), 400),
            charge(None, 300),
        ];
        let owed = Owed::on(date(2026, 8, 5), &open);
        assert_eq!(
            owed,
            Owed {
                late: Cents(200),
                late_since: Some(date(2026, 7, 6)),
                to_come: Cents(700),
                next_due_on: Some(date(2026, 8, 5)),
            }
        );
        assert_eq!(owed.total(), Cents(900));
        let owed = Owed::on(date(2026, 8, 6), &open);
        assert_eq!((owed.late, owed.next_due_on), (Cents(600), None));
    }

    #[test]
    fn tolerates_entry_kinds_of_a_later_version() {
        let kind: RentAccountEntryKind = serde_json::from_str("\"interest\"").expect("readable");
        assert_eq!(kind, RentAccountEntryKind::Unknown);
    }
}
