//! The application started twice (R10): one window, one archive writer, with and without a session bus.

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use harness::{
    computer::Keyring,
    hands, people,
    process::{dependent, start_as_is},
    stage::Stage,
};
use tokio::{process::Child, select, time::timeout};

use crate::{
    locked_meanwhile::{confirm_until, saved_pdfs},
    play,
};

/// Longer than a second launch waits for an instance that is closing.
const MAX_WAIT: Duration = Duration::from_secs(30);

/// Starts the application as a click on its icon or on a link does.
pub fn start(stage: &Stage, arguments: &[&str]) -> Child {
    start_as_is(launch(stage, arguments))
}

/// The command of such a start.
pub fn launch(stage: &Stage, arguments: &[&str]) -> Command {
    let mut command = dependent(stage.computer.application());
    stage.computer.equip(&mut command);
    command
        .args(arguments)
        .env(
            "ESPACE_LOCATAIRE_CONFIG",
            stage.computer.home().join("landlord.toml"),
        )
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// Waits until a launch ends by itself, and asserts its success.
pub async fn ends(launch: &mut Child) {
    assert_eq!(exit_code(launch).await, Some(0));
}

/// Waits until a launch ends by itself, and returns its exit code.
pub async fn exit_code(launch: &mut Child) -> Option<i32> {
    let ended = timeout(MAX_WAIT, launch.wait()).await;
    ended.expect("the launch ends").expect("waited for").code()
}

async fn is_started_twice(name: &str, keyring: Keyring) {
    play(name, keyring, async |stage| {
        let window = stage.open_window().await;
        people::sign_up(stage, people::other_tenant()).await;
        ends(&mut start(stage, &[])).await;
        people::reach_receipts(&window).await;
        people::read_newest_receipt_and_pdf(&window).await;
        // After closing, it can be opened again.
        let window = stage.restart_window().await;
        window.find("main[data-screen]").await;
    })
    .await;
}

#[tokio::test]
async fn a_second_launch_comes_back_to_the_first_window() {
    is_started_twice(
        "a_second_launch_comes_back_to_the_first_window",
        Keyring::Unlocked,
    )
    .await;
}

#[tokio::test]
async fn a_second_launch_without_a_session_bus_opens_no_second_window() {
    let name = "a_second_launch_without_a_session_bus_opens_no_second_window";
    is_started_twice(name, Keyring::None).await;
}

#[tokio::test]
async fn a_second_launch_ends_before_it_draws_anything() {
    let name = "a_second_launch_ends_before_it_draws_anything";
    play(name, Keyring::None, async |stage| {
        stage.open_window().await;
        let mut second = launch(stage, &[]);
        second.env_remove("DISPLAY");
        ends(&mut start_as_is(second)).await;
    })
    .await;
}

#[tokio::test]
async fn a_second_launch_is_answered_while_a_dialog_asks_to_replace_a_file() {
    play("launch-while-saving", Keyring::Unlocked, async |stage| {
        let home = stage.computer.home().to_owned();
        let display = stage.computer.display().to_owned();
        let window = stage.open_window().await;
        people::sign_up(stage, people::other_tenant()).await;
        window.click("[data-document-id]").await;
        window.click("#save-pdf").await;
        hands::dialogs_open(&display, 1).await;
        confirm_until(stage, || !saved_pdfs(&home).is_empty()).await;
        hands::dialogs_close(&display).await;

        // The question runs an event loop of its own.
        window.click("#save-pdf").await;
        hands::dialogs_open(&display, 1).await;
        hands::confirm_saving(&display);
        hands::dialogs_open(&display, 2).await;
        ends(&mut start(stage, &[])).await;
        hands::dialogs_open(&display, 2).await;
        // The driver cannot close a window that asks something.
        stage.kill_window().await;
    })
    .await;
}

#[tokio::test]
async fn of_two_launches_at_once_one_becomes_the_window() {
    let name = "of_two_launches_at_once_one_becomes_the_window";
    play(name, Keyring::None, async |stage| {
        // Open it once to write a configuration, then close it.
        stage.open_window().await;
        stage.close_window().await;
        let (mut one, mut other) = (start(stage, &[]), start(stage, &[]));
        let mut window = select! {
            () = ends(&mut one) => other,
            () = ends(&mut other) => one,
        };
        // It answers a further launch, so it is there.
        ends(&mut start(stage, &[])).await;
        assert!(window.try_wait().expect("looked at").is_none(), "both have ended");
        window.kill().await.expect("ended");
    })
    .await;
}
