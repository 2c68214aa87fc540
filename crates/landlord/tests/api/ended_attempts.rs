//! A reset, a new number and a new password end the tenant's open enrolments, codes and letters (S8).

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::{
    account::SignedIn,
    service::{DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord, PASSWORD},
};

const NEW_MOBILE: &str = "06 39 98 00 64";
const OTHER_PASSWORD: &str = "Prunier jaune 17";

/// A verified enrolment of Mme Durand.
async fn verified(landlord: &mut Landlord) -> String {
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    assert_eq!(landlord.try_code(&enrolment, &code).await.status, StatusCode::OK);
    enrolment
}

/// An enrolment of Mme Durand with a pending code, and the code.
async fn waiting(landlord: &mut Landlord) -> (String, String) {
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    (enrolment, code)
}

async fn ensure_ended(landlord: &Landlord, enrolment: &str) {
    let reset = landlord.reset_password(enrolment, "Mirabelle verte 99").await;
    assert_eq!(reset.problem(), "enrolment-ended");
    assert_eq!(landlord.under_way(enrolment).await.problem(), "enrolment-ended");
}

#[tokio::test]
async fn s8_a_reset_ends_every_other_enrolment_of_this_tenant_only() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let of_another = landlord.enrolment(LEFEBVRE).await;
    landlord.complete_phone(&of_another, LEFEBVRE_MOBILE).await;
    let code = landlord.sms_code().await;
    let other = verified(&mut landlord).await;
    let own = verified(&mut landlord).await;
    let reset = landlord.reset_password(&own, OTHER_PASSWORD).await;
    assert_eq!(reset.status, StatusCode::CREATED);
    ensure_ended(&landlord, &other).await;
    assert_eq!(landlord.try_code(&of_another, &code).await.status, StatusCode::OK);
}

#[tokio::test]
async fn s8_a_reset_ends_the_code_of_another_enrolment() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let (other, code) = waiting(&mut landlord).await;
    let own = verified(&mut landlord).await;
    landlord.reset_password(&own, OTHER_PASSWORD).await;
    assert_eq!(
        landlord.try_code(&other, &code).await.problem(),
        "enrolment-ended"
    );
}

#[tokio::test]
async fn s8_a_sign_up_ends_a_second_one_under_way() {
    let mut landlord = Landlord::open().await;
    let other = verified(&mut landlord).await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let again = landlord.create_account(&other, OTHER_PASSWORD).await;
    assert_eq!(again.problem(), "enrolment-ended");
}

#[tokio::test]
async fn s1_s8_a_reset_ends_the_letter_in_force() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let letter = landlord.letter(DURAND).await;
    let own = verified(&mut landlord).await;
    landlord.reset_password(&own, OTHER_PASSWORD).await;
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    let answer = landlord.complete_letter(&enrolment, &letter, NEW_MOBILE).await;
    assert_eq!(answer.problem(), "letter-code-wrong");
}

#[tokio::test]
async fn s8_a_password_changed_while_signed_in_ends_enrolments() {
    let mut tenant = SignedIn::open().await;
    let other = verified(&mut tenant.landlord).await;
    let change = json!({ "currentPassword": PASSWORD, "newPassword": OTHER_PASSWORD });
    let changed = tenant.ask(Method::PUT, "/password", change).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT);
    ensure_ended(&tenant.landlord, &other).await;
}

#[tokio::test]
async fn s8_a_number_changed_while_signed_in_ends_enrolments_of_the_old_one() {
    let mut tenant = SignedIn::open().await;
    let other = verified(&mut tenant.landlord).await;
    tenant.type_password(PASSWORD).await;
    let mobile = json!({ "mobile": NEW_MOBILE });
    tenant.ask(Method::POST, "/mobile", mobile).await;
    let code = json!({ "code": tenant.landlord.sms_code().await });
    let confirmed = tenant.ask(Method::POST, "/mobile/code", code).await;
    assert_eq!(confirmed.status, StatusCode::NO_CONTENT);
    ensure_ended(&tenant.landlord, &other).await;
}

#[tokio::test]
async fn s1_s8_a_number_confirmed_by_letter_ends_enrolments_of_the_old_one() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let other = verified(&mut landlord).await;
    let letter = landlord.letter(DURAND).await;
    let own = landlord.enrolment_for("passwordReset", DURAND).await;
    landlord.complete_letter(&own, &letter, NEW_MOBILE).await;
    let code = landlord.sms_code().await;
    assert_eq!(landlord.try_code(&own, &code).await.status, StatusCode::OK);
    ensure_ended(&landlord, &other).await;
    let reset = landlord.reset_password(&own, OTHER_PASSWORD).await;
    assert_eq!(reset.status, StatusCode::CREATED, "its own enrolment goes on");
}

#[tokio::test]
async fn s1_s8_a_number_from_the_rent_system_ends_enrolments_of_the_old_one() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let other = verified(&mut landlord).await;
    let (waiting, code) = waiting(&mut landlord).await;
    landlord.import_with_durand_mobile(NEW_MOBILE).await;
    ensure_ended(&landlord, &other).await;
    assert_eq!(
        landlord.try_code(&waiting, &code).await.problem(),
        "enrolment-ended"
    );
}

#[tokio::test]
async fn s8_deleting_an_account_ends_its_enrolments() {
    let mut tenant = SignedIn::open().await;
    let (waiting, code) = waiting(&mut tenant.landlord).await;
    tenant.type_password(PASSWORD).await;
    let deleted = tenant.ask(Method::DELETE, "", json!({})).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    assert_eq!(
        tenant.landlord.try_code(&waiting, &code).await.problem(),
        "enrolment-ended"
    );
}
