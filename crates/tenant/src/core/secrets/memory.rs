//! Secrets kept until the program ends.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use secrecy::SecretString;

use super::{SecretName, SecretStore, SecretsError};

/// Keeps secrets in memory only.
#[derive(Debug, Default)]
pub struct MemorySecrets(Mutex<HashMap<SecretName, SecretString>>);

impl SecretStore for MemorySecrets {
    fn get(&self, name: SecretName) -> Result<Option<SecretString>, SecretsError> {
        Ok(self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&name)
            .cloned())
    }

    fn set(&self, name: SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(name, secret.clone());
        Ok(())
    }

    fn delete(&self, name: SecretName) -> Result<(), SecretsError> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&name);
        Ok(())
    }
}
