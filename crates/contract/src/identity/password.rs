//! The password rule (S6): the guide's minimum, and no common or contextual passwords.

use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

use super::password_owner::PasswordOwner;
use crate::{StaffLogin, TypedPassword};

/// Words related to this product, and those that French passwords begin with: they make a password easy to guess.
const CONTEXT: [&str; 30] = [
    "habitat",
    "hautsdefrance",
    "hdf",
    "locataire",
    "logement",
    "loyer",
    "quittance",
    "agence",
    "espace",
    "motdepasse",
    "bonjour",
    "soleil",
    "azerty",
    "azertyuiop",
    "bailleur",
    "residence",
    "appartement",
    "maison",
    "famille",
    "chouchou",
    "doudou",
    "loulou",
    "coucou",
    "jetaime",
    "chocolat",
    "princesse",
    "marseille",
    "paris",
    "lille",
    "france",
];

/// A password found in fewer guesses than ten to this power is too common.
const COMMON_BELOW_LOG10: f64 = 6.0;

/// A password that satisfies the rule: redacted when printed, wiped when dropped.
#[derive(Debug, Clone)]
pub struct Password(SecretString);

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFlaw {
    /// Nothing was typed.
    #[error("the password is empty")]
    Empty,
    /// Fewer than 8 characters.
    #[error("the password lacks {missing} characters")]
    TooShort {
        /// Number of missing characters.
        missing: usize,
    },
    /// More than 128 characters.
    #[error("the password has more than 128 characters")]
    TooLong,
    /// No upper-case letter.
    #[error("the password has no upper case letter")]
    NoUpper,
    /// No lower-case letter.
    #[error("the password has no lower case letter")]
    NoLower,
    /// No digit.
    #[error("the password has no digit")]
    NoDigit,
    /// Among the first to be guessed.
    #[error("the password is too common")]
    TooCommon,
    /// Contains the tenant code, which is printed on each receipt.
    #[error("the password holds the tenant code")]
    IsTenantCode,
}

/// Strength of a password, in four steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Strength {
    /// Refused: breaks the rule, or too common.
    Weak,
    /// Accepted.
    Fair,
    /// Harder to guess.
    Good,
    /// Long or unusual.
    Strong,
}

/// Which parts of the rule a password being typed satisfies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PasswordReading {
    /// At least 8 characters.
    pub long_enough: bool,
    /// An upper-case and a lower-case letter.
    pub upper_and_lower: bool,
    /// A digit.
    pub digit: bool,
    /// The hint below the field.
    pub strength: Strength,
}

impl PasswordReading {
    /// Whether the rule accepts what was typed so far, from whoever it was read for.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.strength != Strength::Weak
    }
}

impl Password {
    /// Minimum number of characters.
    pub const MIN_CHARACTERS: usize = 8;
    /// Maximum number of characters.
    pub const MAX_CHARACTERS: usize = 128;
    /// Length from which a part of a login name must not be in the password of its owner.
    pub const MIN_NAME_CHARACTERS: usize = 3;

    /// Checks a password chosen by this tenant. Any character counts, including accents and spaces, but blanks at the
    /// end do not ([`TypedPassword`]). What stands in their own tenant code, number or address counts for nothing: the
    /// rest has to be hard to guess by itself.
    ///
    /// # Errors
    /// The first part of the rule that the password breaks, in the order of the screen.
    pub fn choose(text: &str, owner: PasswordOwner<'_>) -> Result<Self, PasswordFlaw> {
        let typed = TypedPassword::from(text);
        Self::check_form(typed.expose())?;
        if owner.code_is_in(typed.expose()) {
            return Err(PasswordFlaw::IsTenantCode);
        }
        Self::unless_common(typed.expose(), guesses_of_tenant(typed.expose(), owner))
    }

    /// Checks a password chosen by a member of staff. It must not contain a part of their login name that has at least
    /// [`Self::MIN_NAME_CHARACTERS`] characters.
    ///
    /// # Errors
    /// The first part of the rule that the password breaks, in the order of the screen.
    pub fn choose_of_staff(text: &str, login: &StaffLogin) -> Result<Self, PasswordFlaw> {
        let typed = TypedPassword::from(text);
        Self::check_form(typed.expose())?;
        Self::unless_common(typed.expose(), guesses_of_staff(typed.expose(), login))
    }

    fn check_form(text: &str) -> Result<(), PasswordFlaw> {
        match Self::unmet(text).first() {
            Some(flaw) => Err(*flaw),
            None => Ok(()),
        }
    }

    fn unless_common(text: &str, guesses: f64) -> Result<Self, PasswordFlaw> {
        if guesses < COMMON_BELOW_LOG10 {
            return Err(PasswordFlaw::TooCommon);
        }
        Ok(Self(text.into()))
    }

    /// Each part of the rule about length and characters that a text breaks, in the order of the screen.
    #[must_use]
    pub fn unmet(text: &str) -> Vec<PasswordFlaw> {
        let typed = TypedPassword::from(text);
        let text = typed.expose();
        let characters = text.chars().count();
        if characters == 0 {
            return vec![PasswordFlaw::Empty];
        }
        let missing = Self::MIN_CHARACTERS.saturating_sub(characters);
        let lacks = |kind: fn(char) -> bool| !text.chars().any(kind);
        let parts = [
            (missing > 0).then_some(PasswordFlaw::TooShort { missing }),
            (characters > Self::MAX_CHARACTERS).then_some(PasswordFlaw::TooLong),
            lacks(char::is_uppercase).then_some(PasswordFlaw::NoUpper),
            lacks(char::is_lowercase).then_some(PasswordFlaw::NoLower),
            lacks(char::is_numeric).then_some(PasswordFlaw::NoDigit),
        ];
        parts.into_iter().flatten().collect()
    }

    /// Reads a password that this tenant is still typing; never fails. Without an owner, only the text itself is rated.
    #[must_use]
    pub fn read(text: &str, owner: Option<PasswordOwner<'_>>) -> PasswordReading {
        Self::read_rated(text, |text| match owner {
            Some(owner) => guesses_of_tenant(text, owner),
            None => guesses_log10(text),
        })
    }

    /// Reads a password that a member of staff is still typing; never fails.
    #[must_use]
    pub fn read_of_staff(text: &str, login: &StaffLogin) -> PasswordReading {
        Self::read_rated(text, |text| guesses_of_staff(text, login))
    }

    fn read_rated(text: &str, rate: impl FnOnce(&str) -> f64) -> PasswordReading {
        let typed = TypedPassword::from(text);
        let text = typed.expose();
        let long_enough = text.chars().count() >= Self::MIN_CHARACTERS;
        let upper_and_lower = text.chars().any(char::is_uppercase) && text.chars().any(char::is_lowercase);
        let digit = text.chars().any(char::is_numeric);
        let strength = match rate(text) {
            _ if !(long_enough && upper_and_lower && digit) => Strength::Weak,
            guesses if guesses < COMMON_BELOW_LOG10 => Strength::Weak,
            guesses if guesses < 8.0 => Strength::Fair,
            guesses if guesses < 11.0 => Strength::Good,
            _ => Strength::Strong,
        };
        PasswordReading {
            long_enough,
            upper_and_lower,
            digit,
            strength,
        }
    }

    /// The password itself, for the wire or the hash.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// Number of guesses with which somebody who knows the tenant finds the password, as a power of ten. What stands in
/// tenant code, number or address counts for nothing.
fn guesses_of_tenant(text: &str, owner: PasswordOwner<'_>) -> f64 {
    if owner.code_is_in(text) {
        return 0.0;
    }
    let guesses = guesses_log10(text);
    match owner.rest_of(text) {
        Some(rest) => guesses_log10(&rest).min(guesses),
        None => guesses,
    }
}

/// Number of guesses with which somebody who knows the login name finds the password, as a power of ten: none for one
/// that contains a part of the name.
fn guesses_of_staff(text: &str, login: &StaffLogin) -> f64 {
    let lower = text.to_lowercase();
    let mut parts = login.as_str().split(['.', '-']);
    if parts.any(|part| part.len() >= Password::MIN_NAME_CHARACTERS && lower.contains(part)) {
        return 0.0;
    }
    guesses_log10(text)
}

/// Number of guesses that find the password, as a power of ten: none for a word of this service with digits and signs
/// around it, whose digits the estimate rates as if nobody guessed them. Only the first 64 characters are rated: the
/// estimate takes more than linear time, and 64 characters are enough.
fn guesses_log10(text: &str) -> f64 {
    let lower = text.to_lowercase();
    if CONTEXT.contains(&lower.trim_matches(|sign: char| !sign.is_alphabetic())) {
        return 0.0;
    }
    let start: String = text.chars().take(64).collect();
    zxcvbn::zxcvbn(&start, &CONTEXT).guesses_log10()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::TenantCode;

    fn code() -> TenantCode {
        TenantCode::parse("204518730961245").expect("fifteen digits")
    }

    fn flaw(text: &str) -> Option<PasswordFlaw> {
        Password::choose(text, PasswordOwner::of_code(&code())).err()
    }

    #[test]
    fn each_rule_of_the_guide_has_its_own_reason() {
        assert_eq!(flaw(""), Some(PasswordFlaw::Empty));
        assert_eq!(flaw("Cerise4"), Some(PasswordFlaw::TooShort { missing: 1 }));
        assert_eq!(flaw("cerisier42"), Some(PasswordFlaw::NoUpper));
        assert_eq!(flaw("CERISIER42"), Some(PasswordFlaw::NoLower));
        assert_eq!(flaw("CerisierBleu"), Some(PasswordFlaw::NoDigit));
        assert_eq!(flaw(&"Aa1".repeat(43)), Some(PasswordFlaw::TooLong));
        assert_eq!(flaw("Cerisier bleu 42"), None);
        assert_eq!(flaw("Été à Béthune 7"), None, "accents and spaces count");
    }

    #[test]
    fn all_that_a_password_lacks_is_known_at_once() {
        let short = PasswordFlaw::TooShort { missing: 2 };
        assert_eq!(
            Password::unmet("cerise"),
            [short, PasswordFlaw::NoUpper, PasswordFlaw::NoDigit]
        );
        assert_eq!(Password::unmet(""), [PasswordFlaw::Empty]);
        assert_eq!(Password::unmet("Motdepasse1"), []);
    }

    #[test]
    fn common_and_contextual_passwords_are_refused() {
        for text in [
            "Password1",
            "Motdepasse1",
            "Azerty123",
            "Habitat1",
            "Bonjour1",
            "Locataire1",
            "Quittance2024!",
            "Hautsdefrance7391",
        ] {
            assert_eq!(flaw(text), Some(PasswordFlaw::TooCommon), "{text}");
        }
        assert_eq!(flaw("Aa204 518 730 961 245"), Some(PasswordFlaw::IsTenantCode));
    }

    #[test]
    fn s6_a_short_part_of_a_name_is_refused_too() {
        let login = StaffLogin::parse("eva.le-goff").expect("a login");
        let chosen = |text| Password::choose_of_staff(text, &login).err();
        assert_eq!(chosen("Prunier eva 17"), Some(PasswordFlaw::TooCommon));
        assert_eq!(
            chosen("Prunier jaune le 17"),
            None,
            "two letters are in many words"
        );
    }

    #[test]
    fn s6_a_chosen_password_is_stored_in_the_form_that_is_typed_later() {
        let chosen = Password::choose("Pre\u{301}vert et Lens 42 \n", PasswordOwner::of_code(&code()));
        let chosen = chosen.expect("a password");
        assert_eq!(chosen.expose(), "Pr\u{e9}vert et Lens 42");
        assert_eq!(flaw("Cerise4   "), Some(PasswordFlaw::TooShort { missing: 1 }));
        assert_eq!(flaw("   "), Some(PasswordFlaw::Empty));
    }

    #[test]
    fn the_live_hints_agree_with_the_rule() {
        let reading = Password::read("cerise42", None);
        assert!(reading.long_enough && reading.digit && !reading.upper_and_lower);
        assert_eq!(reading.strength, Strength::Weak);
        let long = Password::read("Cerisier bleu 42 Lens", None);
        assert_eq!(long.strength, Strength::Strong);
    }

    #[test]
    fn s6_the_live_hint_knows_whose_password_it_is() {
        let login = StaffLogin::parse("eva.le-goff").expect("a login");
        let (code, own) = (code(), "Aa 204 518 730 961 245");
        let owner = PasswordOwner::of_code(&code);
        assert!(Password::read(own, None).is_accepted(), "from somebody else");
        assert!(!Password::read(own, Some(owner)).is_accepted());
        assert!(!Password::read("Aa!730961245", Some(owner)).is_accepted());
        assert!(!Password::read_of_staff("Prunier eva 17", &login).is_accepted());
        for other in [
            Password::read("Cerisier bleu 42", Some(owner)),
            Password::read_of_staff("Prunier jaune le 17", &login),
        ] {
            assert!(other.is_accepted(), "{other:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_text_makes_the_rule_panic(text in any::<String>()) {
            let _ = Password::read(&text, Some(PasswordOwner::of_code(&code())));
            if let Ok(password) = Password::choose(&text, PasswordOwner::of_code(&code())) {
                let typed = TypedPassword::from(text);
                prop_assert_eq!(password.expose(), typed.expose());
            }
        }

        #[test]
        fn the_live_hints_accept_what_the_rule_accepts(text in "[A-Za-z0-9 éÉ!]{0,8}(204518|730961245)?[A-Za-z0-9 éÉ!]{0,12}") {
            let reading = Password::read(&text, Some(PasswordOwner::of_code(&code())));
            prop_assert_eq!(reading.is_accepted(), flaw(&text).is_none());
            if reading.is_accepted() {
                prop_assert!(reading.long_enough && reading.upper_and_lower && reading.digit);
            }
        }
    }
}
