//! Sessions (S6, S9).

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use landlord::figures::{
    ACCESS_MINUTES, DAY, HOUR, MINUTE, REFRESHES_PER_SESSION, SESSION_DAYS, SESSION_IDLE_DAYS,
};
use serde_json::{Value, json};

use crate::service::{Answer, DURAND, DURAND_MOBILE, Landlord, PASSWORD, UNKNOWN};

fn token<'a>(tokens: &'a Value, name: &str) -> &'a str {
    tokens[name].as_str().expect("a token")
}

async fn refresh(landlord: &Landlord, tokens: &Value) -> Answer {
    let body = json!({ "refreshToken": tokens["refreshToken"] });
    landlord.post("/v1/sessions/refresh", None, body).await
}

async fn is_signed_in(landlord: &Landlord, tokens: &Value) -> bool {
    let answer = landlord
        .get("/v1/tenancy", Some(token(tokens, "accessToken")))
        .await;
    answer.status == StatusCode::OK
}

#[tokio::test]
async fn s2_a_wrong_password_and_an_unknown_code_get_the_same_answer() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let wrong = landlord.sign_in(DURAND, "Prunier jaune 17").await;
    let unknown = landlord.sign_in(UNKNOWN, PASSWORD).await;
    assert_eq!(wrong.problem(), "credentials-wrong");
    assert_eq!((wrong.status, wrong.bytes), (unknown.status, unknown.bytes));
}

#[tokio::test]
async fn s9_each_token_has_256_bits_of_its_own() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let next = refresh(&landlord, &tokens).await.json();
    let mut seen = BTreeSet::new();
    for (tokens, name) in [
        (&tokens, "accessToken"),
        (&tokens, "refreshToken"),
        (&tokens, "deviceToken"),
        (&next, "accessToken"),
        (&next, "refreshToken"),
    ] {
        let bytes = BASE64_URL_SAFE_NO_PAD
            .decode(token(tokens, name))
            .expect("base64");
        assert_eq!(bytes.len(), 32, "{name}");
        assert!(seen.insert(bytes), "{name} is another's");
    }
}

#[tokio::test]
async fn s9_an_access_token_expires_and_is_refreshed() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    assert!(is_signed_in(&landlord, &tokens).await);
    landlord.wait(ACCESS_MINUTES * MINUTE + 1);
    assert!(!is_signed_in(&landlord, &tokens).await);
    let next = refresh(&landlord, &tokens).await.json();
    assert!(is_signed_in(&landlord, &next).await);
}

#[tokio::test]
async fn s9_a_reused_refresh_token_ends_the_session() {
    let mut landlord = Landlord::open().await;
    let first = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let second = refresh(&landlord, &first).await.json();
    assert!(is_signed_in(&landlord, &second).await, "the successor is used");
    assert_eq!(refresh(&landlord, &first).await.problem(), "session-ended");
    assert!(
        !is_signed_in(&landlord, &second).await,
        "the whole family is revoked"
    );
    assert_eq!(refresh(&landlord, &second).await.problem(), "session-ended");
}

#[tokio::test]
async fn s9_a_lost_answer_does_not_sign_the_tenant_out() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    for late in [0, HOUR, (SESSION_IDLE_DAYS - 1) * DAY] {
        let first = landlord.sign_in(DURAND, PASSWORD).await.json();
        let lost = refresh(&landlord, &first).await.json();
        landlord.wait(late);
        let second = refresh(&landlord, &first).await.json();
        assert_eq!(token(&second, "refreshToken"), token(&lost, "refreshToken"));
        assert!(is_signed_in(&landlord, &second).await);
        let third = refresh(&landlord, &second).await.json();
        assert!(is_signed_in(&landlord, &third).await);
    }
}

#[tokio::test]
async fn s9_lost_answers_sign_nobody_out_before_the_end_of_the_session() {
    let mut landlord = Landlord::open().await;
    let first = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let mut left = SESSION_DAYS;
    while left > SESSION_IDLE_DAYS {
        landlord.wait((SESSION_IDLE_DAYS - 1) * DAY);
        left -= SESSION_IDLE_DAYS - 1;
        assert_eq!(refresh(&landlord, &first).await.status, StatusCode::OK);
    }
    landlord.wait((left - 1) * DAY);
    let last = refresh(&landlord, &first).await.json();
    assert!(is_signed_in(&landlord, &last).await);
    landlord.wait(DAY);
    assert_eq!(refresh(&landlord, &last).await.problem(), "session-ended");
}

#[tokio::test]
async fn s9_a_session_is_refreshed_a_bounded_number_of_times() {
    let mut landlord = Landlord::open().await;
    let first = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let mut tokens = first.clone();
    let [hourly] = REFRESHES_PER_SESSION;
    for n in 0..hourly.events {
        let next = refresh(&landlord, &tokens).await;
        assert_eq!(next.status, StatusCode::OK, "{n}");
        tokens = next.json();
    }
    let refused = refresh(&landlord, &tokens).await;
    assert_eq!(refused.problem(), "too-many-attempts");
    landlord.wait(hourly.window);
    tokens = refresh(&landlord, &tokens).await.json();
    for _ in 1..hourly.events {
        tokens = refresh(&landlord, &tokens).await.json();
    }
    assert_eq!(
        refresh(&landlord, &first).await.problem(),
        "session-ended",
        "a theft is found all the same"
    );
}

#[tokio::test]
async fn s9_refreshes_that_cross_lead_to_one_successor() {
    let mut landlord = Landlord::open().await;
    let first = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let (one, other) = tokio::join!(refresh(&landlord, &first), refresh(&landlord, &first));
    let (one, other) = (one.json(), other.json());
    assert_eq!(token(&one, "refreshToken"), token(&other, "refreshToken"));
    let next = refresh(&landlord, &one).await.json();
    assert!(is_signed_in(&landlord, &next).await);
}

#[tokio::test]
async fn s9_the_tenants_token_ends_the_session_of_a_thief() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    for thief_refreshes_again in [false, true] {
        let stolen = landlord.sign_in(DURAND, PASSWORD).await.json();
        let mut thiefs = refresh(&landlord, &stolen).await.json();
        if thief_refreshes_again {
            thiefs = refresh(&landlord, &thiefs).await.json();
        } else {
            assert!(is_signed_in(&landlord, &thiefs).await);
        }
        assert_eq!(refresh(&landlord, &stolen).await.problem(), "session-ended");
        assert!(!is_signed_in(&landlord, &thiefs).await);
        assert_eq!(refresh(&landlord, &thiefs).await.problem(), "session-ended");
    }
}

#[tokio::test]
async fn s9_a_thief_on_the_tenants_chain_is_found_at_the_next_refresh() {
    let mut landlord = Landlord::open().await;
    let stolen = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let thiefs = refresh(&landlord, &stolen).await.json();
    let tenants = refresh(&landlord, &stolen).await.json();
    assert!(
        !is_signed_in(&landlord, &thiefs).await,
        "one access token at a time"
    );
    let thiefs = refresh(&landlord, &thiefs).await.json();
    assert!(is_signed_in(&landlord, &thiefs).await);
    assert_eq!(refresh(&landlord, &tenants).await.problem(), "session-ended");
    assert!(!is_signed_in(&landlord, &thiefs).await);
}

#[tokio::test]
async fn s9_a_refresh_withdraws_every_other_successor() {
    let mut landlord = Landlord::open().await;
    let first = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let pool = landlord.service.pool();
    let other = "INSERT INTO refresh_tokens (token_hash, session, predecessor, expires_at)
                 SELECT randomblob(32), session, token_hash, expires_at FROM refresh_tokens";
    sqlx::query(other).execute(pool).await.expect("issued otherwise");
    assert_eq!(refresh(&landlord, &first).await.status, StatusCode::OK);
    let left = "SELECT count(*) FROM refresh_tokens WHERE predecessor IS NOT NULL";
    let left = sqlx::query_scalar::<_, i64>(left).fetch_one(pool).await;
    assert_eq!(left.expect("counted"), 1);
}

#[tokio::test]
async fn s9_a_spent_token_ends_the_session_after_its_own_expiry() {
    let mut landlord = Landlord::open().await;
    let stolen = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let mut thiefs = refresh(&landlord, &stolen).await.json();
    for _ in 0..2 {
        landlord.wait((SESSION_IDLE_DAYS - 1) * DAY);
        thiefs = refresh(&landlord, &thiefs).await.json();
        assert!(is_signed_in(&landlord, &thiefs).await);
    }
    assert_eq!(refresh(&landlord, &stolen).await.problem(), "session-ended");
    assert!(!is_signed_in(&landlord, &thiefs).await);
}

#[tokio::test]
async fn s9_a_successor_cannot_be_derived_once_it_was_used() {
    let mut landlord = Landlord::open().await;
    let first = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let salted = "SELECT count(*) FROM refresh_tokens WHERE successor_salt IS NOT NULL";
    let second = refresh(&landlord, &first).await.json();
    let mut counted = Vec::new();
    for used in [false, true] {
        if used {
            assert!(is_signed_in(&landlord, &second).await);
        }
        let count = sqlx::query_scalar::<_, i64>(salted).fetch_one(landlord.service.pool());
        counted.push(count.await.expect("counted"));
    }
    assert_eq!(counted, [1, 0]);
}

#[tokio::test]
async fn s9_a_session_ends_when_idle_and_at_its_fixed_end() {
    let mut landlord = Landlord::open().await;
    let mut tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let mut left = SESSION_DAYS;
    while left > SESSION_IDLE_DAYS {
        landlord.wait((SESSION_IDLE_DAYS - 1) * DAY);
        left -= SESSION_IDLE_DAYS - 1;
        tokens = refresh(&landlord, &tokens).await.json();
    }
    landlord.wait(left * DAY + 1);
    assert_eq!(
        refresh(&landlord, &tokens).await.problem(),
        "session-ended",
        "it has reached its end"
    );

    let idle = landlord.sign_in(DURAND, PASSWORD).await.json();
    landlord.wait(SESSION_IDLE_DAYS * DAY);
    assert_eq!(
        refresh(&landlord, &idle).await.problem(),
        "session-ended",
        "nobody refreshed it"
    );
}

#[tokio::test]
async fn s9_who_comes_once_a_month_stays_signed_in_for_months() {
    let mut landlord = Landlord::open().await;
    let mut tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    for _ in 0..5 {
        landlord.wait(31 * DAY);
        tokens = refresh(&landlord, &tokens).await.json();
        assert!(is_signed_in(&landlord, &tokens).await);
    }
}

#[tokio::test]
async fn signing_out_ends_only_this_session() {
    let mut landlord = Landlord::open().await;
    let here = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let elsewhere = landlord.sign_in(DURAND, PASSWORD).await.json();
    let out = landlord
        .ask(
            Method::DELETE,
            "/v1/sessions/current",
            Some(token(&here, "accessToken")),
            &[],
            None,
        )
        .await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    assert!(!is_signed_in(&landlord, &here).await);
    assert_eq!(refresh(&landlord, &here).await.problem(), "session-ended");
    assert!(is_signed_in(&landlord, &elsewhere).await);
}

#[tokio::test]
async fn a_malformed_request_gets_a_problem_and_never_a_stack_trace() {
    let landlord = Landlord::open().await;
    for (path, body) in [
        ("/v1/sessions", json!({ "tenantCode": "12", "password": "x" })),
        ("/v1/sessions", json!([])),
        ("/v1/sessions/refresh", json!({ "refreshToken": 3 })),
        (
            "/v1/enrolments",
            json!({ "tenantCode": DURAND, "robotCheck": {} }),
        ),
    ] {
        let answer = landlord.post(path, None, body).await;
        assert_eq!(
            (answer.status, answer.problem().as_str()),
            (StatusCode::BAD_REQUEST, "invalid-request")
        );
    }
    assert_eq!(landlord.get("/v1/nothing", None).await.problem(), "not-found");
    assert_eq!(
        landlord.get("/v1/sessions", None).await.problem(),
        "method-not-allowed"
    );
    assert_eq!(
        landlord.get("/demo/phone", None).await.problem(),
        "not-found",
        "only in a demonstration"
    );
}
