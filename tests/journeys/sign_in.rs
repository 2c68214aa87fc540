//! Sign-in with right and wrong credentials, and what survives a restart.

use harness::{
    computer::Keyring,
    people::{self, PASSWORD},
};
use landlord::figures::SMS_RESEND_SECONDS;

use crate::{messages::refused, play};

#[tokio::test]
async fn a_tenant_signs_out_and_in_again() {
    play(
        "a_tenant_signs_out_and_in_again",
        Keyring::Unlocked,
        async |stage| {
            let tenant = people::long_standing_tenant();
            stage.open_window().await;
            people::sign_up(stage, tenant).await;
            let window = stage.window();
            window.click("#sign-out").await;
            window.sees("signIn").await;
            let end = &tenant.tenant_code[12..];
            window.reads("main", end).await;

            window.go_on().await;
            window.reads("#password-error", "Tapez").await;
            window.fill("#password", "Prunier jaune 17").await;
            window.go_on().await;
            window
                .reads(
                    "#password-error",
                    "Le code locataire ou le mot de passe n’est pas le bon",
                )
                .await;
            assert_eq!(
                window.value("#password").await,
                "",
                "the password alone is cleared"
            );

            window.fill("#password", PASSWORD).await;
            window.go_on().await;
            people::reach_receipts(window).await;
            window.find("[data-document-id]").await;
        },
    )
    .await;
}

#[tokio::test]
async fn an_unknown_tenant_code_gets_the_words_of_a_wrong_password() {
    play(
        "an_unknown_tenant_code_gets_the_words_of_a_wrong_password",
        Keyring::Unlocked,
        async |stage| {
            let window = stage.open_window().await;
            window.sees("welcome").await;
            window.click("#open-sign-in").await;
            window.sees("signIn").await;
            window.fill("#tenant-code", "204518").await;
            window.fill("#password", PASSWORD).await;
            window.go_on().await;
            window.reads("#tenant-code-error", "Il manque 9 chiffres").await;
            window.fill("#tenant-code", "999 999 999 999 999").await;
            window.fill("#password", PASSWORD).await;
            window.go_on().await;
            window
                .reads(
                    "#error-summary",
                    "Le code locataire ou le mot de passe n’est pas le bon",
                )
                .await;
            assert_eq!(window.value("#tenant-code").await, "999 999 999 999 999");
        },
    )
    .await;
}

#[tokio::test]
async fn a_remembered_tenant_code_can_be_forgotten() {
    play(
        "a_remembered_tenant_code_can_be_forgotten",
        Keyring::Unlocked,
        async |stage| {
            stage.open_window().await;
            people::sign_up(stage, people::long_standing_tenant()).await;
            let window = stage.window();
            window.click("#sign-out").await;
            window.sees("signIn").await;
            let window = stage.restart_window().await;
            window.sees("signIn").await;
            assert!(!window.has("#tenant-code").await, "the code is remembered");
            window.click("#open-people").await;
            window.sees("people").await;
            window.click("[data-remove-person]").await;
            window.sees("personRemoval").await;
            window.click("#remove-person").await;
            window.sees("welcome").await;
            let window = stage.restart_window().await;
            window.sees("welcome").await;
        },
    )
    .await;
}

#[tokio::test]
async fn strangers_who_guess_at_a_password_lock_nobody_out() {
    let name = "strangers_who_guess_at_a_password_lock_nobody_out";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::other_tenant();
        stage.open_window().await;
        people::sign_up(stage, tenant).await;
        stage.window().click("#sign-out").await;
        stage.landlord.suffer_guesses(tenant.tenant_code).await;

        let window = stage.window();
        window.sees("signIn").await;
        window.fill("#password", people::PASSWORD).await;
        window.go_on().await;
        people::reach_receipts(window).await;

        let window = stage.change_computer().await;
        window.sees("welcome").await;
        window.click("#open-sign-in").await;
        window.sees("signIn").await;
        window.fill("#tenant-code", tenant.tenant_code).await;
        window.fill("#password", people::PASSWORD).await;
        let messages = stage.landlord.messages();
        window.go_on().await;
        window.sees("signInCode").await;
        window.reads("main", "Nous vérifions que c’est bien vous").await;
        window.has_no_accessibility_fault("signInCode").await;
        stage.picture("sign-in-code").await;
        window.find("#resend[aria-disabled='true']").await;
        // The window counts its own seconds: signing in again asks the landlord.
        stage.landlord.wait(SMS_RESEND_SECONDS + 1);
        window.click("#back").await;
        window.sees("signIn").await;
        window.fill("#tenant-code", tenant.tenant_code).await;
        window.fill("#password", people::PASSWORD).await;
        window.go_on().await;
        window.sees("signInCode").await;
        window
            .reads("main [role='status']", "Tapez le code du dernier SMS")
            .await;
        refused(&window, "#sms-code", "12", "Le code a 6 chiffres").await;
        people::type_code(stage, messages + 2).await;
        people::without_pin(&window).await;
    })
    .await;
}
