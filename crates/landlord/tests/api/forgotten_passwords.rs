//! Forgotten passwords (S3, S8).

use axum::http::StatusCode;
use landlord::figures::SMS_RESEND_SECONDS;
use serde_json::json;

use crate::service::{DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord, PASSWORD, UNKNOWN};

const OTHER_PASSWORD: &str = "Prunier jaune 17";

#[tokio::test]
async fn s8_a_reset_sets_the_password_ends_all_sessions_and_notifies() {
    let mut landlord = Landlord::open().await;
    let before = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.wait(SMS_RESEND_SECONDS + 1);
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    let accepted = landlord.try_code(&enrolment, &code).await.json();
    assert_eq!(accepted["registered"], true);
    let weak = landlord.reset_password(&enrolment, "court1A").await;
    assert_eq!(weak.json()["fields"][0]["field"], "password");
    for own in ["0639980061Aa!", "Jeanne.Durand62", "730961245Aa!"] {
        let refused = landlord.reset_password(&enrolment, own).await;
        assert_eq!(refused.json()["fields"][0]["field"], "password", "{own}");
    }

    let reset = landlord.reset_password(&enrolment, OTHER_PASSWORD).await;
    assert_eq!(reset.status, StatusCode::CREATED);
    let tokens = reset.json();
    let access = tokens["accessToken"].as_str();
    assert_eq!(landlord.get("/v1/tenancy", access).await.status, StatusCode::OK);
    let old = landlord.get("/v1/tenancy", before["accessToken"].as_str()).await;
    assert_eq!(old.problem(), "session-ended");
    assert_eq!(
        landlord.sign_in(DURAND, PASSWORD).await.problem(),
        "credentials-wrong"
    );
    assert_eq!(
        landlord.sign_in(DURAND, OTHER_PASSWORD).await.status,
        StatusCode::CREATED
    );

    let sms = landlord.sms().await;
    assert_eq!(sms.to.national(), DURAND_MOBILE);
    assert!(sms.text.contains("mot de passe a changé"), "{}", sms.text);
    let mail = landlord.mail(2).await;
    assert_eq!(mail.to.as_str(), "jeanne.durand@exemple.fr");
    assert_eq!(mail.subject, "Votre mot de passe a changé");
    let again = landlord.reset_password(&enrolment, OTHER_PASSWORD).await;
    assert_eq!(
        again.problem(),
        "enrolment-ended",
        "an enrolment sets one password"
    );
}

#[tokio::test]
async fn a_tenant_without_an_account_can_create_one_instead() {
    let mut landlord = Landlord::open().await;
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let message = landlord.sms().await;
    assert!(message.text.contains("pas encore de compte"), "{}", message.text);
    let code = contract::SmsCode::parse(&message.text).expect("a code");
    let accepted = landlord.try_code(&enrolment, code.expose()).await.json();
    assert_eq!(accepted["registered"], false);
    let refused = landlord.reset_password(&enrolment, PASSWORD).await;
    assert_eq!(
        (refused.status, refused.problem().as_str()),
        (StatusCode::CONFLICT, "not-registered")
    );
    let made = landlord.create_account(&enrolment, PASSWORD).await;
    assert_eq!(made.status, StatusCode::CREATED);
}

#[tokio::test]
async fn s3_the_purpose_changes_nothing_before_the_sms_code_is_verified() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.wait(SMS_RESEND_SECONDS + 1);
    let mut answers = Vec::new();
    for (code, mobile) in [
        (DURAND, DURAND_MOBILE),
        (LEFEBVRE, LEFEBVRE_MOBILE),
        (UNKNOWN, "06 39 98 00 63"),
    ] {
        for purpose in ["signUp", "passwordReset"] {
            let robot_check = landlord.solved_robot_check(code).await;
            let opening = json!({ "tenantCode": code, "robotCheck": robot_check, "purpose": purpose });
            let opened = landlord.post("/v1/enrolments", None, opening).await;
            let body = opened.json();
            let token = body["enrolmentToken"].as_str().expect("a token");
            let completed = landlord.complete_phone(token, mobile).await;
            let reset = landlord.reset_password(token, PASSWORD).await;
            answers.push((
                opened.status,
                opened.bytes.len(),
                completed.status,
                completed.bytes,
                reset.bytes,
            ));
        }
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
}

#[tokio::test]
async fn s8_signing_up_again_notifies_the_tenant_of_the_new_password() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.wait(SMS_RESEND_SECONDS + 1);
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let sms = landlord.sms().await;
    assert!(sms.text.contains("mot de passe a changé"), "{}", sms.text);
    assert_eq!(landlord.mail(2).await.subject, "Votre mot de passe a changé");
}
