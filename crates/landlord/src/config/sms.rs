//! `[sms]`: the gateway of text messages.

use reqwest::Url;
use serde::Deserialize;

use super::{SecretFile, mail::is_loopback};

/// `[sms]` of `landlord.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SmsSection {
    /// Whose gateway.
    pub gateway: SmsGateway,
    /// Where its API answers, when not at the usual place.
    pub endpoint: Option<SmsEndpoint>,
    /// The application's public key.
    pub application_key: String,
    /// The file of the application's secret.
    pub application_secret_file: SecretFile,
    /// The file of the consumer key, which lets the application act for the landlord.
    pub consumer_key_file: SecretFile,
    /// The SMS account, `sms-ab12345-1`.
    pub service_name: String,
    /// The sender that telephones show, declared at the gateway.
    pub sender: String,
}

/// The gateways that the service speaks with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SmsGateway {
    /// OVHcloud.
    Ovh,
}

/// Where the gateway's API answers: over TLS, or on this machine (S19).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct SmsEndpoint(Url);

/// Why a text names no usable endpoint.
#[derive(Debug, thiserror::Error)]
pub enum SmsEndpointFlaw {
    /// It is no address of the web.
    #[error("l’adresse de la passerelle SMS ne peut pas être lue")]
    Unreadable,
    /// It would send codes over a network in clear.
    #[error("la passerelle SMS se joint en https://")]
    Clear,
}

impl SmsEndpoint {
    /// The address.
    #[must_use]
    pub fn url(&self) -> &Url {
        &self.0
    }
}

impl TryFrom<String> for SmsEndpoint {
    type Error = SmsEndpointFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let url = Url::parse(&text).map_err(|_| SmsEndpointFlaw::Unreadable)?;
        let host = url.host_str().ok_or(SmsEndpointFlaw::Unreadable)?;
        match url.scheme() {
            "https" => Ok(Self(url)),
            "http" if is_loopback(host.trim_start_matches('[').trim_end_matches(']')) => Ok(Self(url)),
            _ => Err(SmsEndpointFlaw::Clear),
        }
    }
}
