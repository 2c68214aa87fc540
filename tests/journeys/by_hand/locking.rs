//! The lock while the system's dialog for choosing a file is open.

use harness::{
    computer::Keyring,
    hands::{self, PlacedKey},
    line::Condition,
    login_daemon::OWN_SESSION,
};

use super::{Hand, at_rest, program, start_offline, stops_to, walk};
use crate::{
    locked_meanwhile::LOCKED,
    pin::{PIN, choose_pin, unlock},
    play, waited_for_nothing,
};

#[tokio::test]
async fn the_lock_closes_the_dialog_that_chooses_a_file() {
    play("by-hand-locking", Keyring::Unlocked, async |stage| {
        let sessions = stage.computer.keep_sessions().await;
        choose_pin(stage).await;
        stage.line.set(Condition::Cut).await;
        let window = stage.restart_window().await;
        unlock(&window).await;
        window.click("#back").await;
        window.sees("home").await;
        at_rest(&window).await;
        let to_write = walk(stage, &["#open-landlord", "#write-message"]).await;
        let to_file = stops_to(&window, "#attachments").await;
        stage.close_window().await;

        let mut hand = Hand {
            stage,
            seen: Vec::new(),
            _application: start_offline(&program(), &stage.computer),
        };
        hand.hears(1).await;
        hand.look("locked").await;
        hands::type_in_window(hand.display(), PIN);
        hands::press_in_window(hand.display(), &[PlacedKey::Enter]);
        sessions.is_delayed().await;
        hand.look("home").await;
        hand.walk("message", &to_write).await;
        hand.press_after(to_file, PlacedKey::Space);
        hands::dialogs_open(hand.display(), 1).await;
        let took = stage.log_says_after(LOCKED, sessions.lock(OWN_SESSION)).await;
        assert!(waited_for_nothing(took));
        hands::dialogs_close(hand.display()).await;
        hand.look("locked-again").await;
    })
    .await;
}
