//! Enrolments whose window is closed in the middle.

use harness::{computer::Keyring, line::Condition, people};
use landlord::figures::{ENROLMENT_MINUTES, MINUTE};

use crate::play;

#[tokio::test]
async fn a_sign_up_left_at_the_sms_code_is_taken_up_again() {
    let name = "a_sign_up_left_at_the_sms_code_is_taken_up_again";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        let window = stage.open_window().await;
        people::go_to_sms_code(&window, tenant).await;

        let window = stage.restart_window().await;
        window.sees("resumeEnrolment").await;
        window.reads("h1", "Reprendre votre inscription").await;
        window.has_no_accessibility_fault("resumeEnrolment").await;
        stage.picture("resume").await;
        stage.line.set(Condition::Cut).await;
        let window = stage.window();
        window.go_on().await;
        window
            .reads("#error-summary", "Nous n’arrivons pas à joindre votre bailleur")
            .await;
        stage.picture("resume-offline").await;
        stage.line.set(Condition::Open).await;
        let window = stage.window();
        window.click("#retry").await;
        window.sees("smsCode").await;
        assert_eq!(stage.landlord.messages(), 1, "nothing is sent again");
        people::type_code(stage, 1).await;
        window.sees("signUpDetails").await;

        let window = stage.restart_window().await;
        window.sees("resumeEnrolment").await;
        window.go_on().await;
        window.sees("signUpDetails").await;
        people::finish_sign_up(&window).await;
        let window = stage.restart_window().await;
        people::reach_receipts(&window).await;
    })
    .await;
}

#[tokio::test]
async fn a_sign_up_left_too_long_begins_again_or_is_dropped() {
    let name = "a_sign_up_left_too_long_begins_again_or_is_dropped";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        let window = stage.open_window().await;
        people::go_to_sms_code(&window, tenant).await;
        let window = stage.restart_window().await;
        window.sees("resumeEnrolment").await;
        stage.landlord.wait(ENROLMENT_MINUTES * MINUTE + 1);
        window.go_on().await;
        window.reads("#error-summary", "Trop de temps a passé").await;
        stage.picture("too-late").await;
        window.click("#restart").await;
        window.sees("beforeYouStart").await;

        window.go_on().await;
        window.sees("tenantCode").await;
        window.fill("#tenant-code", tenant.tenant_code).await;
        window.go_on().await;
        window.sees("phone").await;
        let window = stage.restart_window().await;
        window.sees("resumeEnrolment").await;
        window.click("#abandon-enrolment").await;
        window.sees("welcome").await;
        let window = stage.restart_window().await;
        window.sees("welcome").await;
    })
    .await;
}
