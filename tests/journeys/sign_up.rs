//! Sign-up, as the guide tells it.

use crate::{
    harness::{computer::Keyring, stage::play},
    people,
};

#[tokio::test]
async fn a_tenant_signs_up_and_reads_a_receipt_and_its_pdf() {
    play(
        "a_tenant_signs_up_and_reads_a_receipt_and_its_pdf",
        Keyring::Unlocked,
        async |stage| {
            stage.open_window().await;
            people::sign_up(stage, people::long_standing_tenant()).await;
            let heading = people::read_newest_receipt_and_pdf(stage.window()).await;
            assert!(heading.contains("20"), "the receipt names its month: {heading}");
        },
    )
    .await;
}

#[tokio::test]
async fn going_back_keeps_what_was_typed_and_sends_no_second_message() {
    play(
        "going_back_keeps_what_was_typed_and_sends_no_second_message",
        Keyring::Unlocked,
        async |stage| {
            let tenant = people::long_standing_tenant();
            let window = stage.open_window().await;
            people::go_to_sms_code(&window, tenant).await;
            let code = stage.landlord.sms_code(1).await;
            let window = stage.window();
            window.click("#back").await;
            window.sees("phone").await;
            assert_eq!(window.value("#phone").await, tenant.mobile);
            window.click("#back").await;
            window.sees("tenantCode").await;
            assert_eq!(window.value("#tenant-code").await, tenant.tenant_code);
            window.go_on().await;
            window.sees("phone").await;
            window.go_on().await;
            window.sees("smsCode").await;
            window.fill("#sms-code", &code).await;
            window.go_on().await;
            window.sees("profile").await;
            assert_eq!(stage.landlord.messages(), 1, "one message in all");
            window.fill("#email", "jeanne.durand@exemple.fr").await;
            window.click("#terms").await;
            window.go_on().await;
            window.sees("password").await;
            window.click("#back").await;
            window.sees("profile").await;
            assert_eq!(window.value("#email").await, "jeanne.durand@exemple.fr");
        },
    )
    .await;
}

#[tokio::test]
async fn the_way_to_the_agency_is_one_click_away() {
    play(
        "the_way_to_the_agency_is_one_click_away",
        Keyring::Unlocked,
        async |stage| {
            let window = stage.open_window().await;
            people::go_to_phone(&window, people::long_standing_tenant()).await;
            window.click("#unknown-number").await;
            window.sees("contactAgency").await;
            window.reads("main", "Agence de").await;
            window.click("#back").await;
            window.sees("phone").await;
        },
    )
    .await;
}
