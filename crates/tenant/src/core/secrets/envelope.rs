//! The envelope of a PIN (S12): one keyring entry with the data key that seals the other secrets, sealed once for
//! the PIN and once for recovery after a new sign-in. As one entry, it is the earlier or the later one after a
//! kill, never half of each (R1).

use argon2::{Algorithm, Argon2, Params, Version};
use base64::{Engine, prelude::BASE64_STANDARD};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use contract::{Pin, TenantCode, WireSecret};
use hkdf::Hkdf;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use crate::{
    core::failure::{Failure, FailureCode},
    figures::{PIN_DERIVATION_LANES, PIN_DERIVATION_MIB, PIN_DERIVATION_PASSES, PIN_TRIES},
};

/// Format version; part of the associated data.
const FORMAT: u8 = 1;
const NONCE_BYTES: usize = 24;

/// A 32-byte sealing key, wiped when dropped.
type Key = Zeroizing<[u8; 32]>;

/// The key that seals the secrets of one tenant while a PIN is set.
#[derive(Clone)]
pub(crate) struct DataKey(Key);

/// Not opened: wrong key, purpose or tenant, or damaged.
#[derive(Debug, thiserror::Error)]
#[error("it does not open")]
pub(crate) struct Sealed;

/// No random numbers, or the key derivation failed: not enough memory, or a damaged envelope.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EnvelopeError {
    #[error("no random numbers: {0}")]
    Random(#[from] getrandom::Error),
    #[error("the key cannot be derived: {0}")]
    Derivation(String),
}

/// The keyring entry of a PIN.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Envelope {
    format: u8,
    /// Never leaves the keyring. Without it, neither PIN nor recovery opens the rest.
    secret: String,
    salt: String,
    /// Tries since the last right one, counted before they are made.
    tries: u8,
    /// The data key, sealed for the PIN; none after too many tries.
    by_pin: Option<String>,
    /// The data key, sealed for a tenant who has signed in again.
    by_recovery: String,
}

impl Drop for Envelope {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

impl DataKey {
    pub(crate) fn make() -> Result<Self, getrandom::Error> {
        let mut key = Key::default();
        getrandom::fill(&mut *key)?;
        Ok(Self(key))
    }

    /// Seals a secret for its keyring entry.
    pub(crate) fn seal(
        &self,
        tenant: &TenantCode,
        purpose: &str,
        secret: &SecretString,
    ) -> Result<String, getrandom::Error> {
        seal(&self.0, tenant, purpose, secret.expose_secret().as_bytes())
    }

    pub(crate) fn open(
        &self,
        tenant: &TenantCode,
        purpose: &str,
        sealed: &str,
    ) -> Result<SecretString, Sealed> {
        let secret = open(&self.0, tenant, purpose, sealed)?;
        let text = std::str::from_utf8(&secret).map_err(|_| Sealed)?;
        Ok(text.into())
    }
}

impl Envelope {
    /// Seals a data key in a new envelope. Slow on purpose: not for an async thread.
    pub(crate) fn close(
        tenant: &TenantCode,
        pin: &Pin,
        recovery: &WireSecret,
        data_key: &DataKey,
    ) -> Result<Self, EnvelopeError> {
        let mut secret = Key::default();
        getrandom::fill(&mut *secret)?;
        let mut envelope = Self {
            format: FORMAT,
            secret: BASE64_STANDARD.encode(*secret),
            salt: String::new(),
            tries: 0,
            by_pin: None,
            by_recovery: String::new(),
        };
        envelope.take_recovery(tenant, recovery, data_key)?;
        envelope.take_pin(tenant, pin, data_key)?;
        Ok(envelope)
    }

    /// Seals the data key with another secret of the landlord: the one before opens nothing any more.
    pub(crate) fn take_recovery(
        &mut self,
        tenant: &TenantCode,
        recovery: &WireSecret,
        data_key: &DataKey,
    ) -> Result<(), EnvelopeError> {
        let key = recovery_key(&self.keyring_secret()?, recovery);
        self.by_recovery = seal(&key, tenant, "recovery", &*data_key.0)?;
        Ok(())
    }

    /// Sets another PIN for the same data key. Slow on purpose: not for an async thread.
    pub(crate) fn take_pin(
        &mut self,
        tenant: &TenantCode,
        pin: &Pin,
        data_key: &DataKey,
    ) -> Result<(), EnvelopeError> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt)?;
        self.salt = BASE64_STANDARD.encode(salt);
        let key = self.pin_key(pin)?;
        self.by_pin = Some(seal(&key, tenant, "pin", &*data_key.0)?);
        self.tries = 0;
        Ok(())
    }

    /// Reads the envelope from its keyring entry; none when it is another format or no envelope.
    pub(crate) fn read(secret: &SecretString) -> Option<Self> {
        let envelope: Self = serde_json::from_str(secret.expose_secret()).ok()?;
        (envelope.format == FORMAT).then_some(envelope)
    }

    pub(crate) fn to_secret(&self) -> SecretString {
        // Numbers and texts can always be written.
        serde_json::to_string(self).unwrap_or_default().into()
    }

    /// Number of tries left.
    pub(crate) fn tries_left(&self) -> u8 {
        match self.by_pin {
            Some(_) => PIN_TRIES.saturating_sub(self.tries),
            None => 0,
        }
    }

    /// Counts a try, before it is made.
    pub(crate) fn count_try(&mut self) {
        self.tries = self.tries.saturating_add(1);
    }

    /// Resets the count after a right try.
    pub(crate) fn begin_count_anew(&mut self) {
        self.tries = 0;
    }

    /// Makes the PIN open nothing any more.
    pub(crate) fn forget_pin(&mut self) {
        self.by_pin = None;
    }

    /// Opens the data key with the PIN; none when the PIN is wrong. Slow on purpose: not for an async thread.
    pub(crate) fn open(&self, tenant: &TenantCode, pin: &Pin) -> Result<Option<DataKey>, EnvelopeError> {
        let Some(sealed) = &self.by_pin else {
            return Ok(None);
        };
        let key = self.pin_key(pin)?;
        Ok(open(&key, tenant, "pin", sealed)
            .ok()
            .and_then(|bytes| data_key(&bytes)))
    }

    /// Opens the data key for a tenant who has signed in again.
    pub(crate) fn recover(&self, tenant: &TenantCode, recovery: &WireSecret) -> Option<DataKey> {
        let key = recovery_key(&self.secret()?, recovery);
        open(&key, tenant, "recovery", &self.by_recovery)
            .ok()
            .and_then(|bytes| data_key(&bytes))
    }

    fn secret(&self) -> Option<Key> {
        let bytes = Zeroizing::new(BASE64_STANDARD.decode(&self.secret).ok()?);
        Some(Zeroizing::new(bytes.as_slice().try_into().ok()?))
    }

    /// HKDF of the Argon2id hash of the PIN, salted with the keyring's secret.
    fn pin_key(&self, pin: &Pin) -> Result<Key, EnvelopeError> {
        let failed = |error: argon2::Error| EnvelopeError::Derivation(error.to_string());
        let params = Params::new(
            PIN_DERIVATION_MIB * 1024,
            PIN_DERIVATION_PASSES,
            PIN_DERIVATION_LANES,
            Some(32),
        )
        .map_err(failed)?;
        let mut stretched = Key::default();
        // An unreadable salt means a damaged envelope: the derivation refuses an empty one.
        let salt = BASE64_STANDARD.decode(&self.salt).unwrap_or_default();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(pin.expose().as_bytes(), &salt, &mut *stretched)
            .map_err(failed)?;
        Ok(derive(&self.keyring_secret()?, &*stretched, b"pin"))
    }

    fn keyring_secret(&self) -> Result<Key, EnvelopeError> {
        let damaged = || EnvelopeError::Derivation("the keyring's secret is damaged".to_owned());
        self.secret().ok_or_else(damaged)
    }
}

fn recovery_key(secret: &Key, recovery: &WireSecret) -> Key {
    derive(secret, recovery.expose().as_bytes(), b"recovery")
}

fn derive(secret: &Key, input: &[u8], purpose: &[u8]) -> Key {
    let mut key = Key::default();
    // HKDF fails only for output longer than 255 hashes.
    let _ = Hkdf::<Sha256>::new(Some(&**secret), input).expand(purpose, &mut *key);
    key
}

fn data_key(bytes: &[u8]) -> Option<DataKey> {
    Some(DataKey(Zeroizing::new(bytes.try_into().ok()?)))
}

fn seal(key: &Key, tenant: &TenantCode, purpose: &str, content: &[u8]) -> Result<String, getrandom::Error> {
    let mut nonce = [0; NONCE_BYTES];
    getrandom::fill(&mut nonce)?;
    let associated = associated(tenant, purpose);
    let payload = Payload {
        msg: content,
        aad: &associated,
    };
    // Fails only for content above 256 GiB, which no secret is.
    let sealed = XChaCha20Poly1305::new((&**key).into())
        .encrypt(&XNonce::from(nonce), payload)
        .unwrap_or_default();
    Ok(BASE64_STANDARD.encode([&nonce[..], &sealed].concat()))
}

fn open(key: &Key, tenant: &TenantCode, purpose: &str, sealed: &str) -> Result<Zeroizing<Vec<u8>>, Sealed> {
    let bytes = BASE64_STANDARD.decode(sealed).map_err(|_| Sealed)?;
    let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or(Sealed)?;
    let associated = associated(tenant, purpose);
    let payload = Payload {
        msg: sealed,
        aad: &associated,
    };
    // The tag is compared in constant time.
    XChaCha20Poly1305::new((&**key).into())
        .decrypt(&XNonce::from(*nonce), payload)
        .map(Zeroizing::new)
        .map_err(|_| Sealed)
}

fn associated(tenant: &TenantCode, purpose: &str) -> Vec<u8> {
    let mut bytes = vec![FORMAT];
    for part in [tenant.as_str(), purpose] {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part.as_bytes());
    }
    bytes
}

impl From<EnvelopeError> for Failure {
    fn from(error: EnvelopeError) -> Self {
        tracing::error!(%error, "the PIN cannot be used");
        Self::new(FailureCode::Internal)
    }
}

#[cfg(test)]
mod tests;
