//! The number of a landlord's head office: SIRET.

use serde::Deserialize;

/// A SIRET with a right check digit, without spaces.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Siret(String);

/// The text is not a SIRET.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a SIRET: it has 14 digits, of which the last one is a check digit")]
pub struct SiretFlaw;

impl Siret {
    /// Number of digits.
    const DIGITS: usize = 14;
    /// La Poste, which has too many offices for the check digit: the sum of their digits is a multiple of five instead.
    const LA_POSTE: &str = "356000000";

    /// Reads a SIRET with any spaces.
    ///
    /// # Errors
    /// When the text is not 14 digits, or the check digit is wrong.
    pub fn parse(text: &str) -> Result<Self, SiretFlaw> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let digits: Option<Vec<u32>> = compact.chars().map(|c| c.to_digit(10)).collect();
        let digits = digits
            .filter(|digits| digits.len() == Self::DIGITS)
            .ok_or(SiretFlaw)?;
        let of_la_poste = compact.starts_with(Self::LA_POSTE) && digits.iter().sum::<u32>().is_multiple_of(5);
        let is_right = of_la_poste || has_check_digit(&digits);
        is_right.then_some(Self(compact)).ok_or(SiretFlaw)
    }

    /// The 14 digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Luhn's check (ISO/IEC 7812-1): from the right, every second digit counts twice, by the sum of its digits.
fn has_check_digit(digits: &[u32]) -> bool {
    let weighed = digits.iter().rev().enumerate().map(|(place, digit)| {
        let weighed = if place % 2 == 1 { 2 * digit } else { *digit };
        weighed / 10 + weighed % 10
    });
    weighed.sum::<u32>().is_multiple_of(10)
}

impl TryFrom<String> for Siret {
    type Error = SiretFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Siret> for String {
    fn from(siret: Siret) -> Self {
        siret.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const RIGHT: &str = "73282932000074";

    #[test]
    fn a_siret_is_read_with_any_spaces() {
        let siret = Siret::parse(" 732 829 320\u{a0}00074 ").expect("a SIRET");
        assert_eq!(siret.as_str(), RIGHT);
        // The demonstration's landlord does not exist.
        assert!(Siret::parse("00000000000000").is_ok());
    }

    #[test]
    fn a_siret_has_fourteen_digits() {
        for text in [
            "",
            "732829320",
            "7328293200007",
            "732829320000740",
            "7328293200007A",
            "à demander",
        ] {
            assert_eq!(Siret::parse(text), Err(SiretFlaw), "{text}");
        }
    }

    #[test]
    fn an_office_of_la_poste_has_another_check() {
        for (text, is_right) in [
            // Its head office has the usual one.
            ("35600000000048", true),
            ("35600000000001", true),
            ("35600000000002", false),
            // The same digits of somebody else.
            ("35600001000000", false),
        ] {
            assert_eq!(Siret::parse(text).is_ok(), is_right, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_siret_with_any_digit_changed_is_refused(place in 0_usize..14, by in 1_u8..10) {
            let mut digits = RIGHT.as_bytes().to_vec();
            digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
            let text = String::from_utf8(digits).expect("digits");
            prop_assert_eq!(Siret::parse(&text), Err(SiretFlaw));
        }

        #[test]
        fn no_text_makes_the_parser_of_a_siret_panic(text in any::<String>()) {
            let _ = Siret::parse(&text);
        }
    }
}
