//! `[sms]`: the gateway of text messages.

use serde::Deserialize;

use super::{endpoint::Endpoint, secret_file::SecretFile};

/// `[sms]` of `landlord.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SmsSection {
    /// Whose gateway.
    pub gateway: SmsGateway,
    /// Where its API answers, when not at the usual place.
    pub endpoint: Option<Endpoint>,
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
