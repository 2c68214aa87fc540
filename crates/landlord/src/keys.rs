//! The service's own secret key and what is derived from it: hashes of codes and subjects,
//! decoys, the robot check's signature, the recovery of archives.

use std::{
    fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::WireSecret;
use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretBox};
use sha2::{Digest, Sha256};

/// A keyed hash or a token's hash.
pub(crate) type Hash = [u8; 32];

/// The 32-byte key of this service. Losing it ends enrolments under way and changes decoys; it
/// signs nobody out. Who forgot a PIN before it was lost fetches the archive anew.
#[derive(Debug)]
pub struct ServiceKey(SecretBox<[u8; 32]>);

/// The key file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ServiceKeyError {
    /// Reading or writing failed.
    #[error("la clé du service {} ne peut être ni lue ni créée : {source}", path.display())]
    File {
        /// The key file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Not 32 bytes in base64.
    #[error("la clé du service {} est abîmée : remettez votre copie de sauvegarde", .0.display())]
    Damaged(PathBuf),
    /// The system gives no random numbers.
    #[error("le système ne donne pas de nombres aléatoires")]
    Random(#[from] getrandom::Error),
}

impl ServiceKey {
    /// Reads the key file, or makes one that only its owner can read.
    ///
    /// # Errors
    /// [`ServiceKeyError`].
    pub fn load_or_make(path: &Path) -> Result<Self, ServiceKeyError> {
        load_or_make_secret(path).map(Self)
    }

    /// A keyed hash of parts, for one purpose: the same parts under another label tell nothing.
    #[must_use]
    pub(crate) fn derive_hash(&self, label: &str, parts: &[&[u8]]) -> Hash {
        // HMAC takes a key of any length (RFC 2104), so this arm is never taken.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.0.expose_secret()) else {
            return [0; 32];
        };
        for part in [label.as_bytes()].iter().chain(parts) {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// A keyed hash as text, for libraries that take their secrets so.
    #[must_use]
    pub(crate) fn derive_text(&self, label: &str, parts: &[&[u8]]) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.derive_hash(label, parts))
    }
}

/// Reads 32 secret bytes from a file, or makes them.
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

/// Makes 32 secret bytes in a new file that only its owner can read.
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

/// The error of a key file that cannot be read or written.
pub(crate) fn file_error(path: &Path) -> impl Fn(io::Error) -> ServiceKeyError {
    move |source| ServiceKeyError::File {
        path: path.to_owned(),
        source,
    }
}

/// 32 random bytes of the system.
pub(crate) fn random_bytes() -> Result<[u8; 32], getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// An opaque 256-bit token (S9).
pub(crate) fn make_token() -> Result<WireSecret, getrandom::Error> {
    Ok(BASE64_URL_SAFE_NO_PAD.encode(random_bytes()?).into())
}

/// What is stored of a token: 256 random bits need no key and no salt.
pub(crate) fn derive_token_hash(token: &str) -> Hash {
    Sha256::digest(token.as_bytes()).into()
}
