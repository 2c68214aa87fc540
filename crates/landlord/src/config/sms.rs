//! `[sms]`: the SMS gateway.

use serde::Deserialize;

use super::{
    endpoint::Endpoint,
    missing_key::{MissingKey, required},
    secret_file::SecretFile,
};

/// `[sms]` of `landlord.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(try_from = "Written")]
pub enum SmsSection {
    /// Text messages are kept in a file of the data folder.
    Outbox,
    /// OVHcloud sends them.
    Ovh(Box<OvhSection>),
}

/// `[sms]` with `gateway = "ovh"`.
#[derive(Debug, Clone)]
pub struct OvhSection {
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

/// The section as it is written. The keys of a gateway that is not named are ignored.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    gateway: SmsGateway,
    endpoint: Option<Endpoint>,
    application_key: Option<String>,
    application_secret_file: Option<SecretFile>,
    consumer_key_file: Option<SecretFile>,
    service_name: Option<String>,
    sender: Option<String>,
}

/// The supported gateways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum SmsGateway {
    /// None: a file of the data folder.
    Outbox,
    /// OVHcloud.
    Ovh,
}

impl TryFrom<Written> for SmsSection {
    type Error = MissingKey;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        if written.gateway == SmsGateway::Outbox {
            return Ok(Self::Outbox);
        }
        Ok(Self::Ovh(Box::new(OvhSection {
            endpoint: written.endpoint,
            application_key: required(written.application_key, "application-key")?,
            application_secret_file: required(written.application_secret_file, "application-secret-file")?,
            consumer_key_file: required(written.consumer_key_file, "consumer-key-file")?,
            service_name: required(written.service_name, "service-name")?,
            sender: required(written.sender, "sender")?,
        })))
    }
}
