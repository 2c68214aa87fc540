//! Where a transfer goes: IBAN (ISO 13616) and BIC (ISO 9362).

use std::fmt;

use iban::{BaseIban, IbanLike};
use serde::{Deserialize, Serialize};

/// An IBAN with right check digits; on the wire without spaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "FR7630006000011234567890189")]
pub struct Iban(BaseIban);

/// The text is not an IBAN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an IBAN: a French one has 27 characters, and its check digits tell a wrong one")]
pub struct IbanFlaw;

impl Iban {
    /// Reads an IBAN with any spaces, in any case.
    ///
    /// # Errors
    /// When the text is not an IBAN, its check digits are wrong, or a French one does not have 27 characters.
    pub fn parse(text: &str) -> Result<Self, IbanFlaw> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let iban: BaseIban = compact.to_ascii_uppercase().parse().map_err(|_| IbanFlaw)?;
        let is_french = iban.country_code() == "FR";
        let has_its_length = !is_french || iban.electronic_str().len() == 27;
        has_its_length.then_some(Self(iban)).ok_or(IbanFlaw)
    }

    /// Without spaces, for pasting into a bank's form.
    #[must_use]
    pub fn electronic(&self) -> &str {
        self.0.electronic_str()
    }

    /// In groups of four, for reading.
    #[must_use]
    pub fn grouped(&self) -> String {
        self.0.to_string()
    }
}

impl TryFrom<String> for Iban {
    type Error = IbanFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Iban> for String {
    fn from(iban: Iban) -> Self {
        iban.electronic().to_owned()
    }
}

/// A BIC: eight characters, or eleven with the branch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "AGRIFRPPXXX")]
pub struct Bic(String);

/// The text is not a BIC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a BIC: it has 8 or 11 characters, the first six of them letters")]
pub struct BicFlaw;

impl Bic {
    /// Reads a BIC with any spaces, in any case.
    ///
    /// # Errors
    /// When the text is not 8 or 11 letters and digits, or one of the first six is not a letter.
    pub fn parse(text: &str) -> Result<Self, BicFlaw> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let bic = compact.to_ascii_uppercase();
        let lettered = bic.bytes().take(6).all(|byte| byte.is_ascii_uppercase());
        let plain = bic.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let whole = matches!(bic.len(), 8 | 11);
        (lettered && plain && whole).then_some(Self(bic)).ok_or(BicFlaw)
    }
}

impl fmt::Display for Bic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Bic {
    type Error = BicFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Bic> for String {
    fn from(bic: Bic) -> Self {
        bic.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FRENCH: &str = "FR7630006000011234567890189";

    #[test]
    fn reads_an_iban_with_spaces_and_writes_it_both_ways() {
        let iban = Iban::parse(" fr76 3000 6000\u{a0}0112 3456 7890 189 ").expect("an IBAN");
        assert_eq!(iban.electronic(), FRENCH);
        assert_eq!(iban.grouped(), "FR76 3000 6000 0112 3456 7890 189");
        assert!(Iban::parse("BE68 5390 0754 7034").is_ok(), "a bank abroad");
    }

    #[test]
    fn refuses_a_wrong_missing_or_surplus_digit() {
        for text in [
            "FR7630006000011234567890188",
            "FR763000600001123456789018",
            "FR76300060000112345678901890",
            "",
            "FR76",
            "30006000011234567890189",
        ] {
            assert_eq!(Iban::parse(text), Err(IbanFlaw), "{text}");
        }
    }

    #[test]
    fn a_bic_has_eight_or_eleven_characters() {
        assert_eq!(
            Bic::parse("agrifrpp xxx").map(String::from),
            Ok("AGRIFRPPXXX".to_owned())
        );
        assert!(Bic::parse("AGRIFRPP").is_ok());
        for text in ["", "AGRIFR", "AGRIFRPPX", "1GRIFRPP", "AGRIFRP-"] {
            assert_eq!(Bic::parse(text), Err(BicFlaw), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parsers_panic(text in any::<String>()) {
            let _ = (Iban::parse(&text), Bic::parse(&text));
        }

        #[test]
        fn refuses_an_iban_with_any_digit_changed(place in 4_usize..27, by in 1_u8..10) {
            let mut digits = FRENCH.as_bytes().to_vec();
            digits[place] = b'0' + (digits[place] - b'0' + by) % 10;
            let text = String::from_utf8(digits).expect("digits");
            prop_assert_eq!(Iban::parse(&text), Err(IbanFlaw));
        }
    }
}
