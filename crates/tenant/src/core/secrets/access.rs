//! What this run knows of the system's keyring, shared by all who ask it: one state, and one call at a time (S13).

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::{Mutex, watch},
    task::spawn_blocking,
    time::timeout,
};

use super::{PromptAnswer, SecretStore, SecretsError};

/// The state of the keyring in this run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyringState {
    /// Whether it is locked was not asked.
    Unasked,
    Works,
    /// It is locked, and its prompt is open.
    Prompting,
    /// It is locked, and the person has dismissed its prompt.
    Dismissed,
    /// It has failed, or the person goes on without it.
    Failed,
}

/// The way to the keyring. Its clones share the state and the turn.
#[derive(Clone)]
pub(crate) struct KeyringAccess {
    state: watch::Sender<KeyringState>,
    /// Admits one call at a time, in the order in which they were made. A call that returns too late keeps its turn
    /// until then: what is deleted afterwards is not written again.
    turn: Arc<Mutex<()>>,
    longest_call: Duration,
}

impl KeyringAccess {
    pub(crate) fn new(longest_call: Duration) -> Self {
        Self {
            state: watch::Sender::new(KeyringState::Unasked),
            turn: Arc::default(),
            longest_call,
        }
    }

    /// A way to no keyring (S21).
    pub(super) fn to_none() -> Self {
        let access = Self::new(Duration::ZERO);
        access.state.send_replace(KeyringState::Failed);
        access
    }

    pub(crate) fn state(&self) -> KeyringState {
        *self.state.borrow()
    }

    /// Whether the keyring is asked and written to.
    pub(super) fn works(&self) -> bool {
        matches!(self.state(), KeyringState::Unasked | KeyringState::Works)
    }

    /// Asks once in a run whether the keyring is locked. If it is, opens its prompt and does not wait for the answer.
    pub(crate) async fn check(&self, store: &Arc<dyn SecretStore>) {
        if self.state() != KeyringState::Unasked {
            return;
        }
        match self.ask(store, |store| store.is_locked()).await {
            Some(true) => self.prompt(store),
            Some(false) => self.change(KeyringState::Unasked, KeyringState::Works),
            None => {}
        }
    }

    /// Opens the prompt again, after it was dismissed.
    pub(crate) fn prompt_again(&self, store: &Arc<dyn SecretStore>) {
        if self.state() == KeyringState::Dismissed {
            self.prompt(store);
        }
    }

    /// Goes on without a locked keyring, whatever its prompt answers.
    pub(crate) fn do_without(&self) {
        self.change(KeyringState::Prompting, KeyringState::Failed);
        self.change(KeyringState::Dismissed, KeyringState::Failed);
    }

    /// Waits until no prompt is open, as long as it takes.
    pub(crate) async fn answered(&self) {
        let mut state = self.state.subscribe();
        // The sender lives as long as `self`, so this never fails.
        let _ = state.wait_for(|state| *state != KeyringState::Prompting).await;
    }

    fn prompt(&self, store: &Arc<dyn SecretStore>) {
        self.state.send_replace(KeyringState::Prompting);
        let (access, store) = (self.clone(), Arc::clone(store));
        tokio::spawn(async move {
            let turn = Arc::clone(&access.turn).lock_owned().await;
            let asked = spawn_blocking(move || {
                let _turn = turn;
                store.unlock()
            });
            let answer = asked.await.unwrap_or_else(|stopped| Err(stopped.into()));
            let state = match answer {
                Ok(PromptAnswer::Unlocked) => KeyringState::Works,
                Ok(PromptAnswer::Dismissed) => KeyringState::Dismissed,
                Err(error) => {
                    tracing::warn!(%error, "the keyring cannot be unlocked");
                    KeyringState::Failed
                }
            };
            access.change(KeyringState::Prompting, state);
        });
    }

    pub(super) fn fail(&self, error: &SecretsError) {
        let failed_now = self.state.send_if_modified(|state| {
            let works = matches!(state, KeyringState::Unasked | KeyringState::Works);
            if works {
                *state = KeyringState::Failed;
            }
            works
        });
        if failed_now {
            tracing::warn!(%error, "secrets stay in memory");
        }
    }

    /// Makes a call on a blocking thread, within the time limit. None when the keyring does not work. A call that did
    /// not get its turn in time is never made.
    pub(super) async fn ask<T: Send + 'static>(
        &self,
        store: &Arc<dyn SecretStore>,
        call: impl FnOnce(&dyn SecretStore) -> Result<T, SecretsError> + Send + 'static,
    ) -> Option<T> {
        let store = Arc::clone(store);
        let asked = timeout(self.longest_call, async {
            let turn = Arc::clone(&self.turn).lock_owned().await;
            // It may have failed while this call waited for its turn.
            if !self.works() {
                return None;
            }
            let asked = spawn_blocking(move || {
                let _turn = turn;
                call(&*store)
            });
            Some(asked.await.unwrap_or_else(|stopped| Err(stopped.into())))
        });
        if !self.works() {
            return None;
        }
        let answer = asked.await.unwrap_or(Some(Err(SecretsError::Frozen)))?;
        answer.inspect_err(|error| self.fail(error)).ok()
    }

    /// Makes a call in its turn, and does not wait for it.
    pub(super) fn tell(
        &self,
        store: &Arc<dyn SecretStore>,
        call: impl FnOnce(&dyn SecretStore) -> Result<(), SecretsError> + Send + 'static,
    ) {
        let (turn, store) = (Arc::clone(&self.turn), Arc::clone(store));
        tokio::spawn(async move {
            let turn = turn.lock_owned().await;
            drop(spawn_blocking(move || {
                let _turn = turn;
                call(&*store)
            }));
        });
    }

    fn change(&self, from: KeyringState, to: KeyringState) {
        self.state.send_if_modified(|state| {
            let changes = *state == from;
            if changes {
                *state = to;
            }
            changes
        });
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use secrecy::SecretString;

    use super::*;
    use crate::core::secrets::{MemorySecrets, SecretName, Vault};

    const LIMIT: Duration = Duration::from_secs(3);

    /// A keyring whose first calls return only once they are let go.
    struct Slow {
        kept: MemorySecrets,
        calls: Mutex<Vec<&'static str>>,
        begun: watch::Sender<usize>,
        /// The number of calls that may return.
        let_go: watch::Sender<usize>,
    }

    impl Slow {
        fn new() -> Arc<Self> {
            Arc::new(Self {
                kept: MemorySecrets::default(),
                calls: Mutex::default(),
                begun: watch::Sender::default(),
                let_go: watch::Sender::default(),
            })
        }

        fn wait(&self, call: &'static str) {
            self.calls.lock().expect("no panic").push(call);
            let number = self.calls.lock().expect("no panic").len();
            self.begun.send_replace(number);
            let mut let_go = self.let_go.subscribe();
            let let_go = let_go.wait_for(|let_go| *let_go >= number);
            drop(tokio::runtime::Handle::current().block_on(let_go));
        }

        async fn has_begun(&self, calls: usize) {
            let mut begun = self.begun.subscribe();
            drop(begun.wait_for(|begun| *begun >= calls).await);
        }

        fn calls(&self) -> Vec<&'static str> {
            self.calls.lock().expect("no panic").clone()
        }
    }

    impl SecretStore for Slow {
        fn get(&self, name: SecretName) -> Result<Option<SecretString>, SecretsError> {
            self.wait("get");
            self.kept.get(name)
        }

        fn set(&self, name: SecretName, secret: &SecretString) -> Result<(), SecretsError> {
            self.wait("set");
            self.kept.set(name, secret)
        }

        fn delete(&self, name: SecretName) -> Result<(), SecretsError> {
            self.wait("delete");
            self.kept.delete(name)
        }
    }

    fn vault(store: &Arc<Slow>, access: &KeyringAccess) -> Vault {
        Vault::new(Arc::clone(store) as Arc<dyn SecretStore>, access.clone())
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_that_got_no_turn_in_time_is_never_made() {
        let (store, access) = (Slow::new(), KeyringAccess::new(LIMIT));
        let vault = vault(&store, &access);
        let read = vault.get(SecretName::TenantCode);
        let written = vault.set(SecretName::RefreshToken, "stale".into());
        let too_late = async {
            store.has_begun(1).await;
            tokio::time::advance(LIMIT).await;
        };
        tokio::join!(read, written, too_late);
        vault.delete(SecretName::RefreshToken).await;
        store.let_go.send_replace(usize::MAX);
        store.has_begun(2).await;
        assert_eq!(store.calls(), ["get", "delete"]);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_deleted_after_a_late_write_stays_deleted() {
        let (store, access) = (Slow::new(), KeyringAccess::new(LIMIT));
        let vault = vault(&store, &access);
        let too_late = async {
            store.has_begun(1).await;
            tokio::time::advance(LIMIT).await;
        };
        tokio::join!(vault.set(SecretName::RefreshToken, "stale".into()), too_late);
        vault.delete(SecretName::RefreshToken).await;
        store.let_go.send_replace(1);
        store.has_begun(2).await;
        assert!(
            store
                .kept
                .get(SecretName::RefreshToken)
                .is_ok_and(|kept| kept.is_some())
        );
        store.let_go.send_replace(2);
        drop(access.turn.lock().await);
        assert!(
            store
                .kept
                .get(SecretName::RefreshToken)
                .is_ok_and(|kept| kept.is_none())
        );
        assert_eq!(store.calls(), ["set", "delete"]);
    }
}
