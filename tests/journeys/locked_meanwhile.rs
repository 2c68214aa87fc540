//! The lock while something is open or under way (S12): it comes within a second, and what a dialog held is neither
//! printed nor written.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};

use harness::{
    MAX_WAIT,
    computer::Keyring,
    hands::{self, PlacedKey},
    line::Condition,
    login_daemon::{LoginDaemon, OWN_SESSION},
    people,
    stage::Stage,
};
use tenant::figures::IDLE_MINUTES;
use tokio::time::{sleep, timeout};

use crate::{
    pin::{choose_pin, unlock},
    play, waited_for_nothing,
};

/// What the application logs once keys and page are gone.
pub(crate) const LOCKED: &str = "the window is locked";

/// Locks the session of the desktop, and asserts that the window follows at once.
async fn lock(stage: &Stage, sessions: &LoginDaemon) {
    let took = stage.log_says_after(LOCKED, sessions.lock(OWN_SESSION)).await;
    assert!(waited_for_nothing(took));
    hands::dialogs_close(stage.computer.display()).await;
    stage.window().sees("locked").await;
    sessions.is_let_go().await;
    stage.picture("locked").await;
}

/// A tenant with a PIN, at the newest receipt.
async fn at_a_receipt(stage: &mut Stage) -> LoginDaemon {
    let sessions = stage.computer.keep_sessions().await;
    choose_pin(stage).await;
    sessions.is_delayed().await;
    stage.window().click("[data-document-id]").await;
    stage.window().find("#open-pdf").await;
    sessions
}

/// The PDFs in a folder and its subfolders.
pub(crate) fn saved_pdfs(folder: &Path) -> Vec<PathBuf> {
    // A folder that is deleted meanwhile holds nothing.
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let entries = entries.flatten();
    let (folders, files): (Vec<_>, Vec<_>) =
        entries.map(|entry| entry.path()).partition(|path| path.is_dir());
    let is_pdf = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "pdf");
    let mut found: Vec<_> = files.into_iter().filter(is_pdf).collect();
    found.extend(folders.iter().flat_map(|folder| saved_pdfs(folder)));
    found
}

/// Presses *Entrée* in the save dialog until a condition holds.
pub(crate) async fn confirm_until(stage: &Stage, so: impl Fn() -> bool) {
    let confirmed = timeout(MAX_WAIT, async {
        while !so() {
            hands::confirm_saving(stage.computer.display());
            sleep(Duration::from_millis(200)).await;
        }
    });
    confirmed.await.expect("the dialog is answered");
}

#[tokio::test]
async fn the_lock_closes_the_print_dialog_and_nothing_is_printed() {
    play("lock-while-printing", Keyring::Unlocked, async |stage| {
        let printer = stage.computer.connect_printer().await;
        let sessions = at_a_receipt(stage).await;
        let display = stage.computer.display().to_owned();
        let window = stage.window();
        window.click("#open-pdf").await;
        window.find("#pdf-frame[data-state='shown']").await;
        window.click("#print-pdf").await;
        hands::dialogs_open(&display, 1).await;
        lock(stage, &sessions).await;
        // The key that prints in the dialog is one of the page now.
        hands::press_in_window(&display, &[PlacedKey::Enter]);
        window.find("#pin-error").await;

        unlock(window).await;
        window.click("[data-document-id]").await;
        window.click("#open-pdf").await;
        window.find("#pdf-frame[data-state='shown']").await;
        window.click("#print-pdf").await;
        hands::print_in_dialog(&display).await;
        printer.printed(1).await;
        printer.jobs_kept().await;
        assert_eq!(printer.count_printed(), 1, "the second attempt alone");
    })
    .await;
}

#[tokio::test]
async fn the_lock_closes_the_save_dialog_and_nothing_is_written() {
    play("lock-while-saving", Keyring::Unlocked, async |stage| {
        let sessions = at_a_receipt(stage).await;
        let home = stage.computer.home().to_owned();
        let display = stage.computer.display().to_owned();
        let window = stage.window();
        window.click("#save-pdf").await;
        hands::dialogs_open(&display, 1).await;
        lock(stage, &sessions).await;
        assert_eq!(saved_pdfs(&home), Vec::<PathBuf>::new());

        unlock(window).await;
        window.click("[data-document-id]").await;
        window.click("#save-pdf").await;
        confirm_until(stage, || !saved_pdfs(&home).is_empty()).await;
        hands::dialogs_close(&display).await;
        let saved = saved_pdfs(&home);
        assert_eq!(saved.len(), 1, "{saved:?}");

        // The dialog asks whether the file is to be replaced, in an event loop of its own.
        fs::write(&saved[0], b"kept").expect("written");
        sessions.is_delayed().await;
        window.click("#save-pdf").await;
        hands::dialogs_open(&display, 1).await;
        hands::confirm_saving(&display);
        hands::dialogs_open(&display, 2).await;
        lock(stage, &sessions).await;
        assert_eq!(fs::read(&saved[0]).expect("read"), b"kept");
    })
    .await;
}

#[tokio::test]
async fn the_lock_waits_for_no_request_and_the_session_goes_on() {
    play("lock-while-asking", Keyring::Unlocked, async |stage| {
        let sessions = stage.computer.keep_sessions().await;
        choose_pin(stage).await;
        let window = stage.restart_window().await;
        stage.line.set(Condition::Hung).await;
        // The page asks the landlord, first for an access token, and gets no answer.
        unlock(&window).await;
        sessions.is_delayed().await;
        lock(stage, &sessions).await;
        stage.line.set(Condition::Open).await;
        unlock(&window).await;
        window.reads("#freshness", "À jour au").await;
    })
    .await;
}

#[tokio::test]
#[ignore = "waits for the real idle time in the real window: cargo xtask test --long"]
async fn long_an_idle_window_locks_while_its_save_dialog_is_open() {
    play("lock-idle-while-saving", Keyring::Unlocked, async |stage| {
        choose_pin(stage).await;
        let window = stage.window();
        window.click("[data-document-id]").await;
        window.click("#save-pdf").await;
        hands::dialogs_open(stage.computer.display(), 1).await;
        let longest = Duration::from_secs(60 * IDLE_MINUTES) + MAX_WAIT;
        window.find_within("main[data-screen='locked']", longest).await;
        hands::dialogs_close(stage.computer.display()).await;
        assert_eq!(saved_pdfs(stage.computer.home()), Vec::<PathBuf>::new());
        unlock(window).await;
        people::read_newest_receipt_and_pdf(window).await;
    })
    .await;
}
