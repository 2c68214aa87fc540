//! A keyring that is locked when the window opens, as on a computer that logs its person in by itself (S13): the window
//! says so, and goes on as if nothing had happened once the desktop's own prompt is answered.

use harness::{computer::Keyring, people, prompter, stage::Stage};

use crate::play;

/// Signs a tenant up, closes the window, locks the keyring and opens the window again.
async fn open_locked(stage: &mut Stage) {
    stage.open_window().await;
    people::sign_up(stage, people::long_standing_tenant()).await;
    stage.close_window().await;
    stage.computer.keyring().lock().await;
    let window = stage.open_window().await;
    window.sees("keyringLocked").await;
    window.reads("h1", "Déverrouillez votre trousseau").await;
}

/// *Accueil* as after any other start, and this computer as the only one of the account.
async fn is_at_home(stage: &Stage) {
    let window = stage.window();
    window.sees("home").await;
    window.reads("#freshness", "À jour au").await;
    assert!(!window.has("#secrets-in-memory").await, "nothing is lost");
    window.click("#open-profile").await;
    window.sees("profile").await;
    window.reads("#freshness", "À jour au").await;
    window
        .reads("li:has(#change-devices)", "Cet ordinateur seulement")
        .await;
}

#[tokio::test]
async fn documents_appear_once_the_prompt_of_the_keyring_is_answered() {
    let name = "documents_appear_once_the_prompt_of_the_keyring_is_answered";
    play(name, Keyring::Unlocked, async |stage| {
        open_locked(stage).await;
        stage.picture("locked").await;
        let window = stage.window();
        window.has_no_accessibility_fault("a locked keyring").await;
        let prompt = prompter::unlock(stage.computer.display()).await;
        stage.keep_bytes("prompt.png", &prompt);
        is_at_home(stage).await;
    })
    .await;
}

#[tokio::test]
async fn a_dismissed_prompt_is_told_and_opens_again_when_asked() {
    let name = "a_dismissed_prompt_is_told_and_opens_again_when_asked";
    play(name, Keyring::Unlocked, async |stage| {
        open_locked(stage).await;
        prompter::dismiss(stage.computer.display()).await;
        let window = stage.window();
        window.reads("h1", "Votre trousseau est resté verrouillé").await;
        stage.picture("dismissed").await;
        window.has_no_accessibility_fault("a dismissed prompt").await;
        window.click("#ask-keyring-again").await;
        window.reads("h1", "Déverrouillez votre trousseau").await;
        prompter::unlock(stage.computer.display()).await;
        is_at_home(stage).await;
    })
    .await;
}
