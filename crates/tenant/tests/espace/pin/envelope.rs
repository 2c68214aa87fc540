//! The envelope that the PIN seals (S12): what is in it, and what happens when it is damaged.

use std::sync::Arc;

use secrecy::ExposeSecret;
use tenant::{
    FailureCode, MemorySecrets, PinLoss, ProfileQuestion, SecretName, SecretStore, Step, figures::PIN_TRIES,
};

use super::{PIN, locked, sign_in, with_pin};
use crate::at_home::{Home, PASSWORD, assert_home};

#[tokio::test]
async fn sealed_secrets_are_nowhere_in_clear_and_a_lock_shuts_them() {
    let store = Arc::new(MemorySecrets::default());
    let mut home = Home::with_secrets(Arc::clone(&store) as Arc<dyn SecretStore>).await;
    home.sign_up().await;
    let kept = |name| {
        let secret = store.get(name).expect("works").expect("kept");
        secret.expose_secret().to_owned()
    };
    let before = [SecretName::ArchiveKey, SecretName::RefreshToken].map(kept);
    home.espace.open_profile().await.expect("signed in");
    home.espace.open_pin().await.expect("its page");
    home.espace.submit_pin(None, PIN, PIN).await.expect("a PIN");
    for name in SecretName::ALL {
        if let Some(secret) = store.get(name).expect("works") {
            for clear in &before {
                assert!(!secret.expose_secret().contains(clear), "{name:?}");
            }
            assert!(!secret.expose_secret().contains(PIN), "{name:?}");
        }
    }
    home.espace.synchronise().await.expect("still signed in");

    home.espace.lock(|| {}).await;
    assert!(!home.espace.is_lockable());
    for refused in [
        home.espace.rent_documents().await.map(|_| ()),
        home.espace.synchronise().await.map(|_| ()),
        home.espace.open_profile().await.map(|_| ()),
        home.espace.open_pin().await.map(|_| ()),
    ] {
        assert_eq!(refused.expect_err("locked").code, FailureCode::SessionEnded);
    }
    let first_screen = home.espace.first_screen().await.expect("the page loaded again");
    assert_eq!(first_screen.step, locked(PIN_TRIES));
    assert_home(&home.espace.unlock(PIN).await);
    home.espace.synchronise().await.expect("still signed in");
    assert_eq!(home.restart().await.step, locked(PIN_TRIES));
}

#[tokio::test]
async fn r1_a_token_that_a_kill_left_in_clear_opens_nothing_before_the_pin() {
    let store = Arc::new(MemorySecrets::default());
    let mut home = Home::with_secrets(Arc::clone(&store) as Arc<dyn SecretStore>).await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    home.espace.open_profile().await.expect("signed in");
    home.espace.open_pin().await.expect("its page");
    let token = || {
        let token = store.get(SecretName::RefreshToken).expect("works");
        token.expect("kept")
    };
    let in_clear = token();
    home.espace.submit_pin(None, PIN, PIN).await.expect("a PIN");
    // The archive's key is sealed first and unsealed last: in between, the token is in clear.
    store.set(SecretName::RefreshToken, &in_clear).expect("works");
    assert_eq!(home.restart().await.step, locked(PIN_TRIES));
    assert_home(&home.espace.unlock(PIN).await);
    assert!(!token().expose_secret().contains(in_clear.expose_secret()));
    home.espace.synchronise().await.expect("still signed in");
}

#[tokio::test]
async fn a_tampered_envelope_opens_nothing_and_the_password_recovers() {
    for tampered in ["", "{}", "\"format\":2"] {
        let mut home = with_pin().await;
        let envelope = home.secrets.get(SecretName::Pin).expect("works").expect("kept");
        let tampered = match tampered {
            "\"format\":2" => envelope.expose_secret().replace("\"format\":1", tampered),
            other => other.to_owned(),
        };
        home.secrets
            .set(SecretName::Pin, &tampered.into())
            .expect("works");
        let step = home.restart().await.step;
        assert_eq!(step, sign_in(Some(PinLoss::Spent)));
        assert_eq!(home.espace.sign_in(None, PASSWORD).await, Ok(Step::PinOffer));
        let list = home.espace.synchronise().await.expect("signed in");
        assert_eq!(list.count(), 240, "fetched anew");
    }
}

#[tokio::test]
async fn unrecoverable_keys_are_set_aside_and_deleted_with_the_account() {
    let mut home = with_pin().await;
    let kept = |home: &Home, name| {
        let secret = home.secrets.get(name).expect("works");
        secret.map(|secret| secret.expose_secret().to_owned())
    };
    let key = kept(&home, SecretName::ArchiveKey).expect("kept");
    let mut set_aside = Vec::new();
    for tampered in ["", "{}"] {
        home.secrets
            .set(SecretName::Pin, &tampered.into())
            .expect("works");
        if !set_aside.is_empty() {
            let sealed = kept(&home, SecretName::ArchiveKey).expect("kept");
            assert_ne!(sealed, key, "another key");
            home.secrets
                .set(SecretName::ArchiveKey, &key.clone().into())
                .expect("works");
        }
        home.restart().await;
        assert_eq!(home.espace.sign_in(None, PASSWORD).await, Ok(Step::PinOffer));
        assert_eq!(kept(&home, SecretName::Pin), None);
        set_aside.insert(0, serde_json::json!({ "pin": tampered, "archiveKey": key }));
        let all = kept(&home, SecretName::SetAside).expect("kept");
        let all: serde_json::Value = serde_json::from_str(&all).expect("JSON");
        assert_eq!(all, serde_json::json!(set_aside), "nothing is lost");
    }

    home.espace.decline_pin().await;
    home.espace.open_profile().await.expect("signed in");
    home.espace.refresh_profile().await.expect("reported");
    let asked = home.espace.ask_profile(ProfileQuestion::Deletion).await;
    asked.expect("its page");
    home.espace.continue_profile_deletion().await.expect("asked");
    let step = home.espace.submit_profile_password(PASSWORD).await;
    assert_eq!(step, Ok(Step::AccountDeleted { files_stay: false }));
    assert_eq!(kept(&home, SecretName::SetAside), None);
}
