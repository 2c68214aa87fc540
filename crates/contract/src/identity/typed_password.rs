//! A password as somebody types it, in the one form that counts at both ends (decision 35).

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

/// A typed password. Keyboards write an accented letter in two ways, and who pastes a password may paste a blank or a
/// line end with it: what counts is the text in normal form (NFC), without blanks and line ends at its end.
///
/// A secret: redacted in `Debug`, wiped when dropped, and sent as it was typed, for passwords that are older than this
/// form.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(from = "String")]
#[schema(value_type = String, format = Password)]
pub struct TypedPassword(Typed);

#[derive(Debug, Clone)]
struct Typed {
    password: SecretString,
    /// The text itself, where it differs.
    as_typed: Option<SecretString>,
}

impl TypedPassword {
    /// The password.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.password.expose_secret()
    }

    /// The text as it was typed, if that is another one: what a password from before this form was made of.
    #[must_use]
    pub fn as_typed(&self) -> Option<&str> {
        self.0.as_typed.as_ref().map(ExposeSecret::expose_secret)
    }

    /// Whether nothing but blanks was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.expose().is_empty()
    }
}

impl From<String> for TypedPassword {
    fn from(text: String) -> Self {
        // A secret at once, so that it is wiped where it is not kept.
        let text = SecretString::from(text);
        let password: String = text.expose_secret().trim_end().nfc().collect();
        let password = SecretString::from(password);
        let differs = password.expose_secret() != text.expose_secret();
        Self(Typed {
            password,
            as_typed: differs.then_some(text),
        })
    }
}

impl From<&str> for TypedPassword {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// Writes the password out, as it was typed: logs never show it.
impl Serialize for TypedPassword {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_typed()
            .unwrap_or_else(|| self.expose())
            .serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s6_an_accent_counts_the_same_however_a_keyboard_writes_it() {
        let (one, two) = ("Pr\u{e9}vert 42", "Pre\u{301}vert 42");
        assert_eq!(TypedPassword::from(two).expose(), one);
        assert_eq!(TypedPassword::from(two).as_typed(), Some(two));
        assert_eq!(TypedPassword::from(one).as_typed(), None);
    }

    #[test]
    fn s6_blanks_at_the_end_do_not_count_and_others_do() {
        for typed in [
            "Cerisier bleu 42 ",
            "Cerisier bleu 42\r\n",
            "Cerisier bleu 42\u{a0}\t",
        ] {
            assert_eq!(TypedPassword::from(typed).expose(), "Cerisier bleu 42");
        }
        assert_eq!(TypedPassword::from("  Cerisier  42").expose(), "  Cerisier  42");
        assert!(TypedPassword::from(" \n").is_empty());
    }

    #[test]
    fn s6_a_password_is_sent_as_it_was_typed_and_never_logged() {
        let typed = TypedPassword::from("Pre\u{301}vert 42 ");
        let sent = serde_json::to_string(&typed).expect("JSON");
        assert_eq!(sent, "\"Pre\u{301}vert 42 \"");
        let read: TypedPassword = serde_json::from_str(&sent).expect("a password");
        assert_eq!(read.expose(), "Pr\u{e9}vert 42");
        assert!(!format!("{typed:?}").contains("vert"));
    }
}
