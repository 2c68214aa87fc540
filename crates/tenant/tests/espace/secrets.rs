//! Keyrings that do not work (S13, R6).

use std::sync::{Arc, Condvar, Mutex};

use secrecy::SecretString;
use tenant::{MemorySecrets, SecretName, SecretStorage, SecretStore, SecretsError, Step};

use crate::at_home::Home;

/// Reports no entry and refuses writes, as a locked keyring does.
pub struct Locked;

impl SecretStore for Locked {
    fn get(&self, _: SecretName) -> Result<Option<SecretString>, SecretsError> {
        Ok(None)
    }

    fn set(&self, _: SecretName, _: &SecretString) -> Result<(), SecretsError> {
        Err(SecretsError::Refused("locked".to_owned()))
    }

    fn delete(&self, _: SecretName) -> Result<(), SecretsError> {
        Err(SecretsError::Refused("locked".to_owned()))
    }
}

/// Never answers while it is frozen.
#[derive(Default)]
struct Frozen {
    thawed: Mutex<bool>,
    thaw: Condvar,
}

impl Frozen {
    fn wait(&self) {
        let thawed = self.thawed.lock().expect("not poisoned");
        let thawed = self
            .thaw
            .wait_while(thawed, |thawed| !*thawed)
            .expect("not poisoned");
        drop(thawed);
    }

    fn thaw(&self) {
        *self.thawed.lock().expect("not poisoned") = true;
        self.thaw.notify_all();
    }
}

impl SecretStore for Frozen {
    fn get(&self, _: SecretName) -> Result<Option<SecretString>, SecretsError> {
        self.wait();
        Ok(None)
    }

    fn set(&self, _: SecretName, _: &SecretString) -> Result<(), SecretsError> {
        self.wait();
        Ok(())
    }

    fn delete(&self, _: SecretName) -> Result<(), SecretsError> {
        self.wait();
        Ok(())
    }
}

#[tokio::test]
async fn a_locked_keyring_means_a_session_in_memory_and_nothing_on_disk() {
    let mut home = Home::with_secrets(Arc::new(Locked)).await;
    let first_screen = home.espace.first_screen().await.expect("opens");
    assert_eq!(
        (first_screen.step, first_screen.secrets_kept),
        (Step::Welcome, SecretStorage::Memory)
    );
    home.sign_up().await;
    home.espace.synchronise().await.expect("it works all the same");
    assert!(
        !home.archives().exists(),
        "nothing is written that could not be read again"
    );
    assert_eq!(home.restart().await.step, Step::Welcome);
}

#[tokio::test]
async fn a_frozen_keyring_delays_the_opening_for_seconds_only() {
    let frozen = Arc::new(Frozen::default());
    let home = Home::with_secrets(Arc::clone(&frozen) as Arc<dyn SecretStore>).await;
    let first_screen = home.espace.first_screen().await.expect("opens");
    assert_eq!(first_screen.secrets_kept, SecretStorage::Memory);
    home.sign_up().await;
    frozen.thaw();
}

#[tokio::test]
async fn a_working_store_keeps_three_secrets() {
    let store = Arc::new(MemorySecrets::default());
    let home = Home::with_secrets(Arc::clone(&store) as Arc<dyn SecretStore>).await;
    assert_eq!(
        home.espace.first_screen().await.expect("opens").secrets_kept,
        SecretStorage::Keyring
    );
    home.sign_up().await;
    for name in [
        SecretName::TenantCode,
        SecretName::RefreshToken,
        SecretName::ArchiveKey,
    ] {
        assert!(store.get(name).expect("works").is_some(), "{name:?}");
    }
    assert!(store.get(SecretName::Probe).expect("works").is_none());
    home.espace.sign_out().await;
    assert!(store.get(SecretName::RefreshToken).expect("works").is_none());
}

#[tokio::test]
async fn closing_the_window_while_it_signs_out_still_signs_out() {
    let store = Arc::new(MemorySecrets::default());
    let mut home = Home::with_secrets(Arc::clone(&store) as Arc<dyn SecretStore>).await;
    home.sign_up().await;
    home.hang_network().await;
    tokio::select! {
        _ = home.espace.sign_out() => panic!("the landlord does not answer"),
        () = home.asked() => {}
    }
    assert!(store.get(SecretName::RefreshToken).expect("works").is_none());
    assert!(matches!(home.restart().await.step, Step::SignIn { .. }));
}
