//! The secrets kept between two starts (S10), in the system's keyring, or in memory when
//! there is none (S13).

mod envelope;
mod memory;
mod os_keyring;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use contract::TenantCode;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use tokio::{sync::watch, task::spawn_blocking, time::timeout};

use crate::figures::ENVELOPES_SET_ASIDE;
pub(crate) use envelope::{DataKey, Envelope};
pub use memory::MemorySecrets;
pub use os_keyring::OsKeyring;

/// How it stands with the PIN of this computer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum PinStanding {
    /// None is set.
    #[default]
    None,
    /// One is set.
    Set,
    /// There is no keyring to keep one.
    Unavailable,
}

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
    /// The envelope of a PIN; while there is one, refresh token and archive key are sealed (S12).
    Pin,
    /// Envelopes of a PIN, each with the archive key that it seals, which the landlord's secret did not open.
    SetAside,
    /// Nothing: written and deleted to find out whether the keyring takes anything.
    Probe,
    /// Who else is known to this computer, and who was shown last. In the entries of the first person.
    People,
}

impl SecretName {
    /// Every name of one person's.
    pub const ALL: [Self; 8] = [
        Self::TenantCode,
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
            Self::Probe => "probe",
            Self::People => "people",
        }
    }

    /// Whether a PIN seals it.
    fn is_sealed_by_pin(self) -> bool {
        matches!(self, Self::RefreshToken | Self::ArchiveKey)
    }
}

/// What was set aside: as it stood in the keyring.
#[derive(PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SetAside {
    pin: Option<String>,
    archive_key: Option<String>,
}

/// What a sealed secret begins with in its entry; base64 has no such sign.
const SEALED: &str = "sealed:";

/// The key in force, and for whose secrets.
struct Seal {
    tenant_code: TenantCode,
    key: DataKey,
}

/// Whether a PIN stands between this computer's person and the secrets (S12).
#[derive(Clone, Default)]
enum Protection {
    /// There is none.
    #[default]
    Off,
    /// There is one, and it was not typed.
    Locked,
    /// It was typed, or the tenant has just signed in: what is kept is sealed, and can be read.
    Unlocked(Arc<Seal>),
    /// It is being locked: nothing is read any more, but a token that is on its way is sealed still.
    Locking(Arc<Seal>),
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
    /// In memory, until the visit to a counter ends: the tenant signs in elsewhere the next time.
    Visit,
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
    protection: watch::Sender<Protection>,
    longest_call: Duration,
}

impl Vault {
    pub(crate) fn new(store: Arc<dyn SecretStore>, longest_call: Duration) -> Self {
        Self {
            store,
            memory: Arc::default(),
            failed: Arc::default(),
            protection: watch::Sender::default(),
            longest_call,
        }
    }

    /// A vault that never asks a keyring (S21).
    pub(crate) fn in_memory() -> Self {
        let vault = Self::new(Arc::new(MemorySecrets::default()), Duration::ZERO);
        vault.failed.store(true, Ordering::Release);
        vault
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
        let stored = self.get_as_stored(name).await?;
        let Some(sealed) = stored.expose_secret().strip_prefix(SEALED) else {
            return Some(stored);
        };
        let protection = self.protection.borrow().clone();
        match protection {
            Protection::Unlocked(seal) => seal.key.open(&seal.tenant_code, name.entry(), sealed).ok(),
            // The archive's key is the first to be sealed and the last to be opened: it tells whether a PIN is set.
            Protection::Off if name == SecretName::ArchiveKey => {
                self.lock();
                None
            }
            Protection::Off | Protection::Locked | Protection::Locking(_) => None,
        }
    }

    /// Whether there is such a secret, readable or not.
    pub(crate) async fn has(&self, name: SecretName) -> bool {
        self.get_as_stored(name).await.is_some()
    }

    async fn get_as_stored(&self, name: SecretName) -> Option<SecretString> {
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

    /// Keeps a secret in memory as well: a store that fails later has lost nothing until the end. While a PIN
    /// is set, both hold it sealed.
    pub(crate) async fn set(&self, name: SecretName, secret: SecretString) {
        let protection = self.protection.borrow().clone();
        let secret = match protection {
            Protection::Unlocked(seal) | Protection::Locking(seal) if name.is_sealed_by_pin() => {
                match seal.key.seal(&seal.tenant_code, name.entry(), &secret) {
                    Ok(sealed) => format!("{SEALED}{sealed}").into(),
                    // Never in clear: what stood there stays.
                    Err(error) => return self.fail(&SecretsError::Refused(error.to_string())),
                }
            }
            Protection::Locked if name.is_sealed_by_pin() => return,
            _ => secret,
        };
        self.set_as_it_is(name, secret).await;
    }

    /// Keeps a secret that a PIN has sealed until now; whether the keyring has taken it.
    pub(crate) async fn set_as_it_is(&self, name: SecretName, secret: SecretString) -> bool {
        let _ = self.memory.set(name, &secret);
        self.with_store(move |store| store.set(name, &secret))
            .await
            .is_some()
    }

    /// Keeps a secret; whether the keyring has taken it. What it does not take is not kept in memory either.
    pub(crate) async fn set_durably(&self, name: SecretName, secret: SecretString) -> bool {
        let kept = secret.clone();
        let taken = self
            .with_store(move |store| store.set(name, &secret))
            .await
            .is_some();
        if taken {
            let _ = self.memory.set(name, &kept);
        }
        taken
    }

    /// Sets the envelope of a PIN and the archive key that it seals aside: nothing here opens them, and another key can
    /// take their place. A keyring that fails keeps them where they are.
    pub(crate) async fn set_sealed_aside(&self) {
        let text = |secret: Option<SecretString>| secret.map(|secret| secret.expose_secret().to_owned());
        let now = SetAside {
            pin: text(self.get_as_stored(SecretName::Pin).await),
            archive_key: text(self.get_as_stored(SecretName::ArchiveKey).await),
        };
        let earlier = self.get_as_stored(SecretName::SetAside).await;
        let mut all: Vec<SetAside> = earlier
            .and_then(|all| serde_json::from_str(all.expose_secret()).ok())
            .unwrap_or_default();
        // A kill before they were taken from their own entries has them set aside once more.
        if !all.contains(&now) {
            all.insert(0, now);
            all.truncate(ENVELOPES_SET_ASIDE);
        }
        // Texts: there is nothing in it that cannot be written.
        let all = serde_json::to_string(&all).unwrap_or_default();
        let taken = self.set_durably(SecretName::SetAside, all.into()).await;
        for name in [SecretName::ArchiveKey, SecretName::Pin] {
            self.delete_once(taken, name).await;
        }
    }

    /// Forgets a secret whose successor the keyring has taken; where it has not, this run alone forgets it: the next
    /// start may find the keyring as it was.
    pub(crate) async fn delete_once(&self, taken: bool, name: SecretName) {
        if taken {
            self.delete(name).await;
        } else {
            let _ = self.memory.delete(name);
        }
    }

    /// From now on, what a PIN seals is sealed with this key, and can be read.
    pub(crate) fn unlock(&self, tenant_code: TenantCode, key: DataKey) {
        let seal = Seal { tenant_code, key };
        self.protection.send_replace(Protection::Unlocked(Arc::new(seal)));
    }

    /// From now on, nothing that a PIN seals can be read; false when no PIN is set, or it was not typed.
    pub(crate) fn begin_to_lock(&self) -> bool {
        self.protection.send_if_modified(|protection| {
            let Protection::Unlocked(seal) = protection else {
                return false;
            };
            *protection = Protection::Locking(Arc::clone(seal));
            true
        })
    }

    /// From now on, nothing that a PIN seals can be written either: the key is wiped.
    pub(crate) fn lock(&self) {
        self.protection.send_replace(Protection::Locked);
    }

    /// From now on, no PIN seals anything.
    pub(crate) fn protect_no_more(&self) {
        self.protection.send_replace(Protection::Off);
    }

    /// There is a PIN, and it was not typed.
    pub(crate) fn is_locked(&self) -> bool {
        matches!(
            *self.protection.borrow(),
            Protection::Locked | Protection::Locking(_)
        )
    }

    /// A PIN is set and was typed.
    pub(crate) fn is_unlocked(&self) -> bool {
        matches!(*self.protection.borrow(), Protection::Unlocked(_))
    }

    /// How it stands with the PIN.
    pub(crate) fn pin_standing(&self) -> PinStanding {
        if self.is_unlocked() {
            PinStanding::Set
        } else if self.kept() == SecretsKept::Memory {
            PinStanding::Unavailable
        } else {
            PinStanding::None
        }
    }

    /// Waits until a PIN is set and was typed.
    pub(crate) async fn unlocked(&self) {
        let unlocked = |protection: &Protection| matches!(protection, Protection::Unlocked(_));
        // The sender lives as long as this does.
        let _ = self.protection.subscribe().wait_for(unlocked).await;
    }

    /// Waits until the key is wiped.
    pub(crate) async fn locked(&self) {
        let locked = |protection: &Protection| matches!(protection, Protection::Locked);
        let _ = self.protection.subscribe().wait_for(locked).await;
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
