//! *Mon profil* without a network: what is known is shown, and what waits says why.

use harness::{computer::Keyring, line::Condition, people};

use super::{check, go_to_profile, open_profile, type_password};
use crate::play;

#[tokio::test]
async fn offline_the_profile_is_shown_and_changes_say_why_they_wait() {
    let name = "offline_the_profile_is_shown_and_changes_say_why_they_wait";
    play(name, Keyring::Unlocked, async |stage| {
        go_to_profile(stage).await;
        stage.close_window().await;
        stage.line.set(Condition::Cut).await;
        let window = stage.open_window().await;
        people::reach_receipts(&window).await;
        open_profile(&window).await;
        window
            .reads("#freshness", "Votre bailleur ne répond pas. Page du")
            .await;
        window
            .reads(
                "#profile-waiting",
                "Pour modifier vos informations, il faut joindre votre bailleur",
            )
            .await;
        window.reads("main", people::EMAIL).await;
        window
            .find("#change-email[aria-describedby='profile-waiting']")
            .await;
        check(stage, "offline").await;
        let window = stage.window();
        window.click("#change-email").await;
        window.sees("profileEmail").await;
        window.fill("#email", "autre@exemple.fr").await;
        window.go_on().await;
        window
            .reads("#error-summary", "Nous n’arrivons pas à joindre votre bailleur")
            .await;
        stage.picture("email-offline").await;

        stage.line.set(Condition::Open).await;
        let window = stage.window();
        window.click("#retry").await;
        type_password(window).await;
        window.sees("profile").await;
        window.reads("#freshness", "À jour au").await;
        window.reads("main", "autre@exemple.fr").await;
    })
    .await;
}

#[tokio::test]
async fn what_was_never_told_is_asked_for_once_the_landlord_can_be_asked() {
    let name = "what_was_never_told_is_asked_for_once_the_landlord_can_be_asked";
    play(name, Keyring::Unlocked, async |stage| {
        stage.open_window().await;
        people::sign_up(stage, people::long_standing_tenant()).await;
        stage.line.set(Condition::Cut).await;
        let window = stage.window();
        open_profile(window).await;
        window
            .reads("#freshness", "Votre bailleur ne répond pas pour le moment")
            .await;
        window
            .reads("li:has(#change-email)", "Pas encore connu sur cet ordinateur")
            .await;
        check(stage, "never-told").await;
        let window = stage.window();
        window.click("#change-mails").await;
        window
            .reads("#error-summary", "Nous n’arrivons pas à joindre votre bailleur")
            .await;
        check(stage, "cannot-ask").await;

        stage.line.set(Condition::Open).await;
        let window = stage.window();
        window.click("#retry").await;
        window.sees("profileConsent").await;
        window.click("#back").await;
        window.reads("li:has(#change-email)", people::EMAIL).await;
    })
    .await;
}
