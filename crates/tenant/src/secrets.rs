//! The secrets kept between two starts (S10), in the system's keyring, or in memory when
//! there is none (S13).

mod memory;
mod os_keyring;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use secrecy::SecretString;
use serde::Serialize;
use tokio::{task::spawn_blocking, time::timeout};

pub use memory::MemorySecrets;
pub use os_keyring::OsKeyring;

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecretName {
    /// The tenant code.
    TenantCode,
    /// The refresh token of the session.
    RefreshToken,
    /// The key that seals the archive, in base64.
    ArchiveKey,
    /// What makes this computer a known device of the account (S7).
    DeviceToken,
    /// An enrolment under way: its token, and what was typed so far.
    Enrolment,
    /// Nothing: written and deleted to find out whether the keyring takes anything.
    Probe,
}

impl SecretName {
    /// Every name.
    pub const ALL: [Self; 6] = [
        Self::TenantCode,
        Self::RefreshToken,
        Self::ArchiveKey,
        Self::DeviceToken,
        Self::Enrolment,
        Self::Probe,
    ];

    pub(crate) fn entry(self) -> &'static str {
        match self {
            Self::TenantCode => "tenant-code",
            Self::RefreshToken => "refresh-token",
            Self::ArchiveKey => "archive-key",
            Self::DeviceToken => "device-token",
            Self::Enrolment => "enrolment",
            Self::Probe => "probe",
        }
    }
}

/// Where secrets are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum SecretsKept {
    /// In the system's keyring, from one start to the next.
    Keyring,
    /// In memory, until the window closes.
    Memory,
}

/// The store does not work.
#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
    /// The keyring said no.
    #[error("the keyring refused: {0}")]
    Refused(String),
    /// The keyring did not answer in time.
    #[error("the keyring did not answer")]
    Frozen,
    /// The keyring does not know any more what it took.
    #[error("the keyring has lost an entry")]
    Lost,
}

/// Keeps small secrets. Calls may block for as long as they like.
pub trait SecretStore: Send + Sync {
    /// The secret of that name, if any.
    ///
    /// # Errors
    /// [`SecretsError`] when the store does not work.
    fn get(&self, name: SecretName) -> Result<Option<SecretString>, SecretsError>;

    /// Keeps a secret.
    ///
    /// # Errors
    /// [`SecretsError`] when the store does not work.
    fn set(&self, name: SecretName, secret: &SecretString) -> Result<(), SecretsError>;

    /// Forgets a secret; one that is not there is forgotten already.
    ///
    /// # Errors
    /// [`SecretsError`] when the store does not work.
    fn delete(&self, name: SecretName) -> Result<(), SecretsError>;
}

/// A store with its fallback: once the store fails, secrets stay in memory until the end, and the
/// tenant is told.
#[derive(Clone)]
pub(crate) struct Vault {
    store: Arc<dyn SecretStore>,
    memory: Arc<MemorySecrets>,
    failed: Arc<AtomicBool>,
    longest_call: Duration,
}

impl Vault {
    pub(crate) fn new(store: Arc<dyn SecretStore>, longest_call: Duration) -> Self {
        Self {
            store,
            memory: Arc::default(),
            failed: Arc::default(),
            longest_call,
        }
    }

    pub(crate) fn kept(&self) -> SecretsKept {
        if self.failed.load(Ordering::Acquire) {
            SecretsKept::Memory
        } else {
            SecretsKept::Keyring
        }
    }

    /// Finds out whether the keyring takes anything: a locked one may say that there is no entry,
    /// and refuse only what is written (R6).
    pub(crate) async fn probe(&self) {
        let probe = SecretString::from("probe");
        self.with_store(move |store| {
            store.set(SecretName::Probe, &probe)?;
            store.delete(SecretName::Probe)
        })
        .await;
    }

    pub(crate) async fn get(&self, name: SecretName) -> Option<SecretString> {
        let kept = self.memory.get(name).ok().flatten();
        match self.with_store(move |store| store.get(name)).await {
            Some(Some(found)) => {
                let _ = self.memory.set(name, &found);
                Some(found)
            }
            // A keyring that was locked meanwhile says that there is nothing, also of what it took.
            Some(None) if kept.is_some() => {
                self.fail(&SecretsError::Lost);
                kept
            }
            Some(None) => None,
            None => kept,
        }
    }

    /// Keeps a secret in memory as well: a store that fails later has lost nothing until the end.
    pub(crate) async fn set(&self, name: SecretName, secret: SecretString) {
        let _ = self.memory.set(name, &secret);
        self.with_store(move |store| store.set(name, &secret)).await;
    }

    /// Forgets a secret. A store that has failed may hold it still: it is told, and not waited for.
    pub(crate) async fn delete(&self, name: SecretName) {
        let _ = self.memory.delete(name);
        if self.failed.load(Ordering::Acquire) {
            let store = Arc::clone(&self.store);
            drop(spawn_blocking(move || store.delete(name)));
        } else {
            self.with_store(move |store| store.delete(name)).await;
        }
    }

    fn fail(&self, error: &SecretsError) {
        tracing::warn!(%error, "secrets stay in memory");
        self.failed.store(true, Ordering::Release);
    }

    /// Runs a call off the async threads, within the limit; none when the store has failed.
    async fn with_store<T: Send + 'static>(
        &self,
        call: impl FnOnce(&dyn SecretStore) -> Result<T, SecretsError> + Send + 'static,
    ) -> Option<T> {
        if self.failed.load(Ordering::Acquire) {
            return None;
        }
        let store = Arc::clone(&self.store);
        let result = match timeout(self.longest_call, spawn_blocking(move || call(&*store))).await {
            Ok(Ok(result)) => result,
            Ok(Err(stopped)) => Err(SecretsError::Refused(stopped.to_string())),
            Err(_) => Err(SecretsError::Frozen),
        };
        result.inspect_err(|error| self.fail(error)).ok()
    }
}
