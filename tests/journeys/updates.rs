//! Versions of the application: a newer one is noted on *Accueil*, and one that is too old reads what is kept here.

use harness::{computer::Keyring, people, stage::Stage};

use crate::play;

const ADDRESS: &str = "address = \"https://www.habitathdf.example/application\"\n";

/// The landlord restarts its service with these versions of the application.
async fn announce(stage: &mut Stage, versions: &str) {
    stage.landlord.announce(&format!("{ADDRESS}{versions}")).await;
    stage.line.lead_to(stage.landlord.address()).await;
}

#[tokio::test]
async fn a_newer_version_is_noted_on_accueil_until_its_note_is_hidden() {
    let name = "a_newer_version_is_noted_on_accueil_until_its_note_is_hidden";
    play(name, Keyring::Unlocked, async |stage| {
        announce(stage, "newest = \"99.0.0\"").await;
        stage.open_window().await;
        people::sign_up(stage, people::other_tenant()).await;
        let window = stage.window();
        window.click("#back").await;
        window.sees("home").await;
        window
            .reads(".newer-version", "www.habitathdf.example/application")
            .await;
        window.has_no_accessibility_fault("home").await;
        stage.picture("noted").await;
        window.click("#copy-address").await;
        window.reads(".newer-version", "L’adresse est copiée").await;
        window.click("#dismiss-newer-version").await;
        window.gone(".newer-version").await;

        let window = stage.restart_window().await;
        window.reads("#freshness", "À jour au").await;
        assert!(!window.has(".newer-version").await);
        stage.picture("hidden").await;
    })
    .await;
}

#[tokio::test]
async fn a_version_too_old_says_so_and_reads_what_is_kept_here() {
    let name = "a_version_too_old_says_so_and_reads_what_is_kept_here";
    play(name, Keyring::Unlocked, async |stage| {
        stage.open_window().await;
        people::sign_up(stage, people::other_tenant()).await;
        let online = people::read_newest_receipt_and_pdf(stage.window()).await;
        stage.close_window().await;
        announce(stage, "newest = \"99.0.0\"\nminimum = \"99.0.0\"").await;

        let window = stage.open_window().await;
        window.sees("home").await;
        window.reads(".freshness", "Pour la mettre à jour").await;
        window
            .reads(".freshness", "www.habitathdf.example/application")
            .await;
        window.reads("#freshness", "Cette page date du").await;
        window.has_no_accessibility_fault("home").await;
        stage.picture("refused").await;
        people::reach_receipts(&window).await;
        let kept = people::read_newest_receipt_and_pdf(&window).await;
        assert_eq!(kept, online);
        stage.picture("kept").await;
    })
    .await;
}
