//! Text messages that arrive late, twice, out of order or not at all.

use std::rc::Rc;

use harness::{computer::Keyring, people, stage::Stage, window::Window};
use landlord::figures::{SMS_CODE_MINUTES, SMS_CODE_SECONDS, SMS_RESEND_SECONDS};

use crate::{messages::refused, play};

/// Half a minute later. The window counts its own seconds: opened again, it asks the landlord.
async fn when_another_may_be_sent(stage: &mut Stage) -> Rc<Window> {
    stage.landlord.wait(SMS_RESEND_SECONDS + 1);
    let window = stage.restart_window().await;
    window.sees("resumeEnrolment").await;
    window.go_on().await;
    window.sees("smsCode").await;
    window.find("#resend[aria-disabled='false']").await;
    window
}

#[tokio::test]
async fn another_message_replaces_the_first_whichever_arrives_last() {
    let name = "another_message_replaces_the_first_whichever_arrives_last";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        let window = stage.open_window().await;
        people::go_to_sms_code(&window, tenant).await;
        window.reads("#resend-when", "Pas de SMS ? Attendez").await;
        window.find("#resend[aria-disabled='true']").await;
        // It says when, and asks for nothing.
        window.click("#resend").await;
        window.reads("#resend", "(dans").await;
        window.has_no_accessibility_fault("smsCode-too-soon").await;
        stage.picture("too-soon").await;
        assert!(!window.has("#error-summary").await);
        assert_eq!(stage.landlord.messages(), 1);
        let window = when_another_may_be_sent(stage).await;
        window.click("#resend").await;
        window
            .reads(
                "main [role='status']",
                "Tapez le code du dernier SMS, s’il arrive",
            )
            .await;
        window.has_no_accessibility_fault("smsCode-second").await;
        stage.picture("second-message").await;

        let (first, second) = (
            stage.landlord.nth_sms_code(1).await,
            stage.landlord.nth_sms_code(2).await,
        );
        if first != second {
            refused(&window, "#sms-code", &first, "Ce code n’est pas le bon").await;
        }
        let pasted = format!("Code : {} {}", &second[..3], &second[3..]);
        window.fill("#sms-code", &pasted).await;
        window.go_on().await;
        window.sees("signUpDetails").await;
    })
    .await;
}

#[tokio::test]
async fn the_end_of_a_code_is_announced_and_a_new_one_goes_on() {
    let name = "the_end_of_a_code_is_announced_and_a_new_one_goes_on";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        let window = stage.open_window().await;
        people::go_to_sms_code(&window, tenant).await;
        let lasting = format!("Ce code est encore valable {SMS_CODE_MINUTES} minutes");
        window.reads(".expiry", &lasting).await;
        // The window is reopened shortly before each announcement.
        for (passed, announced) in [
            (SMS_CODE_SECONDS - 301, "Ce code est encore valable 5 minutes"),
            (240, "Ce code est encore valable 1 minute"),
            // Some seconds earlier: time passes here while the window opens.
            (25, "Ce code est encore valable 30 secondes"),
            (34, "Ce code n’est plus valable. Cliquez sur « Renvoyer le code »"),
        ] {
            stage.landlord.wait(passed);
            let window = stage.restart_window().await;
            window.sees("resumeEnrolment").await;
            window.go_on().await;
            window.sees("smsCode").await;
            window.reads(".expiry", announced).await;
            window
                .reads("#resend-when", "Cliquez sur « Renvoyer le code »")
                .await;
        }
        stage.picture("expired").await;
        stage.landlord.wait(10);
        let window = stage.window();
        let late = stage.landlord.nth_sms_code(1).await;
        refused(
            window,
            "#sms-code",
            &late,
            "Ce code n’est plus valable. Demandez un nouveau code",
        )
        .await;
        stage.picture("too-late").await;
        window.click("#error-summary .link").await;
        window
            .reads("main [role='status']", "Tapez le code du dernier SMS")
            .await;
        people::type_code(stage, 2).await;
        window.sees("signUpDetails").await;
    })
    .await;
}

#[tokio::test]
async fn too_many_messages_are_refused_with_the_time_and_the_agency() {
    let name = "too_many_messages_are_refused_with_the_time_and_the_agency";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        let window = stage.open_window().await;
        people::go_to_sms_code(&window, tenant).await;
        for _ in 2..=3 {
            let window = when_another_may_be_sent(stage).await;
            window.click("#resend").await;
            window
                .reads("main [role='status']", "Tapez le code du dernier SMS")
                .await;
            window.find("#resend[aria-disabled='true']").await;
        }
        let window = when_another_may_be_sent(stage).await;
        window.click("#resend").await;
        window.reads("#error-summary", "Trop d’essais. Réessayez à").await;
        window.find("#call-agency").await;
        stage.picture("too-many").await;
        people::type_code(stage, 3).await;
        window.sees("signUpDetails").await;
    })
    .await;
}

#[tokio::test]
async fn a_wrong_number_gets_the_same_screen_and_can_be_corrected() {
    let name = "a_wrong_number_gets_the_same_screen_and_can_be_corrected";
    play(name, Keyring::Unlocked, async |stage| {
        let tenant = people::long_standing_tenant();
        let window = stage.open_window().await;
        people::go_to_phone(&window, tenant).await;
        let unlike = people::other_tenant().mobile;
        refused(&window, "#phone", unlike, "Ce n’est pas le numéro affiché").await;
        window.has_no_accessibility_fault("phone-unlike").await;
        stage.picture("unlike-the-mask").await;
        let wrong = format!("{} 00 00 00 {}", &tenant.mobile[..2], &tenant.mobile[12..]);
        window.fill("#phone", &wrong).await;
        window.go_on().await;
        window.sees("smsCode").await;
        let honest = format!("Si le {wrong} est bien le numéro de votre dossier, un SMS y arrive");
        window.reads("main", &honest).await;
        stage.picture("wrong-number").await;
        assert_eq!(stage.landlord.messages(), 0);
        window.click("#no-sms").await;
        window.sees("contactAgency").await;
        window.reads("main", "Je ne reçois pas le SMS").await;
        window.click("#back").await;
        window.sees("smsCode").await;
        let window = when_another_may_be_sent(stage).await;
        window.click("#resend").await;
        window
            .reads("main [role='status']", "Tapez le code du dernier SMS")
            .await;
        window.reads("main", &honest).await;
        stage.picture("wrong-number-again").await;
        assert_eq!(stage.landlord.messages(), 0);
        window.click("#correct-number").await;
        window.sees("phone").await;
        assert_eq!(window.value("#phone").await, wrong);
        window.fill("#phone", tenant.mobile).await;
        window.go_on().await;
        window.sees("smsCode").await;
        people::type_code(stage, 1).await;
        window.sees("signUpDetails").await;
        // Going back over completed steps sends nothing, and the code is not asked for again.
        window.click("#back").await;
        window.sees("tenantCode").await;
        window.go_on().await;
        window.sees("signUpDetails").await;
        assert_eq!(stage.landlord.messages(), 1);
    })
    .await;
}
