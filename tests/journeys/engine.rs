//! The engine around page and PDF frame: what it does by itself is closed, and what the frame says of itself is not
//! believed.

use std::{fs, path::Path, process::Command};

use harness::{
    computer::Keyring,
    hands::{self, Button},
    people,
    stage::Stage,
};
use serde_json::json;

use crate::{pin::choose_pin, play};

/// Follows a link that the engine saves instead of opening it, as its own menu does with a picture.
const SAVE: &str = "
    const link = document.createElement('a');
    link.href = location.href;
    link.download = 'saved-by-the-engine.txt';
    document.body.append(link);
    link.click();";

#[tokio::test]
async fn s17_the_engine_saves_no_file() {
    play("engine-download", Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        window.find("main[data-screen]").await;
        window.run(SAVE, vec![]).await;
        stage.log_says("the engine may not save").await;
        window.find("main[data-screen]").await;
    })
    .await;
}

/// The middle of the first field of the counter, in pixels.
const CENTRE_OF_LOGIN: &str = "
    const { left, right, top, bottom } = document.getElementById('staff-login').getBoundingClientRect();
    return [left + right, top + bottom].map((sum) => Math.round(sum / 2));";

#[tokio::test]
async fn s21_the_engine_opens_no_menu_at_a_counter() {
    play("engine-menu", Keyring::Unlocked, async |stage| {
        let window = stage.open_counter().await;
        window.sees("staffSignIn").await;
        // Elsewhere than in a field the page itself stops it.
        let field = window.run(CENTRE_OF_LOGIN, vec![]).await;
        let place: (i16, i16) = serde_json::from_value(field).expect("a place");
        hands::turn_at(stage.computer.display(), place, Button::Third, 1);
        stage.log_says("the engine may not open its menu").await;
        let closed = stage.screen_at_rest(&[]).await;
        stage.keep_bytes("menu.png", &closed);
    })
    .await;
}

/// Lets the page take the next touch for a new one.
const LATER: &str = "const now = performance.now() + 60_000; performance.now = () => now;";

/// What a frame that was taken over may say, in each form that the page knew.
const SAY_TOUCHED: &str = "
    parent.postMessage({ type: 'touched' }, '*');
    for (const kind of ['keydown', 'pointermove', 'wheel']) document.dispatchEvent(new Event(kind, { bubbles: true }));";

/// Answers once the page has received every message that was sent to it before.
const RECEIVED: &str = "
    const done = arguments[arguments.length - 1];
    window.addEventListener('message', (event) => { if (event.data === 'last') done(true); });
    window.postMessage('last', '*');";

#[tokio::test]
async fn s18_the_pdf_frame_cannot_keep_the_window_from_locking() {
    play("engine-touches", Keyring::Unlocked, async |stage| {
        choose_pin(stage).await;
        let window = stage.window();
        window.click("[data-document-id]").await;
        window.click("#open-pdf").await;
        window.find("#pdf-frame[data-state='shown']").await;
        // The engine itself moves the pointer where a layout has changed below it.
        stage.screen_at_rest(&[]).await;
        window.run(LATER, vec![]).await;
        let reported = |stage: &harness::stage::Stage| {
            let asked = stage.commands_asked();
            asked.iter().filter(|asked| *asked == "reset_idle_timer").count()
        };
        let (before, seen) = (reported(stage), stage.log_counts("somebody is there"));
        window.enter_frame("#pdf-frame").await;
        window.run(SAY_TOUCHED, vec![]).await;
        window.leave_frame().await;
        window.run_to_its_answer(RECEIVED, vec![]).await;
        assert_eq!(reported(stage), before, "a frame's word");
        assert_eq!(stage.log_counts("somebody is there"), seen, "a frame's event");

        // A hand inside the frame counts.
        hands::turn_at(stage.computer.display(), (480, 600), Button::WheelDown, 1);
        stage.log_says_so_often("somebody is there", seen + 1).await;
    })
    .await;
}

/// The process of page and PDF frame.
const PAGE_PROCESS: &str = "WebKitWebProcess";

/// A namespace of a process, and whether the process sees a path.
fn outlook(process: &str, path: &Path) -> (String, bool) {
    let namespace = fs::read_link(format!("/proc/{process}/ns/net")).expect("a network");
    let seen = Path::new("/proc").join(process).join("root");
    let path = path.strip_prefix("/").expect("a whole path");
    (namespace.display().to_string(), seen.join(path).exists())
}

/// Whether the system that runs the tests allows a sandbox: some containers and settings of AppArmor do not.
fn sandbox_is_allowed() -> bool {
    let tried = Command::new("bwrap")
        .args(["--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev"])
        .args(["--unshare-all", "xdg-dbus-proxy", "--version"])
        .status();
    tried.is_ok_and(|tried| tried.success())
}

/// Asserts that the page's process has no network and does not see a path that the application sees. Where the system
/// allows no sandbox, the log has to say so.
async fn assert_contained(stage: &Stage, hidden: &Path) {
    if !sandbox_is_allowed() {
        stage.log_says("the page's process is not contained").await;
        return;
    }
    let (network, seen) = outlook("self", hidden);
    assert!(seen, "{} is there", hidden.display());
    let pages = stage.computer.processes(PAGE_PROCESS);
    assert_eq!(pages.len(), 1, "{pages:?}");
    let (its_network, sees) = outlook(&pages[0], hidden);
    assert!(!sees, "the page's process sees {}", hidden.display());
    assert_ne!(its_network, network, "the page's process has a network");
}

#[tokio::test]
async fn s18_the_pages_process_sees_neither_home_nor_network() {
    play("engine-contained", Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::sign_up(stage, people::other_tenant()).await;
        window.click("[data-document-id]").await;
        window.click("#open-pdf").await;
        window.find("#pdf-frame[data-state='shown']").await;
        window.enter_frame("#pdf-frame").await;
        let fonts = window.run("return document.fonts.size", vec![]).await;
        window.leave_frame().await;
        assert_eq!(fonts, json!(0), "the engine reads no font of a PDF");
        assert_contained(stage, &stage.computer.archive()).await;
        assert_contained(stage, &stage.computer.home().join("landlord.toml")).await;
        stage.picture("pdf").await;
    })
    .await;
}

#[tokio::test]
async fn s18_the_page_of_a_counter_is_contained_as_well() {
    play("engine-contained-counter", Keyring::Unlocked, async |stage| {
        let window = stage.open_counter().await;
        window.sees("staffSignIn").await;
        assert_contained(stage, &stage.computer.home().join("landlord.toml")).await;
    })
    .await;
}

#[tokio::test]
async fn s18_a_system_that_allows_no_sandbox_opens_the_window_without() {
    play("engine-no-sandbox", Keyring::Unlocked, async |stage| {
        stage.computer.install(
            "bwrap",
            "echo 'setting up uid map: Permission denied' >&2; exit 1",
        );
        let window = stage.open_window().await;
        window.find("main[data-screen]").await;
        stage.log_says("the page's process is not contained").await;
        stage.log_says("setting up uid map").await;
    })
    .await;
}
