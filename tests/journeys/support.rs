//! *Pour le service d'assistance*: what a person reads to the landlord's support, or copies for it.

use std::fs;

use fantoccini::key::Key;
use harness::{computer::Keyring, line::Condition, people, stage::Stage};
use landlord::demonstration::ShownTenant;

use crate::{
    looks::{in_every_look, is_readable},
    play,
};

/// Answers one command with an error, as a shell that is too old would.
const SUPPORT_FAILS: &str = "
    const request = window.fetch;
    window.fetch = (...wanted) => String(wanted[0]).includes('support_facts')
        ? Promise.resolve(new Response('gone', { headers: { 'Tauri-Response': 'error', 'content-type': 'text/plain' } }))
        : request(...wanted);";

async fn open_support(stage: &Stage) {
    let window = stage.window();
    window.press(Key::F1).await;
    window.click("#open-support").await;
    window.find("dialog[open] .facts").await;
}

/// Everything that names this tenant.
fn words_of(tenant: &ShownTenant) -> [&str; 4] {
    let surname = tenant.name.split(' ').next_back().expect("a name");
    [tenant.tenant_code, surname, tenant.mobile, people::EMAIL]
}

#[tokio::test]
async fn the_support_is_told_the_state_of_the_computer_and_no_name() {
    let name = "the_support_is_told_the_state_of_the_computer_and_no_name";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::other_tenant();
        stage.open_window().await;
        people::sign_up(stage, tenant).await;
        stage.line.set(Condition::Cut).await;
        let window = stage.window();
        window.click("#back").await;
        window.sees("home").await;
        window.click("#open-receipts").await;
        window.reads("#freshness", "Votre bailleur ne répond pas").await;
        open_support(stage).await;
        let window = stage.window();
        window.has_no_accessibility_fault("support").await;
        stage.picture("support").await;
        let told = window.text("dialog[open]").await;
        let version = env!("CARGO_PKG_VERSION");
        for fact in [
            version,
            "WebKitGTK",
            "127.0.0.1",
            "Il fonctionne",
            "format 1",
            "unreachable (synchronise)",
        ] {
            assert!(told.contains(fact), "« {fact} » in {told}");
        }
        for word in words_of(tenant) {
            assert!(!told.contains(word), "« {word} » in {told}");
        }
        window.click("#copy-support").await;
        window.reads("dialog[open] .success", "C’est copié").await;
        assert!(stage.computer.offers_a_copy());
        window.press(Key::Escape).await;
        window.find("#help:focus").await;

        let logs = stage.computer.log_files();
        let [log] = &logs[..] else {
            panic!("{logs:?}");
        };
        let logged = fs::read_to_string(log).expect("read");
        assert!(
            logged.contains("a command failed") && logged.contains("codes=[Unreachable]"),
            "{logged}"
        );
        for word in words_of(tenant)
            .into_iter()
            .chain(["http", "?", people::PASSWORD])
        {
            assert!(!logged.contains(word), "s20: « {word} » in {logged}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_panel_of_the_support_is_readable_in_every_look() {
    let name = "the_panel_of_the_support_is_readable_in_every_look";
    play(name, Keyring::None, async |stage| {
        stage.open_window().await.sees("welcome").await;
        in_every_look(stage, async |stage, look| {
            open_support(stage).await;
            is_readable(stage, "support", look).await;
            stage.window().press(Key::Escape).await;
        })
        .await;
        let window = stage.window();
        window.run(SUPPORT_FAILS, vec![]).await;
        window.press(Key::F1).await;
        window.click("#open-support").await;
        window
            .reads("dialog[open] [role='alert']", "ne peuvent pas être lues")
            .await;
        window.find("#retry-support").await;
        is_readable(stage, "support", "error").await;
    })
    .await;
}

#[tokio::test]
async fn s21_a_counter_tells_the_support_and_writes_no_log() {
    play(
        "s21_a_counter_tells_the_support_and_writes_no_log",
        Keyring::None,
        async |stage| {
            stage.open_counter().await.sees("staffSignIn").await;
            open_support(stage).await;
            stage
                .window()
                .reads("dialog[open] .facts", "Derniers échecs")
                .await;
            stage.picture("support").await;
            assert_eq!(stage.computer.log_files(), Vec::<std::path::PathBuf>::new());
        },
    )
    .await;
}
