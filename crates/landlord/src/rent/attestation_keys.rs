//! The Ed25519 keys that sign rent documents: the one in use, and the public keys of earlier ones, so that the
//! codes of older documents stay genuine.

use std::{
    path::Path,
    sync::{Arc, PoisonError, RwLock},
};

use contract::{Attestation, AttestationCode, AttestationKey, RentDocument};
use ring::signature::Ed25519KeyPair;
use secrecy::ExposeSecret;

use crate::keys::{
    ServiceKeyError,
    key_file::{self, Secret},
    public_half,
    register::KeyUse,
};

/// The key in use and the earlier public keys.
pub struct AttestationKeys(RwLock<Arc<Signing>>);

/// The keys at one moment.
pub(crate) struct Signing {
    pair: Ed25519KeyPair,
    current: AttestationKey,
    /// Latest first.
    earlier: Vec<AttestationKey>,
}

impl Signing {
    /// Signs with a secret key; `None` when it is none.
    pub(crate) fn of(secret: &Secret, earlier: Vec<AttestationKey>) -> Option<Self> {
        let pair = Ed25519KeyPair::from_seed_unchecked(secret.expose_secret()).ok()?;
        Some(Self {
            current: public_half(&pair)?,
            pair,
            earlier,
        })
    }
}

impl AttestationKeys {
    /// Reads the key in use from a data folder, or makes it. Earlier ones are in the database of a service.
    ///
    /// # Errors
    /// When the key file is damaged, or can neither be read nor made.
    pub fn load_or_make(folder: &Path) -> Result<Self, ServiceKeyError> {
        let path = KeyUse::Documents.file(folder);
        let secret = key_file::load_or_make(&path)?.in_use;
        let signing = Signing::of(&secret, Vec::new());
        Ok(Self::new(signing.ok_or(ServiceKeyError::Damaged(path))?))
    }

    pub(crate) fn new(signing: Signing) -> Self {
        Self(RwLock::new(Arc::new(signing)))
    }

    /// Takes other keys: a command renewed or revoked one.
    pub(crate) fn replace(&self, signing: Signing) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(signing);
    }

    fn signing(&self) -> Arc<Signing> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The public keys: the one in use, then the earlier ones, latest first.
    #[must_use]
    pub fn published(&self) -> Vec<AttestationKey> {
        let signing = self.signing();
        let all = std::iter::once(&signing.current).chain(&signing.earlier);
        all.cloned().collect()
    }

    /// The signed code of a document; `None` when no code can express it (an unknown kind, a foreign id).
    #[must_use]
    pub fn attest(&self, document: &RentDocument) -> Option<AttestationCode> {
        let facts = Attestation::of(document)?;
        let signing = self.signing();
        Some(AttestationCode::issue(facts, &signing.current, |message| {
            let mut signature = [0; 64];
            // An Ed25519 signature has 64 bytes (RFC 8032).
            signature.copy_from_slice(signing.pair.sign(message).as_ref());
            signature
        }))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_key_is_made_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = AttestationKeys::load_or_make(folder.path())
            .expect("made")
            .published();
        let again = AttestationKeys::load_or_make(folder.path())
            .expect("read")
            .published();
        assert_eq!((again, first.len()), (first, 1));
    }

    #[test]
    fn reports_a_damaged_key_file_and_never_replaces_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = KeyUse::Documents.file(folder.path());
        fs::write(&path, "broken").expect("written");
        let told = AttestationKeys::load_or_make(folder.path())
            .err()
            .map(|error| error.to_string());
        assert!(told.is_some_and(|told| told.contains("attestation.key")));
        assert_eq!(fs::read_to_string(&path).expect("read"), "broken");
    }
}
