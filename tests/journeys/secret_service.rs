//! What the application makes of a real gnome-keyring (S13): entries that stand there twice, and a keyring that is locked
//! or frozen.

use std::sync::Arc;

use harness::{computer::Keyring, stage::Stage};
use secrecy::{ExposeSecret, SecretString};
use tenant::{OsKeyring, SecretName, SecretStore, SecretsError};
use tokio::task::spawn_blocking;

use crate::play;

const SERVICE: &str = "fr.habitathdf.espacelocataire";

fn keyring(stage: &Stage) -> Arc<OsKeyring> {
    Arc::new(OsKeyring::on_bus(stage.computer.session_bus(), SERVICE))
}

/// Calls the keyring off this thread, as the application does.
async fn call<T: Send + 'static>(
    keyring: &Arc<OsKeyring>,
    call: impl FnOnce(&OsKeyring) -> Result<T, SecretsError> + Send + 'static,
) -> Result<T, SecretsError> {
    let keyring = Arc::clone(keyring);
    spawn_blocking(move || call(&keyring)).await.expect("no panic")
}

async fn get(keyring: &Arc<OsKeyring>, name: SecretName) -> Option<String> {
    let found = call(keyring, move |keyring| keyring.get(name)).await;
    let found: Option<SecretString> = found.expect("it works");
    found.map(|secret| secret.expose_secret().to_owned())
}

async fn set(keyring: &Arc<OsKeyring>, name: SecretName, secret: &str) {
    let secret = SecretString::from(secret);
    let taken = call(keyring, move |keyring| keyring.set(name, &secret)).await;
    taken.expect("it works");
}

async fn delete(keyring: &Arc<OsKeyring>, name: SecretName) {
    let deleted = call(keyring, move |keyring| keyring.delete(name)).await;
    deleted.expect("it works");
}

#[tokio::test]
async fn of_two_entries_of_one_name_the_one_written_last_counts() {
    let name = "of_two_entries_of_one_name_the_one_written_last_counts";
    play(name, Keyring::Unlocked, async |stage| {
        let daemon = stage.computer.keyring();
        let keyring = keyring(stage);
        set(&keyring, SecretName::RefreshToken, "earlier").await;
        daemon.add_beside(SERVICE, "refresh-token", "twin").await;
        assert_eq!(daemon.secrets().await.len(), 2);
        let first = get(&keyring, SecretName::RefreshToken)
            .await
            .expect("one of them");
        set(&keyring, SecretName::RefreshToken, "later").await;
        assert_eq!(
            get(&keyring, SecretName::RefreshToken).await.as_deref(),
            Some("later")
        );
        let kept = daemon.secrets().await;
        assert_eq!(kept.len(), 2, "the other one stays: {kept:?}");
        assert!(!kept.contains(&first), "{kept:?}");
        delete(&keyring, SecretName::RefreshToken).await;
        assert_eq!(daemon.secrets().await.len(), 0, "none of them comes back");
    })
    .await;
}

#[tokio::test]
async fn entries_of_another_collection_are_used_and_never_mixed() {
    let name = "entries_of_another_collection_are_used_and_never_mixed";
    play(name, Keyring::Unlocked, async |stage| {
        let daemon = stage.computer.keyring();
        daemon
            .add_to_session(SERVICE, "tenant-code", "of the other collection")
            .await;
        let keyring = keyring(stage);
        let found = get(&keyring, SecretName::TenantCode).await;
        assert_eq!(found.as_deref(), Some("of the other collection"));
        set(&keyring, SecretName::Pin, "written beside it").await;

        daemon
            .add_beside(SERVICE, "tenant-code", "of the default one")
            .await;
        let found = get(&keyring, SecretName::TenantCode).await;
        assert_eq!(found.as_deref(), Some("of the default one"));
        assert_eq!(
            get(&keyring, SecretName::Pin).await,
            None,
            "not the PIN of the other one"
        );
        delete(&keyring, SecretName::TenantCode).await;
        let found = get(&keyring, SecretName::TenantCode).await;
        assert_eq!(found.as_deref(), Some("of the other collection"));
        assert!(get(&keyring, SecretName::Pin).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_locked_keyring_says_so_and_asks_nobody() {
    let name = "a_locked_keyring_says_so_and_asks_nobody";
    play(name, Keyring::Unlocked, async |stage| {
        let daemon = stage.computer.keyring();
        let keyring = keyring(stage);
        assert!(!call(&keyring, SecretStore::is_locked).await.expect("it works"));
        set(&keyring, SecretName::RefreshToken, "kept").await;
        daemon.lock().await;
        assert!(call(&keyring, SecretStore::is_locked).await.expect("it works"));
        for refused in [
            call(&keyring, |keyring| {
                keyring.get(SecretName::RefreshToken).map(drop)
            })
            .await,
            call(&keyring, |keyring| keyring.set(SecretName::Pin, &"new".into())).await,
            call(&keyring, |keyring| keyring.delete(SecretName::RefreshToken)).await,
        ] {
            assert!(matches!(refused, Err(SecretsError::Locked)), "{refused:?}");
        }
        assert!(stage.computer.processes("gcr-prompter").is_empty(), "no prompt");
    })
    .await;
}

#[tokio::test]
async fn a_write_that_timed_out_is_not_made_once_the_keyring_thaws() {
    let name = "a_write_that_timed_out_is_not_made_once_the_keyring_thaws";
    play(name, Keyring::Unlocked, async |stage| {
        let daemon = stage.computer.keyring();
        let keyring = keyring(stage);
        set(&keyring, SecretName::RefreshToken, "kept").await;
        daemon.freeze();
        let late = call(&keyring, |keyring| {
            keyring.set(SecretName::RefreshToken, &"late".into())
        });
        assert!(matches!(late.await, Err(SecretsError::Frozen)));
        daemon.thaw();
        assert_eq!(
            get(&keyring, SecretName::RefreshToken).await.as_deref(),
            Some("kept")
        );
        assert_eq!(daemon.secrets().await, ["kept"]);
    })
    .await;
}
