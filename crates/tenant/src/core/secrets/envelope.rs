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
        let by_recovery = seal(&recovery_key(&secret, recovery), tenant, "recovery", &*data_key.0)?;
        let mut envelope = Self {
            format: FORMAT,
            secret: BASE64_STANDARD.encode(*secret),
            salt: String::new(),
            tries: 0,
            by_pin: None,
            by_recovery,
        };
        envelope.take_pin(tenant, pin, data_key)?;
        Ok(envelope)
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
        let secret = self
            .secret()
            .ok_or_else(|| EnvelopeError::Derivation("the keyring's secret is damaged".to_owned()))?;
        Ok(derive(&secret, &*stretched, b"pin"))
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
mod tests {
    use super::*;

    fn tenant(end: &str) -> TenantCode {
        TenantCode::parse(&format!("204518730961{end}")).expect("fifteen digits")
    }

    fn pin(text: &str) -> Pin {
        Pin::parse(text).expect("six digits")
    }

    #[test]
    fn an_envelope_opens_only_with_the_pin_or_recovery_of_its_tenant() {
        let data_key = DataKey::make().expect("random");
        let sealed = data_key
            .seal(&tenant("245"), "archive-key", &"a key".into())
            .expect("sealed");
        let recovery = WireSecret::from("of the landlord".to_owned());
        let closed = Envelope::close(&tenant("245"), &pin("407395"), &recovery, &data_key).expect("closed");
        let kept = closed.to_secret();
        assert!(!kept.expose_secret().contains("407395"));
        assert!(kept.expose_secret().len() < 600, "small");
        let envelope = Envelope::read(&kept).expect("an envelope");

        let opens = |key: DataKey| {
            let opened = key.open(&tenant("245"), "archive-key", &sealed);
            opened.expect("opens").expose_secret() == "a key"
        };
        let by_pin = envelope.open(&tenant("245"), &pin("407395")).expect("derived");
        assert!(by_pin.is_some_and(opens));
        assert!(envelope.recover(&tenant("245"), &recovery).is_some_and(opens));
        for (tenant, pin) in [(tenant("245"), pin("407396")), (tenant("246"), pin("407395"))] {
            assert!(envelope.open(&tenant, &pin).expect("derived").is_none());
        }
        assert!(envelope.recover(&tenant("246"), &recovery).is_none());
        let other = WireSecret::from("of another landlord".to_owned());
        assert!(envelope.recover(&tenant("245"), &other).is_none());
        for (tenant, purpose) in [(tenant("245"), "refresh-token"), (tenant("246"), "archive-key")] {
            assert!(data_key.open(&tenant, purpose, &sealed).is_err(), "{purpose}");
        }
    }

    /// Made with libsodium, the reference Argon2 and Python's `hmac`.
    #[test]
    fn an_envelope_that_other_libraries_closed_opens() {
        let envelope = Envelope {
            format: FORMAT,
            secret: "ZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXp7fH1+f4CBgoM=".to_owned(),
            salt: "yMnKy8zNzs/Q0dLT1NXW1w==".to_owned(),
            tries: 0,
            by_pin: Some(
                "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXqjf/AbpIfHnSd5zaecxbX48NE6GheC9uVN7aUVpkBPnFmhCFnbTIViQmEnRk9gqi".to_owned(),
            ),
            by_recovery:
                "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXnWAulwsB3I1OpOhNhEpB6+7c/Mg4OpFPjx8Ao9nZFdXHfN3sLdMMfYvTzH4UfIrV".to_owned(),
        };
        let sealed = "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXfTJx/C5sVLbh5xXMkQCvuAo2RVoT";
        let by_pin = envelope.open(&tenant("245"), &pin("407395")).expect("derived");
        let recovery = WireSecret::from("of the landlord".to_owned());
        for key in [by_pin, envelope.recover(&tenant("245"), &recovery)] {
            let opened = key.expect("opens").open(&tenant("245"), "archive-key", sealed);
            assert_eq!(opened.expect("opens").expose_secret(), "a key");
        }
    }

    #[test]
    fn another_format_or_something_else_is_not_read() {
        let recovery = WireSecret::from("of the landlord".to_owned());
        let data_key = DataKey::make().expect("random");
        let closed = Envelope::close(&tenant("245"), &pin("407395"), &recovery, &data_key).expect("closed");
        let later = closed
            .to_secret()
            .expose_secret()
            .replace("\"format\":1", "\"format\":2");
        assert!(Envelope::read(&later.into()).is_none());
        assert!(Envelope::read(&"".into()).is_none());
    }

    #[test]
    fn tries_run_out_and_recovery_still_works() {
        let recovery = WireSecret::from("of the landlord".to_owned());
        let data_key = DataKey::make().expect("random");
        let mut envelope =
            Envelope::close(&tenant("245"), &pin("407395"), &recovery, &data_key).expect("closed");
        for left in (0..PIN_TRIES).rev().chain([0]) {
            envelope.count_try();
            assert_eq!(envelope.tries_left(), left);
        }
        envelope.begin_count_anew();
        assert_eq!(envelope.tries_left(), PIN_TRIES);
        envelope.forget_pin();
        assert_eq!(envelope.tries_left(), 0);
        let opened = envelope
            .open(&tenant("245"), &pin("407395"))
            .expect("nothing to derive");
        assert!(opened.is_none());
        assert!(envelope.recover(&tenant("245"), &recovery).is_some());
    }
}
