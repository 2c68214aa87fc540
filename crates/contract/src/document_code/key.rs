//! The landlord's public keys.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Number of leading bytes of a key that identify it in a code.
pub(super) const KEY_ID_BYTES: usize = 4;

/// A public key (Ed25519) of the landlord; on the wire, 64 lower-case hexadecimal digits. `GET /v1/landlord`
/// publishes the current key and the former ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^[0-9a-f]{64}$", example = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")]
pub struct AttestationKey([u8; 32]);

/// The text is not a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a key has 64 hexadecimal digits in small letters")]
pub struct AttestationKeyFlaw;

impl AttestationKey {
    /// A key from its bytes.
    #[must_use]
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads what [`fmt::Display`] writes.
    ///
    /// # Errors
    /// When the text is not 64 lower-case hexadecimal digits.
    pub fn parse(text: &str) -> Result<Self, AttestationKeyFlaw> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(AttestationKeyFlaw),
        };
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        if pairs.len() != 32 || !rest.is_empty() {
            return Err(AttestationKeyFlaw);
        }
        let mut bytes = [0; 32];
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Ok(Self(bytes))
    }

    pub(super) fn id(&self) -> [u8; KEY_ID_BYTES] {
        let [a, b, c, d, ..] = self.0;
        [a, b, c, d]
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for AttestationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl TryFrom<String> for AttestationKey {
    type Error = AttestationKeyFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<AttestationKey> for String {
    fn from(key: AttestationKey) -> Self {
        key.to_string()
    }
}
