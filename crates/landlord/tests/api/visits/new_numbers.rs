//! A new mobile number, given at the counter: who agrees to it, who confirms it, and who hears of it.

use axum::http::{Method, StatusCode};
use contract::StaffRole;
use landlord::figures::{DAY, RECENT_RESET_DAYS, SMS_RESEND_SECONDS};
use serde_json::json;

use super::{NEW_MOBILE, open};
use crate::{
    counter::{CLAIRE, NADIA},
    service::{DURAND, DURAND_MOBILE, PETIT},
};

#[tokio::test]
async fn s1_s8_s21_a_new_number_is_confirmed_by_sms_and_the_old_one_notified() {
    let (mut counter, staff) = open().await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    counter.landlord.mail(1).await;
    counter
        .visit(&staff, DURAND, &["passwordReset", "newNumber"])
        .await;
    let enrolment = counter
        .enrol(&staff, "passwordReset", Some(NEW_MOBILE))
        .await
        .json();
    assert_eq!(enrolment["message"]["messagesSent"], 1);
    let token = enrolment["enrolmentToken"].as_str().expect("a token").to_owned();
    let message = counter.landlord.sms().await;
    assert_eq!(message.to.national(), NEW_MOBILE);
    let code = contract::SmsCode::parse(&message.text).expect("a code");
    counter.landlord.try_code(&token, code.expose()).await;
    let sms = counter.landlord.sms().await;
    assert_eq!(sms.to.national(), DURAND_MOBILE);
    assert!(
        sms.text.contains("portable de votre compte a changé"),
        "{}",
        sms.text
    );
    // After the code of the address, and the notice of the visit.
    let mail = counter.landlord.mail(3).await;
    assert_eq!(mail.to.as_str(), "jeanne.durand@exemple.fr");
    let reset = counter.landlord.reset_password(&token, "Prunier rouge 43").await;
    assert_eq!(reset.status, StatusCode::CREATED);
    assert_eq!(
        counter.actions().await[3..],
        [
            "searched",
            "visitBegun",
            "passwordResetBegun",
            "newNumberProposed",
            "newNumberConfirmed",
            "passwordReset"
        ]
    );
    let found = counter
        .post(
            "/v1/staff/searches",
            Some(&staff),
            json!({ "tenantCode": DURAND }),
        )
        .await;
    let mobile = found.json()["tenants"][0]["mobile"].to_string();
    assert!(mobile.contains("64"), "{mobile}");
}

#[tokio::test]
async fn s1_s21_a_number_that_staff_did_not_give_gets_no_code() {
    let (mut counter, staff) = open().await;
    counter.visit(&staff, PETIT, &["signUp", "newNumber"]).await;
    let enrolment = counter.enrol(&staff, "signUp", Some(NEW_MOBILE)).await.json();
    let token = enrolment["enrolmentToken"].as_str().expect("a token").to_owned();
    assert_eq!(counter.landlord.sms().await.to.national(), NEW_MOBILE);
    // The holder of the enrolment cannot have the code sent elsewhere.
    counter.landlord.wait(SMS_RESEND_SECONDS + 1);
    counter.landlord.complete_phone(&token, "06 39 98 00 65").await;
    assert_eq!(counter.landlord.service.sms_captured().len(), 1);
}

#[tokio::test]
async fn s21_after_a_reset_a_new_number_needs_a_second_staff_member() {
    let (mut counter, staff) = open().await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    counter.landlord.wait(SMS_RESEND_SECONDS + 1);
    let enrolment = counter.landlord.enrolment_for("passwordReset", DURAND).await;
    counter.landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = counter.landlord.sms_code().await;
    counter.landlord.try_code(&enrolment, &code).await;
    counter
        .landlord
        .reset_password(&enrolment, "Prunier rouge 43")
        .await;

    let visit = counter
        .visit(&staff, DURAND, &["passwordReset", "newNumber"])
        .await
        .json();
    assert_eq!(
        (&visit["tenant"]["recentlyReset"], &visit["approved"]),
        (&json!(true), &json!(false))
    );
    let new_number = async || counter.enrol(&staff, "passwordReset", Some(NEW_MOBILE)).await;
    let letter = async || {
        counter
            .ask(
                Method::POST,
                "/v1/staff/visits/current/letter",
                Some(&staff),
                None,
            )
            .await
    };
    assert_eq!(new_number().await.problem(), "approval-required");
    assert_eq!(letter().await.problem(), "approval-required");

    let approve = async |credentials| {
        counter
            .post("/v1/staff/visits/current/approval", Some(&staff), credentials)
            .await
    };
    let mut own = counter.credentials(&nadia);
    own["login"] = json!(CLAIRE);
    assert_eq!(
        approve(own).await.problem(),
        "not-allowed",
        "one's own word is not a second one"
    );
    let mut wrong = counter.credentials(&nadia);
    wrong["code"] = json!("000000");
    assert_eq!(approve(wrong).await.problem(), "credentials-wrong");
    assert_eq!(
        approve(counter.credentials(&nadia)).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(new_number().await.status, StatusCode::CREATED);
    assert_eq!(letter().await.status, StatusCode::OK);
    let csv = counter.journal().await;
    assert!(
        csv.lines()
            .any(|line| line.contains("nadia.roussel") && line.contains("approved")),
        "{csv}"
    );

    // Some days after the reset, one staff member is enough.
    counter.landlord.wait(RECENT_RESET_DAYS * DAY);
    let claire = counter
        .admin()
        .begin_staff_anew(&CLAIRE.parse().expect("a name"))
        .await;
    let claire = counter.begin(CLAIRE, &claire.expect("a code").grouped()).await;
    let staff = counter.sign_in(&claire).await;
    let visit = counter
        .visit(&staff, DURAND, &["passwordReset", "newNumber"])
        .await
        .json();
    assert_eq!(visit["tenant"]["recentlyReset"], false);
}
