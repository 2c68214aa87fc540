//! The amount of a payment by card, read against what is owed.

use contract::{Cents, FieldName, MIN_CARD_PAYMENT};
use serde::{Deserialize, Serialize};

use crate::{
    core::failure::{Failure, FailureCode, FieldFailure},
    rent_account::OwedView,
};

/// The amount to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum AmountWanted {
    /// All that is owed.
    All,
    /// What is late.
    Late,
    /// Another amount, as typed.
    Other(String),
}

/// The amount to pay, checked against what is owed.
pub(crate) fn read_amount(wanted: &AmountWanted, owed: &OwedView) -> Result<Cents, Failure> {
    let flaw = |code| Failure::field(FieldName::Amount, code, None);
    let amount = match wanted {
        AmountWanted::All => owed.total,
        AmountWanted::Late => owed.late,
        AmountWanted::Other(text) if text.trim().is_empty() => return Err(flaw(FailureCode::AmountEmpty)),
        AmountWanted::Other(text) => Cents::parse(text).map_err(|_| flaw(FailureCode::AmountUnreadable))?,
    };
    let bound = |code, bound: Cents| {
        Failure::of_fields(vec![FieldFailure {
            bound: Some(bound),
            ..FieldFailure::new(FieldName::Amount, code, None)
        }])
    };
    if amount > owed.total {
        return Err(bound(FailureCode::AmountTooLarge, owed.total));
    }
    if amount < MIN_CARD_PAYMENT {
        return Err(bound(FailureCode::AmountTooSmall, MIN_CARD_PAYMENT));
    }
    Ok(amount)
}

/// Whether a card can pay what is owed: it reaches the minimum.
pub(crate) fn is_payable(owed: &OwedView) -> bool {
    owed.total >= MIN_CARD_PAYMENT
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owed(late: i64, to_come: i64) -> OwedView {
        OwedView {
            total: Cents(late + to_come),
            late: Cents(late),
            dues: Vec::new(),
            credit: Cents(0),
        }
    }

    fn other(text: &str) -> AmountWanted {
        AmountWanted::Other(text.to_owned())
    }

    #[test]
    fn accepts_all_that_is_owed_what_is_late_or_another_amount() {
        let owed = owed(20_000, 25_678);
        assert_eq!(read_amount(&AmountWanted::All, &owed), Ok(Cents(45_678)));
        assert_eq!(read_amount(&AmountWanted::Late, &owed), Ok(Cents(20_000)));
        for (text, cents) in [("100", 10_000), ("456,78", 45_678), (" 1.00 € ", 100)] {
            assert_eq!(read_amount(&other(text), &owed), Ok(Cents(cents)), "{text}");
        }
    }

    #[test]
    fn rejects_an_unpayable_amount_with_its_reason_and_bound() {
        let owed = owed(0, 45_678);
        for (wanted, code, bound) in [
            (other("  "), FailureCode::AmountEmpty, None),
            (other("cent"), FailureCode::AmountUnreadable, None),
            (other("456,79"), FailureCode::AmountTooLarge, Some(Cents(45_678))),
            (other("0,99"), FailureCode::AmountTooSmall, Some(Cents(100))),
            (other("-20"), FailureCode::AmountTooSmall, Some(Cents(100))),
            (AmountWanted::Late, FailureCode::AmountTooSmall, Some(Cents(100))),
        ] {
            let failure = read_amount(&wanted, &owed).expect_err("not payable");
            let field = &failure.fields[0];
            assert_eq!(
                (field.field, field.code, field.bound),
                (FieldName::Amount, code, bound),
                "{wanted:?}"
            );
        }
        assert!(is_payable(&owed));
    }
}
