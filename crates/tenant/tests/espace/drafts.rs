//! What was typed and not sent ends with the person's stay: with sign-out, the lock and the account.

use contract::MessageSubject;
use tenant::{Espace, ProfileQuestion, Step, figures::PIN_TRIES};

use crate::{
    at_home::{Home, PASSWORD, assert_home, without_pin},
    household::{OTHER, sign_up_elsewhere},
};

const PIN: &str = "407395";
const WRONG_PIN: &str = "918273";
const PAY_SLIP: &[u8] = b"%PDF-1.7 bulletin de paie";
/// Too long to be sent, so that the message stays on its page.
const LETTERS: usize = 2_004;

/// Numbers of files and of bytes of text in the message being written.
async fn draft(espace: &Espace) -> (usize, usize) {
    match espace.open_new_message(MessageSubject::Other).await {
        Ok(Step::NewMessage {
            attachments, typed, ..
        }) => (attachments.len(), typed.len()),
        other => panic!("{other:?}"),
    }
}

/// A tenant with a message that was begun and not sent.
async fn writing() -> Home {
    let home = Home::new().await;
    home.sign_up().await;
    begin_message(&home.espace).await;
    home
}

async fn begin_message(espace: &Espace) {
    draft(espace).await;
    espace.attach(PAY_SLIP.to_vec()).await.expect("a PDF");
    let refused = espace
        .submit_message(MessageSubject::Other, &"a".repeat(LETTERS))
        .await;
    refused.expect_err("too long");
    assert_eq!(draft(espace).await, (1, LETTERS));
}

async fn choose_pin(espace: &Espace) {
    espace.open_profile().await.expect("signed in");
    espace.open_pin().await.expect("its page");
    espace.submit_pin(None, PIN, PIN).await.expect("a PIN");
}

#[tokio::test]
async fn a_message_with_only_a_file_counts_as_begun() {
    let home = Home::new().await;
    home.sign_up().await;
    draft(&home.espace).await;
    assert!(!home.espace.has_begun_message().await, "only its page was opened");
    home.espace.attach(PAY_SLIP.to_vec()).await.expect("a PDF");
    assert_home(&home.espace.open_home().await);
    assert!(home.espace.has_begun_message().await, "also from another page");
    home.espace.detach(0).await.expect("removed");
    assert!(!home.espace.has_begun_message().await);
}

#[tokio::test]
async fn a_message_that_was_begun_ends_with_a_sign_out() {
    for pin in [false, true] {
        let home = writing().await;
        if pin {
            choose_pin(&home.espace).await;
        }
        assert_eq!(draft(&home.espace).await, (1, LETTERS));
        home.espace.sign_out().await;
        assert_home(&home.espace.sign_in(None, PASSWORD).await);
        assert_eq!(draft(&home.espace).await, (0, 0), "with a PIN: {pin}");
    }
}

#[tokio::test]
async fn a_message_that_was_begun_ends_with_the_lock() {
    let home = writing().await;
    choose_pin(&home.espace).await;
    assert_eq!(draft(&home.espace).await, (1, LETTERS));
    home.espace.lock(|| {}).await;
    assert!(home.espace.attach(PAY_SLIP.to_vec()).await.is_err(), "locked");
    assert_home(&home.espace.unlock(PIN).await);
    assert_eq!(draft(&home.espace).await, (0, 0));
}

#[tokio::test]
async fn a_message_that_was_begun_ends_with_too_many_wrong_pins() {
    let home = writing().await;
    choose_pin(&home.espace).await;
    home.espace.open_profile().await.expect("signed in");
    home.espace.open_pin_removal().await.expect("its page");
    for _ in 1..PIN_TRIES {
        home.espace.remove_pin(WRONG_PIN).await.expect_err("wrong");
    }
    let step = home.espace.remove_pin(WRONG_PIN).await;
    assert!(matches!(step, Ok(Step::SignIn { .. })), "{step:?}");
    let step = home.espace.sign_in(None, PASSWORD).await.expect("signed in");
    assert_home(&without_pin(&home.espace, step).await);
    assert_eq!(draft(&home.espace).await, (0, 0));
}

#[tokio::test]
async fn the_next_person_finds_no_message_of_a_deleted_account() {
    let home = writing().await;
    sign_up_elsewhere(&home).await;
    let espace = &home.espace;
    espace.open_profile().await.expect("signed in");
    espace.refresh_profile().await.expect("reported");
    let asked = espace.ask_profile(ProfileQuestion::Deletion).await;
    asked.expect("its page");
    espace.continue_profile_deletion().await.expect("asked");
    let deleted = espace.submit_profile_password(PASSWORD).await;
    assert_eq!(deleted, Ok(Step::AccountDeleted { files_stay: false }));
    espace.open_sign_in().await;
    let step = espace.sign_in(Some(OTHER.tenant_code), PASSWORD).await;
    assert_home(&without_pin(espace, step.expect("signed in")).await);
    assert_eq!(draft(espace).await, (0, 0));
}

#[tokio::test]
async fn a_lock_drops_what_was_typed_to_sign_up() {
    let home = Home::new().await;
    home.sign_up().await;
    choose_pin(&home.espace).await;
    home.espace.lock(|| {}).await;
    let agency = home.espace.agency().await.expect("nothing to read");
    assert_eq!(agency, None, "that of the sign-up is not known any more");
}
