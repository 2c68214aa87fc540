//! Visits that end without staff: by the desktop's lock, by sleep, and by the idle time.

use std::time::Duration;

use harness::{MAX_WAIT, computer::Keyring, login_daemon::OWN_SESSION};
use landlord::demonstration::SHOWN_TENANTS;
use tenant::figures::COUNTER_IDLE_MINUTES;

use super::steps::{assert_nothing_stays, begin_visit, looked_at, open_desk, sign_staff_in, wiped};
use crate::{looks::in_every_look, pin::NOBODY_IS_THERE, play};

#[tokio::test]
async fn r9_a_visit_ends_with_the_lock_and_before_the_machine_sleeps() {
    play("counter-lock", Keyring::Unlocked, async |stage| {
        let tenant = &SHOWN_TENANTS[0];
        stage.computer.make_temporary_folder();
        let sessions = stage.computer.keep_sessions().await;
        stage.open_counter().await;
        stage.log_says("the desktop's session is watched").await;
        sign_staff_in(stage).await;

        begin_visit(stage, tenant, &["signUp"]).await;
        sessions.lock(OWN_SESSION).await;
        wiped(stage).await;
        stage
            .window()
            .reads("#wiped", "L’ordinateur a été verrouillé")
            .await;
        stage.window().sees("staffCheck").await;
        looked_at(stage, "locked").await;
        assert_nothing_stays(stage, tenant).await;
        open_desk(stage, &stage.landlord).await;

        begin_visit(stage, tenant, &["signUp"]).await;
        sessions.sleep(true).await;
        wiped(stage).await;
        assert_nothing_stays(stage, tenant).await;
        stage.landlord.journal_is_whole().await;
    })
    .await;
}

#[tokio::test]
async fn the_countdown_is_readable_in_every_look_and_answered_by_keyboard() {
    play("counter-countdown", Keyring::Unlocked, async |stage| {
        stage.open_counter().await;
        sign_staff_in(stage).await;
        begin_visit(stage, &SHOWN_TENANTS[0], &["signUp"]).await;
        let window = stage.window();
        window.tab_to("[data-begin='signUp']").await;
        window.run(NOBODY_IS_THERE, vec![]).await;
        window.find("#still-here").await;
        looked_at(stage, "countdown").await;
        window.reads_no_more("[role='timer']", "30 secondes").await;
        window.press(fantoccini::key::Key::Tab).await;
        window.press(fantoccini::key::Key::Enter).await;
        window.gone("#still-here").await;
        window.sees("visit").await;
        assert!(
            window.has("[data-begin='signUp']:focus").await,
            "the focus is where it was"
        );
        in_every_look(stage, async |stage, look| {
            let window = stage.window();
            window.run(NOBODY_IS_THERE, vec![]).await;
            window.find("#still-here").await;
            looked_at(stage, &format!("countdown-{look}")).await;
            window.click("#still-here").await;
            window.gone("#still-here").await;
        })
        .await;
        window.run(NOBODY_IS_THERE, vec![]).await;
        window.click("#end-now").await;
        wiped(stage).await;
    })
    .await;
}

#[tokio::test]
#[ignore = "waits for the real idle time in the real window: cargo xtask test --long"]
async fn long_r9_an_idle_visit_ends_and_leaves_nothing() {
    play("counter-idle", Keyring::Unlocked, async |stage| {
        let tenant = &SHOWN_TENANTS[0];
        stage.computer.make_temporary_folder();
        stage.open_counter().await;
        sign_staff_in(stage).await;
        begin_visit(stage, tenant, &["signUp"]).await;
        let window = stage.window();
        for appears in ["#still-here", "#wiped"] {
            window
                .find_within(appears, Duration::from_secs(60 * COUNTER_IDLE_MINUTES) + MAX_WAIT)
                .await;
            stage.picture(appears.trim_start_matches('#')).await;
        }
        window
            .reads("#wiped", &format!("plus de {COUNTER_IDLE_MINUTES} minutes"))
            .await;
        assert_nothing_stays(stage, tenant).await;
        window.sees("staffCheck").await;
    })
    .await;
}
