//! *Besoin d'aide ?*: the guide's advice on each step, and the guide to print.

use fantoccini::key::Key;
use harness::{computer::Keyring, people, window::Window};
use serde_json::json;

use crate::play;

/// Opens the help with F1, expects these words, and closes it with Esc, which returns the focus.
async fn helps(window: &Window, words: &str) {
    window.press(Key::F1).await;
    window.reads("dialog[open] .advice", words).await;
    window.press(Key::Escape).await;
    window.gone("dialog[open]").await;
    window.find("#help:focus").await;
}

#[tokio::test]
async fn each_step_has_the_guides_advice() {
    play(
        "each_step_has_the_guides_advice",
        Keyring::Unlocked,
        async |stage| {
            let tenant = people::long_standing_tenant();
            let window = stage.open_window().await;
            window.sees("welcome").await;
            helps(&window, "cliquez sur « Inscription »").await;
            window.click("#start-enrolment").await;
            window.sees("beforeYouStart").await;
            helps(&window, "Prenez votre dernière quittance").await;
            window.go_on().await;
            window.sees("tenantCode").await;
            window.press(Key::F1).await;
            window.find("dialog[open] .help-drawing svg").await;
            window.reads("dialog[open]", "Où est le code locataire").await;
            window.has_no_accessibility_fault("help").await;
            stage.picture("help").await;
            window.press(Key::Escape).await;
            window.fill("#tenant-code", tenant.tenant_code).await;
            window.go_on().await;
            window.sees("phone").await;
            helps(&window, "Tapez-le de nouveau, en entier").await;
            window.click("#unknown-number").await;
            window.sees("contactAgency").await;
            helps(&window, "Elle vérifie qui vous êtes").await;
            window.click("#open-letter").await;
            window.sees("letter").await;
            helps(&window, "Recopiez son code").await;
            window.click("#back").await;
            window.sees("contactAgency").await;
            window.click("#back").await;
            window.sees("phone").await;
            window.fill("#phone", tenant.mobile).await;
            window.go_on().await;
            window.sees("smsCode").await;
            helps(&window, "Regardez les messages de votre téléphone").await;
            people::type_code(stage, 1).await;
            window.sees("signUpDetails").await;
            helps(&window, "Cochez la case").await;
            people::fill_sign_up_details(&window).await;
            helps(&window, "Il faut 8 caractères ou plus").await;
        },
    )
    .await;
}

#[tokio::test]
async fn the_guide_to_print_is_two_sheets_that_hold_their_text() {
    let name = "the_guide_to_print_is_two_sheets_that_hold_their_text";
    play(name, Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::go_to_phone(&window, people::long_standing_tenant()).await;
        window.press(Key::F1).await;
        window.reads("#print-leaflet", "Imprimer ce guide").await;
        window.reads("dialog[open]", "Agence de Lens").await;
        // Show the print layout on screen.
        window.resize(760, 1_000).await;
        let show = "document.querySelector('dialog').close();
            document.querySelector('.page').style.display = 'none';
            document.querySelector('.leaflet').style.display = 'block';";
        window.run(show, vec![]).await;
        let fits = "return [...document.querySelectorAll('.leaflet-sheet')]
            .map((sheet) => [sheet.scrollHeight - sheet.clientHeight, sheet.scrollWidth - sheet.clientWidth])";
        stage.picture("first-sheet").await;
        assert_eq!(
            window.run(fits, vec![]).await,
            json!([[0, 0], [0, 0]]),
            "what sticks out, down and sideways"
        );
        window.reads(".leaflet-sheet:last-child", "03 53 01 00 01").await;
        let second = "document.querySelector('.leaflet-sheet:last-child').scrollIntoView()";
        window.run(second, vec![]).await;
        stage.picture("second-sheet").await;
    })
    .await;
}
