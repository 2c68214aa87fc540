//! The PIN (S12): six digits that open the application on one computer. It never crosses the wire.

use secrecy::{ExposeSecret, SecretString};

use crate::{
    TenantCode,
    digits::{ascii_digit, azerty_digit, is_azerty_row, is_separator},
};

/// Six digits; redacted when printed, wiped when dropped.
#[derive(Debug, Clone)]
pub struct Pin(SecretString);

/// Why a text is not a PIN, or not one to choose.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PinFlaw {
    /// Nothing was typed.
    #[error("the PIN is empty")]
    Empty,
    /// Not six digits.
    #[error("a PIN has 6 digits, {typed} were typed")]
    Length {
        /// Number of digits typed.
        typed: usize,
    },
    /// Anything but digits.
    #[error("a PIN holds digits only")]
    NotDigits,
    /// The same digit, pair or triple repeated: guessed early.
    #[error("the PIN repeats itself")]
    Repeated,
    /// Consecutive digits, up or down.
    #[error("the PIN is a row of digits in order")]
    InOrder,
    /// Reads as a date: birthdays are guessed early.
    #[error("the PIN is a date")]
    Date,
    /// Six consecutive digits of the tenant code, which is printed on every receipt.
    #[error("the PIN stands in the tenant code")]
    InTenantCode,
}

impl Pin {
    /// Number of digits of a PIN.
    pub const DIGITS: usize = 6;

    /// Reads a PIN as typed, also on an AZERTY digit row without shift.
    ///
    /// # Errors
    /// When the text is empty, contains anything but digits and separators, or has more or fewer than six digits.
    pub fn parse(text: &str) -> Result<Self, PinFlaw> {
        let azerty = is_azerty_row(text);
        let mut digits = String::with_capacity(Self::DIGITS);
        for c in text.chars() {
            match if azerty { azerty_digit(c) } else { ascii_digit(c) } {
                Some(digit) => digits.push(digit),
                None if is_separator(c) => {}
                None => return Err(PinFlaw::NotDigits),
            }
        }
        match digits.len() {
            0 => Err(PinFlaw::Empty),
            Self::DIGITS => Ok(Self(digits.into())),
            typed => Err(PinFlaw::Length { typed }),
        }
    }

    /// Reads a PIN that this tenant chooses. An easily guessed one is refused.
    ///
    /// # Errors
    /// When the text is not a PIN, or an easily guessed one.
    pub fn choose(text: &str, tenant_code: &TenantCode) -> Result<Self, PinFlaw> {
        let pin = Self::parse(text)?;
        let digits = pin.expose().as_bytes();
        if [1, 2, 3].iter().any(|size| repeats(digits, *size)) {
            return Err(PinFlaw::Repeated);
        }
        if in_order(digits) {
            return Err(PinFlaw::InOrder);
        }
        if tenant_code.as_str().contains(pin.expose()) {
            return Err(PinFlaw::InTenantCode);
        }
        if is_date(digits) {
            return Err(PinFlaw::Date);
        }
        Ok(pin)
    }

    /// The six digits, for key derivation.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

fn repeats(digits: &[u8], size: usize) -> bool {
    digits.chunks(size).all(|part| part == &digits[..size])
}

/// Whether each digit is the next one up, or each the next one down. 9 and 0 are neighbours, as on a keyboard.
fn in_order(digits: &[u8]) -> bool {
    let steps = |by: u8| {
        digits
            .windows(2)
            .all(|two| (two[0] - b'0' + by) % 10 == two[1] - b'0')
    };
    steps(1) || steps(9)
}

/// Whether the digits are a date: day, month, two-digit year, as the French write it, or the other way round, as files
/// are named. A month and a year from 1900 to 2099 count too, in either order.
fn is_date(digits: &[u8]) -> bool {
    let two = |at: usize| (digits[at] - b'0') * 10 + digits[at + 1] - b'0';
    let is_day = |at| (1..=31).contains(&two(at));
    let is_month = |at| (1..=12).contains(&two(at));
    let begins_year = |at| matches!(two(at), 19 | 20);
    let day = is_month(2) && (is_day(0) || is_day(4));
    let month_and_year = (is_month(0) && begins_year(2)) || (begins_year(0) && is_month(4));
    day || month_and_year
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn choose(text: &str) -> Result<String, PinFlaw> {
        let tenant = TenantCode::parse("204518730961245").expect("fifteen digits");
        Pin::choose(text, &tenant).map(|pin| pin.expose().to_owned())
    }

    #[test]
    fn reads_a_pin_as_people_type_it() {
        for text in ["407 395", "407395 ", "40-73-95", "٤٠٧٣٩٥", "'àè\"ç("] {
            assert_eq!(choose(text).as_deref(), Ok("407395"), "read from {text:?}");
        }
        assert_eq!(choose(" "), Err(PinFlaw::Empty));
        assert_eq!(choose("40739"), Err(PinFlaw::Length { typed: 5 }));
        assert_eq!(choose("4073951"), Err(PinFlaw::Length { typed: 7 }));
        assert_eq!(choose("40739a"), Err(PinFlaw::NotDigits));
    }

    #[test]
    fn refuses_an_easily_guessed_pin_with_the_reason() {
        for (text, flaw) in [
            ("000000", PinFlaw::Repeated),
            ("777777", PinFlaw::Repeated),
            ("121212", PinFlaw::Repeated),
            ("147147", PinFlaw::Repeated),
            ("123456", PinFlaw::InOrder),
            ("567890", PinFlaw::InOrder),
            ("654321", PinFlaw::InOrder),
            ("098765", PinFlaw::InOrder),
            ("140789", PinFlaw::Date),
            ("311299", PinFlaw::Date),
            ("071984", PinFlaw::Date),
            ("890714", PinFlaw::Date),
            ("991231", PinFlaw::Date),
            ("198407", PinFlaw::Date),
            ("961245", PinFlaw::InTenantCode),
            ("204518", PinFlaw::InTenantCode),
        ] {
            assert_eq!(choose(text), Err(flaw), "{text}");
        }
        for text in ["407395", "918273", "554207", "320199", "198413"] {
            assert!(choose(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn printing_a_pin_shows_nothing_of_it() {
        let pin = Pin::parse("407395").expect("six digits");
        assert!(!format!("{pin:?}").contains("407395"));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text in any::<String>()) {
            if let Ok(pin) = choose(&text) {
                prop_assert_eq!(pin.len(), Pin::DIGITS);
            }
        }
    }
}
