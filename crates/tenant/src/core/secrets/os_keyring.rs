//! The system's keyring: Keychain or Credential Manager. Linux has another file.

use keyring::{Entry, Error};
use secrecy::{ExposeSecret, SecretString};

use super::{SecretName, SecretStore, SecretsError};

/// Keeps secrets in the system's keyring under one service name.
#[derive(Debug, Clone)]
pub struct OsKeyring {
    service: String,
}

impl OsKeyring {
    /// The keyring entries of one service name.
    #[must_use]
    pub fn new(service: impl Into<String>) -> Self {
        Self {
            service: service.into(),
        }
    }

    /// The keyring entries of another service name.
    #[must_use]
    pub fn beside(&self, service: impl Into<String>) -> Self {
        Self::new(service)
    }

    fn entry(&self, name: SecretName) -> Result<Entry, SecretsError> {
        Entry::new(&self.service, name.entry()).map_err(refused)
    }
}

fn refused(error: Error) -> SecretsError {
    // Some variants carry the secret: only the kind of refusal may be reported (S20).
    SecretsError::Refused(match error {
        Error::BadEncoding(_) | Error::BadDataFormat(..) => "the entry cannot be read".to_owned(),
        other => other.to_string(),
    })
}

impl SecretStore for OsKeyring {
    fn get(&self, name: SecretName) -> Result<Option<SecretString>, SecretsError> {
        match self.entry(name)?.get_password() {
            Ok(secret) => Ok(Some(secret.into())),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(refused(error)),
        }
    }

    fn set(&self, name: SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        self.entry(name)?
            .set_password(secret.expose_secret())
            .map_err(refused)
    }

    fn delete(&self, name: SecretName) -> Result<(), SecretsError> {
        match self.entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(refused(error)),
        }
    }
}
