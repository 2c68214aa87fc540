//! A keyring that works up to one of its calls.

use std::sync::{Condvar, Mutex};

use secrecy::SecretString;
use tenant::{MemorySecrets, SecretName, SecretStore, SecretsError};
use tokio::{runtime::Handle, time::advance};

use crate::network::fault::LIMITS;

/// How real keyrings fail, as measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No D-Bus, or no permission: every call is refused.
    Refuses,
    /// No default collection, or a locked one: reports no entry, and stores nothing.
    KeepsNothing,
    /// Never answers.
    Frozen,
}

/// A call of a keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    Get,
    Set,
    Delete,
}

/// A keyring that fails from one call on, for good.
pub struct FailingKeyring {
    fault: Fault,
    /// The first call that fails, from 0.
    first: usize,
    calls: Mutex<Vec<(Call, SecretName)>>,
    kept: MemorySecrets,
    thawed: Mutex<bool>,
    thaw: Condvar,
    /// The runtime of the waiting callers.
    runtime: Handle,
}

impl FailingKeyring {
    pub fn from_call(first: usize, fault: Fault) -> Self {
        Self {
            fault,
            first,
            calls: Mutex::default(),
            kept: MemorySecrets::default(),
            thawed: Mutex::new(false),
            thaw: Condvar::new(),
            runtime: Handle::current(),
        }
    }

    pub fn working() -> Self {
        Self::from_call(usize::MAX, Fault::Refuses)
    }

    /// All calls so far, in order.
    pub fn calls(&self) -> Vec<(Call, SecretName)> {
        self.calls.lock().expect("not poisoned").clone()
    }

    /// The calls that failed.
    pub fn failed(&self) -> Vec<Call> {
        let calls = self.calls().into_iter().skip(self.first);
        calls.map(|(call, _)| call).collect()
    }

    /// Releases the threads that wait for a frozen keyring, so that they end.
    pub fn thaw(&self) {
        *self.thawed.lock().expect("not poisoned") = true;
        self.thaw.notify_all();
    }

    fn meet<T>(
        &self,
        call: Call,
        name: SecretName,
        works: impl FnOnce(&MemorySecrets) -> Result<T, SecretsError>,
        nothing: Option<T>,
    ) -> Result<T, SecretsError> {
        let number = {
            let mut calls = self.calls.lock().expect("not poisoned");
            calls.push((call, name));
            calls.len() - 1
        };
        if number < self.first {
            return works(&self.kept);
        }
        match self.fault {
            Fault::KeepsNothing => nothing.ok_or_else(|| SecretsError::Refused("locked".to_owned())),
            Fault::Refuses => Err(SecretsError::Refused("no keyring".to_owned())),
            Fault::Frozen => {
                // Advances the clock for callers that wait. After the first failure, deletions are not awaited.
                if number == self.first || call != Call::Delete {
                    self.runtime.spawn(advance(LIMITS.keyring));
                }
                let thawed = self.thawed.lock().expect("not poisoned");
                let waited = self.thaw.wait_while(thawed, |thawed| !*thawed);
                drop(waited.expect("not poisoned"));
                Err(SecretsError::Refused("too late".to_owned()))
            }
        }
    }
}

impl SecretStore for FailingKeyring {
    fn get(&self, name: SecretName) -> Result<Option<SecretString>, SecretsError> {
        self.meet(Call::Get, name, |kept| kept.get(name), Some(None))
    }

    fn set(&self, name: SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        self.meet(Call::Set, name, |kept| kept.set(name, secret), None)
    }

    fn delete(&self, name: SecretName) -> Result<(), SecretsError> {
        self.meet(Call::Delete, name, |kept| kept.delete(name), Some(()))
    }
}
