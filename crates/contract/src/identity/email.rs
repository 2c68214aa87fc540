//! E-mail addresses, and corrections for common typos.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// The mail providers of most French households, for [`Email::suggestion`].
const PROVIDERS: [&str; 14] = [
    "orange.fr",
    "gmail.com",
    "hotmail.fr",
    "hotmail.com",
    "yahoo.fr",
    "yahoo.com",
    "laposte.net",
    "free.fr",
    "sfr.fr",
    "wanadoo.fr",
    "outlook.fr",
    "outlook.com",
    "live.fr",
    "icloud.com",
];

/// An e-mail address. `Debug` hides it (S20).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, format = Email)]
pub struct Email(String);

/// Why a text is not an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EmailFlaw {
    /// Nothing was typed.
    #[error("the e-mail address is empty")]
    Empty,
    /// No `@`.
    #[error("the e-mail address has no @")]
    MissingAt,
    /// Something else is missing or wrong.
    #[error("the e-mail address is incomplete")]
    Incomplete,
}

impl Email {
    /// Reads an address (RFC 5321 lengths and characters, a domain with a dot), ignoring spaces around it.
    ///
    /// # Errors
    /// When the text is empty, has no `@`, or is not a complete address.
    pub fn parse(text: &str) -> Result<Self, EmailFlaw> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}');
        if text.is_empty() {
            return Err(EmailFlaw::Empty);
        }
        if !text.contains('@') {
            return Err(EmailFlaw::MissingAt);
        }
        let options = email_address::Options::default()
            .with_required_tld()
            .without_display_text()
            .without_domain_literal();
        email_address::EmailAddress::parse_with_options(text, options)
            .map(|address| Self(address.to_string()))
            .map_err(|_| EmailFlaw::Incomplete)
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address that was probably meant, when the domain is one typo away from a well-known provider, or two
    /// for a domain of more than 7 characters: `j@orage.fr` → `j@orange.fr`. None when the domain is itself a
    /// known provider.
    #[must_use]
    pub fn suggestion(&self) -> Option<Self> {
        let (name, domain) = self.0.rsplit_once('@')?;
        let domain = domain.to_lowercase();
        if PROVIDERS.contains(&domain.as_str()) {
            return None;
        }
        PROVIDERS
            .into_iter()
            .map(|provider| (strsim::damerau_levenshtein(provider, &domain), provider))
            .filter(|(slips, provider)| *slips == 1 || (*slips == 2 && provider.len() > 7))
            .min()
            .map(|(_, provider)| Self(format!("{name}@{provider}")))
    }
}

impl fmt::Debug for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Email(…)")
    }
}

impl FromStr for Email {
    type Err = EmailFlaw;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl TryFrom<String> for Email {
    type Error = EmailFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<Email> for String {
    fn from(email: Email) -> Self {
        email.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn flaw(text: &str) -> Option<EmailFlaw> {
        Email::parse(text).err()
    }

    #[test]
    fn reports_what_is_missing() {
        assert_eq!(flaw(" "), Some(EmailFlaw::Empty));
        assert_eq!(flaw("jeanne.durand"), Some(EmailFlaw::MissingAt));
        for text in [
            "jeanne@",
            "jeanne@orange",
            "@orange.fr",
            "jeanne durand@orange.fr",
            "Jeanne <j@orange.fr>",
        ] {
            assert_eq!(flaw(text), Some(EmailFlaw::Incomplete), "{text}");
        }
        assert_eq!(flaw("  jeanne.durand+loyer@orange.fr\u{a0}"), None);
    }

    #[test]
    fn suggests_the_intended_provider() {
        let suggestion = |text: &str| {
            let email = Email::parse(text).expect("an address");
            email.suggestion().map(|email| email.as_str().to_owned())
        };
        assert_eq!(suggestion("j@orage.fr").as_deref(), Some("j@orange.fr"));
        assert_eq!(suggestion("j@gmial.com").as_deref(), Some("j@gmail.com"));
        assert_eq!(suggestion("j@orange.fr"), None);
        assert_eq!(suggestion("j@mairie-lens.fr"), None);
        assert_eq!(suggestion("j@me.fr"), None);
    }

    proptest! {
        #[test]
        fn accepts_an_ordinary_address_unchanged(local in "[a-z][a-z0-9]{0,20}", domain in "[a-z]{2,12}\\.(fr|com|net)", noise in "[ \u{a0}\u{202f}\t]{0,3}") {
            let text = format!("{local}@{domain}");
            let noisy = format!("{noise}{text}{noise}");
            prop_assert_eq!(Email::parse(&noisy).map(String::from), Ok(text));
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in any::<String>()) {
            if let Ok(email) = Email::parse(&text) {
                let _ = email.suggestion();
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email.clone()));
            }
        }
    }
}
