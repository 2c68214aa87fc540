//! What the page of a security key and the window that opened it can do, and what nobody else can (S21).

use axum::http::{StatusCode, header};
use contract::StaffRole;
use landlord::figures::{MAX_SECURITY_KEY_ATTEMPTS, MINUTE, SECURITY_KEY_ATTEMPT_MINUTES};
use serde_json::{Value, json};

use super::{
    ANSWERS, ATTEMPTS, Attempt, Authenticator, REQUESTS, add_made, is_refused, is_taken, made, sign_in,
    signed, with_key,
};
use crate::{
    counter::{CLAIRE, Counter, NADIA},
    service::{Landlord, PUBLIC_ADDRESS},
};

async fn waiting(counter: &Counter) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM staff_key_attempts")
        .fetch_one(counter.landlord.service.pool())
        .await
        .expect("counted")
}

#[tokio::test]
async fn s21_the_window_learns_when_the_key_has_answered() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    with_key(&counter, CLAIRE, &key).await;
    let attempt = Attempt::to_sign(&counter).await;
    assert_eq!(attempt.asked["number"], attempt.begun["number"]);
    assert_eq!(attempt.asked["device"], "Lens, guichet 2");
    assert_eq!(attempt.state(&counter).await.json()["answered"], false);
    is_taken(&attempt.hand_in(&counter, &key.sign(&attempt.asked)).await);
    assert_eq!(attempt.state(&counter).await.json()["answered"], true);
    // The page has done what it is for.
    let again = attempt.hand_in(&counter, &key.sign(&attempt.asked)).await;
    assert_eq!(again.problem(), "not-found");
    let page = json!({ "token": attempt.begun["pageToken"] });
    let again = counter.landlord.post(REQUESTS, None, page).await;
    assert_eq!(again.problem(), "not-found");
    let signed_in = sign_in(&counter, CLAIRE, &attempt.proof()).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);
    assert_eq!(attempt.state(&counter).await.problem(), "not-found");
}

#[tokio::test]
async fn s21_the_token_of_the_page_lets_nobody_in() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    with_key(&counter, CLAIRE, &key).await;
    let attempt = Attempt::to_sign(&counter).await;
    is_taken(&attempt.hand_in(&counter, &key.sign(&attempt.asked)).await);
    let by_page = json!({ "attempt": attempt.begun["pageToken"] });
    is_refused(&sign_in(&counter, CLAIRE, &by_page).await);
    // What it was asked for, and what it signed, is no second factor either.
    let signed = key.sign(&attempt.asked)["signed"].clone();
    let refused = sign_in(&counter, CLAIRE, &signed).await;
    assert_eq!(refused.problem(), "invalid-request");
    let by_window = json!({ "token": attempt.begun["attempt"] });
    let refused = counter.landlord.post(REQUESTS, None, by_window).await;
    assert_eq!(refused.problem(), "not-found");
    let signed_in = sign_in(&counter, CLAIRE, &attempt.proof()).await;
    assert_eq!(signed_in.status, StatusCode::CREATED, "the window still can");
}

#[tokio::test]
async fn s21_an_attempt_is_used_on_the_device_that_began_it() {
    let mut counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    with_key(&counter, CLAIRE, &key).await;
    let proof = signed(&counter, &mut key).await;
    let other = counter
        .landlord
        .service
        .counter_admin()
        .enrol_staff_device("Lens, guichet 3")
        .await
        .expect("enrolled");
    let own = std::mem::replace(&mut counter.device, other.expose().to_owned());
    is_refused(&sign_in(&counter, CLAIRE, &proof).await);
    let state = counter
        .post(&format!("{ATTEMPTS}/state"), None, proof.clone())
        .await;
    assert_eq!(state.problem(), "not-found");
    counter.device = own;
    let signed_in = sign_in(&counter, CLAIRE, &proof).await;
    assert_eq!(
        signed_in.status,
        StatusCode::CREATED,
        "it was not spent elsewhere"
    );
}

#[tokio::test]
async fn s21_what_is_handed_in_wrongly_does_not_end_an_attempt() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    with_key(&counter, CLAIRE, &key).await;
    let attempt = Attempt::to_sign(&counter).await;
    let forged = Authenticator::eddsa("one").sign(&attempt.asked);
    for _ in 0..3 {
        let refused = attempt.hand_in(&counter, &forged).await;
        assert_eq!(refused.problem(), "invalid-request");
    }
    is_taken(&attempt.hand_in(&counter, &key.sign(&attempt.asked)).await);
    let signed_in = sign_in(&counter, CLAIRE, &attempt.proof()).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);
}

#[tokio::test]
async fn s21_a_key_that_was_removed_meanwhile_is_refused() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    with_key(&counter, CLAIRE, &key).await;
    let proof = signed(&counter, &mut key).await;
    sqlx::query("DELETE FROM staff_security_keys")
        .execute(counter.landlord.service.pool())
        .await
        .expect("removed");
    is_refused(&sign_in(&counter, CLAIRE, &proof).await);
}

#[tokio::test]
async fn s21_attempts_are_for_enrolled_devices_and_few_wait() {
    let mut counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    with_key(&counter, CLAIRE, &key).await;
    let first = Attempt::to_sign(&counter).await;
    let newest = signed(&counter, &mut key).await;
    for _ in 1..MAX_SECURITY_KEY_ATTEMPTS {
        Attempt::to_sign(&counter).await;
    }
    assert!(first.asked.get("creation").is_none(), "it names nobody");
    assert_eq!(first.state(&counter).await.problem(), "not-found");
    let signed_in = sign_in(&counter, CLAIRE, &newest).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);

    counter.landlord.wait(SECURITY_KEY_ATTEMPT_MINUTES * MINUTE);
    counter.landlord.purge().await;
    assert_eq!(waiting(&counter).await, 0);
    counter.device = "made-up".to_owned();
    let elsewhere = counter.post(ATTEMPTS, None, Value::Null).await;
    assert_eq!(elsewhere.problem(), "device-not-enrolled");
}

#[tokio::test]
async fn s21_a_page_without_an_attempt_learns_and_writes_nothing() {
    let counter = Counter::open().await;
    let page = json!({ "token": "A".repeat(43) });
    let asked = counter.landlord.post(REQUESTS, None, page).await;
    assert_eq!(asked.problem(), "not-found");
    let signed = Authenticator::eddsa("one").sign(&json!({ "challenge": "AAAA", "rpId": "localhost" }));
    let body = json!({ "token": "A".repeat(43), "answer": signed });
    let answer = counter.landlord.post(ANSWERS, None, body).await;
    assert_eq!(answer.problem(), "not-found");
    assert_eq!(waiting(&counter).await, 0);
}

#[tokio::test]
async fn s21_the_page_asks_keys_for_itself_alone() {
    let landlord = Landlord::published().await;
    let page = landlord.get("/cle-de-securite", None).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = |name: &str| page.headers[name].to_str().expect("text").to_owned();
    let policy = text(header::CONTENT_SECURITY_POLICY.as_str());
    assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(text("permissions-policy").contains("publickey-credentials-get=(self)"));
    assert_eq!(text("referrer-policy"), "no-referrer");
    let html = String::from_utf8(page.bytes).expect("text");
    assert!(
        !html.contains("{say ") && !html.contains(PUBLIC_ADDRESS),
        "{html}"
    );
    let script = landlord.get("/cle-de-securite/page.js", None).await;
    assert_eq!(script.status, StatusCode::OK);
}

#[tokio::test]
async fn s21_what_a_security_key_signed_works_once_and_in_time() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    with_key(&counter, CLAIRE, &key).await;
    let proof = signed(&counter, &mut key).await;
    let signed_in = sign_in(&counter, CLAIRE, &proof).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);
    is_refused(&sign_in(&counter, CLAIRE, &proof).await);

    let late = signed(&counter, &mut key).await;
    counter.landlord.wait(SECURITY_KEY_ATTEMPT_MINUTES * MINUTE);
    is_refused(&sign_in(&counter, CLAIRE, &late).await);
    is_refused(&sign_in(&counter, CLAIRE, &json!({ "attempt": "made up" })).await);
    let silent = Attempt::to_sign(&counter).await;
    is_refused(&sign_in(&counter, CLAIRE, &silent.proof()).await);
}

#[tokio::test]
async fn s21_an_attempt_serves_what_it_was_begun_for() {
    let counter = Counter::open().await;
    let mut key = Authenticator::eddsa("one");
    let (claire, token) = with_key(&counter, CLAIRE, &key).await;
    let nadia = counter.helper(NADIA, StaffRole::Helper).await;
    let of_nadia = counter.sign_in(&nadia).await;

    let to_add = Attempt::to_add(&counter, &token).await;
    let signed_instead = to_add.hand_in(&counter, &key.sign(&to_add.asked)).await;
    assert_eq!(signed_instead.problem(), "invalid-request");
    let to_sign = Attempt::to_sign(&counter).await;
    let other = Authenticator::eddsa("two");
    let made_instead = to_sign.hand_in(&counter, &other.make(&to_sign.asked)).await;
    assert_eq!(made_instead.problem(), "invalid-request");
    // What answers another attempt's challenge is for that attempt alone.
    let elsewhere = to_sign.hand_in(&counter, &key.sign(&to_add.asked)).await;
    assert_eq!(elsewhere.problem(), "invalid-request");

    let begun_by_nadia = made(&counter, &of_nadia, &other).await;
    is_refused(&sign_in(&counter, CLAIRE, &begun_by_nadia.proof()).await);
    let answer = add_made(&counter, &token, &begun_by_nadia, json!(counter.code(&claire))).await;
    assert_eq!(answer.problem(), "not-found");
}
