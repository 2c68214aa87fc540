//! `[card]` and `[[former-card]]`: who takes cards, and who did.

use serde::Deserialize;

use super::{endpoint::Endpoint, secret_file::SecretFile};

/// `[card]` of `landlord.toml`, or one of `[[former-card]]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CardSection {
    /// Whose service.
    pub provider: CardProviderName,
    /// Where its API answers, when not at the usual place: over TLS, or on this machine (S19).
    pub endpoint: Option<Endpoint>,
    /// The host of its pages, when the landlord has one of its own there.
    pub page_host: Option<String>,
    /// The file of the key that asks the API.
    pub secret_key_file: SecretFile,
    /// The file of the secret that signs events, where the provider signs them: Stripe does.
    pub signing_secret_file: Option<SecretFile>,
}

/// The providers that the service speaks with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CardProviderName {
    /// Stripe Checkout.
    Stripe,
}
