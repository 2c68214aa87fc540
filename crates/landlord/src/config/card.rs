//! `[card]` and `[[former-card]]`: the present and former card providers.

use serde::Deserialize;

use super::{endpoint::Endpoint, secret_file::SecretFile};

/// `[card]` of `landlord.toml`, or one of `[[former-card]]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CardSection {
    /// The provider.
    pub provider: CardProviderName,
    /// URL of its API, when not the usual one: over TLS, or on this machine (S19).
    pub endpoint: Option<Endpoint>,
    /// Host of its payment pages, when the landlord has a host of its own.
    pub page_host: Option<String>,
    /// File of the secret key of the API.
    pub secret_key_file: SecretFile,
    /// File of the secret that signs events, for providers that sign them, such as Stripe.
    pub signing_secret_file: Option<SecretFile>,
}

/// The supported providers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CardProviderName {
    /// Stripe Checkout.
    Stripe,
}
