//! The tenant code (*code locataire*): 15 digits printed at the top right of every receipt.
//! It is a user name, not a secret, yet it stays out of logs (S20).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::digits::{ascii_digit, azerty_digit, is_azerty_row, is_separator};

/// Fifteen digits that identify a tenant to the landlord.
///
/// `Debug` shows only the last three digits (S20).
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^[0-9]{15}$", example = "204518730961245")]
pub struct TenantCode(String);

/// Why a text is not a tenant code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TenantCodeFlaw {
    /// Nothing was typed.
    #[error("the tenant code is empty")]
    Empty,
    /// Fewer than fifteen digits.
    #[error("the tenant code lacks {missing} digits")]
    MissingDigits {
        /// Number of missing digits.
        missing: usize,
    },
    /// More than fifteen digits.
    #[error("the tenant code has {extra} digits too many")]
    ExtraDigits {
        /// Number of surplus digits.
        extra: usize,
    },
    /// A character that is neither a digit nor a separator.
    #[error("the tenant code holds something else than digits")]
    NotDigits,
}

/// Progress of a tenant code being typed, for the echo below the field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct TenantCodeReading {
    /// The digits understood so far, in groups of three.
    pub grouped: String,
    /// Number of digits understood so far.
    pub digits: usize,
    /// Number of digits of a complete code.
    pub expected: usize,
    /// Whether the text is a tenant code.
    pub complete: bool,
}

impl TenantCode {
    /// Number of digits of a tenant code.
    pub const DIGITS: usize = 15;

    /// Reads a tenant code as people type, dictate or paste it: groups, dots, dashes, « N° »,
    /// a label before a colon, other scripts' digits, and an AZERTY digit row typed without shift.
    ///
    /// # Errors
    /// When the text is empty, contains anything but digits and separators, or has more or fewer than fifteen
    /// digits.
    pub fn parse(text: &str) -> Result<Self, TenantCodeFlaw> {
        let digits = digits_of(text)?;
        match digits.len() {
            0 => Err(TenantCodeFlaw::Empty),
            Self::DIGITS => Ok(Self(digits)),
            n if n < Self::DIGITS => Err(TenantCodeFlaw::MissingDigits {
                missing: Self::DIGITS - n,
            }),
            n => Err(TenantCodeFlaw::ExtraDigits {
                extra: n - Self::DIGITS,
            }),
        }
    }

    /// Reads a text that is still being typed; never fails.
    #[must_use]
    pub fn read(text: &str) -> TenantCodeReading {
        let digits = digits_of(text).unwrap_or_default();
        TenantCodeReading {
            grouped: grouped(&digits),
            digits: digits.len(),
            expected: Self::DIGITS,
            complete: digits.len() == Self::DIGITS,
        }
    }

    /// The fifteen digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last three digits: all that screens and logs show of a remembered code.
    #[must_use]
    pub fn end(&self) -> &str {
        &self.0[Self::DIGITS - 3..]
    }

    /// The code in groups of three, as printed on receipts.
    #[must_use]
    pub fn grouped(&self) -> String {
        grouped(&self.0)
    }
}

fn grouped(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && i % 3 == 0 {
            out.push(' ');
        }
        out.push(c);
    }
    out
}

fn digits_of(text: &str) -> Result<String, TenantCodeFlaw> {
    let text = without_label(text);
    let azerty = is_azerty_row(text);

    let mut digits = String::with_capacity(TenantCode::DIGITS);
    for c in text.chars() {
        let read = if azerty { azerty_digit(c) } else { ascii_digit(c) };
        match read {
            Some(digit) => digits.push(digit),
            None if is_separator(c) => {}
            None => return Err(TenantCodeFlaw::NotDigits),
        }
    }
    Ok(digits)
}

/// Strips a pasted label: « Code locataire : 123… », « N° 123… ».
fn without_label(text: &str) -> &str {
    let label_end = text
        .char_indices()
        .take_while(|(_, c)| {
            ascii_digit(*c).is_none() && (c.is_alphabetic() || c.is_whitespace() || "°º:#.'’".contains(*c))
        })
        .map(|(i, c)| i + c.len_utf8())
        .last()
        .unwrap_or(0);
    let (label, rest) = text.split_at(label_end);
    let is_label = rest.chars().next().is_some_and(|c| ascii_digit(c).is_some())
        && label.chars().any(char::is_alphabetic);
    if is_label { rest } else { text }
}

impl fmt::Debug for TenantCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TenantCode(…{})", self.end())
    }
}

impl TryFrom<String> for TenantCode {
    type Error = TenantCodeFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<TenantCode> for String {
    fn from(code: TenantCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::digits::AZERTY_ROW;

    const DIGITS: &str = "204518730961245";

    #[test]
    fn reads_what_people_type_and_paste() {
        for text in [
            "204518730961245",
            " 204 518 730 961 245 ",
            "204.518.730.961.245",
            "204-518-730-961-245",
            "204\u{a0}518\u{202f}730\u{a0}961\u{a0}245",
            "N° 204518730961245",
            "n°204518730961245",
            "Code locataire : 204518730961245",
            "٢٠٤٥١٨٧٣٠٩٦١٢٤٥",
            "۲۰۴۵۱۸۷۳۰۹۶۱۲۴۵",
            "２０４５１８７３０９６１２４５",
            "éà'(&_è\"àç-&é'(",
            "\u{feff}204518730961245\u{200b}",
        ] {
            let code = TenantCode::parse(text).unwrap_or_else(|flaw| panic!("{text}: {flaw}"));
            assert_eq!(code.as_str(), DIGITS, "read from {text:?}");
        }
    }

    #[test]
    fn counts_missing_and_surplus_digits() {
        assert_eq!(TenantCode::parse("  "), Err(TenantCodeFlaw::Empty));
        assert_eq!(
            TenantCode::parse("204 518 730 961 2"),
            Err(TenantCodeFlaw::MissingDigits { missing: 2 })
        );
        assert_eq!(
            TenantCode::parse("2045187309612459"),
            Err(TenantCodeFlaw::ExtraDigits { extra: 1 })
        );
        assert_eq!(TenantCode::parse("Mme Durand"), Err(TenantCodeFlaw::NotDigits));
        assert_eq!(
            TenantCode::parse("20451873096124O"),
            Err(TenantCodeFlaw::NotDigits)
        );
    }

    #[test]
    fn the_echo_groups_digits_by_three() {
        let reading = TenantCode::read("2045187");
        assert_eq!(reading.grouped, "204 518 7");
        assert_eq!((reading.digits, reading.complete), (7, false));
        assert!(TenantCode::read(DIGITS).complete);
    }

    #[test]
    fn debug_output_keeps_the_last_three_digits_only() {
        let code = TenantCode::parse(DIGITS).expect("fifteen digits");
        assert_eq!(format!("{code:?}"), "TenantCode(…245)");
    }

    proptest! {
        #[test]
        fn accepts_any_separators_between_fifteen_digits(
            digits in "[0-9]{15}",
            noise in proptest::collection::vec("[ .\u{a0}\u{202f}\u{2011}-]{0,3}", 16),
        ) {
            let mut text = noise[0].clone();
            for (digit, noise) in digits.chars().zip(&noise[1..]) {
                text.push(digit);
                text.push_str(noise);
            }
            prop_assert_eq!(TenantCode::parse(&text).map(String::from), Ok(digits));
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in any::<String>()) {
            let reading = TenantCode::read(&text);
            prop_assert_eq!(reading.complete, TenantCode::parse(&text).is_ok());
        }

        #[test]
        fn reads_the_unshifted_azerty_row_as_digits(digits in "[0-9]{15}") {
            let typed: String = digits
                .chars()
                .map(|d| AZERTY_ROW[(d.to_digit(10).expect("a digit") as usize + 9) % 10])
                .collect();
            // A row of dashes alone reads as separators.
            prop_assume!(typed.chars().any(|c| c != '-'));
            prop_assert_eq!(TenantCode::parse(&typed).map(String::from), Ok(digits));
        }
    }
}
