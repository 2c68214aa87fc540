//! The limit of PIN tries (S12): the count survives restarts and kills, and a keyring that refuses to store it.

use std::sync::Arc;

use contract::FieldName;
use secrecy::{ExposeSecret, SecretString};
use tenant::figures::PIN_TRIES;
use tenant::{FailureCode, MemorySecrets, PinLoss, SecretName, SecretStore, SecretsError, Step};
use tokio::{runtime::Handle, sync::watch};

use super::{OTHER_PIN, PIN, WRONG, field, locked, sign_in, with_pin, with_pin_in};
use crate::at_home::{Home, PASSWORD, assert_home, documents_shown};

#[tokio::test]
async fn after_too_many_wrong_tries_only_the_password_opens() {
    let mut home = with_pin().await;
    let file = |home: &Home| {
        let mut names: Vec<_> = std::fs::read_dir(home.archives())
            .expect("listed")
            .map(|entry| entry.expect("an entry").file_name())
            .filter(|name| name.to_string_lossy().ends_with(".sqlite"))
            .collect();
        names.sort();
        names
    };
    let archive = file(&home);
    for left in [1, 2].map(|wrong| u32::from(PIN_TRIES) - wrong) {
        home.espace.lock(|| {}).await;
        let wrong = home.espace.unlock(WRONG).await.expect_err("wrong");
        assert_eq!(field(&wrong), (FieldName::Pin, FailureCode::PinWrong, Some(left)));
    }
    assert_eq!(home.restart().await.step, locked(PIN_TRIES - 2));
    assert_home(&home.espace.unlock(PIN).await);
    assert_eq!(home.restart().await.step, locked(PIN_TRIES));
    for left in (1..u32::from(PIN_TRIES)).rev() {
        let wrong = home.espace.unlock(WRONG).await.expect_err("wrong");
        assert_eq!(field(&wrong), (FieldName::Pin, FailureCode::PinWrong, Some(left)));
        assert_eq!(
            home.restart().await.step,
            locked(u8::try_from(left).expect("small"))
        );
    }
    let spent = sign_in(Some(PinLoss::Spent));
    assert_eq!(home.espace.unlock(WRONG).await, Ok(spent.clone()));
    assert_eq!(
        home.espace.unlock(PIN).await,
        Ok(spent.clone()),
        "the right one as well"
    );
    assert_eq!(home.restart().await.step, spent);

    assert_eq!(
        home.espace.sign_in(None, PASSWORD).await,
        Ok(Step::PinOffer),
        "a new one is offered"
    );
    assert_eq!(file(&home), archive, "the same archive");
    assert_home(&home.espace.decline_pin().await);
    home.cut_network().await;
    let first_screen = home.restart().await;
    assert_home(&first_screen.step);
    assert_eq!(documents_shown(&first_screen), 240, "from the archive");
}

/// How the keyring treats the envelope of a PIN.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Envelopes {
    Taken,
    /// Written, but the call does not return: its caller can be killed in between.
    Held,
    Refused,
}

/// A keyring that works, except for the envelope of a PIN.
struct Keyring {
    kept: MemorySecrets,
    envelopes: watch::Sender<Envelopes>,
    /// Number of envelopes written while they were held.
    written: watch::Sender<u32>,
}

impl Keyring {
    fn new() -> Arc<Self> {
        Arc::new(Self {
            kept: MemorySecrets::default(),
            envelopes: watch::Sender::new(Envelopes::Taken),
            written: watch::Sender::default(),
        })
    }

    fn tries(&self) -> u64 {
        let envelope = self.get(SecretName::Pin).expect("works").expect("kept");
        let envelope: serde_json::Value = serde_json::from_str(envelope.expose_secret()).expect("JSON");
        envelope["tries"].as_u64().expect("a number")
    }
}

impl SecretStore for Keyring {
    fn get(&self, name: SecretName) -> Result<Option<SecretString>, SecretsError> {
        self.kept.get(name)
    }

    fn set(&self, name: SecretName, secret: &SecretString) -> Result<(), SecretsError> {
        let envelopes = *self.envelopes.borrow();
        if name == SecretName::Pin && envelopes == Envelopes::Refused {
            return Err(SecretsError::Refused("a full disk".to_owned()));
        }
        self.kept.set(name, secret)?;
        if name == SecretName::Pin && envelopes == Envelopes::Held {
            self.written.send_modify(|count| *count += 1);
            let mut envelopes = self.envelopes.subscribe();
            let let_go = envelopes.wait_for(|envelopes| *envelopes != Envelopes::Held);
            drop(Handle::current().block_on(let_go));
        }
        Ok(())
    }

    fn delete(&self, name: SecretName) -> Result<(), SecretsError> {
        self.kept.delete(name)
    }
}

#[tokio::test]
async fn a_try_killed_before_its_check_counts() {
    let keyring = Keyring::new();
    let mut home = with_pin_in(Arc::clone(&keyring) as Arc<dyn SecretStore>).await;
    for count in 1..PIN_TRIES {
        assert_eq!(home.restart().await.step, locked(PIN_TRIES + 1 - count));
        keyring.envelopes.send_replace(Envelopes::Held);
        let mut written = keyring.written.subscribe();
        tokio::select! {
            biased;
            counted = written.wait_for(|written| *written == u32::from(count)) => {
                drop(counted.expect("the keyring is there"));
            }
            answer = home.espace.unlock(PIN) => panic!("{answer:?}"),
        }
        assert_eq!(keyring.tries(), u64::from(count));
        keyring.envelopes.send_replace(Envelopes::Taken);
    }
    assert_eq!(home.restart().await.step, locked(1));
    assert_home(&home.espace.unlock(PIN).await);
}

#[tokio::test]
async fn a_keyring_that_refuses_the_count_prevents_the_try() {
    let keyring = Keyring::new();
    let mut home = with_pin_in(Arc::clone(&keyring) as Arc<dyn SecretStore>).await;
    for (way, pin) in [
        ("unlock", PIN),
        ("unlock", WRONG),
        ("change", PIN),
        ("remove", PIN),
    ] {
        keyring.envelopes.send_replace(Envelopes::Taken);
        assert_eq!(home.restart().await.step, locked(PIN_TRIES), "{way}");
        if way != "unlock" {
            assert_home(&home.espace.unlock(PIN).await);
            home.espace.open_profile().await.expect("signed in");
        }
        keyring.envelopes.send_replace(Envelopes::Refused);
        let tried = match way {
            "unlock" => home.espace.unlock(pin).await,
            "change" => {
                home.espace.open_pin().await.expect("its page");
                home.espace.submit_pin(Some(pin), OTHER_PIN, OTHER_PIN).await
            }
            _ => {
                home.espace.open_pin_removal().await.expect("its page");
                home.espace.remove_pin(pin).await
            }
        };
        assert_eq!(
            tried.expect_err("not counted").code,
            FailureCode::PinNotChecked,
            "{way}"
        );
        assert_eq!(keyring.tries(), 0, "{way}");
    }
}

#[tokio::test]
async fn the_password_signs_in_when_a_try_cannot_be_counted() {
    let keyring = Keyring::new();
    let mut home = with_pin_in(Arc::clone(&keyring) as Arc<dyn SecretStore>).await;
    home.restart().await;
    keyring.envelopes.send_replace(Envelopes::Refused);
    home.espace.unlock(PIN).await.expect_err("not counted");
    home.espace.forget_pin().await;
    assert_home(&home.espace.sign_in(None, PASSWORD).await);
    let list = home.espace.synchronise().await.expect("signed in");
    assert_eq!(list.count(), 240, "in memory (S13)");

    // What the PIN has sealed is still there, and so is its envelope.
    keyring.envelopes.send_replace(Envelopes::Taken);
    home.restart().await;
    assert!(keyring.get(SecretName::Pin).expect("works").is_some());
    assert_home(&home.espace.sign_in(None, PASSWORD).await);
    home.cut_network().await;
    assert_eq!(home.espace.rent_documents().await.expect("kept").count(), 240);
}

#[tokio::test]
async fn too_many_guesses_in_an_open_window_end_the_session() {
    let mut home = with_pin().await;
    home.espace.open_pin_removal().await.expect("its page");
    for _ in 1..PIN_TRIES {
        home.espace.remove_pin(WRONG).await.expect_err("wrong");
    }
    let spent = sign_in(Some(PinLoss::Spent));
    assert_eq!(home.espace.remove_pin(WRONG).await, Ok(spent.clone()));
    assert!(home.espace.rent_documents().await.is_err());
    assert_eq!(home.restart().await.step, spent);
}
