//! The name of a key, which tells nothing of a secret one.

use std::fmt;

use contract::AttestationKey;
use ring::signature::{Ed25519KeyPair, KeyPair};
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};

use super::key_file::Secret;

/// Eight hexadecimal digits that name a key: the beginning of a secret key's SHA-256, or of a public key, as in the
/// codes that it signs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyId(String);

impl KeyId {
    /// Number of digits.
    pub const DIGITS: usize = 8;

    /// The id of a secret key.
    pub(crate) fn of_secret(secret: &Secret) -> Self {
        let hash = Sha256::digest(secret.expose_secret());
        let digits = hash.iter().take(Self::DIGITS / 2);
        Self(digits.map(|byte| format!("{byte:02x}")).collect())
    }

    /// The id of a public key.
    pub(crate) fn of_public(key: &AttestationKey) -> Self {
        Self(key.to_string().chars().take(Self::DIGITS).collect())
    }

    /// Reads an id; `None` when the text is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let is_id = text.len() == Self::DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_id.then_some(Self(text))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The public half of a key that signs documents.
pub(crate) fn public_half(pair: &Ed25519KeyPair) -> Option<AttestationKey> {
    let public = pair.public_key().as_ref().try_into().ok()?;
    Some(AttestationKey::new(public))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_eight_digits_and_the_same_for_the_same_key() {
        let id = |byte| KeyId::of_secret(&Secret::new(Box::new([byte; 32])));
        assert_eq!(id(1), id(1));
        assert_ne!(id(1), id(2));
        assert_eq!(KeyId::parse(&format!(" {}\n", id(1))), Some(id(1)));
        let public = AttestationKey::new([0xab; 32]);
        assert_eq!(KeyId::of_public(&public).as_str(), "abababab");
        for wrong in ["", "abababa", "ababababa", "abababag", "ab ab ab"] {
            assert_eq!(KeyId::parse(wrong), None, "{wrong}");
        }
    }
}
