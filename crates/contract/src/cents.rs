//! Money as integer cents of a euro.

use std::{iter::Sum, ops};

use serde::{Deserialize, Serialize};

/// An amount in euro cents; negative when deducted.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[serde(transparent)]
#[schema(value_type = i64, example = 41237)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(type = "number"))]
pub struct Cents(pub i64);

/// The text is not an amount in euros.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not an amount in euros with at most two decimals")]
pub struct CentsFlaw;

impl Cents {
    /// Reads an amount as French or English software exports it: `1 234,56`, `1234.5`, `-12 €`, with any kind of
    /// space. The decimal sign is a comma or a dot with at most two digits after it. A thousands separator has to
    /// be a space.
    ///
    /// # Errors
    /// When the text is anything else, or the amount overflows.
    pub fn parse(text: &str) -> Result<Self, CentsFlaw> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let compact = compact.trim_end_matches('€').replace('\u{2212}', "-");
        let (negative, digits) = match compact.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, compact.strip_prefix('+').unwrap_or(&compact)),
        };
        let (euros, cents) = match digits.rsplit_once([',', '.']) {
            Some((euros, cents)) => (euros, cents),
            None => (digits, ""),
        };
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if euros.is_empty() || !all_digits(euros) || !all_digits(cents) || cents.len() > 2 {
            return Err(CentsFlaw);
        }
        let euros: i64 = euros.parse().map_err(|_| CentsFlaw)?;
        let cents: i64 = format!("{cents:0<2}").parse().map_err(|_| CentsFlaw)?;
        let amount = euros
            .checked_mul(100)
            .and_then(|e| e.checked_add(cents))
            .ok_or(CentsFlaw)?;
        Ok(Self(if negative { -amount } else { amount }))
    }
}

impl ops::Add for Cents {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl ops::Sub for Cents {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl ops::Neg for Cents {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Cents {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self(0), |a, b| a + b)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_french_and_english_decimals() {
        for (text, cents) in [
            ("412,37", 41237),
            ("1 234,56 €", 123_456),
            ("1\u{202f}234,56\u{a0}€", 123_456),
            ("1234.5", 123_450),
            ("-96,00", -9_600),
            ("−96", -9_600),
            ("0,07", 7),
            ("12", 1_200),
        ] {
            assert_eq!(Cents::parse(text), Ok(Cents(cents)), "read from {text:?}");
        }
    }

    #[test]
    fn refuses_what_is_not_an_amount() {
        for text in [
            "",
            "€",
            "12,345",
            "1,2,3",
            "douze",
            "12,-5",
            "1e3",
            "99999999999999999999",
        ] {
            assert_eq!(Cents::parse(text), Err(CentsFlaw), "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_amount_written_in_full_reads_back(amount in -1_000_000_000_000_i64..1_000_000_000_000) {
            let (sign, cents) = (if amount < 0 { "-" } else { "" }, amount.unsigned_abs());
            for point in [',', '.'] {
                let text = format!("{sign}{}{point}{:02}", cents / 100, cents % 100);
                prop_assert_eq!(Cents::parse(&text), Ok(Cents(amount)));
            }
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in any::<String>()) {
            let _ = Cents::parse(&text);
        }
    }
}
