//! The code of a registration letter (*courrier d’inscription*), S1.

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};

use crate::digits::{ascii_digit, is_separator};

/// Crockford's base 32, without I, L, O and U; these are read as 1, 1, 0 and V.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The code of a registration letter: random characters and a check character, printed in groups. It works once,
/// until it expires (S1). Activation and recovery codes of staff have the same form.
///
/// A secret: redacted in `Debug`, and sent only inside [`crate::LetterCompletion`], [`crate::StaffActivation`] and
/// [`crate::StaffCode`].
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct LetterCode(SecretString);

/// Why a text is not a letter code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterCodeFlaw {
    /// Nothing was typed.
    #[error("the letter code is empty")]
    Empty,
    /// A character that no letter code contains.
    #[error("the letter code holds a character that no letter has")]
    ForeignCharacter {
        /// The character.
        character: char,
    },
    /// Too few characters.
    #[error("the letter code lacks {missing} characters")]
    MissingCharacters {
        /// Number of missing characters.
        missing: usize,
    },
    /// Too many characters.
    #[error("the letter code has {extra} characters too many")]
    ExtraCharacters {
        /// Number of surplus characters.
        extra: usize,
    },
    /// The check character does not match: a character was mistyped, or two were swapped.
    #[error("the letter code was mistyped")]
    Mistyped,
}

/// Progress of a letter code being typed, for the echo below the field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct LetterCodeReading {
    /// The characters understood so far, in groups of four.
    pub grouped: String,
    /// Number of characters understood so far.
    pub characters: usize,
    /// Number of characters of a complete code.
    pub expected: usize,
}

impl LetterCode {
    /// Number of characters of a letter code, including the check character.
    pub const CHARACTERS: usize = 16;
    /// Characters per group, on paper and on screen.
    pub const GROUP: usize = 4;
    /// Random bits of a code: five for each character but the last, which is the check character.
    pub const ENTROPY_BITS: usize = 5 * (Self::CHARACTERS - 1);
    /// Random bytes needed to make a code, enough for [`Self::ENTROPY_BITS`].
    pub const ENTROPY_BYTES: usize = 10;

    /// Makes a code from random bytes.
    #[must_use]
    pub fn from_entropy(entropy: [u8; Self::ENTROPY_BYTES]) -> Self {
        let bits = entropy
            .iter()
            .fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        let mut symbols: Vec<u8> = (0..Self::CHARACTERS - 1)
            .map(|place| (bits >> (5 * place) & 31) as u8)
            .collect();
        symbols.push(times_alpha(remainder(&symbols)));
        Self(characters(&symbols).into())
    }

    /// Reads a code as people type it: lower case, groups, dashes, O for 0, I or L for 1, U for V.
    ///
    /// # Errors
    /// When the text is empty, contains a foreign character, has the wrong length or was mistyped. Separators are
    /// not counted.
    pub fn parse(text: &str) -> Result<Self, LetterCodeFlaw> {
        let symbols = text
            .chars()
            .filter(|c| !is_separator(*c))
            .map(|c| symbol_of(c).ok_or(LetterCodeFlaw::ForeignCharacter { character: c }))
            .collect::<Result<Vec<u8>, _>>()?;
        match symbols.len() {
            0 => return Err(LetterCodeFlaw::Empty),
            n if n < Self::CHARACTERS => {
                return Err(LetterCodeFlaw::MissingCharacters {
                    missing: Self::CHARACTERS - n,
                });
            }
            n if n > Self::CHARACTERS => {
                return Err(LetterCodeFlaw::ExtraCharacters {
                    extra: n - Self::CHARACTERS,
                });
            }
            _ => {}
        }
        if remainder(&symbols) != 0 {
            return Err(LetterCodeFlaw::Mistyped);
        }
        Ok(Self(characters(&symbols).into()))
    }

    /// Reads a text that is still being typed; never fails.
    #[must_use]
    pub fn read(text: &str) -> LetterCodeReading {
        let symbols: Vec<u8> = text.chars().filter_map(symbol_of).collect();
        LetterCodeReading {
            grouped: grouped(&characters(&symbols), ' '),
            characters: symbols.len(),
            expected: Self::CHARACTERS,
        }
    }

    /// The sixteen characters, for the wire or a comparison.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// The code in groups of four, as printed on the letter.
    #[must_use]
    pub fn grouped(&self) -> String {
        grouped(self.expose(), '-')
    }

    pub(crate) fn serialize<S: Serializer>(code: &Self, serializer: S) -> Result<S::Ok, S::Error> {
        code.expose().serialize(serializer)
    }
}

impl TryFrom<String> for LetterCode {
    type Error = LetterCodeFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

/// Symbols as characters of [`ALPHABET`].
fn characters(symbols: &[u8]) -> String {
    symbols
        .iter()
        .map(|symbol| char::from(ALPHABET[usize::from(*symbol)]))
        .collect()
}

fn grouped(characters: &str, separator: char) -> String {
    let mut out = String::with_capacity(characters.len() + characters.len() / LetterCode::GROUP);
    for (i, c) in characters.chars().enumerate() {
        if i > 0 && i % LetterCode::GROUP == 0 {
            out.push(separator);
        }
        out.push(c);
    }
    out
}

/// The five bits of a character.
fn symbol_of(c: char) -> Option<u8> {
    let c = ascii_digit(c).unwrap_or(c).to_ascii_uppercase();
    let c = match c {
        'O' => '0',
        'I' | 'L' => '1',
        'U' => 'V',
        other => other,
    };
    let place = ALPHABET.iter().position(|known| char::from(*known) == c)?;
    u8::try_from(place).ok()
}

/// Evaluates the symbols as a polynomial over GF(32), at a generator. A valid code gives zero; with one wrong
/// character, or two different ones swapped, it never does.
fn remainder(symbols: &[u8]) -> u8 {
    symbols.iter().fold(0, |sum, symbol| times_alpha(sum) ^ symbol)
}

/// Multiplies by the generator of GF(32), modulo x⁵ + x² + 1.
fn times_alpha(element: u8) -> u8 {
    let shifted = element << 1;
    if shifted & 0b10_0000 == 0 {
        shifted
    } else {
        shifted ^ 0b10_0101
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Result<String, LetterCodeFlaw> {
        LetterCode::parse(text).map(|code| code.expose().to_owned())
    }

    #[test]
    fn counts_missing_and_surplus_characters() {
        assert_eq!(read(" - "), Err(LetterCodeFlaw::Empty));
        assert_eq!(
            read("7QKM-2"),
            Err(LetterCodeFlaw::MissingCharacters { missing: 11 })
        );
        assert_eq!(
            read("7QKM-7QKM-7QKM-7QKM-22"),
            Err(LetterCodeFlaw::ExtraCharacters { extra: 2 })
        );
        assert_eq!(
            read("7QKM é"),
            Err(LetterCodeFlaw::ForeignCharacter { character: 'é' })
        );
    }

    #[test]
    fn the_echo_groups_the_characters_understood_so_far() {
        let reading = LetterCode::read("7qkm-2l é");
        assert_eq!(
            (reading.grouped.as_str(), reading.characters, reading.expected),
            ("7QKM 21", 6, 16)
        );
    }

    #[test]
    fn printing_a_code_shows_nothing_of_it() {
        let code = LetterCode::from_entropy([7; 10]);
        assert!(!format!("{code:?}").contains(code.expose()));
    }

    proptest! {
        #[test]
        fn reads_back_a_printed_or_typed_code(entropy in any::<[u8; 10]>()) {
            let code = LetterCode::from_entropy(entropy);
            let typed = code.grouped().replace('-', " ").to_lowercase().replace('0', "o").replace('1', "l");
            prop_assert_eq!(code.grouped().len(), 19);
            prop_assert_eq!(read(&code.grouped()), Ok(code.expose().to_owned()));
            prop_assert_eq!(read(&typed), Ok(code.expose().to_owned()));
        }

        #[test]
        fn rejects_one_wrong_character(entropy in any::<[u8; 10]>(), place in 0..16_usize, other in 0..32_usize) {
            let code = LetterCode::from_entropy(entropy);
            let mut typed = code.expose().as_bytes().to_vec();
            prop_assume!(typed[place] != ALPHABET[other]);
            typed[place] = ALPHABET[other];
            let typed = String::from_utf8(typed).expect("ASCII");
            prop_assert_eq!(read(&typed), Err(LetterCodeFlaw::Mistyped));
        }

        #[test]
        fn rejects_two_swapped_characters(entropy in any::<[u8; 10]>(), a in 0..16_usize, b in 0..16_usize) {
            let code = LetterCode::from_entropy(entropy);
            let mut typed = code.expose().as_bytes().to_vec();
            prop_assume!(typed[a] != typed[b]);
            typed.swap(a, b);
            let typed = String::from_utf8(typed).expect("ASCII");
            prop_assert_eq!(read(&typed), Err(LetterCodeFlaw::Mistyped));
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in any::<String>()) {
            if let Ok(code) = read(&text) {
                prop_assert_eq!(code.len(), LetterCode::CHARACTERS);
            }
        }
    }
}
