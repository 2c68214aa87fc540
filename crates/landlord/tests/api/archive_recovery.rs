//! The secrets that open an archive whose PIN was forgotten (S12).

use axum::http::StatusCode;
use landlord::figures::{HOUR, MINUTE, REAUTHENTICATION_MINUTES};
use serde_json::{Value, json};

use crate::service::{DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord, PASSWORD};

const PATH: &str = "/v1/archive-recovery";

/// The secrets that a tenant gets with these tokens, the latest first.
async fn secrets(landlord: &Landlord, tokens: &Value) -> Vec<String> {
    let answer = landlord.get(PATH, tokens["accessToken"].as_str()).await;
    assert_eq!(answer.status, StatusCode::OK);
    let answer = answer.json();
    let earlier = answer["earlier"].as_array().cloned().unwrap_or_default();
    let all = std::iter::once(answer["secret"].clone()).chain(earlier);
    all.map(|secret| secret.as_str().expect("a text").to_owned())
        .collect()
}

/// Resets the password of a tenant by SMS code and returns the tokens.
async fn reset(landlord: &mut Landlord) -> Value {
    landlord.wait(HOUR);
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    landlord.try_code(&enrolment, &code).await;
    let answer = landlord.reset_password(&enrolment, "Prunier jaune 17").await;
    assert_eq!(answer.status, StatusCode::CREATED);
    // The notice of the reset.
    landlord.sms().await;
    answer.json()
}

#[tokio::test]
async fn an_archive_recovery_secret_outlives_sessions_and_restarts() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let lefebvre = landlord.sign_up(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let first = secrets(&landlord, &durand).await;
    assert_eq!(first[0].len(), 43, "256 bits");
    let other = secrets(&landlord, &lefebvre).await;
    assert_ne!(first[0], other[0], "each tenant has another");
    assert_eq!(landlord.get(PATH, None).await.problem(), "session-ended");

    landlord.restart().await;
    let again = landlord.sign_in(DURAND, PASSWORD).await.json();
    assert_eq!(secrets(&landlord, &again).await, first);
}

#[tokio::test]
async fn archive_recovery_needs_a_password_typed_recently() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let first = secrets(&landlord, &tokens).await;
    landlord.wait(REAUTHENTICATION_MINUTES * MINUTE - 1);
    assert_eq!(secrets(&landlord, &tokens).await, first);
    landlord.wait(1);
    let token = tokens["accessToken"].as_str();
    let stale = landlord.get(PATH, token).await;
    assert_eq!(stale.status, StatusCode::FORBIDDEN);
    assert_eq!(stale.problem(), "reauthentication-required");
    // A refreshed session was not typed for.
    let refresh = json!({ "refreshToken": tokens["refreshToken"] });
    let refreshed = landlord.post("/v1/sessions/refresh", None, refresh).await.json();
    let token = refreshed["accessToken"].as_str();
    let stale = landlord.get(PATH, token).await;
    assert_eq!(stale.problem(), "reauthentication-required");
    let password = json!({ "password": PASSWORD });
    let typed = landlord
        .post("/v1/account/reauthentication", token, password)
        .await;
    assert_eq!(typed.status, StatusCode::OK);
    assert_eq!(secrets(&landlord, &refreshed).await, first);
}

#[tokio::test]
async fn a_reset_brings_another_archive_recovery_secret() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let first = secrets(&landlord, &tokens).await;
    let tokens = reset(&mut landlord).await;
    let second = secrets(&landlord, &tokens).await;
    assert!(!first.contains(&second[0]));
    assert_eq!(second[1..], first, "what was locked earlier still opens");
    let tokens = reset(&mut landlord).await;
    let third = secrets(&landlord, &tokens).await;
    assert_eq!(third[1..], second);
}

#[tokio::test]
async fn s26_archive_recovery_goes_on_until_its_key_is_revoked() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let first = secrets(&landlord, &tokens).await;
    let keys = landlord.service.key_admin().list().await.expect("listed");
    landlord.service.key_admin().rotate().await.expect("rotated");
    assert_eq!(secrets(&landlord, &tokens).await, first);
    let service = keys.iter().find(|key| key.to_string().contains("  service  "));
    let id = service.expect("a key").id().as_str();
    landlord.service.key_admin().revoke(id).await.expect("revoked");
    let after = secrets(&landlord, &tokens).await;
    assert!(
        after.iter().all(|secret| !first.contains(secret)),
        "none of the stolen key"
    );
}

#[tokio::test]
async fn an_account_from_before_the_versions_keeps_its_secret() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let both = secrets(&landlord, &tokens).await;
    sqlx::query("DELETE FROM archive_recoveries")
        .execute(landlord.service.pool())
        .await
        .expect("deleted");
    assert_eq!(secrets(&landlord, &tokens).await, both[1..]);
    let tokens = reset(&mut landlord).await;
    assert_eq!(secrets(&landlord, &tokens).await[1..], both[1..]);
}
