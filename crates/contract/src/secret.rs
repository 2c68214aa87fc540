//! Secrets that have to cross the wire.

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};

/// A token or password on its way between the two ends: redacted when printed, wiped when
/// dropped, serialised on purpose only.
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

/// The wire is the one place a secret is written out; a struct that holds one can be sent, not
/// logged.
impl Serialize for WireSecret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.expose().serialize(serializer)
    }
}
