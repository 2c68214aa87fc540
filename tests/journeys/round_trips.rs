//! Each press calls the shell once: the answer carries the screen and its frame.

use harness::{computer::Keyring, people, stage::Stage};

use crate::play;

/// Commands that the page calls by itself, during typing, or once a screen is shown.
const UNASKED: [&str; 15] = [
    "agency",
    "home_shown",
    "is_mended",
    "keep_pdfs",
    "prepare_robot_check",
    "read_page",
    "read_password",
    "read_tenant_code",
    "refresh_profile",
    "rent_document_pdf",
    "rent_documents",
    "reset_idle_timer",
    "set_preferences",
    "stop_keeping_pdfs",
    "synchronise",
];

/// The commands since `before` that a press has caused. After a synchronisation, which leads to no screen, the
/// page requests the frame once, possibly only after the next press.
fn asked_since(stage: &Stage, before: usize) -> Vec<String> {
    let mut frames_to_come = 0_usize;
    let mut pressed = Vec::new();
    for (place, command) in stage.commands_asked().into_iter().enumerate() {
        match command.as_str() {
            "synchronise" => frames_to_come += 1,
            "frame" if frames_to_come > 0 => frames_to_come -= 1,
            other if place >= before && !UNASKED.contains(&other) => pressed.push(command),
            _ => {}
        }
    }
    pressed
}

/// Presses a button, waits for the screen, and expects exactly this command.
async fn press(stage: &Stage, button: &str, screen: &str, command: &str) {
    let before = stage.commands_asked().len();
    stage.window().click(button).await;
    stage.window().sees(screen).await;
    assert_eq!(
        asked_since(stage, before),
        [command],
        "{button} leads to {screen}"
    );
}

#[tokio::test]
async fn each_press_asks_the_shell_once() {
    play(
        "each_press_asks_the_shell_once",
        Keyring::Unlocked,
        async |stage| {
            let tenant = people::other_tenant();
            let window = stage.open_window().await;
            window.sees("welcome").await;
            press(stage, "#start-enrolment", "beforeYouStart", "start_enrolment").await;
            press(stage, "#main-action", "tenantCode", "continue_enrolment").await;
            window.fill("#tenant-code", tenant.tenant_code).await;
            press(stage, "#main-action", "phone", "submit_tenant_code").await;
            window.fill("#phone", tenant.mobile).await;
            press(stage, "#main-action", "smsCode", "submit_phone").await;
            let code = stage.landlord.nth_sms_code(1).await;
            window.fill("#sms-code", &code).await;
            press(stage, "#main-action", "signUpDetails", "submit_sms_code").await;
            window.fill("#email", people::EMAIL).await;
            window.click("#terms").await;
            press(stage, "#main-action", "password", "submit_sign_up_details").await;
            window.fill("#password", people::PASSWORD).await;
            press(stage, "#main-action", "done", "submit_password").await;
            press(stage, "#main-action", "receipts", "finish_enrolment").await;
            press(stage, "#back", "pinOffer", "go_back").await;
            press(stage, "#decline-pin", "home", "decline_pin").await;
            window.reads("#freshness", "À jour au").await;
            for (page, screen) in [
                ("receipts", "receipts"),
                ("rent-account", "rentAccount"),
                ("ways-to-pay", "waysToPay"),
                ("dwelling", "dwelling"),
                ("landlord", "landlord"),
                ("profile", "profile"),
            ] {
                let command = format!("open_{}", page.replace('-', "_"));
                press(stage, &format!("#open-{page}"), screen, &command).await;
                press(stage, "#back", "home", "go_back").await;
            }
            press(stage, "#open-ways-to-pay", "waysToPay", "open_ways_to_pay").await;
            press(stage, "#open-card-payment", "paymentAmount", "open_card_payment").await;
            press(stage, "#main-action", "paymentCheck", "submit_payment_amount").await;
            press(stage, "#back", "paymentAmount", "go_back").await;
        },
    )
    .await;
}

#[tokio::test]
async fn each_press_at_a_counter_asks_the_shell_once() {
    use crate::counter::steps::{claire, sign_staff_in};

    play(
        "each_press_at_a_counter_asks_the_shell_once",
        Keyring::Unlocked,
        async |stage| {
            let tenant = people::long_standing_tenant();
            let window = stage.open_counter().await;
            sign_staff_in(stage).await;
            window.reads(".counter-who", claire().name).await;
            window.fill("#tenant-code", tenant.tenant_code).await;
            press(stage, "#main-action", "tenantsFound", "search_by_code").await;
            press(stage, "[data-tenant]", "visitIdentity", "choose_tenant").await;
            window.click("#identity-document").await;
            press(stage, "#main-action", "visitConsent", "submit_identity").await;
            window.click("#purpose-signUp").await;
            press(stage, "#main-action", "visit", "begin_visit").await;
            press(stage, "[data-begin='signUp']", "handOver", "begin_purpose").await;
            press(stage, "#main-action", "phone", "take_over").await;
        },
    )
    .await;
}
