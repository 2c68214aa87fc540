//! *Mon compte*: what a lease owes, and what came of each term.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Cents, DocumentId, DocumentKind, Term};

/// The account of a lease, as the landlord keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RentAccount {
    /// What is owed once everything asked for is due; negative when the landlord owes it.
    pub balance: Cents,
    /// What is still to be paid, what is due first coming first. Later payments and credits without a
    /// document of their own pay what was due first (Code civil, art. 1342-10).
    pub open: Vec<OpenCharge>,
    /// What the account stood at before the first entry.
    pub opening_balance: Cents,
    /// What was asked for and what came in, in the order of the days, as far back as a rent debt
    /// can be claimed (loi n° 89-462, art. 7-1).
    pub entries: Vec<AccountEntry>,
}

/// Something asked for that is not paid in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OpenCharge {
    /// The document that asks for it.
    pub document: DocumentId,
    /// What that is.
    pub kind: DocumentKind,
    /// The term it is about.
    pub term: Term,
    /// The day it has to be paid.
    #[schema(value_type = Option<String>, format = Date)]
    pub due_on: Option<Date>,
    /// What is left to be paid; more than nothing.
    pub left: Cents,
}

/// What an entry of an account is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum AccountEntryKind {
    /// The rent and charges of a term were asked for.
    Term,
    /// An adjustment of charges was asked for.
    Regularisation,
    /// A payment came in.
    Payment,
    /// A payment was sent back, by a bank as a rule.
    PaymentReturned,
    /// A kind that this version does not know.
    #[serde(other)]
    Unknown,
}

/// One entry of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AccountEntry {
    /// What it is.
    pub kind: AccountEntryKind,
    /// The day: of issue, or of receipt.
    #[schema(value_type = String, format = Date)]
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub on: Date,
    /// The term it is about, where it is about one.
    pub term: Option<Term>,
    /// The document it stands for.
    pub document: Option<DocumentId>,
    /// How it was paid, in the landlord's own words.
    pub method: Option<String>,
    /// Positive when it was asked for, negative when it came in.
    pub amount: Cents,
    /// What the account stood at after it.
    pub balance: Cents,
}

/// What there is to pay on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// What should have been paid before this day.
    pub late: Cents,
    /// Since when: the day after the earliest day on which some of it was due.
    pub late_since: Option<Date>,
    /// What is to be paid on this day or later.
    pub to_come: Cents,
    /// The first day on which some of it is due.
    pub next_due_on: Option<Date>,
}

impl Owed {
    /// What there is to pay on a day of what is open. What has no day is not late.
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

    /// All of it.
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
    fn what_is_due_today_is_not_late_yet_and_what_has_no_day_never_is() {
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
    fn kinds_of_entries_of_a_later_version_are_tolerated() {
        let kind: AccountEntryKind = serde_json::from_str("\"interest\"").expect("readable");
        assert_eq!(kind, AccountEntryKind::Unknown);
    }
}
