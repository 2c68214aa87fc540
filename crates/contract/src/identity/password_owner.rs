//! Whose password it is: what others know of the person, and guess first (S6).

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{Email, MobilePhone, TenantCode, digits::ascii_digit};

/// Length from which a run of letters and digits that also stands in what is known of the person was taken from there.
const MIN_RUN_CHARACTERS: usize = 4;

/// What an end knows of the tenant who chooses a password.
#[derive(Debug, Clone, Copy)]
pub struct PasswordOwner<'a> {
    /// The tenant code, which is printed on each receipt.
    pub tenant_code: &'a TenantCode,
    /// The mobile number, where this end knows it.
    pub mobile: Option<&'a MobilePhone>,
    /// The e-mail address, where this end knows it.
    pub email: Option<&'a Email>,
}

impl<'a> PasswordOwner<'a> {
    /// A tenant of whom only the tenant code is known.
    #[must_use]
    pub const fn of_code(tenant_code: &'a TenantCode) -> Self {
        Self {
            tenant_code,
            mobile: None,
            email: None,
        }
    }

    /// Whether the digits of a text contain the whole tenant code.
    pub(super) fn code_is_in(self, text: &str) -> bool {
        let digits: String = text.chars().filter_map(ascii_digit).collect();
        digits.contains(self.tenant_code.as_str())
    }

    /// What is left of a text, in small letters without accents, without each run of it that stands in the tenant code,
    /// the number or the address, whatever signs are between its characters. None when the text has no such run.
    pub(super) fn rest_of(self, text: &str) -> Option<String> {
        let known = self.known();
        let text = plain(text);
        let mut rest = String::new();
        let mut at = 0;
        let mut has_run = false;
        while let Some(character) = text.get(at) {
            if let Some(length) = length_of_run(&text[at..], &known) {
                has_run = true;
                at += length;
            } else {
                rest.push(*character);
                at += 1;
            }
        }
        has_run.then_some(rest)
    }

    fn known(self) -> Vec<String> {
        let mobile = self.mobile.map(MobilePhone::national);
        let texts = [
            Some(self.tenant_code.as_str()),
            mobile.as_deref(),
            self.mobile.map(MobilePhone::e164),
            self.email.map(Email::as_str),
        ];
        let texts = texts.into_iter().flatten();
        texts
            .map(|text| plain(text).into_iter().filter(|c| c.is_alphanumeric()).collect())
            .collect()
    }
}

/// Number of characters of the longest run at the start of a text that stands in one of the known texts.
fn length_of_run(text: &[char], known: &[String]) -> Option<usize> {
    let mut run = String::new();
    let mut characters = 0;
    let mut length = None;
    for (position, character) in text.iter().enumerate() {
        if !character.is_alphanumeric() {
            if run.is_empty() {
                return None;
            }
            continue;
        }
        run.push(*character);
        characters += 1;
        if !known.iter().any(|known| known.contains(&run)) {
            break;
        }
        if characters >= MIN_RUN_CHARACTERS {
            length = Some(position + 1);
        }
    }
    length
}

/// The characters of a text in small letters, without accents, and with the digits of any script as ASCII digits.
fn plain(text: &str) -> Vec<char> {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .map(|c| ascii_digit(c).unwrap_or(c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Password, PasswordFlaw};

    fn flaw(text: &str) -> Option<PasswordFlaw> {
        let tenant_code = TenantCode::parse("204518730961245").expect("fifteen digits");
        let mobile = MobilePhone::parse("06 39 98 00 61").expect("a mobile");
        let email = Email::parse("jeanne.durand@exemple.fr").expect("an address");
        let owner = PasswordOwner {
            mobile: Some(&mobile),
            email: Some(&email),
            ..PasswordOwner::of_code(&tenant_code)
        };
        Password::choose(text, owner).err()
    }

    #[test]
    fn s6_a_password_made_of_what_is_known_of_the_person_is_refused() {
        for text in [
            "730961245Aa!",
            "!!Ab20451873",
            "Ab 204.518.730 !",
            "0639980061Abc",
            "Abc+33 6 39 98 00 61",
            "Jeanne.Durand62",
            "JeanneDurand1984",
            "Je\u{301}anne Durand 62!",
            "Durand0639980061",
            "Jeanne@exemple.fr1",
            "Azerty0639980061",
            "Ａa０６３９９８００６１",
        ] {
            assert_eq!(flaw(text), Some(PasswordFlaw::TooCommon), "{text}");
        }
    }

    #[test]
    fn s6_a_password_that_is_hard_to_guess_without_it_is_accepted() {
        for text in [
            "Cerisier bleu 42",
            "Cerisier bleu 0639980061",
            "Prunier jaune 204518",
            "Jeanne et le Cerisier bleu 42",
        ] {
            assert_eq!(flaw(text), None, "{text}");
        }
    }

    #[test]
    fn s6_what_an_end_does_not_know_of_the_person_is_not_missed() {
        let tenant_code = TenantCode::parse("204518730961245").expect("fifteen digits");
        let owner = PasswordOwner::of_code(&tenant_code);
        assert_eq!(owner.rest_of("Cerisier bleu 0639980061"), None);
        assert_eq!(owner.rest_of("Été 204 518!").as_deref(), Some("ete !"));
    }
}
