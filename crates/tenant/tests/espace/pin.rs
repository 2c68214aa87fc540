//! The PIN and the lock (S12), against the real landlord service.

mod envelope;
mod recovery;
mod tries;

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use contract::FieldName;
use tenant::figures::{COUNTDOWN_SECONDS, IDLE_MINUTES, PIN_TRIES};
use tenant::{
    Failure, FailureCode, MemorySecrets, PinLoss, PinStatus, ProfileNews, ProfileQuestion, SecretName,
    SecretStore, Step,
};
use tokio::time::{Instant, sleep, timeout};

use crate::at_home::{Home, PASSWORD, assert_home, tenant};

const PIN: &str = "407395";
const OTHER_PIN: &str = "918273";
const WRONG: &str = "550127";

fn locked(tries_left: u8) -> Step {
    Step::Locked { tries_left }
}

fn sign_in(pin_loss: Option<PinLoss>) -> Step {
    Step::SignIn {
        tenant_code_end: Some(tenant().tenant_code[12..].to_owned()),
        pin_loss,
    }
}

fn field(failure: &Failure) -> (FieldName, FailureCode, Option<u32>) {
    let field = failure.fields.first().expect("a field");
    (field.field, field.code, field.count)
}

/// A tenant at home, with a PIN chosen in *Mon profil*.
async fn with_pin() -> Home {
    with_pin_in(Arc::new(MemorySecrets::default())).await
}

/// The same, with this keyring.
async fn with_pin_in(secrets: Arc<dyn SecretStore>) -> Home {
    let home = Home::with_secrets(secrets).await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    home.espace.open_profile().await.expect("signed in");
    home.espace.open_pin().await.expect("its page");
    let step = home.espace.submit_pin(None, PIN, PIN).await.expect("a PIN");
    assert!(matches!(
        step,
        Step::Profile {
            news: Some(ProfileNews::PinChosen),
            pin: PinStatus::Set,
            ..
        }
    ));
    home
}

#[tokio::test]
async fn a_pin_is_offered_once_after_the_receipts_and_can_be_declined() {
    let mut home = Home::new().await;
    home.go_to_sign_up_details().await;
    home.espace
        .submit_sign_up_details(crate::at_home::sign_up_details())
        .await
        .expect("valid details");
    home.espace.submit_password(PASSWORD).await.expect("a password");
    assert_eq!(home.espace.finish_enrolment().await, Step::Receipts);
    assert_eq!(home.espace.go_back().await, Step::PinOffer);
    assert_home(&home.espace.decline_pin().await);
    let first_screen = home.restart().await;
    assert_home(&first_screen.step);
    assert!(!first_screen.lockable);
    home.espace.sign_out().await;
    assert_home(&home.espace.sign_in(None, PASSWORD).await);
    let hidden = AtomicBool::new(false);
    home.espace.lock(|| hidden.store(true, Ordering::Relaxed)).await;
    assert!(!hidden.load(Ordering::Relaxed), "without a PIN nothing locks");
    assert!(home.espace.rent_documents().await.is_ok());
}

#[tokio::test]
async fn a_chosen_pin_opens_the_next_start_without_a_network() {
    let mut home = Home::new().await;
    home.go_to_sign_up_details().await;
    home.espace
        .submit_sign_up_details(crate::at_home::sign_up_details())
        .await
        .expect("valid details");
    home.espace.submit_password(PASSWORD).await.expect("a password");
    home.espace.finish_enrolment().await;
    home.espace.go_back().await;
    assert_eq!(
        home.espace.open_pin().await,
        Ok(Step::PinChoice { changing: false })
    );
    assert_home(&home.espace.submit_pin(None, PIN, PIN).await);
    home.espace.synchronise().await.expect("synchronised");

    home.cut_network().await;
    let first_screen = home.restart().await;
    assert_eq!(first_screen.step, locked(PIN_TRIES));
    let refused = home.espace.rent_documents().await.expect_err("locked");
    assert_eq!(refused.code, FailureCode::SessionEnded);
    assert_home(&home.espace.unlock("'àè\"ç(").await);
    assert_eq!(home.espace.rent_documents().await.expect("open").count(), 240);
}

#[tokio::test]
async fn signing_in_after_a_forgotten_pin_keeps_the_archive() {
    let mut home = with_pin().await;
    assert_eq!(home.restart().await.step, locked(PIN_TRIES));
    assert_eq!(home.espace.forget_pin().await, sign_in(Some(PinLoss::Forgotten)));
    assert_eq!(
        home.espace.go_back().await,
        locked(PIN_TRIES),
        "it may come to mind"
    );
    home.espace.forget_pin().await;
    let wrong = home
        .espace
        .sign_in(None, "Prunier jaune 17")
        .await
        .expect_err("wrong");
    assert_eq!(field(&wrong).1, FailureCode::CredentialsWrong);
    assert_eq!(
        home.restart().await.step,
        locked(PIN_TRIES),
        "nothing is given up before"
    );
    home.espace.forget_pin().await;
    assert_eq!(home.espace.sign_in(None, PASSWORD).await, Ok(Step::PinOffer));
    assert_eq!(home.espace.rent_documents().await.expect("kept").count(), 240);
    home.espace.open_pin().await.expect("its page");
    let new = home.espace.submit_pin(None, OTHER_PIN, OTHER_PIN).await;
    assert_home(&new);
    assert_eq!(home.restart().await.step, locked(PIN_TRIES));
    assert_home(&home.espace.unlock(OTHER_PIN).await);
}

#[tokio::test]
async fn a_known_pin_can_be_changed_and_removed_without_a_network() {
    let mut home = with_pin().await;
    home.cut_network().await;
    assert_eq!(
        home.espace.open_pin().await,
        Ok(Step::PinChoice { changing: true })
    );
    let refused = home
        .espace
        .submit_pin(Some(""), "123456", "1234")
        .await
        .expect_err("flaws");
    let flaws: Vec<_> = refused
        .fields
        .iter()
        .map(|flaw| (flaw.field, flaw.code))
        .collect();
    assert_eq!(
        flaws,
        [
            (FieldName::CurrentPin, FailureCode::PinEmpty),
            (FieldName::Pin, FailureCode::PinInOrder),
            (FieldName::PinAgain, FailureCode::PinLength),
        ]
    );
    let refused = home.espace.submit_pin(Some(PIN), OTHER_PIN, WRONG).await;
    assert_eq!(
        field(&refused.expect_err("differ")),
        (FieldName::PinAgain, FailureCode::PinsDiffer, None)
    );
    let refused = home.espace.submit_pin(Some(WRONG), OTHER_PIN, OTHER_PIN).await;
    assert_eq!(
        field(&refused.expect_err("wrong")),
        (
            FieldName::CurrentPin,
            FailureCode::PinWrong,
            Some(u32::from(PIN_TRIES) - 1)
        )
    );
    let step = home.espace.submit_pin(Some(PIN), OTHER_PIN, OTHER_PIN).await;
    assert!(matches!(
        step,
        Ok(Step::Profile {
            news: Some(ProfileNews::PinChanged),
            ..
        })
    ));
    home.restart().await;
    let old = home.espace.unlock(PIN).await.expect_err("the old one");
    assert_eq!(field(&old).1, FailureCode::PinWrong);
    assert_home(&home.espace.unlock(OTHER_PIN).await);

    home.espace.open_profile().await.expect("signed in");
    assert_eq!(home.espace.open_pin_removal().await, Ok(Step::PinRemoval));
    let refused = home.espace.remove_pin(PIN).await.expect_err("the old one");
    assert_eq!(
        field(&refused),
        (
            FieldName::CurrentPin,
            FailureCode::PinWrong,
            Some(u32::from(PIN_TRIES) - 1)
        )
    );
    let step = home.espace.remove_pin(OTHER_PIN).await;
    assert!(matches!(
        step,
        Ok(Step::Profile {
            news: Some(ProfileNews::PinRemoved),
            pin: PinStatus::None,
            ..
        })
    ));
    assert!(home.secrets.get(SecretName::Pin).expect("works").is_none());
    assert_home(&home.restart().await.step);
}

#[tokio::test]
async fn signing_in_after_a_sign_out_takes_the_password_and_keeps_the_pin() {
    let mut home = with_pin().await;
    assert_eq!(home.espace.sign_out().await, sign_in(None));
    assert_eq!(home.restart().await.step, sign_in(None), "the password is enough");
    assert_home(&home.espace.sign_in(None, PASSWORD).await);
    assert_eq!(home.espace.rent_documents().await.expect("kept").count(), 240);
    assert_eq!(home.restart().await.step, locked(PIN_TRIES));
    assert_home(&home.espace.unlock(PIN).await);
}

#[tokio::test]
async fn a_lock_ends_a_synchronisation_that_waits_for_the_landlord() {
    let mut home = with_pin().await;
    home.espace.open_profile().await.expect("signed in");
    home.espace.go_back().await;
    home.hang_network().await;
    let (synchronised, ()) = tokio::join!(home.espace.synchronise(), async {
        home.asked().await;
        home.espace.lock(|| {}).await;
    });
    assert_eq!(synchronised.expect_err("locked").code, FailureCode::SessionEnded);
    assert_home(&home.espace.unlock(PIN).await);
    assert_eq!(home.espace.rent_documents().await.expect("kept").count(), 240);
}

#[tokio::test]
async fn deleting_the_account_leaves_no_pin() {
    let mut home = with_pin().await;
    home.espace.refresh_profile().await.expect("reported");
    home.espace
        .ask_profile(ProfileQuestion::Deletion)
        .await
        .expect("its page");
    home.espace.continue_profile_deletion().await.expect("asked");
    let step = home.espace.submit_profile_password(PASSWORD).await;
    assert_eq!(step, Ok(Step::AccountDeleted { files_stay: false }));
    for name in SecretName::ALL {
        assert!(home.secrets.get(name).expect("works").is_none(), "{name:?}");
    }
    assert_eq!(home.restart().await.step, Step::Welcome);
}

#[tokio::test]
async fn the_window_locks_after_the_idle_limit_and_no_sooner() {
    let home = with_pin().await;
    tokio::time::pause();
    let minutes = |count: u64| Duration::from_secs(60 * count);
    let but_one = minutes(IDLE_MINUTES - 1);
    let stays_open = async |long| timeout(long, home.espace.almost_idle_too_long()).await.is_err();
    home.espace.reset_idle_timer();
    assert!(stays_open(but_one).await);
    home.espace.reset_idle_timer();
    let begin = Instant::now();
    assert!(stays_open(but_one).await, "somebody was there");
    assert!(!stays_open(minutes(1)).await, "nobody for almost the whole time");
    assert!(!home.espace.somebody_comes_back().await, "nor for the rest");
    assert_eq!(begin.elapsed().as_secs(), 60 * IDLE_MINUTES);
    home.espace.lock(|| {}).await;
    assert!(
        stays_open(minutes(10 * IDLE_MINUTES)).await,
        "there is nothing to lock any more"
    );
}

#[tokio::test]
async fn a_touch_or_another_lock_ends_the_countdown_at_once() {
    let home = with_pin().await;
    tokio::time::pause();
    home.espace.almost_idle_too_long().await;
    let begin = Instant::now();
    let (back, ()) = tokio::join!(home.espace.somebody_comes_back(), async {
        sleep(Duration::from_secs(COUNTDOWN_SECONDS / 2)).await;
        home.espace.reset_idle_timer();
    });
    assert!(back);
    assert_eq!(begin.elapsed().as_secs(), COUNTDOWN_SECONDS / 2);
    assert!(home.espace.somebody_comes_back().await, "and has not begun again");

    home.espace.almost_idle_too_long().await;
    let (back, ()) = tokio::join!(home.espace.somebody_comes_back(), home.espace.lock(|| {}));
    assert!(back, "the desktop has locked meanwhile");
}
