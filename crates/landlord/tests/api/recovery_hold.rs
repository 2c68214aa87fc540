//! After a reset by SMS, another number or address waits (S8): whoever swapped the SIM does not keep the account.

use axum::http::{Method, StatusCode};
use landlord::figures::{CHANGE_HOLD_HOURS, DAY, HOUR, RECENT_RESET_DAYS, SMS_RESEND_SECONDS};
use serde_json::{Value, json};

use crate::{
    account::SignedIn,
    service::{DURAND, DURAND_MOBILE, Landlord, PASSWORD},
};

const NEW_MOBILE: &str = "06 39 98 00 64";
const OTHER_PASSWORD: &str = "Prunier jaune 17";
const OLD_ADDRESS: &str = "jeanne.durand@exemple.fr";

/// Resets the password with a code to the number on file, as whoever holds the telephone may.
async fn reset(landlord: &mut Landlord) -> String {
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    landlord.try_code(&enrolment, &code).await;
    let tokens = landlord.reset_password(&enrolment, OTHER_PASSWORD).await.json();
    // The notice of the reset.
    landlord.sms().await;
    tokens["accessToken"].as_str().expect("a token").to_owned()
}

/// The code of the last mail to an address.
async fn mailed_code(landlord: &Landlord, address: &str) -> Value {
    let mail = landlord.mail_to(address).await;
    let code = contract::SmsCode::parse(&mail.text).expect("a code");
    json!({ "code": code.expose() })
}

/// A tenant with a confirmed address, whose password was just reset by SMS.
async fn after_reset() -> SignedIn {
    let mut tenant = SignedIn::open().await;
    let code = mailed_code(&tenant.landlord, OLD_ADDRESS).await;
    tenant.ask(Method::POST, "/changes/code", code).await;
    tenant.access = reset(&mut tenant.landlord).await;
    tenant.landlord.wait(SMS_RESEND_SECONDS + 1);
    tenant.type_password(OTHER_PASSWORD).await;
    tenant
}

/// Confirms another mobile with the code that it gets.
async fn confirm_mobile(tenant: &mut SignedIn) {
    let asked = tenant
        .ask(Method::POST, "/mobile", json!({ "mobile": NEW_MOBILE }))
        .await;
    assert_eq!(asked.status, StatusCode::ACCEPTED);
    let code = json!({ "code": tenant.landlord.sms_code().await });
    let confirmed = tenant.ask(Method::POST, "/mobile/code", code).await;
    assert_eq!(confirmed.status, StatusCode::NO_CONTENT);
}

/// Signs up again with another address, as whoever holds the telephone may.
async fn sign_up_again(tenant: &mut SignedIn, password: &str) {
    let enrolment = tenant.landlord.enrolment(DURAND).await;
    tenant.landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = tenant.landlord.sms_code().await;
    tenant.landlord.try_code(&enrolment, &code).await;
    let account = json!({
        "email": "voleur@exemple.fr", "landline": null, "termsAccepted": true, "mailsAccepted": false,
        "electronicReceiptsAccepted": true, "password": password,
    });
    let path = "/v1/enrolments/current/account";
    let tokens = tenant.landlord.post(path, Some(&enrolment), account).await.json();
    tenant.access = tokens["accessToken"].as_str().expect("a token").to_owned();
}

#[tokio::test]
async fn s8_s26_a_code_by_mail_is_right_after_a_rotation() {
    let tenant = SignedIn::open().await;
    let code = mailed_code(&tenant.landlord, OLD_ADDRESS).await;
    let rotated = tenant.landlord.service.key_admin().rotate().await;
    rotated.expect("rotated");
    let taken = tenant.ask(Method::POST, "/changes/code", code).await;
    assert_eq!(taken.status, StatusCode::NO_CONTENT);
    assert_eq!(tenant.read("").await["emailConfirmed"], true);
}

#[tokio::test]
async fn s8_after_a_reset_by_sms_another_mobile_waits_and_is_told() {
    let mut tenant = after_reset().await;
    confirm_mobile(&mut tenant).await;
    let account = tenant.read("").await;
    assert_eq!(account["mobile"]["display"], "06*****61");
    assert_eq!(account["pendingMobile"]["mobile"]["display"], "06*****64");
    let told = tenant.landlord.sms().await;
    assert_eq!(told.to.national(), DURAND_MOBILE);
    assert!(told.text.contains("va changer"), "{}", told.text);
    let mail = tenant.landlord.mail_to(OLD_ADDRESS).await;
    assert_eq!(mail.subject, "Un changement est demandé pour votre compte");

    tenant.landlord.wait(CHANGE_HOLD_HOURS * HOUR - 60);
    tenant.landlord.purge().await;
    let enrolment = tenant.landlord.enrolment(DURAND).await;
    tenant.landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    assert_eq!(tenant.landlord.sms().await.to.national(), DURAND_MOBILE);
    tenant.landlord.wait(60);
    tenant.landlord.purge().await;
    let changed = tenant.landlord.sms().await;
    assert_eq!(changed.to.national(), DURAND_MOBILE, "the old number hears of it");
    assert!(changed.text.contains("a changé"), "{}", changed.text);
    tenant.landlord.wait(HOUR);
    let enrolment = tenant.landlord.enrolment(DURAND).await;
    tenant.landlord.complete_phone(&enrolment, NEW_MOBILE).await;
    assert_eq!(tenant.landlord.sms().await.to.national(), NEW_MOBILE);
}

#[tokio::test]
async fn s8_the_old_address_lets_a_change_count_at_once() {
    let mut tenant = after_reset().await;
    confirm_mobile(&mut tenant).await;
    let code = mailed_code(&tenant.landlord, OLD_ADDRESS).await;
    let taken = tenant.ask(Method::POST, "/changes/code", code).await;
    assert_eq!(taken.status, StatusCode::NO_CONTENT);
    let account = tenant.read("").await;
    assert_eq!(account["mobile"]["display"], "06*****64");
    assert_eq!(account["pendingMobile"], Value::Null);
}

#[tokio::test]
async fn s8_after_a_reset_by_sms_another_address_waits_too() {
    let tenant = after_reset().await;
    let asked = json!({ "email": "voleur@exemple.fr" });
    tenant.ask(Method::PUT, "/email", asked).await;
    let code = mailed_code(&tenant.landlord, "voleur@exemple.fr").await;
    let taken = tenant.ask(Method::POST, "/changes/code", code).await;
    assert_eq!(taken.status, StatusCode::NO_CONTENT);
    let account = tenant.read("").await;
    assert_eq!(account["email"], OLD_ADDRESS);
    assert_eq!(account["pendingEmail"]["codeWanted"], false);
    assert_ne!(account["pendingEmail"]["countsFrom"], Value::Null);
    tenant.landlord.wait(CHANGE_HOLD_HOURS * HOUR);
    tenant.landlord.purge().await;
    let mail = tenant.landlord.mail_to(OLD_ADDRESS).await;
    assert_eq!(mail.subject, "Votre adresse e-mail a changé");
}

#[tokio::test]
async fn s8_signing_up_again_does_not_replace_the_address() {
    let mut tenant = SignedIn::open().await;
    let code = mailed_code(&tenant.landlord, OLD_ADDRESS).await;
    tenant.ask(Method::POST, "/changes/code", code).await;
    sign_up_again(&mut tenant, OTHER_PASSWORD).await;
    let account = tenant.read("").await;
    assert_eq!(account["email"], OLD_ADDRESS);
    assert_eq!(account["pendingEmail"]["email"], "voleur@exemple.fr");
    assert_ne!(
        account["pendingEmail"]["countsFrom"],
        Value::Null,
        "a reset by SMS holds it"
    );
}

#[tokio::test]
async fn s8_the_mark_of_a_reset_and_the_old_address_outlive_the_account() {
    let mut tenant = after_reset().await;
    tenant.ask(Method::DELETE, "", json!({})).await;
    // The notice of the deletion.
    tenant.landlord.sms().await;
    tenant.landlord.wait(HOUR);
    sign_up_again(&mut tenant, PASSWORD).await;
    tenant.type_password(PASSWORD).await;
    assert_eq!(tenant.read("").await["email"], OLD_ADDRESS);
    // The other address waits, which is told.
    assert!(tenant.landlord.sms().await.text.contains("va changer"));
    confirm_mobile(&mut tenant).await;
    assert_ne!(tenant.read("").await["pendingMobile"], Value::Null);
}

#[tokio::test]
async fn s8_a_letter_or_some_days_lift_the_hold() {
    let mut tenant = after_reset().await;
    tenant.landlord.wait(RECENT_RESET_DAYS * DAY);
    let again = tenant.landlord.sign_in(DURAND, OTHER_PASSWORD).await.json();
    tenant.access = again["accessToken"].as_str().expect("a token").to_owned();
    tenant.type_password(OTHER_PASSWORD).await;
    confirm_mobile(&mut tenant).await;
    assert_eq!(tenant.read("").await["mobile"]["display"], "06*****64");

    let mut tenant = after_reset().await;
    let letter = tenant.landlord.letter(DURAND).await;
    let enrolment = tenant.landlord.enrolment_for("passwordReset", DURAND).await;
    tenant
        .landlord
        .complete_letter(&enrolment, &letter, DURAND_MOBILE)
        .await;
    let code = tenant.landlord.sms_code().await;
    tenant.landlord.try_code(&enrolment, &code).await;
    let tokens = tenant.landlord.reset_password(&enrolment, PASSWORD).await.json();
    tenant.access = tokens["accessToken"].as_str().expect("a token").to_owned();
    tenant.landlord.wait(HOUR);
    let again = tenant.landlord.sign_in(DURAND, PASSWORD).await.json();
    tenant.access = again["accessToken"].as_str().expect("a token").to_owned();
    tenant.type_password(PASSWORD).await;
    let asked = tenant
        .ask(Method::POST, "/mobile", json!({ "mobile": NEW_MOBILE }))
        .await;
    assert_eq!(asked.status, StatusCode::ACCEPTED);
    let mut message = tenant.landlord.sms().await;
    while message.to.national() != NEW_MOBILE {
        message = tenant.landlord.sms().await;
    }
    let code = contract::SmsCode::parse(&message.text).expect("a code");
    tenant
        .ask(Method::POST, "/mobile/code", json!({ "code": code.expose() }))
        .await;
    assert_eq!(tenant.read("").await["mobile"]["display"], "06*****64");
}

#[tokio::test]
async fn s8_another_reset_drops_what_waits() {
    let mut tenant = after_reset().await;
    confirm_mobile(&mut tenant).await;
    tenant.landlord.sms().await;
    tenant.landlord.wait(HOUR);
    tenant.access = reset(&mut tenant.landlord).await;
    tenant.landlord.wait(CHANGE_HOLD_HOURS * HOUR);
    tenant.landlord.purge().await;
    let again = tenant.landlord.sign_in(DURAND, OTHER_PASSWORD).await.json();
    tenant.access = again["accessToken"].as_str().expect("a token").to_owned();
    let account = tenant.read("").await;
    assert_eq!(account["mobile"]["display"], "06*****61");
    assert_eq!(account["pendingMobile"], Value::Null);
}
