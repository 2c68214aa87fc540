//! The lock while a request is under way (S12): it waits for no answer, and signs nobody out.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use tenant::{FailureCode, Step, figures::ANSWER_SECONDS};
use tokio::time::Instant;

use crate::{
    at_home::assert_home,
    left_by_retour::{PIN, locked_behind_line},
};

#[tokio::test]
async fn a_lock_waits_for_no_refresh_and_signs_nobody_out() {
    let (home, line) = locked_behind_line().await;
    let espace = &home.espace;
    assert_home(&espace.unlock(PIN).await);
    line.hold_answer_to("POST /v1/sessions/refresh ");
    let hidden = AtomicBool::new(false);
    let began = Instant::now();
    let (synchronised, ()) = tokio::join!(espace.synchronise(), async {
        line.holds().await;
        espace.lock(|| hidden.store(true, Ordering::Relaxed)).await;
        line.release();
    });
    assert!(
        began.elapsed() < Duration::from_secs(ANSWER_SECONDS / 2),
        "sooner than a wait for the landlord ends"
    );
    assert!(hidden.load(Ordering::Relaxed) && !espace.is_lockable());
    assert_eq!(synchronised.expect_err("locked").code, FailureCode::SessionEnded);
    let first_screen = espace.first_screen().await.expect("the page loaded again");
    assert!(
        matches!(first_screen.step, Step::Locked { .. }),
        "{first_screen:?}"
    );

    assert_home(&espace.unlock(PIN).await);
    espace.synchronise().await.expect("still signed in");
}

#[tokio::test]
async fn what_hides_the_screen_finds_the_keys_wiped() {
    let (home, _line) = locked_behind_line().await;
    let espace = &home.espace;
    assert_home(&espace.unlock(PIN).await);
    let open = AtomicBool::new(true);
    espace
        .lock(|| open.store(espace.is_lockable(), Ordering::Relaxed))
        .await;
    assert!(
        !open.load(Ordering::Relaxed),
        "a page that is loaded now finds nothing"
    );
    espace.nothing_to_lock().await;
}

#[tokio::test]
async fn a_lock_ahead_of_a_removal_of_the_pin_keeps_the_pin() {
    let (home, _line) = locked_behind_line().await;
    let espace = &home.espace;
    assert_home(&espace.unlock(PIN).await);
    espace.open_profile().await.expect("signed in");
    espace.open_pin_removal().await.expect("its page");
    // In this order, behind a try that is under way.
    let (wrong, (), removed) = tokio::join!(
        espace.remove_pin("918273"),
        espace.lock(|| {}),
        espace.remove_pin(PIN)
    );
    let wrong = wrong.expect_err("not the PIN");
    assert_eq!(
        wrong.fields.first().map(|field| field.code),
        Some(FailureCode::PinWrong)
    );
    assert_eq!(removed.expect_err("locked meanwhile").code, FailureCode::Busy);
    assert!(!espace.is_lockable(), "the key is wiped");
    assert_home(&espace.unlock(PIN).await);
    assert!(espace.is_lockable(), "the PIN is still set");
}
