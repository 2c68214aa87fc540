//! Telephone numbers: the mobile that receives SMS codes, its mask, and landlines.

use std::fmt;

use phonenumber::{Mode, country::Id};
use serde::{Deserialize, Serialize};

use crate::digits::ascii_digit;

/// The numbering plans of the mobiles that tenants of a French landlord have: mainland first, then overseas (+262,
/// +590, +594, +596, +508).
const REGIONS: [Id; 7] = [Id::FR, Id::RE, Id::GP, Id::GF, Id::MQ, Id::PM, Id::YT];

/// The calling code of the mainland.
const MAINLAND: &str = "+33";

/// A French mobile number, kept as E.164 (`+33612345678`).
///
/// `Debug` shows only the mask (S20).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "+33612345661")]
pub struct MobilePhone(String);

/// Why a text is not a mobile number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MobilePhoneFlaw {
    /// Nothing was typed.
    #[error("the telephone number is empty")]
    Empty,
    /// Not a French mobile number.
    #[error("not a French mobile number")]
    NotMobile,
}

/// A number on file, masked for the screens: `06*****61`.
///
/// There are always five stars, so they do not reveal the length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MaskedPhone {
    /// The whole mask.
    #[schema(example = "06*****61")]
    pub display: String,
    /// The digits shown at the start.
    #[schema(example = "06")]
    pub first_digits: String,
    /// The digits shown at the end.
    #[schema(example = "61")]
    pub last_digits: String,
}

impl MaskedPhone {
    /// The mask that shows these digits.
    #[must_use]
    pub fn new(first_digits: &str, last_digits: &str) -> Self {
        Self {
            display: format!("{first_digits}*****{last_digits}"),
            first_digits: first_digits.to_owned(),
            last_digits: last_digits.to_owned(),
        }
    }
}

impl MobilePhone {
    /// Reads a mobile number as people type it: dots, spaces, dashes, `+33`, `0033`, `(0)`, other
    /// scripts' digits.
    ///
    /// # Errors
    /// When the text is empty, or not a mobile number of the French numbering plans (06, 073 to 079, and the
    /// overseas mobiles).
    pub fn parse(text: &str) -> Result<Self, MobilePhoneFlaw> {
        let dialled = dialled_digits(text);
        if dialled.is_empty() {
            return Err(MobilePhoneFlaw::Empty);
        }
        e164_of_type(
            &dialled,
            &[phonenumber::Type::Mobile, phonenumber::Type::FixedLineOrMobile],
        )
        .or_else(|| mainland_mobile(&dialled))
        .map(Self)
        .ok_or(MobilePhoneFlaw::NotMobile)
    }

    /// Loads the table of numbering plans, which the first number that is read has to wait for otherwise: a fifth of
    /// a second, and more on a busy machine. It blocks.
    pub fn prepare() {
        // Whether it is a number does not matter.
        let _ = Self::parse("06 00 00 00 00");
    }

    /// The number as `+33612345661`.
    #[must_use]
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// The number as written in France: `06 12 34 56 61`.
    #[must_use]
    pub fn national(&self) -> String {
        in_pairs(&national_digits(&self.0))
    }

    /// The calling code of its range: `+33` for the mainland, or that of an overseas department.
    #[must_use]
    pub fn calling_code(&self) -> &str {
        // The other codes of the French plans have three digits.
        let end = if self.is_overseas() { 4 } else { MAINLAND.len() };
        self.0.get(..end).unwrap_or(&self.0)
    }

    /// Whether it is a number of an overseas department or collectivity.
    #[must_use]
    pub fn is_overseas(&self) -> bool {
        !self.0.starts_with(MAINLAND)
    }

    /// The mask that screens may show.
    #[must_use]
    pub fn mask(&self) -> MaskedPhone {
        let digits = national_digits(&self.0);
        MaskedPhone::new(&digits[..2], &digits[digits.len() - 2..])
    }
}

impl fmt::Debug for MobilePhone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "MobilePhone({})", self.mask().display)
    }
}

impl TryFrom<String> for MobilePhone {
    type Error = MobilePhoneFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<MobilePhone> for String {
    fn from(phone: MobilePhone) -> Self {
        phone.0
    }
}

/// A French landline, or any other French number at which a tenant can be called, kept as E.164.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "+33321456789")]
pub struct LandlinePhone(String);

/// The text is not a French telephone number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a French telephone number")]
pub struct LandlineFlaw;

impl LandlinePhone {
    /// Reads a landline number; none for an empty text.
    ///
    /// # Errors
    /// When the text is not a number of the French numbering plans.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, LandlineFlaw> {
        let dialled = dialled_digits(text);
        if dialled.is_empty() && text.trim().is_empty() {
            return Ok(None);
        }
        e164_of_type(&dialled, &[])
            .map(|number| Some(Self(number)))
            .ok_or(LandlineFlaw)
    }

    /// The number as written in France: `03 21 45 67 89`.
    #[must_use]
    pub fn national(&self) -> String {
        in_pairs(&national_digits(&self.0))
    }

    /// The number as `+33321456789`.
    #[must_use]
    pub fn e164(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for LandlinePhone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LandlinePhone(…)")
    }
}

impl TryFrom<String> for LandlinePhone {
    type Error = LandlineFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse_optional(&text)?.ok_or(LandlineFlaw)
    }
}

impl From<LandlinePhone> for String {
    fn from(phone: LandlinePhone) -> Self {
        phone.0
    }
}

/// The E.164 form of a number that is valid in one of the regions and has one of these types. An empty list of
/// types accepts any type.
fn e164_of_type(dialled: &str, types: &[phonenumber::Type]) -> Option<String> {
    let database = &phonenumber::metadata::DATABASE;
    REGIONS.iter().find_map(|region| {
        let number = phonenumber::parse(Some(*region), dialled).ok()?;
        let country = number.country().id()?;
        let wanted = types.is_empty() || types.contains(&number.number_type(database));
        let national = number.national().value().to_string();
        // The library also accepts a longer number that merely contains six digits of Saint-Pierre-et-Miquelon.
        let whole = country != Id::PM || national.len() == 6 || national.starts_with("708");
        (REGIONS.contains(&country) && number.is_valid() && wanted && whole)
            .then(|| number.format().mode(Mode::E164).to_string())
    })
}

/// A number of the mainland's mobile blocks, 06 and 073 to 079, that the library's metadata do not list: a block
/// opened since, or one reserved for fiction (06 39 98). Refusing a tenant's own number would be worse than
/// accepting one that does not exist.
fn mainland_mobile(dialled: &str) -> Option<String> {
    let national = dialled
        .strip_prefix("+33")
        .or_else(|| dialled.strip_prefix('0'))?;
    let mobile = match national.as_bytes() {
        [b'6', ..] => true,
        [b'7', second, ..] => (b'3'..=b'9').contains(second),
        _ => false,
    };
    (mobile && national.len() == 9).then(|| format!("+33{national}"))
}

/// The digits to dial, with a leading `+` when the text has a country code: `00 33`, `+33 (0)6`.
fn dialled_digits(text: &str) -> String {
    let digits: String = text.chars().filter_map(ascii_digit).collect();
    let international = text.trim_start().starts_with(['+', '＋']) || digits.starts_with("00");
    if !international {
        return digits;
    }
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    // « +33 (0)6 12 34 56 78 »: the zero in brackets is not dialled from abroad.
    match digits.strip_prefix("330") {
        Some(rest) => format!("+33{rest}"),
        None => format!("+{digits}"),
    }
}

/// The ten digits dialled inside France for an E.164 number of the French plans.
fn national_digits(e164: &str) -> String {
    // All country codes of the French plans are followed by nine national digits, except +508, which may have six.
    let national = &e164[e164.len().saturating_sub(9)..];
    if let Some(short) = e164.strip_prefix("+508")
        && short.len() == 6
    {
        return format!("0508{short}");
    }
    format!("0{national}")
}

fn in_pairs(digits: &str) -> String {
    digits
        .as_bytes()
        .chunks(2)
        .map(|pair| std::str::from_utf8(pair).unwrap_or_default())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mobile(text: &str) -> Result<String, MobilePhoneFlaw> {
        MobilePhone::parse(text).map(String::from)
    }

    #[test]
    fn reads_every_usual_notation_of_a_mobile() {
        for text in [
            "0612345661",
            "06 12 34 56 61",
            "06.12.34.56.61",
            "06-12-34-56-61",
            "+33 6 12 34 56 61",
            "+33 (0)6 12 34 56 61",
            "0033612345661",
            "٠٦١٢٣٤٥٦٦١",
            "06\u{a0}12\u{202f}34 56 61",
        ] {
            assert_eq!(mobile(text).as_deref(), Ok("+33612345661"), "read from {text:?}");
        }
        assert_eq!(mobile("0692 12 34 56").as_deref(), Ok("+262692123456"));
        assert_eq!(mobile("+590 690 12 34 56").as_deref(), Ok("+590690123456"));
        assert_eq!(mobile("07 56 78 90 12").as_deref(), Ok("+33756789012"));
        assert_eq!(
            mobile("06 39 98 12 34").as_deref(),
            Ok("+33639981234"),
            "a block for fiction"
        );
    }

    #[test]
    fn the_calling_code_tells_the_mainland_from_overseas() {
        for (text, code, overseas) in [
            ("06 39 98 12 34", "+33", false),
            ("0692 12 34 56", "+262", true),
            ("+590 690 12 34 56", "+590", true),
        ] {
            let mobile = MobilePhone::parse(text).expect("a mobile");
            assert_eq!((mobile.calling_code(), mobile.is_overseas()), (code, overseas));
        }
    }

    #[test]
    fn refuses_landlines_short_numbers_and_foreign_ones() {
        for text in [
            "03 21 45 67 89",
            "06 12 34 56",
            "06 12 34 56 61 2",
            "0712345678",
            "+44 7400 123456",
            "abc6",
        ] {
            assert_eq!(mobile(text), Err(MobilePhoneFlaw::NotMobile), "{text}");
        }
        assert_eq!(mobile(" "), Err(MobilePhoneFlaw::Empty));
    }

    #[test]
    fn the_mask_shows_two_digits_at_each_end_and_never_the_length() {
        let phone = MobilePhone::parse("06 12 34 56 61").expect("a mobile");
        assert_eq!(phone.mask().display, "06*****61");
        assert_eq!(phone.national(), "06 12 34 56 61");
        assert_eq!(format!("{phone:?}"), "MobilePhone(06*****61)");
    }

    #[test]
    fn a_landline_may_be_empty_but_not_invalid() {
        assert_eq!(LandlinePhone::parse_optional("  "), Ok(None));
        let landline = LandlinePhone::parse_optional("03.21.45.67.89")
            .expect("valid")
            .expect("given");
        assert_eq!(landline.national(), "03 21 45 67 89");
        assert_eq!(LandlinePhone::parse_optional("12"), Err(LandlineFlaw));
        assert_eq!(LandlinePhone::parse_optional("aucun"), Err(LandlineFlaw));
    }

    proptest! {
        #[test]
        fn separators_never_change_a_mobile(
            rest in "[0-24-8][0-9]{7}",
            noise in proptest::collection::vec("[ .\u{a0}\u{202f}-]{0,2}", 11),
        ) {
            let digits = format!("06{rest}");
            let mut text = noise[0].clone();
            for (digit, noise) in digits.chars().zip(&noise[1..]) {
                text.push(digit);
                text.push_str(noise);
            }
            prop_assert_eq!(mobile(&text), Ok(format!("+336{rest}")));
            let abroad = format!("+33 (0){}", &text.trim_start_matches(|c: char| c != '0')[1..]);
            prop_assert_eq!(mobile(&abroad), Ok(format!("+336{rest}")));
        }

        #[test]
        fn no_text_makes_the_parsers_panic(text in any::<String>()) {
            if let Ok(phone) = MobilePhone::parse(&text) {
                prop_assert_eq!(MobilePhone::parse(phone.e164()), Ok(phone.clone()));
                prop_assert_eq!(phone.mask().first_digits.len(), 2);
            }
            let _ = LandlinePhone::parse_optional(&text);
        }
    }
}
