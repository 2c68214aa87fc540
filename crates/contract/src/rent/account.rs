//! *Mon compte*: what a lease owes, and what was billed and paid.

use std::collections::BTreeMap;

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

/// What there is to pay, as seen on a given day: each sum with its own due date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// What is late first, as one sum; then a sum for each due date, earliest first; then what has no due date.
    pub dues: Vec<Due>,
}

/// A sum to pay, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Due {
    /// The sum.
    pub amount: Cents,
    /// The due date: of a late sum, the earliest one missed.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub due_on: Option<Date>,
    /// The due date has passed.
    pub late: bool,
    /// The sum has several due dates, all of them missed.
    pub several: bool,
}

impl Owed {
    /// What there is to pay of the open charges. A charge without a due date is never late.
    #[must_use]
    pub fn on(today: Date, open: &[OpenCharge]) -> Self {
        let mut dated: BTreeMap<Date, Cents> = BTreeMap::new();
        let mut undated = Cents(0);
        for charge in open {
            let sum = match charge.due_on {
                Some(due_on) => dated.entry(due_on).or_insert(Cents(0)),
                None => &mut undated,
            };
            *sum = *sum + charge.left;
        }
        let to_come = dated.split_off(&today);
        let late = dated.first_key_value().map(|(due_on, _)| Due {
            amount: dated.values().copied().sum(),
            due_on: Some(*due_on),
            late: true,
            several: dated.len() > 1,
        });
        let on_time = |due_on, amount| Due {
            amount,
            due_on,
            late: false,
            several: false,
        };
        let to_come = to_come
            .into_iter()
            .map(|(due_on, amount)| on_time(Some(due_on), amount));
        let undated = (undated > Cents(0)).then(|| on_time(None, undated));
        Self {
            dues: late.into_iter().chain(to_come).chain(undated).collect(),
        }
    }

    /// What was due before this day.
    #[must_use]
    pub fn late(&self) -> Cents {
        let late = self.dues.iter().filter(|due| due.late);
        late.map(|due| due.amount).sum()
    }

    /// All sums together.
    #[must_use]
    pub fn total(&self) -> Cents {
        self.dues.iter().map(|due| due.amount).sum()
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

    fn due(due_on: Option<Date>, amount: i64) -> Due {
        Due {
            amount: Cents(amount),
            due_on,
            late: false,
            several: false,
        }
    }

    #[test]
    fn each_sum_has_its_own_due_date_and_what_has_none_comes_last() {
        let (fifth, later) = (date(2026, 12, 5), date(2026, 12, 23));
        let open = [
            charge(None, 300),
            charge(Some(later), 8_412),
            charge(Some(fifth), 46_929),
            charge(Some(fifth), 11_601),
        ];
        let owed = Owed::on(fifth, &open);
        assert_eq!(
            owed.dues,
            [due(Some(fifth), 58_530), due(Some(later), 8_412), due(None, 300)]
        );
        assert_eq!((owed.late(), owed.total()), (Cents(0), Cents(67_242)));
    }

    #[test]
    fn a_charge_is_late_only_after_its_due_date_and_never_without_one() {
        let (july, august) = (date(2026, 7, 5), date(2026, 8, 5));
        let open = [
            charge(Some(july), 200),
            charge(Some(august), 400),
            charge(None, 300),
        ];
        let late = |amount, several| Due {
            late: true,
            several,
            ..due(Some(july), amount)
        };
        let owed = Owed::on(august, &open);
        assert_eq!(
            owed.dues,
            [late(200, false), due(Some(august), 400), due(None, 300)]
        );
        let owed = Owed::on(date(2026, 8, 6), &open);
        assert_eq!(owed.dues, [late(600, true), due(None, 300)]);
        assert_eq!((owed.late(), owed.total()), (Cents(600), Cents(900)));
    }

    #[test]
    fn tolerates_entry_kinds_of_a_later_version() {
        let kind: RentAccountEntryKind = serde_json::from_str("\"interest\"").expect("readable");
        assert_eq!(kind, RentAccountEntryKind::Unknown);
    }
}
