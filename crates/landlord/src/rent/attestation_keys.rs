//! The Ed25519 keys that sign rent documents: the one in use, and the public keys of earlier ones, so that the
//! codes of older documents stay genuine.

use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

use contract::{Attestation, AttestationCode, AttestationKey, RentDocument};
use ring::signature::{Ed25519KeyPair, KeyPair};
use secrecy::ExposeSecret;

use crate::keys::{ServiceKeyError, file_error, load_or_make_secret, make_secret};

/// The secret key in use.
pub(crate) const KEY_FILE: &str = "attestation.key";
/// The earlier public keys, one a line. After a theft, the landlord deletes the line of the stolen key: codes
/// signed with it are no longer genuine.
const EARLIER_FILE: &str = "attestation.earlier-keys";

/// The key in use and the earlier public keys.
pub struct AttestationKeys {
    pair: Ed25519KeyPair,
    current: AttestationKey,
    earlier: Vec<AttestationKey>,
}

impl AttestationKeys {
    /// Reads the keys from the data folder, or makes the first one.
    ///
    /// # Errors
    /// When a key file is damaged, or can neither be read nor made.
    pub fn load_or_make(folder: &Path) -> Result<Self, ServiceKeyError> {
        let path = folder.join(KEY_FILE);
        let seed = load_or_make_secret(&path)?;
        let damaged = || ServiceKeyError::Damaged(path.clone());
        let pair = Ed25519KeyPair::from_seed_unchecked(seed.expose_secret()).map_err(|_| damaged())?;
        let public = pair.public_key().as_ref().try_into().map_err(|_| damaged())?;
        let current = AttestationKey::new(public);
        let mut earlier = read_earlier(&folder.join(EARLIER_FILE))?;
        earlier.retain(|key| *key != current);
        Ok(Self {
            pair,
            current,
            earlier,
        })
    }

    /// Makes a new key. The public key of the one before stays published. A running service uses the new key from
    /// its next start.
    ///
    /// # Errors
    /// When a key file is damaged, or cannot be read or written. No key is lost: the one before stays in use, or
    /// stays published.
    pub fn renew(folder: &Path) -> Result<AttestationKey, ServiceKeyError> {
        let before = Self::load_or_make(folder)?;
        // The old public key is stored before the new key replaces it: a stop in between loses nothing.
        append(&folder.join(EARLIER_FILE), &before.current)?;
        let (path, new) = (folder.join(KEY_FILE), folder.join("attestation.key.new"));
        match fs::remove_file(&new) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(file_error(&new)(error)),
            _ => {}
        }
        make_secret(&new)?;
        fs::rename(&new, &path).map_err(file_error(&path))?;
        File::open(folder)
            .and_then(|folder| folder.sync_all())
            .map_err(file_error(folder))?;
        Ok(Self::load_or_make(folder)?.current)
    }

    /// The public keys: the one in use, then the earlier ones, latest first.
    #[must_use]
    pub fn published(&self) -> Vec<AttestationKey> {
        let earlier = self.earlier.iter().rev();
        std::iter::once(&self.current).chain(earlier).cloned().collect()
    }

    /// The signed code of a document; `None` when no code can express it (an unknown kind, a foreign id).
    #[must_use]
    pub fn attest(&self, document: &RentDocument) -> Option<AttestationCode> {
        let facts = Attestation::of(document)?;
        Some(AttestationCode::issue(facts, &self.current, |message| {
            let mut signature = [0; 64];
            // An Ed25519 signature has 64 bytes (RFC 8032).
            signature.copy_from_slice(self.pair.sign(message).as_ref());
            signature
        }))
    }
}

fn read_earlier(path: &Path) -> Result<Vec<AttestationKey>, ServiceKeyError> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        read => read.map_err(file_error(path))?,
    };
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| AttestationKey::parse(line).map_err(|_| ServiceKeyError::Damaged(PathBuf::from(path))))
        .collect()
}

fn append(path: &Path, key: &AttestationKey) -> Result<(), ServiceKeyError> {
    let mut options = File::options();
    let mut file = options
        .append(true)
        .create(true)
        .open(path)
        .map_err(file_error(path))?;
    writeln!(file, "{key}")
        .and_then(|()| file.sync_all())
        .map_err(file_error(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn the_key_is_made_once_and_only_its_owner_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let first = AttestationKeys::load_or_make(folder.path())
            .expect("made")
            .published();
        let mode = fs::metadata(folder.path().join(KEY_FILE))
            .expect("there")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
        let again = AttestationKeys::load_or_make(folder.path())
            .expect("read")
            .published();
        assert_eq!((again, first.len()), (first, 1));
    }

    #[test]
    fn renewing_the_key_keeps_the_earlier_ones_published() {
        let folder = tempfile::tempdir().expect("a folder");
        let first = AttestationKeys::load_or_make(folder.path())
            .expect("made")
            .published();
        let second = AttestationKeys::renew(folder.path()).expect("renewed");
        let third = AttestationKeys::renew(folder.path()).expect("renewed");
        let published = AttestationKeys::load_or_make(folder.path())
            .expect("read")
            .published();
        assert_eq!(published, [third, second, first[0].clone()]);
    }

    #[test]
    fn reports_a_damaged_key_file_and_never_replaces_it() {
        for file in [KEY_FILE, EARLIER_FILE] {
            let folder = tempfile::tempdir().expect("a folder");
            AttestationKeys::renew(folder.path()).expect("made");
            let path = folder.path().join(file);
            fs::write(&path, "broken").expect("written");
            let told = AttestationKeys::load_or_make(folder.path())
                .err()
                .map(|error| error.to_string());
            assert!(told.is_some_and(|told| told.contains(file)), "{file}");
            assert_eq!(fs::read_to_string(&path).expect("read"), "broken");
        }
    }
}
