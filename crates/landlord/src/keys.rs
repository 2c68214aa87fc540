//! The service's secret key. Derived from it: hashes of codes and subjects, decoys, the robot check's signature,
//! the second factors of staff, the recovery secrets of archives.

use crate::operator_words::say;
use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::WireSecret;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretBox};
use sha2::{Digest, Sha256};

/// A keyed hash, or the hash of a token.
pub(crate) type Hash = [u8; 32];

/// The 32-byte key of this service.
///
/// Losing it signs nobody out. It invalidates pending SMS codes and letters, and the second factors and recovery
/// codes of staff. It changes the decoys, and tenants no longer find their entries in the staff journal. A tenant
/// who then forgets an earlier PIN has to fetch the archive again.
#[derive(Debug)]
pub struct ServiceKey(SecretBox<[u8; 32]>);

/// The key file cannot be used.
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
    /// The system provides no random numbers.
    #[error("{}", say("service-key-random", []))]
    Random(#[from] getrandom::Error),
}

impl ServiceKey {
    /// Reads the key file, or creates one that only its owner can read.
    ///
    /// # Errors
    /// When the file is damaged or can neither be read nor created, or the system provides no random numbers.
    pub fn load_or_make(path: &Path) -> Result<Self, ServiceKeyError> {
        load_or_make_secret(path).map(Self)
    }

    /// HMAC-SHA-256 of `parts` for one purpose. Under another `label`, the same parts give an unrelated hash.
    #[must_use]
    pub(crate) fn derive_hash(&self, label: &str, parts: &[&[u8]]) -> Hash {
        // Never fails: HMAC takes a key of any length (RFC 2104).
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.0.expose_secret()) else {
            return [0; 32];
        };
        for part in [label.as_bytes()].iter().chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// [`Self::derive_hash`] in unpadded URL-safe base64, for secrets that have to be text.
    #[must_use]
    pub(crate) fn derive_text(&self, label: &str, parts: &[&[u8]]) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.derive_hash(label, parts))
    }
}

/// Reads 32 secret bytes from a file, or creates the file.
pub(crate) fn load_or_make_secret(path: &Path) -> Result<SecretBox<[u8; 32]>, ServiceKeyError> {
    match fs::read_to_string(path) {
        Ok(text) => {
            let bytes = BASE64_URL_SAFE_NO_PAD.decode(text.trim()).ok();
            let key: Option<[u8; 32]> = bytes.and_then(|bytes| bytes.try_into().ok());
            let key = key.ok_or_else(|| ServiceKeyError::Damaged(path.to_owned()))?;
            Ok(SecretBox::new(Box::new(key)))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => make_secret(path),
        Err(error) => Err(file_error(path)(error)),
    }
}

/// Writes 32 random bytes to a new file that only its owner can read.
pub(crate) fn make_secret(path: &Path) -> Result<SecretBox<[u8; 32]>, ServiceKeyError> {
    let key = random_bytes()?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(file_error(path))?;
    file.write_all(BASE64_URL_SAFE_NO_PAD.encode(key).as_bytes())
        .map_err(file_error(path))?;
    file.sync_all().map_err(file_error(path))?;
    Ok(SecretBox::new(Box::new(key)))
}

/// Wraps an I/O error of a key file.
pub(crate) fn file_error(path: &Path) -> impl Fn(io::Error) -> ServiceKeyError {
    move |source| ServiceKeyError::File {
        path: path.to_owned(),
        source,
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
