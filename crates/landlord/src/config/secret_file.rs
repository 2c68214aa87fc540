//! The landlord's secrets: each in a file of its own, never in `landlord.toml`.

use crate::operator_words::say;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

use secrecy::SecretString;
use serde::Deserialize;

/// A file that holds one secret.
#[derive(Debug, Clone, Deserialize)]
#[serde(transparent)]
pub struct SecretFile(PathBuf);

/// A secret file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SecretFileError {
    /// The file cannot be read.
    #[error("{}", say("secret-file-unreadable", [("path", path.display().to_string()), ("source", source.to_string())]))]
    Unreadable {
        /// Path of the file.
        path: PathBuf,
        /// The underlying error.
        source: io::Error,
    },
    /// The file is empty.
    #[error("le fichier secret {} est vide", .0.display())]
    Empty(PathBuf),
}

impl SecretFile {
    /// Path of the file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Reads the secret, without the line break that an editor adds at the end.
    ///
    /// # Errors
    /// When the file cannot be read or is empty.
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
