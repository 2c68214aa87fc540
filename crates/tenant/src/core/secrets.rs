//! The secrets kept between two starts (S10): in the system's keyring, or in memory when there is none (S13).

mod access;
mod envelope;
mod memory;
#[cfg(not(target_os = "linux"))]
mod os_keyring;
#[cfg(target_os = "linux")]
mod secret_service;
mod vault;

use secrecy::SecretString;
use serde::Serialize;
use tokio::task::JoinError;

pub(crate) use access::{KeyringAccess, KeyringState};
pub(crate) use envelope::{DataKey, Envelope};
pub use memory::MemorySecrets;
#[cfg(not(target_os = "linux"))]
pub use os_keyring::OsKeyring;
#[cfg(target_os = "linux")]
pub use secret_service::OsKeyring;
pub(crate) use vault::Vault;

/// Whether this computer has a PIN.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum PinStatus {
    /// No PIN is set.
    #[default]
    None,
    /// A PIN is set.
    Set,
    /// There is no keyring to keep a PIN.
    Unavailable,
}

/// Name of a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecretName {
    /// The tenant code.
    TenantCode,
    /// The refresh token of the session.
    RefreshToken,
    /// The key that seals the archive, in base64.
    ArchiveKey,
    /// The token that makes this computer a known device of the account (S7).
    DeviceToken,
    /// An enrolment under way: its token, and what was typed so far.
    Enrolment,
    /// The envelope of a PIN. While it exists, refresh token and archive key are sealed (S12).
    Pin,
    /// Envelopes that the landlord's secret did not open, each with the archive key that it seals.
    SetAside,
    /// The names of the archive's files, which a removal deletes also while the key is sealed.
    ArchiveFiles,
    /// Written and deleted to find out whether the keyring accepts writes.
    Probe,
    /// The other people known to this computer, and who was shown last. Kept in the entries of the first person.
    People,
    /// Name and password of the proxy that this computer last went through. Kept in the entries of the first person.
    ProxyPassword,
}

impl SecretName {
    /// Every name of one person's secrets.
    pub const ALL: [Self; 9] = [
        Self::TenantCode,
        Self::ArchiveFiles,
        Self::RefreshToken,
        Self::ArchiveKey,
        Self::DeviceToken,
        Self::Enrolment,
        Self::Pin,
        Self::SetAside,
        Self::Probe,
    ];

    pub(crate) fn entry(self) -> &'static str {
        match self {
            Self::TenantCode => "tenant-code",
            Self::RefreshToken => "refresh-token",
            Self::ArchiveKey => "archive-key",
            Self::DeviceToken => "device-token",
            Self::Enrolment => "enrolment",
            Self::Pin => "pin",
            Self::SetAside => "set-aside",
            Self::ArchiveFiles => "archive-files",
            Self::Probe => "probe",
            Self::People => "people",
            Self::ProxyPassword => "proxy-password",
        }
    }

    /// Whether a PIN seals it.
    fn is_sealed_by_pin(self) -> bool {
        matches!(self, Self::RefreshToken | Self::ArchiveKey)
    }
}

/// Where secrets are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum SecretStorage {
    /// In the system's keyring, from one start to the next.
    Keyring,
    /// In memory, until the window closes.
    Memory,
    /// In memory, until the visit to a counter ends. The tenant signs in elsewhere the next time.
    Visit,
}

/// A failure of the secret store.
#[derive(Debug, thiserror::Error)]
pub enum SecretsError {
    /// The keyring refused.
    #[error("the keyring refused: {0}")]
    Refused(String),
    /// The keyring did not answer in time.
    #[error("the keyring did not answer")]
    Frozen,
    /// The keyring is locked.
    #[error("the keyring is locked")]
    Locked,
    /// The keyring has lost an entry that it had accepted.
    #[error("the keyring has lost an entry")]
    Lost,
}

impl From<JoinError> for SecretsError {
    fn from(stopped: JoinError) -> Self {
        Self::Refused(stopped.to_string())
    }
}

/// What came of the prompt of a locked keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PromptAnswer {
    /// The keyring is unlocked.
    Unlocked,
    /// The person dismissed the prompt.
    Dismissed,
}

/// Stores small secrets. Calls may block indefinitely. Only [`Self::unlock`] may ask the person something.
pub trait SecretStore: Send + Sync {
    /// Returns the secret of this name, if any.
    ///
    /// # Errors
    /// [`SecretsError`] when the store does not work.
    fn get(&self, name: SecretName) -> Result<Option<SecretString>, SecretsError>;

    /// Stores a secret.
    ///
    /// # Errors
    /// [`SecretsError`] when the store does not work.
    fn set(&self, name: SecretName, secret: &SecretString) -> Result<(), SecretsError>;

    /// Deletes a secret. It is no error if there is none.
    ///
    /// # Errors
    /// [`SecretsError`] when the store does not work.
    fn delete(&self, name: SecretName) -> Result<(), SecretsError>;

    /// Whether the person has to unlock the store before it is read. Most stores never have to be.
    ///
    /// # Errors
    /// [`SecretsError`] when the store does not work.
    fn is_locked(&self) -> Result<bool, SecretsError> {
        Ok(false)
    }

    /// Opens the prompt of a locked store, and waits for its answer as long as it takes.
    ///
    /// # Errors
    /// [`SecretsError`] when the store has no prompt, or stays locked.
    fn unlock(&self) -> Result<PromptAnswer, SecretsError> {
        Ok(PromptAnswer::Unlocked)
    }
}
