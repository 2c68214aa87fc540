//! Secrets of a landlord: each in a file of its own, never in `landlord.toml`.

use std::{fs, io, path::PathBuf};

use secrecy::SecretString;
use serde::Deserialize;

/// A file that holds one secret.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct SecretFile(PathBuf);

/// A secret cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SecretFileError {
    /// The file cannot be read.
    #[error("le fichier secret {} ne peut pas être lu : {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Nothing stands in the file.
    #[error("le fichier secret {} est vide", .0.display())]
    Empty(PathBuf),
}

impl SecretFile {
    /// The secret, without the line's end that an editor adds.
    ///
    /// # Errors
    /// [`SecretFileError`].
    pub fn read(&self) -> Result<SecretString, SecretFileError> {
        let text = fs::read_to_string(&self.0).map_err(|source| SecretFileError::Unreadable {
            path: self.0.clone(),
            source,
        })?;
        match text.trim_end_matches(['\r', '\n']) {
            "" => Err(SecretFileError::Empty(self.0.clone())),
            secret => Ok(secret.into()),
        }
    }
}

impl From<PathBuf> for SecretFile {
    fn from(path: PathBuf) -> Self {
        Self(path)
    }
}
