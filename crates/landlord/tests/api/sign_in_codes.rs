//! The SMS code of a sign-in (S7) belongs to one attempt.

use std::net::IpAddr;

use axum::http::StatusCode;
use serde_json::json;

use crate::{
    service::{DURAND, DURAND_MOBILE, Landlord, PASSWORD},
    sign_in_attacks::{guess_from_everywhere, sign_in_with},
};

async fn guessed() -> Landlord {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.wait(60);
    guess_from_everywhere(&mut landlord).await;
    landlord
}

#[tokio::test]
async fn s7_the_code_of_an_attempt_outlives_a_change_of_network() {
    let mut landlord = guessed().await;
    let attempt = json!({ "attempt": "one-of-the-application" });
    let asked = sign_in_with(&landlord, DURAND, PASSWORD, attempt).await;
    assert_eq!(asked.problem(), "sms-code-required");
    let code = landlord.sms_code().await;
    landlord.address = IpAddr::from([192, 0, 2, 77]);
    let answer = json!({ "attempt": "one-of-the-application", "smsCode": code });
    let signed_in = sign_in_with(&landlord, DURAND, PASSWORD, answer).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);
}

#[tokio::test]
async fn s26_the_code_of_a_sign_in_outlives_a_rotation_of_the_key() {
    let mut landlord = guessed().await;
    let attempt = json!({ "attempt": "one-of-the-application" });
    sign_in_with(&landlord, DURAND, PASSWORD, attempt).await;
    let code = landlord.sms_code().await;
    landlord.service.key_admin().rotate().await.expect("rotated");
    landlord.restart().await;
    let answer = json!({ "attempt": "one-of-the-application", "smsCode": code });
    let signed_in = sign_in_with(&landlord, DURAND, PASSWORD, answer).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);
}

#[tokio::test]
async fn s7_neighbours_behind_one_address_have_codes_of_their_own() {
    let mut landlord = guessed().await;
    let first = json!({ "attempt": "of the tenant" });
    sign_in_with(&landlord, DURAND, PASSWORD, first).await;
    let code = landlord.sms_code().await;
    let of_another = json!({ "attempt": "of a neighbour", "smsCode": code });
    let refused = sign_in_with(&landlord, DURAND, PASSWORD, of_another).await;
    assert_eq!(refused.problem(), "sms-code-expired");
    let own = json!({ "attempt": "of the tenant", "smsCode": code });
    let signed_in = sign_in_with(&landlord, DURAND, PASSWORD, own).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);
}
