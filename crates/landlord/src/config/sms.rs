//! `[sms]`: the SMS gateway.

use serde::Deserialize;

use super::{endpoint::Endpoint, secret_file::SecretFile};

/// `[sms]` of `landlord.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SmsSection {
    /// The gateway.
    pub gateway: SmsGateway,
    /// URL of its API, when not the usual one.
    pub endpoint: Option<Endpoint>,
    /// The application's public key.
    pub application_key: String,
    /// File of the application's secret.
    pub application_secret_file: SecretFile,
    /// File of the consumer key, which lets the application act for the landlord.
    pub consumer_key_file: SecretFile,
    /// The SMS account, `sms-ab12345-1`.
    pub service_name: String,
    /// The sender that telephones show, as registered with the gateway.
    pub sender: String,
}

/// The supported gateways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SmsGateway {
    /// OVHcloud.
    Ovh,
}
