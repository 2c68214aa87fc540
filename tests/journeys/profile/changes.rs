//! A new address, mobile, landline, password or consent.

use fantoccini::key::Key;
use harness::{computer::Keyring, people};

use super::{check, go_to_profile, type_password};
use crate::play;

const NEW_PASSWORD: &str = "Prunier jaune 17";
const NEW_MOBILE: &str = "06 39 98 00 64";

#[tokio::test]
async fn a_new_address_needs_the_password_once() {
    let name = "a_new_address_needs_the_password_once";
    play(name, Keyring::Unlocked, async |stage| {
        go_to_profile(stage).await;
        let window = stage.window();
        window.reads("main", people::EMAIL).await;
        window.reads("main", "06 •• •• •• 61").await;
        check(stage, "overview").await;
        window.click("#help").await;
        window.reads("dialog", "Cliquez sur « Modifier »").await;
        check(stage, "help").await;
        window.press(Key::Escape).await;

        window.click("#change-email").await;
        window.sees("profileEmail").await;
        window.fill("#email", "autre").await;
        window.go_on().await;
        window.reads("#email-error", "il manque @").await;
        check(stage, "email-error").await;
        window.fill("#email", "autre@exemple.fr").await;
        check(stage, "email").await;
        window.go_on().await;

        window.sees("profilePasswordAgain").await;
        check(stage, "password-again").await;
        window.fill("#password", NEW_PASSWORD).await;
        window.go_on().await;
        window
            .reads("#password-error", "Ce n’est pas votre mot de passe")
            .await;
        assert_eq!(window.value("#password").await, "");
        check(stage, "password-again-error").await;
        type_password(window).await;
        window.sees("profile").await;
        window
            .reads(
                "#profile-news",
                "Nous avons envoyé un code à votre nouvelle adresse e-mail",
            )
            .await;
        window.reads("main", "autre@exemple.fr").await;
        check(stage, "email-asked").await;
        window.click("#mail-code-email").await;
        window.sees("profileMailCode").await;
        check(stage, "mail-code").await;
        window.fill("#sms-code", "12").await;
        window.go_on().await;
        window.reads("#sms-code-error", "Vous en avez tapé 2").await;
        window.click("#back").await;
        window.sees("profile").await;
        window.click("#change-email").await;
        window.sees("profileEmail").await;
        assert_eq!(
            window.value("#email").await,
            "",
            "what was sent is not offered again"
        );
        window.fill("#email", "encore@exemple.fr").await;
        window.click("#back").await;
        window.sees("profile").await;
        window.click("#change-email").await;
        window.sees("profileEmail").await;
        let before = window.value("#email").await;
        assert_eq!(before, "encore@exemple.fr", "what was not sent survives Retour");
        window.click("#back").await;
        window.sees("profile").await;

        window.click("#change-landline").await;
        window.sees("profileLandline").await;
        check(stage, "landline").await;
        window.fill("#landline", "03 21 45 67 89").await;
        window.go_on().await;
        window.sees("profile").await;
        window
            .reads("#profile-news", "Votre téléphone fixe est enregistré")
            .await;
        window.reads("main", "03 21 45 67 89").await;
        window.click("#back").await;
        people::reach_receipts(window).await;
        check(stage, "receipts").await;
    })
    .await;
}

#[tokio::test]
async fn a_new_mobile_is_confirmed_by_the_code_it_gets() {
    play(
        "a_new_mobile_is_confirmed_by_the_code_it_gets",
        Keyring::Unlocked,
        async |stage| {
            go_to_profile(stage).await;
            let window = stage.window();
            window.click("#change-mobile").await;
            window.sees("profileMobile").await;
            check(stage, "mobile").await;
            window.fill("#phone", NEW_MOBILE).await;
            window.go_on().await;
            let messages = stage.landlord.messages();
            type_password(window).await;
            window.sees("profileMobileCode").await;
            window.reads("main", NEW_MOBILE).await;
            check(stage, "mobile-code").await;
            let code = stage.landlord.nth_sms_code(messages + 1).await;
            let wrong = if code == "000000" { "000001" } else { "000000" };
            window.fill("#sms-code", wrong).await;
            window.go_on().await;
            window.reads("#sms-code-error", "Ce code n’est pas le bon").await;
            window.fill("#sms-code", &code).await;
            window.go_on().await;
            window.sees("profile").await;
            window
                .reads("#profile-news", "Votre numéro de portable est changé")
                .await;
            window.reads("main", "06 •• •• •• 64").await;
        },
    )
    .await;
}

#[tokio::test]
async fn a_new_password_keeps_this_computer_signed_in() {
    play(
        "a_new_password_keeps_this_computer_signed_in",
        Keyring::Unlocked,
        async |stage| {
            go_to_profile(stage).await;
            let window = stage.window();
            window.click("#change-password").await;
            type_password(window).await;
            window.sees("profileNewPassword").await;
            check(stage, "new-password").await;
            window.fill("#password", "court1A").await;
            window.go_on().await;
            window.reads("#password-error", "Il faut 8 caractères").await;
            window.fill("#password", NEW_PASSWORD).await;
            window.go_on().await;
            window.sees("profile").await;
            window
                .reads("#profile-news", "Votre mot de passe est changé")
                .await;

            let window = stage.restart_window().await;
            people::reach_receipts(&window).await;
            window.reads("#freshness", "À jour au").await;
            window.click("#sign-out").await;
            window.sees("signIn").await;
            window.fill("#password", NEW_PASSWORD).await;
            window.go_on().await;
            people::reach_receipts(&window).await;
        },
    )
    .await;
}

#[tokio::test]
async fn a_consent_is_withdrawn_and_dated() {
    play(
        "a_consent_is_withdrawn_and_dated",
        Keyring::Unlocked,
        async |stage| {
            go_to_profile(stage).await;
            let window = stage.window();
            window.click("#change-mails").await;
            window.sees("profileConsent").await;
            window.reads("main", "Aujourd’hui : non, depuis le").await;
            check(stage, "consent").await;
            window.click("[name='consent'][value='yes']").await;
            window.go_on().await;
            window.sees("profile").await;
            window
                .reads("#profile-news", "Votre réponse est enregistrée")
                .await;
            window.reads("li:has(#change-mails)", "Oui, depuis le").await;
            window
                .reads("li:has(#change-electronicReceipts)", "Non, depuis le")
                .await;
        },
    )
    .await;
}
