//! Too many wrong passwords from strangers: the tenant's own computer signs in as always, another computer also
//! needs an SMS code (S7).

use std::time::Duration;

use landlord::figures::{
    FIRST_PAUSE_MINUTES, MAX_PAUSE_MINUTES, MINUTE, SMS_CODE_SECONDS, SMS_RESEND_SECONDS,
    WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES,
};
use tenant::{FailureCode, Step, figures::CODE_WAIT_MINUTES};

use crate::{
    at_home::{Home, PASSWORD, assert_home, tenant},
    line::Line,
};

/// A signed-up tenant whose password strangers have guessed at all day long.
async fn attacked() -> Home {
    let home = Home::new().await;
    home.sign_up().await;
    home.espace.sign_out().await;
    let stranger = home.second_computer();
    let mut guesses = 0;
    while guesses <= WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES[0].events {
        let guess = stranger
            .sign_in(Some(tenant().tenant_code), "Pommier vert 11")
            .await;
        match guess.expect_err("wrong").code {
            FailureCode::TooManyAttempts => home.wait(FIRST_PAUSE_MINUTES * MINUTE),
            _ => guesses += 1,
        }
    }
    home.wait(MAX_PAUSE_MINUTES * MINUTE);
    // The tenant is told, once a day.
    home.messages_arrived().await;
    home
}

#[tokio::test]
async fn the_tenants_own_computer_signs_in_at_the_first_try() {
    let home = attacked().await;
    assert_home(&home.espace.sign_in(None, PASSWORD).await);
}

#[tokio::test]
async fn another_computer_is_asked_for_a_code_and_signs_in_with_it() {
    let home = attacked().await;
    let messages = home.sms_capture.taken();
    let elsewhere = home.second_computer();
    let code = tenant().tenant_code;
    let wrong = elsewhere.sign_in(Some(code), "Pommier vert 11").await;
    assert_eq!(
        wrong.expect_err("wrong").fields[0].code,
        FailureCode::CredentialsWrong,
        "a stranger learns nothing, and nothing is sent"
    );
    home.wait(MAX_PAUSE_MINUTES * MINUTE);
    let asked = elsewhere.sign_in(Some(code), PASSWORD).await;
    assert_eq!(
        asked,
        Ok(Step::SignInCode {
            resend_after_seconds: SMS_RESEND_SECONDS.try_into().expect("small"),
            messages_sent: 1
        })
    );
    let sms = home.nth_sms_code(messages + 1).await;
    let wrong = if sms == "000000" { "000001" } else { "000000" };
    let failure = elsewhere.submit_sign_in_code(wrong).await.expect_err("wrong");
    assert_eq!(failure.fields[0].code, FailureCode::SmsCodeWrong);
    assert_eq!(elsewhere.submit_sign_in_code(&sms).await, Ok(Step::PinOffer));
    elsewhere.decline_pin().await;
    elsewhere.synchronise().await.expect("signed in");

    elsewhere.sign_out().await;
    assert_home(&elsewhere.sign_in(None, PASSWORD).await);
}

#[tokio::test]
async fn a_resent_code_replaces_the_first_and_retour_cancels() {
    let home = attacked().await;
    let messages = home.sms_capture.taken();
    let elsewhere = home.second_computer();
    elsewhere
        .sign_in(Some(tenant().tenant_code), PASSWORD)
        .await
        .expect("a code is asked for");
    let first = home.nth_sms_code(messages + 1).await;
    let asked_too_soon = elsewhere.resend_sign_in_code().await.expect("told to wait");
    assert!(
        matches!(asked_too_soon, Step::SignInCode { messages_sent: 1, .. }),
        "{asked_too_soon:?}"
    );
    home.wait(SMS_RESEND_SECONDS + 1);
    let again = elsewhere.resend_sign_in_code().await.expect("sent again");
    assert!(
        matches!(again, Step::SignInCode { messages_sent: 2, .. }),
        "{again:?}"
    );
    let second = home.nth_sms_code(messages + 2).await;
    if first != second {
        let failure = elsewhere.submit_sign_in_code(&first).await.expect_err("replaced");
        assert_eq!(failure.fields[0].code, FailureCode::SmsCodeWrong);
    }
    assert!(matches!(elsewhere.go_back().await, Step::SignIn { .. }));
    let failure = elsewhere
        .submit_sign_in_code(&second)
        .await
        .expect_err("given up");
    assert_eq!(failure.code, FailureCode::SessionEnded);
}

#[tokio::test]
async fn signing_in_again_after_retour_tells_which_sms_counts() {
    let home = attacked().await;
    let elsewhere = home.second_computer();
    let code = Some(tenant().tenant_code);
    elsewhere.sign_in(code, PASSWORD).await.expect("asked for a code");
    elsewhere.go_back().await;
    let too_soon = elsewhere.sign_in(code, PASSWORD).await;
    assert!(
        matches!(too_soon, Ok(Step::SignInCode { messages_sent: 1, .. })),
        "{too_soon:?}"
    );
    elsewhere.go_back().await;
    home.wait(SMS_RESEND_SECONDS + 1);
    let again = elsewhere.sign_in(code, PASSWORD).await;
    assert!(
        matches!(again, Ok(Step::SignInCode { messages_sent: 2, .. })),
        "{again:?}"
    );
}

#[tokio::test]
async fn s10_a_password_that_waits_for_its_code_expires_with_it() {
    assert_eq!(60 * CODE_WAIT_MINUTES, SMS_CODE_SECONDS.unsigned_abs());
    let home = attacked().await;
    let messages = home.sms_capture.taken();
    let elsewhere = home.second_computer();
    elsewhere
        .sign_in(Some(tenant().tenant_code), PASSWORD)
        .await
        .expect("a code is asked for");
    let sms = home.nth_sms_code(messages + 1).await;
    tokio::time::pause();
    tokio::time::sleep(Duration::from_secs(60 * CODE_WAIT_MINUTES + 1)).await;
    tokio::time::resume();
    let failure = elsewhere.submit_sign_in_code(&sms).await.expect_err("too late");
    assert_eq!(failure.code, FailureCode::SessionEnded);
}

#[tokio::test]
async fn a_sign_in_left_by_retour_signs_nobody_in() {
    let home = Home::new().await;
    home.sign_up().await;
    let line = Line::to(home.address).await;
    let elsewhere = home.second_computer_at(line.address);
    elsewhere.open_sign_in().await;
    line.hold_answer_to("POST /v1/sessions ");
    let (signed_in, back) = tokio::join!(elsewhere.sign_in(Some(tenant().tenant_code), PASSWORD), async {
        line.holds().await;
        let back = elsewhere.go_back().await;
        line.release();
        back
    });
    assert_eq!(back, Step::Welcome);
    assert_eq!(signed_in.expect_err("left").code, FailureCode::Busy);
    let read = elsewhere.rent_documents().await;
    assert_eq!(
        read.expect_err("nobody is signed in").code,
        FailureCode::SessionEnded
    );
    let first_screen = elsewhere.first_screen().await.expect("opened again");
    assert_eq!(first_screen.step, Step::Welcome);
}
