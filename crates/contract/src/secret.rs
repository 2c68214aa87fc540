//! Secrets that cross the wire.

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};

/// A token or password exchanged between the two ends: redacted in `Debug`, wiped when dropped.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, format = Password)]
pub struct WireSecret(SecretString);

impl WireSecret {
    /// The secret itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl From<String> for WireSecret {
    fn from(secret: String) -> Self {
        Self(secret.into())
    }
}

/// Writes the secret out, for the wire and the keyring. A struct that holds one can be sent, but logs never show
/// it.
impl Serialize for WireSecret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.expose().serialize(serializer)
    }
}
