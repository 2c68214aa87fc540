//! Whole journeys by keyboard alone.

use fantoccini::key::Key;
use harness::{computer::Keyring, people, stage::Stage, window::Window};
use landlord::demonstration::{COUNTER_PASSWORD, SHOWN_STAFF};
use serde_json::json;

use crate::play;

#[tokio::test]
async fn a_tenant_signs_up_and_opens_a_receipt_without_a_mouse() {
    play(
        "a_tenant_signs_up_and_opens_a_receipt_without_a_mouse",
        Keyring::Unlocked,
        async |stage| {
            let tenant = people::long_standing_tenant();
            let window = stage.open_window().await;
            window.sees("welcome").await;
            window.press_at("#start-enrolment", Key::Enter).await;
            window.sees("beforeYouStart").await;
            window.find("h1:focus").await;
            window.press_at("#main-action", Key::Enter).await;
            window.sees("tenantCode").await;
            // The focus is in the field, and a screen reader hears the question.
            window.find("#tenant-code:focus").await;
            announces(&window, "Quel est votre code locataire\u{202f}?").await;

            window.press(Key::F1).await;
            window.find("dialog[open]").await;
            window.press(Key::Escape).await;
            window.gone("dialog[open]").await;

            window.answer("#tenant-code", tenant.tenant_code).await;
            window.sees("phone").await;
            window.find("#phone:focus").await;
            announces(&window, "Quel est votre numéro de portable\u{202f}?").await;
            window.type_keys(tenant.mobile).await;
            window.press(Key::Enter).await;
            type_the_code_and_choose_a_password(stage).await;
            window.sees("done").await;
            window.press_at("#main-action", Key::Enter).await;
            window.sees("receipts").await;
            window.press_at("#back", Key::Enter).await;
            window.sees("pinOffer").await;
            window.press_at("#decline-pin", Key::Enter).await;
            window.sees("home").await;
            window.press_at("#open-receipts", Key::Enter).await;
            window.sees("receipts").await;
            window.press_at("[data-document-id]", Key::Enter).await;
            window.find("#open-pdf").await;
            window.find("h1:focus").await;
            window.press_at("#back", Key::Enter).await;
            window.find("[data-document-id]").await;
        },
    )
    .await;
}

#[tokio::test]
async fn a_counter_sign_up_works_by_keyboard_alone() {
    play("keyboard-counter", Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        let [staff, _] = &SHOWN_STAFF;
        let window = stage.open_counter().await;
        window.sees("staffSignIn").await;
        window.find("#staff-login:focus").await;
        window.tab_to("#staff-login").await;
        window.type_keys(staff.login).await;
        window.tab_to("#password").await;
        window.type_keys(COUNTER_PASSWORD).await;
        window.tab_to("#staff-code").await;
        let code = stage.landlord.staff_code(staff.name).await;
        window.type_keys(&code).await;
        window.press(Key::Enter).await;
        window.find("#tenant-code:focus").await;
        window.type_keys(tenant.tenant_code).await;
        window.press(Key::Enter).await;
        window.sees("tenantsFound").await;
        window.press_at("[data-tenant]", Key::Enter).await;
        window.sees("visitIdentity").await;
        window.answer("#identity-document", " ").await;
        window.sees("visitConsent").await;
        window.answer("#purpose-signUp", " ").await;
        window.sees("visit").await;
        window.press_at("[data-begin='signUp']", Key::Enter).await;
        window.sees("handOver").await;
        window.find("h1:focus").await;
        window.press_at("#main-action", Key::Enter).await;
        window.sees("phone").await;
        window.press_at("#end-visit", Key::Enter).await;
        window.find("dialog[open]").await;
        window.press(Key::Escape).await;
        window.gone("dialog[open]").await;
        window.find("#end-visit:focus").await;
        window.answer("#phone", tenant.mobile).await;
        type_the_code_and_choose_a_password(stage).await;
        window.sees("done").await;
        window.press_at("#main-action", Key::Enter).await;
        window.find("[data-purpose='signUp'][data-done='true']").await;
        window.press_at("#main-action", Key::Enter).await;
        window.sees("staffCheck").await;
        window.find("#wiped").await;
        let code = stage.landlord.staff_code(staff.name).await;
        window.answer("#staff-code", &code).await;
        window.find("#tenant-code:focus").await;
    })
    .await;
}

#[tokio::test]
async fn the_window_has_no_menu_of_a_browser_and_is_not_selected_whole() {
    let name = "the_window_has_no_menu_of_a_browser_and_is_not_selected_whole";
    play(name, Keyring::Unlocked, async |stage| {
        let window = stage.open_window().await;
        people::go_to_tenant_code(&window).await;
        let has_menu = "return document.querySelector(arguments[0])
            .dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))";
        assert_eq!(window.run(has_menu, vec![json!("h1")]).await, json!(false));
        assert_eq!(
            window.run(has_menu, vec![json!("#tenant-code")]).await,
            json!(true)
        );
        let select_all = format!("{}a{}", char::from(Key::Control), char::from(Key::Control));
        let selected = "return String(getSelection())";
        window.tab_to("#back").await;
        window.type_keys(&select_all).await;
        assert_eq!(window.run(selected, vec![]).await, json!(""));
        window.fill("#tenant-code", "204 518").await;
        window.type_keys(&select_all).await;
        window.type_keys("9").await;
        assert_eq!(window.value("#tenant-code").await, "9");
    })
    .await;
}

/// Asserts that a screen reader hears this heading on arrival.
async fn announces(window: &Window, heading: &str) {
    let script = "return document.querySelector('#arrival[role=status]').textContent";
    assert_eq!(window.run(script, vec![]).await, json!(heading));
}

/// From the SMS code to the password, at home and at a counter.
async fn type_the_code_and_choose_a_password(stage: &Stage) {
    let window = stage.window();
    window.sees("smsCode").await;
    window.find("#sms-code:focus").await;
    let code = stage.landlord.nth_sms_code(1).await;
    window.type_keys(&code).await;
    window.press(Key::Enter).await;
    window.sees("signUpDetails").await;
    window.find("#email:focus").await;
    window.type_keys("jeanne.durand@exemple.fr").await;
    window.answer("#terms", " ").await;
    window.sees("password").await;
    window.find("#password:focus").await;
    window.type_keys(people::PASSWORD).await;
    window.press(Key::Enter).await;
}
