//! A tenant who signs in at the counter leaves no session and no known device there.

use axum::http::StatusCode;
use landlord::figures::{HOUR, VISIT_HOURS, WRONG_PASSWORDS_BEFORE_PAUSE};
use serde_json::{Value, json};

use super::open;
use crate::{
    counter::Counter,
    service::{Answer, DURAND, DURAND_MOBILE, LEFEBVRE, PASSWORD},
};

/// Signs in with the token of a visit.
async fn sign_in(counter: &Counter, visit: &Value, tenant_code: &str, password: &str) -> Answer {
    let opening = json!({ "tenantCode": tenant_code, "password": password, "visit": visit["token"] });
    counter.landlord.post("/v1/sessions", None, opening).await
}

async fn documents(counter: &Counter, tokens: &Value) -> Answer {
    let access = tokens["accessToken"].as_str();
    counter.landlord.get("/v1/rent-documents", access).await
}

#[tokio::test]
async fn s21_a_sign_in_at_the_counter_ends_with_the_visit() {
    let (mut counter, staff) = open().await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let visit = counter.visit(&staff, DURAND, &["receipts"]).await.json();
    let tokens = sign_in(&counter, &visit, DURAND, PASSWORD).await;
    assert_eq!(tokens.status, StatusCode::CREATED);
    let tokens = tokens.json();
    assert!(tokens["deviceToken"].is_null(), "the counter is nobody's device");
    let most = (VISIT_HOURS * HOUR).unsigned_abs();
    assert!(
        tokens["refreshExpiresIn"]
            .as_u64()
            .is_some_and(|seconds| seconds <= most)
    );
    assert_eq!(documents(&counter, &tokens).await.status, StatusCode::OK);
    counter.end(&staff).await;
    assert_eq!(documents(&counter, &tokens).await.problem(), "session-ended");
    let refresh = json!({ "refreshToken": tokens["refreshToken"] });
    let refreshed = counter.landlord.post("/v1/sessions/refresh", None, refresh).await;
    assert_eq!(refreshed.problem(), "session-ended");
    let late = sign_in(&counter, &visit, DURAND, PASSWORD).await;
    assert_eq!(late.problem(), "no-visit");
}

#[tokio::test]
async fn s21_a_sign_in_late_in_a_visit_lasts_no_longer_than_it() {
    let (mut counter, staff) = open().await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let visit = counter.visit(&staff, DURAND, &["receipts"]).await.json();
    counter.landlord.wait(VISIT_HOURS * HOUR - 60);
    let tokens = sign_in(&counter, &visit, DURAND, PASSWORD).await.json();
    assert_eq!(documents(&counter, &tokens).await.status, StatusCode::OK);
    counter.landlord.wait(61);
    assert_eq!(documents(&counter, &tokens).await.problem(), "session-ended");
}

#[tokio::test]
async fn s21_a_visit_signs_in_its_own_tenant_for_what_was_agreed() {
    let (mut counter, staff) = open().await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let visit = counter.visit(&staff, LEFEBVRE, &["receipts"]).await.json();
    let other = sign_in(&counter, &visit, DURAND, PASSWORD).await;
    assert_eq!(other.problem(), "no-visit");
    let visit = counter.visit(&staff, DURAND, &["newNumber"]).await.json();
    let not_agreed = sign_in(&counter, &visit, DURAND, PASSWORD).await;
    assert_eq!(not_agreed.problem(), "no-visit");
    let made_up = sign_in(&counter, &json!({ "token": "made-up" }), DURAND, PASSWORD).await;
    assert_eq!(made_up.problem(), "no-visit");
}

#[tokio::test]
async fn s7_s21_wrong_passwords_at_a_counter_count_there_alone() {
    let (mut counter, staff) = open().await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let visit = counter.visit(&staff, DURAND, &["receipts"]).await.json();
    for _ in 0..WRONG_PASSWORDS_BEFORE_PAUSE {
        let wrong = sign_in(&counter, &visit, DURAND, "Cerisier bleu 43").await;
        assert_eq!(wrong.problem(), "credentials-wrong");
    }
    // Another visit gives no further tries.
    let visit = counter.visit(&staff, DURAND, &["receipts"]).await.json();
    let paused = sign_in(&counter, &visit, DURAND, PASSWORD).await;
    assert_eq!(paused.problem(), "too-many-attempts");
    let at_home = counter.landlord.sign_in(DURAND, PASSWORD).await;
    assert_eq!(at_home.status, StatusCode::CREATED);
}

#[tokio::test]
async fn s21_documents_are_shown_in_a_visit_for_them_alone() {
    let (mut counter, staff) = open().await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let visit = counter.visit(&staff, DURAND, &["passwordReset"]).await.json();
    let tokens = sign_in(&counter, &visit, DURAND, PASSWORD).await.json();
    assert_eq!(documents(&counter, &tokens).await.problem(), "no-visit");
    let added = json!({ "purposes": ["receipts"] });
    let path = "/v1/staff/visits/current/purposes";
    assert_eq!(
        counter.post(path, Some(&staff), added).await.status,
        StatusCode::OK
    );
    assert_eq!(documents(&counter, &tokens).await.status, StatusCode::OK);
}
