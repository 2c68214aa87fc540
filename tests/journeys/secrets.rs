//! What survives a restart, and where: the keyring holds the secrets, no file holds them in clear text (S10, S11,
//! S13).

use std::{fs, path::Path};

use harness::{computer::Keyring, people};
use landlord::demonstration::ShownTenant;

use crate::play;

#[tokio::test]
async fn a_restart_keeps_the_session_with_nothing_in_clear_on_disk() {
    let name = "a_restart_keeps_the_session_with_nothing_in_clear_on_disk";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        stage.open_window().await;
        people::sign_up(stage, tenant).await;
        let amount = stage.window().text("[data-document-id] .document-amount").await;
        let window = stage.restart_window().await;
        people::reach_receipts(&window).await;
        window.reads("#freshness", "À jour au").await;
        // The profile is stored too, for a start without a network.
        window.click("#open-profile").await;
        window.reads("main", people::EMAIL).await;
        window.reads("#freshness", "À jour au").await;
        stage.close_window().await;

        let secrets = stage.computer.keyring().secrets().await;
        assert_eq!(
            secrets.len(),
            6,
            "tenant code, refresh token, archive key and its files, device token, name"
        );
        assert!(
            secrets.contains(&tenant.tenant_code.to_owned()),
            "the keyring really holds the tenant code"
        );
        assert!(
            secrets.iter().all(|secret| secret.len() < 100),
            "each entry is small"
        );

        let searched = search_in_clear(stage.computer.home(), tenant, &secrets, &amount);
        assert!(
            searched > 1_000_000,
            "the home folder was searched: {searched} bytes"
        );
    })
    .await;
}

#[tokio::test]
async fn without_a_keyring_the_session_ends_with_the_window_and_says_so() {
    let name = "without_a_keyring_the_session_ends_with_the_window_and_says_so";
    play(name, Keyring::None, async |stage| {
        let tenant = people::long_standing_tenant();
        stage.open_window().await;
        people::sign_up(stage, tenant).await;
        let window = stage.window();
        window.find("#secrets-in-memory").await;
        let amount = window.text("[data-document-id] .document-amount").await;
        people::read_newest_receipt_and_pdf(window).await;
        stage.picture("in-memory").await;
        let window = stage.restart_window().await;
        window.sees("welcome").await;
        stage.close_window().await;
        search_in_clear(stage.computer.home(), tenant, &[], &amount);
        assert!(!stage.computer.archives().exists());
    })
    .await;
}

/// Searches every file of the home folder for secrets in clear text. Returns the number of bytes searched.
fn search_in_clear(folder: &Path, tenant: &ShownTenant, secrets: &[String], amount: &str) -> usize {
    let digits: String = amount.chars().filter(char::is_ascii_digit).collect();
    let euros = amount.replace('€', "").trim().to_owned();
    let mut hunted = vec![
        tenant.tenant_code.to_owned(),
        tenant.name.to_owned(),
        people::EMAIL.to_owned(),
        digits,
        euros,
    ];
    hunted.extend(secrets.iter().cloned());
    let mut searched = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("listed") {
            let entry = entry.expect("an entry");
            let kind = entry.file_type().expect("a kind");
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                let bytes = fs::read(entry.path()).expect("read");
                searched += bytes.len();
                for secret in &hunted {
                    let found = bytes
                        .windows(secret.len())
                        .any(|window| window == secret.as_bytes());
                    assert!(!found, "« {secret} » stands in {}", entry.path().display());
                }
            }
        }
    }
    searched
}
