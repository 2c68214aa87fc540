//! The vault: it asks the keyring, goes on in memory when the keyring fails (S13, R6), and seals what a PIN
//! protects (S12).

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use contract::TenantCode;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use super::{
    DataKey, KeyringAccess, MemorySecrets, PinStatus, SecretName, SecretStorage, SecretStore, SecretsError,
};
use crate::figures::ENVELOPES_SET_ASIDE;

/// An envelope and archive key set aside, as they were in the keyring.
#[derive(PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct SetAside {
    pin: Option<String>,
    archive_key: Option<String>,
}

/// Prefix of a sealed secret in its entry; base64 has no colon.
const SEALED: &str = "sealed:";

/// The key in force, and the tenant whose secrets it seals.
struct Seal {
    tenant_code: TenantCode,
    key: DataKey,
}

/// Whether a PIN protects the secrets of this computer's person (S12).
#[derive(Clone, Default)]
enum Protection {
    /// No PIN is set.
    #[default]
    Off,
    /// A PIN is set, and was not typed.
    Locked,
    /// The PIN was typed, or the tenant has just signed in: secrets are sealed, and can be read.
    Unlocked(Arc<Seal>),
}

/// A store with a fallback: once the store fails, secrets stay in memory until the program ends, and the tenant is
/// told.
#[derive(Clone)]
pub(crate) struct Vault {
    store: Arc<dyn SecretStore>,
    /// Shared with every other vault of this run: a keyring that failed for one is not asked by the others.
    keyring: KeyringAccess,
    memory: Arc<MemorySecrets>,
    /// The entries of the store that this run has read or written: they are this tenant's.
    owned: Arc<Mutex<HashSet<SecretName>>>,
    protection: watch::Sender<Protection>,
}

impl Vault {
    pub(crate) fn new(store: Arc<dyn SecretStore>, keyring: KeyringAccess) -> Self {
        Self {
            store,
            keyring,
            memory: Arc::default(),
            owned: Arc::default(),
            protection: watch::Sender::default(),
        }
    }

    /// A vault that never uses the keyring (S21).
    pub(crate) fn in_memory() -> Self {
        Self::new(Arc::new(MemorySecrets::default()), KeyringAccess::to_none())
    }

    pub(crate) fn storage(&self) -> SecretStorage {
        if self.keyring.works() {
            SecretStorage::Keyring
        } else {
            SecretStorage::Memory
        }
    }

    /// Finds out whether the keyring accepts writes: a locked one may report that there is no entry, and refuse
    /// only writes (R6).
    pub(crate) async fn probe(&self) {
        let probe = SecretString::from("probe");
        self.ask(move |store| {
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
            // The archive's key is sealed first and unsealed last, so it shows whether a PIN is set.
            Protection::Off if name == SecretName::ArchiveKey => {
                self.protection.send_replace(Protection::Locked);
                None
            }
            Protection::Off | Protection::Locked => None,
        }
    }

    /// Whether the secret exists, readable or not.
    pub(crate) async fn has(&self, name: SecretName) -> bool {
        self.get_as_stored(name).await.is_some()
    }

    async fn get_as_stored(&self, name: SecretName) -> Option<SecretString> {
        let kept = self.memory.get(name).ok().flatten();
        match self.ask(move |store| store.get(name)).await {
            Some(Some(found)) => {
                self.owned().insert(name);
                let _ = self.memory.set(name, &found);
                Some(found)
            }
            // A keyring that was locked meanwhile reports no entry, even for what it accepted.
            Some(None) if kept.is_some() => {
                self.keyring.fail(&SecretsError::Lost);
                kept
            }
            Some(None) => None,
            None => kept,
        }
    }

    /// Stores a secret, in memory as well: if the store fails later, nothing is lost until the program ends. While
    /// a PIN is set, both copies are sealed.
    pub(crate) async fn set(&self, name: SecretName, secret: SecretString) {
        let protection = self.protection.borrow().clone();
        let secret = match protection {
            Protection::Unlocked(seal) if name.is_sealed_by_pin() => {
                match seal.key.seal(&seal.tenant_code, name.entry(), &secret) {
                    Ok(sealed) => format!("{SEALED}{sealed}").into(),
                    // Never in clear: the stored value stays.
                    Err(error) => return self.keyring.fail(&SecretsError::Refused(error.to_string())),
                }
            }
            Protection::Locked if name.is_sealed_by_pin() => return,
            _ => secret,
        };
        self.set_as_it_is(name, secret).await;
    }

    /// Stores a secret without sealing it. Returns whether the keyring accepted it.
    pub(crate) async fn set_as_it_is(&self, name: SecretName, secret: SecretString) -> bool {
        let _ = self.memory.set(name, &secret);
        self.write(name, secret).await
    }

    /// Writes an entry of the store. Returns whether it accepted it.
    async fn write(&self, name: SecretName, secret: SecretString) -> bool {
        let taken = self.ask(move |store| store.set(name, &secret)).await;
        if taken.is_some() {
            self.owned().insert(name);
        }
        taken.is_some()
    }

    /// Stores a secret, and returns whether the keyring accepted it. If not, memory does not keep it either.
    pub(crate) async fn set_durably(&self, name: SecretName, secret: SecretString) -> bool {
        let kept = secret.clone();
        let taken = self.write(name, secret).await;
        if taken {
            let _ = self.memory.set(name, &kept);
        }
        taken
    }

    /// Sets the envelope of a PIN and the archive key that it seals aside: nothing here opens them, and another
    /// key can take their place. If the keyring fails, they stay where they are.
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
        // After a kill before their own entries were deleted, they are already in the list.
        if !all.contains(&now) {
            all.insert(0, now);
            all.truncate(ENVELOPES_SET_ASIDE);
        }
        // Texts can always be written.
        let all = serde_json::to_string(&all).unwrap_or_default();
        let taken = self.set_durably(SecretName::SetAside, all.into()).await;
        for name in [SecretName::ArchiveKey, SecretName::Pin] {
            self.delete_once(taken, name).await;
        }
    }

    /// Deletes a secret if the keyring accepted its successor. If not, only this run forgets it: the next start
    /// may find the keyring as it was.
    pub(crate) async fn delete_once(&self, taken: bool, name: SecretName) {
        if taken {
            self.delete(name).await;
        } else {
            let _ = self.memory.delete(name);
        }
    }

    /// Seals with this key from now on, and makes sealed secrets readable.
    pub(crate) fn unlock(&self, tenant_code: TenantCode, key: DataKey) {
        let seal = Seal { tenant_code, key };
        self.protection.send_replace(Protection::Unlocked(Arc::new(seal)));
    }

    /// Wipes the key: from now on, nothing that a PIN seals can be read or written. Returns false when no PIN is
    /// set, or it was not typed.
    pub(crate) fn lock(&self) -> bool {
        self.protection.send_if_modified(|protection| {
            let unlocked = matches!(protection, Protection::Unlocked(_));
            if unlocked {
                *protection = Protection::Locked;
            }
            unlocked
        })
    }

    /// Stops sealing: no PIN is set any more.
    pub(crate) fn protect_no_more(&self) {
        self.protection.send_replace(Protection::Off);
    }

    /// Whether a PIN is set and was not typed.
    pub(crate) fn is_locked(&self) -> bool {
        matches!(*self.protection.borrow(), Protection::Locked)
    }

    /// Whether a PIN is set and was typed.
    pub(crate) fn is_unlocked(&self) -> bool {
        matches!(*self.protection.borrow(), Protection::Unlocked(_))
    }

    /// Whether there is a PIN.
    pub(crate) fn pin_status(&self) -> PinStatus {
        if self.is_unlocked() {
            PinStatus::Set
        } else if self.storage() == SecretStorage::Memory {
            PinStatus::Unavailable
        } else {
            PinStatus::None
        }
    }

    /// Waits until a PIN is set and was typed.
    pub(crate) async fn unlocked(&self) {
        let unlocked = |protection: &Protection| matches!(protection, Protection::Unlocked(_));
        // The sender lives as long as `self`, so this never fails.
        let _ = self.protection.subscribe().wait_for(unlocked).await;
    }

    /// Waits until there is no key to wipe.
    pub(crate) async fn not_unlocked(&self) {
        let without = |protection: &Protection| !matches!(protection, Protection::Unlocked(_));
        let _ = self.protection.subscribe().wait_for(without).await;
    }

    /// Waits until the key is wiped.
    pub(crate) async fn locked(&self) {
        let locked = |protection: &Protection| matches!(protection, Protection::Locked);
        let _ = self.protection.subscribe().wait_for(locked).await;
    }

    /// Deletes a secret. A store that has failed, or fails now, may still hold it: the call is sent, but not awaited.
    /// What it may hold of another tenant stays.
    pub(crate) async fn delete(&self, name: SecretName) {
        let _ = self.memory.delete(name);
        let deleted = self.ask(move |store| store.delete(name)).await;
        if deleted.is_none() && self.may_be_deleted(name) {
            self.keyring.tell(&self.store, move |store| store.delete(name));
        }
    }

    /// Whether an entry of a store that has failed is surely not another tenant's: while the store names nobody,
    /// anybody can sign in here. A session may end too early, but never too late.
    fn may_be_deleted(&self, name: SecretName) -> bool {
        let owned = self.owned();
        name == SecretName::RefreshToken || owned.contains(&name) || owned.contains(&SecretName::TenantCode)
    }

    fn owned(&self) -> MutexGuard<'_, HashSet<SecretName>> {
        // No code panics while the lock is held.
        self.owned.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn ask<T: Send + 'static>(
        &self,
        call: impl FnOnce(&dyn SecretStore) -> Result<T, SecretsError> + Send + 'static,
    ) -> Option<T> {
        self.keyring.ask(&self.store, call).await
    }
}
