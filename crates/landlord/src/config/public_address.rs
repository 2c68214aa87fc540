//! `public-address`: the service's URL at the reverse proxy.

use crate::operator_words::say;
use std::fmt;

use reqwest::Url;
use serde::Deserialize;

use super::mail::is_loopback;

/// Maximum length: a longer URL would make the QR codes on paper too fine.
const MAX_CHARACTERS: usize = 100;

/// Public URL of the service, without a trailing slash.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PublicAddress(String);

/// Why a text is not a public address.
#[derive(Debug, thiserror::Error)]
pub enum PublicAddressFlaw {
    /// It is not a URL, is too long, or has more than a host and a path.
    #[error("{}", say("public-address-unreadable", [("maxCharacters", MAX_CHARACTERS.to_string())]))]
    Unreadable,
    /// It is neither HTTPS nor on this machine: the result of a verification could be changed on the way (S19).
    #[error("{}", say("public-address-clear", []))]
    Clear,
}

impl TryFrom<String> for PublicAddress {
    type Error = PublicAddressFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let url = Url::parse(&text).map_err(|_| PublicAddressFlaw::Unreadable)?;
        let host = url.host_str().ok_or(PublicAddressFlaw::Unreadable)?;
        let host = host.trim_start_matches('[').trim_end_matches(']');
        let bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        // It is printed, and written into PDF files: no character of it may need escaping.
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b":/.-_[]".contains(&byte);
        match url.scheme() {
            _ if !bare || url.password().is_some() || !text.bytes().all(plain) => {
                Err(PublicAddressFlaw::Unreadable)
            }
            _ if text.len() > MAX_CHARACTERS => Err(PublicAddressFlaw::Unreadable),
            "https" => Ok(Self(text.trim_end_matches('/').to_owned())),
            "http" if is_loopback(host) => Ok(Self(text.trim_end_matches('/').to_owned())),
            _ => Err(PublicAddressFlaw::Clear),
        }
    }
}

impl PublicAddress {
    /// Whether its host is a name. Security keys of staff sign for no number (S21).
    pub(crate) fn has_name(&self) -> bool {
        Url::parse(&self.0).is_ok_and(|url| url.domain().is_some())
    }
}

impl fmt::Display for PublicAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_address_has_no_more_than_scheme_host_and_path() {
        let read = |text: &str| PublicAddress::try_from(text.to_owned());
        for text in [
            "https://espace.habitat.example/",
            "http://127.0.0.1:8320",
            "https://h.example/espace",
        ] {
            let address = read(text).expect(text).to_string();
            assert_eq!(address, text.trim_end_matches('/'));
        }
        assert!(read("https://h.example/espace").expect("an address").has_name());
        for number in ["https://192.0.2.7", "http://[::1]:8320"] {
            assert!(!read(number).expect(number).has_name(), "{number}");
        }
        let long = format!("https://{}.example", "a".repeat(100));
        for text in [
            "espace.habitat.example",
            "http://espace.habitat.example",
            "ftp://espace.habitat.example",
            "https://a:b@h.example",
            "https://h.example/?a=b",
            "https://h.example/#a",
            "https://h.example/(a)",
            &long,
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
