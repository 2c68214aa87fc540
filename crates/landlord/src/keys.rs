//! The keys of this service (S26), and what is derived from its secret one: hashes of codes and subjects, decoys, the
//! robot check's signature, the second factors of staff, the recovery secrets of archives.

pub(crate) mod key_file;
mod key_id;
pub(crate) mod register;
pub(crate) mod store;

use crate::{operator_words::say, store::StoreError};
use std::{
    io, iter,
    path::{Path, PathBuf},
    sync::{Arc, PoisonError, RwLock},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::WireSecret;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

pub use self::key_id::KeyId;
pub(crate) use self::key_id::public_half;
use self::{
    key_file::{Secret, Secrets},
    register::Register,
};

/// A keyed hash, or the hash of a token.
pub(crate) type Hash = [u8; 32];

/// The 32-byte key of this service, with the earlier ones: what was made with one of them goes on after a rotation,
/// until that one is revoked.
///
/// Losing it signs nobody out. It invalidates pending SMS codes and letters, and the second factors and recovery
/// codes of staff. It changes the decoys, and tenants no longer find their entries in the staff journal. A tenant
/// who then forgets an earlier PIN has to fetch the archive again.
#[derive(Debug)]
pub struct ServiceKey(RwLock<Arc<Ring>>);

/// The keys at one moment.
#[derive(Debug)]
pub(crate) struct Ring {
    in_use: RingKey,
    /// Latest first.
    earlier: Vec<RingKey>,
}

#[derive(Debug)]
struct RingKey {
    id: KeyId,
    secret: Secret,
}

/// The key files cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ServiceKeyError {
    /// Reading or writing failed.
    #[error("{}", say("service-key-file", [("path", path.display().to_string()), ("source", source.to_string())]))]
    File {
        /// Path of the key file.
        path: PathBuf,
        /// The underlying error.
        source: io::Error,
    },
    /// The file does not hold 32 bytes in URL-safe base64.
    #[error("{}", say("service-key-damaged", [("path", .0.display().to_string())]))]
    Damaged(PathBuf),
    /// The file is missing, though the database was made with a key.
    #[error("{}", say("key-missing", [("path", .0.display().to_string())]))]
    Missing(PathBuf),
    /// The file holds a key that the database does not know, or no longer believes.
    #[error("{}", say("key-unknown", [("path", .0.display().to_string())]))]
    Unknown(PathBuf),
    /// The database, which knows the keys, failed.
    #[error("{}", say("service-store", [("reason", .0.to_string())]))]
    Store(#[from] StoreError),
    /// The system provides no random numbers.
    #[error("{}", say("service-key-random", []))]
    Random(#[from] getrandom::Error),
}

impl ServiceKey {
    /// Reads the key file, or creates one that only its owner can read. Asks no database whether it knows the key.
    ///
    /// # Errors
    /// When the file is damaged or can neither be read nor created, or the system provides no random numbers.
    pub fn load_or_make(path: &Path) -> Result<Self, ServiceKeyError> {
        let secrets = key_file::load_or_make(path)?;
        Ok(Self::new(Ring::of(secrets, |_| true)))
    }

    pub(crate) fn new(ring: Ring) -> Self {
        Self(RwLock::new(Arc::new(ring)))
    }

    /// Takes other keys: a command rotated or revoked one.
    pub(crate) fn replace(&self, ring: Ring) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
    }

    fn ring(&self) -> Arc<Ring> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Id of the key in use.
    pub(crate) fn id(&self) -> KeyId {
        self.ring().in_use.id.clone()
    }

    /// Id of the oldest key that was not revoked.
    pub(crate) fn oldest_id(&self) -> KeyId {
        self.ring().oldest().id.clone()
    }

    /// HMAC-SHA-256 of `parts` for one purpose, with the key in use. Under another `label`, the same parts give an
    /// unrelated hash.
    #[must_use]
    pub(crate) fn derive_hash(&self, label: &str, parts: &[&[u8]]) -> Hash {
        self.ring().in_use.derive_hash(label, parts)
    }

    /// [`Self::derive_hash`] in unpadded URL-safe base64, for secrets that have to be text.
    #[must_use]
    pub(crate) fn derive_text(&self, label: &str, parts: &[&[u8]]) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.derive_hash(label, parts))
    }

    /// [`Self::derive_text`] with the key of an id; `None` when that one was revoked, or is none of this service.
    #[must_use]
    pub(crate) fn derive_text_of(&self, id: &KeyId, label: &str, parts: &[&[u8]]) -> Option<String> {
        let ring = self.ring();
        let key = ring.all().find(|key| key.id == *id)?;
        Some(BASE64_URL_SAFE_NO_PAD.encode(key.derive_hash(label, parts)))
    }

    /// [`Self::derive_hash`] with the oldest key: the same hash before and after a rotation. For what would tell who is
    /// nobody if it changed (S2), for what is counted, which must not begin anew, and for requests that may be repeated
    /// after one.
    #[must_use]
    pub(crate) fn derive_lasting(&self, label: &str, parts: &[&[u8]]) -> Hash {
        self.ring().oldest().derive_hash(label, parts)
    }

    /// [`Self::derive_lasting`] in unpadded URL-safe base64.
    #[must_use]
    pub(crate) fn derive_lasting_text(&self, label: &str, parts: &[&[u8]]) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.derive_lasting(label, parts))
    }

    /// [`Self::derive_hash`] with every key, that in use first: to look up what an earlier one may have hashed.
    #[must_use]
    pub(crate) fn derive_all(&self, label: &str, parts: &[&[u8]]) -> Vec<Hash> {
        let ring = self.ring();
        ring.all().map(|key| key.derive_hash(label, parts)).collect()
    }

    /// The hash of `parts` with the key that `stored` was hashed with; `None` when they differ under every key. Takes
    /// the same time whichever it is.
    #[must_use]
    pub(crate) fn matching(&self, label: &str, parts: &[&[u8]], stored: &[u8]) -> Option<Hash> {
        let mut found = None;
        for hash in self.derive_all(label, parts) {
            if bool::from(hash.as_slice().ct_eq(stored)) {
                found = Some(hash);
            }
        }
        found
    }
}

impl Ring {
    /// The keys of a file, without the earlier ones that the register does not know or believe.
    pub(crate) fn known(secrets: Secrets, register: &Register) -> Self {
        Self::of(secrets, |id| register.believes(id))
    }

    fn of(secrets: Secrets, believed: impl Fn(&KeyId) -> bool) -> Self {
        let earlier = secrets.earlier.into_iter().map(RingKey::of);
        Self {
            in_use: RingKey::of(secrets.in_use),
            earlier: earlier.filter(|key| believed(&key.id)).collect(),
        }
    }

    fn all(&self) -> impl Iterator<Item = &RingKey> {
        iter::once(&self.in_use).chain(&self.earlier)
    }

    fn oldest(&self) -> &RingKey {
        self.earlier.last().unwrap_or(&self.in_use)
    }
}

impl RingKey {
    fn of(secret: Secret) -> Self {
        Self {
            id: KeyId::of_secret(&secret),
            secret,
        }
    }

    fn derive_hash(&self, label: &str, parts: &[&[u8]]) -> Hash {
        // Never fails: HMAC takes a key of any length (RFC 2104).
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.secret.expose_secret()) else {
            return [0; 32];
        };
        for part in [label.as_bytes()].iter().chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }
}

/// 32 random bytes from the system.
pub(crate) fn random_bytes() -> Result<[u8; 32], getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// An opaque 256-bit token (S9).
pub(crate) fn make_token() -> Result<WireSecret, getrandom::Error> {
    Ok(BASE64_URL_SAFE_NO_PAD.encode(random_bytes()?).into())
}

/// SHA-256 of a token, stored in its place (S9). 256 random bits need no key and no salt.
pub(crate) fn derive_token_hash(token: &str) -> Hash {
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(byte: u8) -> Secret {
        Secret::new(Box::new([byte; 32]))
    }

    /// A key in use and the earlier ones, latest first.
    fn ring(bytes: &[u8]) -> Ring {
        let mut secrets = bytes.iter().map(|byte| secret(*byte));
        let in_use = secrets.next().expect("a key");
        let earlier = secrets.collect();
        Ring::of(Secrets { in_use, earlier }, |_| true)
    }

    #[test]
    fn s26_what_an_earlier_key_hashed_matches_after_a_rotation() {
        let key = ServiceKey::new(ring(&[1]));
        let parts: [&[u8]; 1] = [b"480212"];
        let stored = key.derive_hash("code", &parts);
        key.replace(ring(&[2, 1]));
        assert_ne!(
            key.derive_hash("code", &parts),
            stored,
            "new hashes use the new key"
        );
        assert_eq!(key.matching("code", &parts, &stored), Some(stored));
        assert_eq!(key.matching("code", &[b"480213".as_slice()], &stored), None);
        assert_eq!(key.matching("other", &parts, &stored), None);
        key.replace(ring(&[2]));
        assert_eq!(
            key.matching("code", &parts, &stored),
            None,
            "the earlier key was revoked"
        );
    }

    #[test]
    fn s26_what_lasts_is_the_same_before_and_after_a_rotation() {
        let key = ServiceKey::new(ring(&[1]));
        let (first, id) = (key.derive_lasting("decoy", &[]), key.oldest_id());
        key.replace(ring(&[3, 2, 1]));
        assert_eq!((key.derive_lasting("decoy", &[]), key.oldest_id()), (first, id));
        assert_eq!(key.derive_all("decoy", &[]).len(), 3);
        assert_eq!(key.derive_all("decoy", &[])[2], first);
        key.replace(ring(&[3, 2]));
        assert_ne!(key.derive_lasting("decoy", &[]), first);
    }

    #[test]
    fn s26_a_text_of_an_id_comes_only_from_the_key_of_that_id() {
        let key = ServiceKey::new(ring(&[1]));
        let (id, text) = (key.id(), key.derive_text("recovery", &[]));
        key.replace(ring(&[2, 1]));
        assert_eq!(key.derive_text_of(&id, "recovery", &[]), Some(text.clone()));
        assert_ne!(key.derive_text("recovery", &[]), text);
        key.replace(ring(&[2]));
        assert_eq!(key.derive_text_of(&id, "recovery", &[]), None);
    }
}
