//! The URL of an API that the service calls.

use crate::operator_words::say;
use reqwest::Url;
use serde::Deserialize;

use super::mail::is_loopback;

/// URL of an API: over TLS, or on this machine (S19).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Endpoint(Url);

/// Why a text is not a usable endpoint.
#[derive(Debug, thiserror::Error)]
pub enum EndpointFlaw {
    /// It is not a URL with a host.
    #[error("{}", say("endpoint-unreadable", []))]
    Unreadable,
    /// It would send secrets over a network unencrypted.
    #[error("cette adresse commence par https://")]
    Clear,
}

impl Endpoint {
    /// The URL.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.0
    }
}

impl TryFrom<String> for Endpoint {
    type Error = EndpointFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let url = Url::parse(&text).map_err(|_| EndpointFlaw::Unreadable)?;
        let host = url.host_str().ok_or(EndpointFlaw::Unreadable)?;
        match url.scheme() {
            "https" => Ok(Self(url)),
            "http" if is_loopback(host.trim_start_matches('[').trim_end_matches(']')) => Ok(Self(url)),
            _ => Err(EndpointFlaw::Clear),
        }
    }
}
