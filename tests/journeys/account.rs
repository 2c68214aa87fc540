//! *Mon profil* of a signed-in tenant.

use std::{fs, sync::Arc};

use fantoccini::key::Key;
use harness::{
    application::configuration,
    computer::{Computer, Keyring},
    line::Condition,
    people,
    stage::Stage,
    window::Window,
};
use tenant::{Config, Espace, MemorySecrets};

use crate::play;

const NEW_PASSWORD: &str = "Prunier jaune 17";
const NEW_MOBILE: &str = "06 39 98 00 64";

/// Signs a tenant up and opens *Mon profil*.
async fn go_to_account(stage: &mut Stage) {
    stage.open_window().await;
    people::sign_up(stage, people::long_standing_tenant()).await;
    open_account(stage.window()).await;
    stage.window().reads("#freshness", "À jour au").await;
}

async fn open_account(window: &Window) {
    window.click("#open-account").await;
    window.sees("account").await;
}

/// Asserts that the screen has no accessibility fault, and keeps its picture.
async fn check(stage: &Stage, screen: &str) {
    stage.window().has_no_accessibility_fault(screen).await;
    stage.picture(screen).await;
}

async fn type_password(window: &Window) {
    window.sees("accountPasswordAgain").await;
    window.fill("#password", people::PASSWORD).await;
    window.go_on().await;
}

/// Signs the same tenant in on another computer.
async fn signed_in_elsewhere(stage: &Stage) -> Espace {
    let text = configuration(&format!("http://{}", stage.landlord.address()));
    let config = Config::parse(&text, "landlord.toml").expect("a configuration");
    let folder = stage.computer.home().join("elsewhere");
    let elsewhere = Espace::new(config, folder, Arc::new(MemorySecrets::default())).expect("opens");
    let tenant_code = people::long_standing_tenant().tenant_code;
    elsewhere
        .sign_in(Some(tenant_code), people::PASSWORD)
        .await
        .expect("signed in");
    elsewhere
}

#[tokio::test]
async fn a_new_address_needs_the_password_once() {
    let name = "a_new_address_needs_the_password_once";
    play(name, Keyring::Unlocked, async |stage| {
        go_to_account(stage).await;
        let window = stage.window();
        window.reads("main", people::EMAIL).await;
        window.reads("main", "06 •• •• •• 61").await;
        check(stage, "overview").await;
        window.click("#help").await;
        window.reads("dialog", "Cliquez sur « Modifier »").await;
        check(stage, "help").await;
        window.press(Key::Escape).await;

        window.click("#change-email").await;
        window.sees("accountEmail").await;
        window.fill("#email", "autre").await;
        window.go_on().await;
        window.reads("#error-summary", "il manque @").await;
        check(stage, "email-error").await;
        window.fill("#email", "autre@exemple.fr").await;
        check(stage, "email").await;
        window.go_on().await;

        window.sees("accountPasswordAgain").await;
        check(stage, "password-again").await;
        window.fill("#password", NEW_PASSWORD).await;
        window.go_on().await;
        window
            .reads("#error-summary", "Ce n’est pas votre mot de passe")
            .await;
        assert_eq!(window.value("#password").await, "");
        check(stage, "password-again-error").await;
        type_password(window).await;
        window.sees("account").await;
        window
            .reads("#account-news", "Votre adresse e-mail est changée")
            .await;
        window.reads("main", "autre@exemple.fr").await;
        check(stage, "email-changed").await;
        window.click("#change-email").await;
        window.sees("accountEmail").await;
        assert_eq!(
            window.value("#email").await,
            "",
            "what was sent is not offered again"
        );
        window.fill("#email", "encore@exemple.fr").await;
        window.click("#back").await;
        window.sees("account").await;
        window.click("#change-email").await;
        window.sees("accountEmail").await;
        let before = window.value("#email").await;
        assert_eq!(before, "encore@exemple.fr", "what was not sent survives Retour");
        window.click("#back").await;
        window.sees("account").await;

        window.click("#change-landline").await;
        window.sees("accountLandline").await;
        check(stage, "landline").await;
        window.fill("#landline", "03 21 45 67 89").await;
        window.go_on().await;
        window.sees("account").await;
        window
            .reads("#account-news", "Votre téléphone fixe est enregistré")
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
            go_to_account(stage).await;
            let window = stage.window();
            window.click("#change-mobile").await;
            window.sees("accountMobile").await;
            check(stage, "mobile").await;
            window.fill("#phone", NEW_MOBILE).await;
            window.go_on().await;
            let messages = stage.landlord.messages();
            type_password(window).await;
            window.sees("accountMobileCode").await;
            window.reads("main", NEW_MOBILE).await;
            check(stage, "mobile-code").await;
            let code = stage.landlord.sms_code(messages + 1).await;
            let wrong = if code == "000000" { "000001" } else { "000000" };
            window.fill("#sms-code", wrong).await;
            window.go_on().await;
            window.reads("#error-summary", "Ce code n’est pas le bon").await;
            window.fill("#sms-code", &code).await;
            window.go_on().await;
            window.sees("account").await;
            window
                .reads("#account-news", "Votre numéro de portable est changé")
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
            go_to_account(stage).await;
            let window = stage.window();
            window.click("#change-password").await;
            type_password(window).await;
            window.sees("accountNewPassword").await;
            check(stage, "new-password").await;
            window.fill("#password", "court1A").await;
            window.go_on().await;
            window.reads("#error-summary", "Il faut 8 caractères").await;
            window.fill("#password", NEW_PASSWORD).await;
            window.go_on().await;
            window.sees("account").await;
            window
                .reads("#account-news", "Votre mot de passe est changé")
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
            go_to_account(stage).await;
            let window = stage.window();
            window.click("#change-mails").await;
            window.sees("accountConsent").await;
            window.reads("main", "Aujourd’hui : non, depuis le").await;
            check(stage, "consent").await;
            window.click("[name='consent'][value='yes']").await;
            window.go_on().await;
            window.sees("account").await;
            window
                .reads("#account-news", "Votre réponse est enregistrée")
                .await;
            window.reads("li:has(#change-mails)", "Oui, depuis le").await;
            window
                .reads("li:has(#change-electronicReceipts)", "Non, depuis le")
                .await;
        },
    )
    .await;
}

#[tokio::test]
async fn another_device_is_signed_out_and_so_is_this_one() {
    play(
        "another_device_is_signed_out_and_so_is_this_one",
        Keyring::Unlocked,
        async |stage| {
            go_to_account(stage).await;
            let elsewhere = signed_in_elsewhere(stage).await;
            let window = stage.window();
            window
                .reads("li:has(#change-devices)", "Cet ordinateur seulement")
                .await;
            window.click("#change-devices").await;
            window.sees("accountDevices").await;
            window.reads("main", "Cet ordinateur").await;
            window.reads("[data-device-id]", "Utilisé aujourd’hui à").await;
            check(stage, "devices").await;
            window.click("#back").await;
            window
                .reads("li:has(#change-devices)", "2 appareils, dont cet ordinateur")
                .await;
            window.click("#change-devices").await;
            window.sees("accountDevices").await;
            window.click(".sign-device-out").await;
            window.reads("#signed-out", "L’appareil est déconnecté").await;
            window.gone("[data-device-id]").await;
            check(stage, "signed-out").await;
            elsewhere.synchronise().await.expect_err("signed out");

            window.click("#sign-out").await;
            window.sees("signIn").await;
        },
    )
    .await;
}

#[tokio::test]
async fn offline_the_profile_is_shown_and_changes_say_why_they_wait() {
    let name = "offline_the_profile_is_shown_and_changes_say_why_they_wait";
    play(name, Keyring::Unlocked, async |stage| {
        go_to_account(stage).await;
        stage.close_window().await;
        stage.line.set(Condition::Cut).await;
        let window = stage.open_window().await;
        people::reach_receipts(&window).await;
        open_account(&window).await;
        window
            .reads("#freshness", "Sans internet. Cette page date du")
            .await;
        window
            .reads(
                "#account-waiting",
                "Pour modifier vos informations, il faut internet",
            )
            .await;
        window.reads("main", people::EMAIL).await;
        window
            .find("#change-email[aria-describedby='account-waiting']")
            .await;
        check(stage, "offline").await;
        let window = stage.window();
        window.click("#change-email").await;
        window.sees("accountEmail").await;
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
        window.sees("account").await;
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
        open_account(window).await;
        window.reads("#freshness", "Sans internet pour le moment").await;
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
        window.sees("accountConsent").await;
        window.click("#back").await;
        window.reads("li:has(#change-email)", people::EMAIL).await;
    })
    .await;
}

#[tokio::test]
async fn the_data_can_be_taken_along_and_the_account_deleted() {
    let name = "the_data_can_be_taken_along_and_the_account_deleted";
    play(name, Keyring::Unlocked, async |stage| {
        go_to_account(stage).await;
        let window = stage.window();
        // No further: the system's dialog comes next, where the driver cannot reach.
        window.tab_to("#export-pdf").await;
        window.tab_to("#export-json").await;
        stage.picture("export").await;
        window.click("#delete-account").await;
        window.sees("accountDeletion").await;
        check(stage, "deletion").await;
        window.click("#keep-account").await;
        window.sees("account").await;
        window.click("#delete-account").await;
        window.sees("accountDeletion").await;
        window.go_on().await;
        window.sees("accountPasswordAgain").await;
        check(stage, "deletion-password").await;
        type_password(window).await;
        window.sees("accountDeleted").await;
        window
            .reads("#account-deleted", "Votre compte est supprimé")
            .await;
        check(stage, "deleted").await;
        let window = stage.restart_window().await;
        window.sees("welcome").await;
        stage.close_window().await;

        assert_eq!(stage.computer.keyring().secrets().await, Vec::<String>::new());
        assert_eq!(archives(&stage.computer), Vec::<String>::new());
    })
    .await;
}

fn archives(computer: &Computer) -> Vec<String> {
    let names = fs::read_dir(computer.archives()).expect("the archives");
    names
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect()
}

#[tokio::test]
async fn mon_profil_reads_well_in_every_look() {
    play(
        "mon_profil_reads_well_in_every_look",
        Keyring::Unlocked,
        async |stage| {
            go_to_account(stage).await;
            let _elsewhere = signed_in_elsewhere(stage).await;
            for (look, choice) in [
                ("dark", "[name='appearance'][value='dark']"),
                ("strong", "[name='contrast'][value='strong']"),
                ("double-text", "[name='text-size'][value='200']"),
            ] {
                let window = stage.window();
                window.click("#display").await;
                window.click(choice).await;
                window.press(Key::Escape).await;
                window.gone("dialog[open]").await;
                window.has_no_sideways_scroll(look).await;
                check(stage, look).await;
                window.click("#change-devices").await;
                window.sees("accountDevices").await;
                window.has_no_sideways_scroll(look).await;
                check(stage, &format!("{look}-devices")).await;
                window.click("#back").await;
                window.sees("account").await;
                window.click("#delete-account").await;
                window.sees("accountDeletion").await;
                check(stage, &format!("{look}-deletion")).await;
                window.click("#back").await;
                window.sees("account").await;
            }
            let window = stage.window();
            window.resize(447, 720).await;
            window.has_no_sideways_scroll("447 px").await;
            stage.picture("narrow-double-text").await;
            let window = stage.window();
            window.click("#display").await;
            window.click("[name='text-size'][value='100']").await;
            window.press(Key::Escape).await;
            window.gone("dialog[open]").await;
            stage.picture("narrow").await;
        },
    )
    .await;
}
