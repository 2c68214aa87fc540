//! The code of an SMS (S5).

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};

use crate::digits::ascii_digit;

/// The code of an SMS: six digits, valid for one enrolment, sign-in or change of number, until it expires (S5).
/// The codes that a staff member's telephone shows (RFC 6238) have the same form.
///
/// A secret: redacted in `Debug`, and sent only inside [`crate::SmsCodeTry`], [`crate::SessionOpening`],
/// [`crate::StaffConfirmation`] and [`crate::StaffCode`].
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct SmsCode(SecretString);

/// Why a text is not an SMS code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SmsCodeFlaw {
    /// Nothing was typed.
    #[error("the SMS code is empty")]
    Empty,
    /// Not six digits.
    #[error("an SMS code has 6 digits, {typed} were typed")]
    Length {
        /// Number of digits typed.
        typed: usize,
    },
}

impl SmsCode {
    /// Number of digits of an SMS code.
    pub const DIGITS: usize = 6;

    /// Reads a code as typed, or from a whole pasted message. When the text has exactly six digits, they are the
    /// code, whatever is between them. Otherwise the code is the only unbroken run of exactly six digits.
    ///
    /// # Errors
    /// When the text has no digit, or no such code. [`SmsCodeFlaw::Length`] counts all digits of the text.
    pub fn parse(text: &str) -> Result<Self, SmsCodeFlaw> {
        let all: String = text.chars().filter_map(ascii_digit).collect();
        if all.is_empty() {
            return Err(SmsCodeFlaw::Empty);
        }
        let code = if all.len() == Self::DIGITS {
            all
        } else {
            sole_run_of_six(text).ok_or(SmsCodeFlaw::Length { typed: all.len() })?
        };
        Ok(Self(code.into()))
    }

    /// The six digits, for the wire, the SMS text or a comparison.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    pub(crate) fn serialize<S: Serializer>(code: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        code.expose().serialize(serializer)
    }

    pub(crate) fn serialize_optional<S: Serializer>(
        code: &Option<Self>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        code.as_ref().map(Self::expose).serialize(serializer)
    }
}

/// The only unbroken run of six digits; none when there are several.
fn sole_run_of_six(text: &str) -> Option<String> {
    let mut runs = vec![String::new()];
    for c in text.chars() {
        match ascii_digit(c) {
            Some(digit) => runs.last_mut()?.push(digit),
            None => runs.push(String::new()),
        }
    }
    let mut sixes = runs.into_iter().filter(|run| run.len() == SmsCode::DIGITS);
    let code = sixes.next()?;
    sixes.next().is_none().then_some(code)
}

impl TryFrom<String> for SmsCode {
    type Error = SmsCodeFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<String, SmsCodeFlaw> {
        SmsCode::parse(text).map(|code| code.expose().to_owned())
    }

    #[test]
    fn reads_a_code_typed_or_pasted_with_its_message() {
        for text in [
            "402817",
            "402 817",
            "40 28 17",
            "Votre code : 402817.",
            "Espace Locataire : votre code est 402817. Il est valable 10 minutes.",
            "٤٠٢٨١٧",
            "\u{200e}402\u{a0}817 ",
        ] {
            assert_eq!(read(text).as_deref(), Ok("402817"), "read from {text:?}");
        }
    }

    #[test]
    fn reports_how_many_digits_were_typed() {
        assert_eq!(read(""), Err(SmsCodeFlaw::Empty));
        assert_eq!(read("40281"), Err(SmsCodeFlaw::Length { typed: 5 }));
        assert_eq!(read("402817 402818"), Err(SmsCodeFlaw::Length { typed: 12 }));
    }

    #[test]
    fn printing_a_code_shows_nothing_of_it() {
        let code = SmsCode::parse("402817").expect("six digits");
        assert!(!format!("{code:?}").contains("402817"));
    }

    proptest! {
        #[test]
        fn reads_six_digits_amid_any_text_without_digits(code in "[0-9]{6}", before in "[^0-9\u{660}-\u{669}\u{6f0}-\u{6f9}\u{ff10}-\u{ff19}]{0,20}", after in "[^0-9\u{660}-\u{669}\u{6f0}-\u{6f9}\u{ff10}-\u{ff19}]{0,20}") {
            prop_assert_eq!(read(&format!("{before}{code}{after}")), Ok(code));
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in any::<String>()) {
            if let Ok(code) = read(&text) {
                prop_assert_eq!(code.len(), SmsCode::DIGITS);
            }
        }
    }
}
