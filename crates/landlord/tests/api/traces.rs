//! The security log, its counters, health and alerts (S27): each attack moves the counter that an alert watches.

mod alerts;
mod log;
mod loops;

use std::{future, net::IpAddr, time::Duration};

use axum::{
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode},
};
use contract::StaffRole;
use landlord::{
    figures::{
        SMS_OF_STRANGERS, SMS_RESEND_SECONDS, TENANT_CODES_PER_ADDRESS, WRONG_PASSWORDS_BEFORE_PAUSE,
        WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES, WRONG_PASSWORDS_PER_ADDRESS, WRONG_PROOFS_PER_MEMBER,
    },
    monitoring_router,
    server::Server,
};
use serde_json::json;
use tower::ServiceExt;

use crate::{
    counter::{CLAIRE, Counter},
    made_up_provider::MadeUpProvider,
    payments::{KEY, OWED, begin, read},
    service::{DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord, PASSWORD, PETIT, UNKNOWN},
};

const WRONG: &str = "Prunier jaune 17";

/// What the address of counters and health answers.
pub async fn monitored(landlord: &Landlord, path: &str) -> (StatusCode, String) {
    let request = Request::builder().uri(path).body(Body::empty());
    let router = monitoring_router(landlord.service.clone());
    let response = router.oneshot(request.expect("a request")).await;
    let response = response.expect("infallible");
    let status = response.status();
    let body = to_bytes(response.into_body(), 1_000_000).await.expect("a body");
    (status, String::from_utf8(body.to_vec()).expect("UTF-8"))
}

/// How often an event was counted.
pub async fn counted(landlord: &Landlord, kind: &str, outcome: &str) -> u64 {
    let (_, text) = monitored(landlord, "/metrics").await;
    let series = format!("landlord_events_total{{kind=\"{kind}\",outcome=\"{outcome}\"}} ");
    let total = text.lines().find_map(|line| line.strip_prefix(&series));
    total.expect("a counter").parse().expect("a number")
}

fn address(n: u8) -> IpAddr {
    IpAddr::from([203, 0, 113, n])
}

#[tokio::test]
async fn s27_guessed_passwords_are_counted_and_guessing_is_named() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    for _ in 0..=WRONG_PASSWORDS_BEFORE_PAUSE {
        landlord.sign_in(DURAND, WRONG).await;
    }
    assert_eq!(counted(&landlord, "sign-in", "paused").await, 1);
    let wrong = WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES[0].events.unsigned_abs();
    for n in u64::from(WRONG_PASSWORDS_BEFORE_PAUSE)..wrong {
        landlord.address = address(u8::try_from(n).expect("few"));
        landlord.sign_in(DURAND, WRONG).await;
    }
    assert_eq!(counted(&landlord, "password", "wrong").await, wrong);
    assert_eq!(counted(&landlord, "guessing", "account").await, 0);
    landlord.address = address(200);
    let asked = landlord.sign_in(DURAND, PASSWORD).await;
    assert_eq!(asked.problem(), "sms-code-required");
    assert_eq!(counted(&landlord, "guessing", "account").await, 1);
    assert_eq!(counted(&landlord, "sign-in", "needs-sms").await, 1);
    assert_eq!(counted(&landlord, "sign-in", "accepted").await, 0);
}

#[tokio::test]
async fn s27_an_address_that_tries_many_accounts_is_counted() {
    let landlord = Landlord::open().await;
    let [most] = WRONG_PASSWORDS_PER_ADDRESS;
    for n in 0..=most.events {
        let code = format!("{:015}", 300_000_000_000_000 + n);
        landlord.sign_in(&code, WRONG).await;
    }
    assert_eq!(counted(&landlord, "guessing", "source").await, 1);
}

#[tokio::test]
async fn s27_codes_sent_withheld_and_wrong_are_counted() {
    let landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    // Of a decoy no code is right.
    let enrolment = landlord.enrolment(UNKNOWN).await;
    landlord.complete_phone(&enrolment, LEFEBVRE_MOBILE).await;
    for wrong in ["000000", "111111"] {
        landlord.try_code(&enrolment, wrong).await;
    }
    assert_eq!(counted(&landlord, "sms-code", "wrong").await, 2);
    assert_eq!(counted(&landlord, "sms-code", "sent").await, 1);
    assert_eq!(counted(&landlord, "sms-code", "withheld").await, 1);
    assert_eq!(counted(&landlord, "enrolment", "opened").await, 2);

    let enrolment = landlord.enrolment(PETIT).await;
    let letter = landlord.letter(LEFEBVRE).await;
    let refused = landlord
        .complete_letter(&enrolment, &letter, "06 39 98 00 63")
        .await;
    assert_eq!(refused.problem(), "letter-code-wrong");
    assert_eq!(counted(&landlord, "letter-code", "wrong").await, 1);
}

#[tokio::test]
async fn s27_the_sms_budget_is_traced_at_half_and_when_it_is_full() {
    let landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let [hourly] = SMS_OF_STRANGERS;
    let fill = async |more: i64| {
        let fill = sqlx::query(
            "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
             INSERT INTO counted_events (kind, subject, at)
             SELECT kind, subject, at FROM
                 (SELECT kind, subject, at FROM counted_events WHERE kind = 'any-message' ORDER BY rowid LIMIT 1),
                 numbers",
        );
        let filled = fill.bind(more).execute(landlord.service.pool()).await;
        assert_eq!(filled.expect("counted").rows_affected(), more.unsigned_abs());
    };
    let half = hourly.events / 2;
    fill(half - 2).await;
    let ask_lefebvre = async || {
        landlord.wait(SMS_RESEND_SECONDS + 1);
        let enrolment = landlord.enrolment(LEFEBVRE).await;
        let sent = landlord.complete_phone(&enrolment, LEFEBVRE_MOBILE).await;
        assert_eq!(sent.status, StatusCode::ACCEPTED);
    };
    ask_lefebvre().await;
    assert_eq!(counted(&landlord, "sms-budget", "half").await, 0);
    ask_lefebvre().await;
    assert_eq!(counted(&landlord, "sms-budget", "half").await, 1);
    fill(hourly.events - half).await;
    // What leaves nothing finds no budget full.
    for (code, mobile) in [(PETIT, "06 39 98 00 63"), (UNKNOWN, "06 39 98 00 64")] {
        let enrolment = landlord.enrolment(code).await;
        landlord.complete_phone(&enrolment, mobile).await;
    }
    assert_eq!(counted(&landlord, "sms-budget", "full").await, 0);
    ask_lefebvre().await;
    assert_eq!(counted(&landlord, "sms-budget", "full").await, 1);
    assert_eq!(counted(&landlord, "sms", "refused").await, 1);
}

#[tokio::test]
async fn s27_too_many_tenant_codes_and_refused_robot_checks_are_counted() {
    let landlord = Landlord::open().await;
    let most = TENANT_CODES_PER_ADDRESS.events;
    for n in 0..=most {
        let code = format!("{:015}", 300_000_000_000_000 + n);
        let robot_check = landlord.solved_robot_check(&code).await;
        let opening = json!({ "tenantCode": code, "robotCheck": robot_check });
        for expected in if n < most { [201, 403] } else { [429, 429] } {
            let answer = landlord.post("/v1/enrolments", None, opening.clone()).await;
            assert_eq!(answer.status.as_u16(), expected, "code {n}");
        }
    }
    assert_eq!(counted(&landlord, "quota", "tenant-codes").await, 2);
    let shown_again = counted(&landlord, "robot-check", "refused").await;
    assert_eq!(shown_again, most.unsigned_abs());
}

#[tokio::test]
async fn s27_wrong_proofs_of_staff_and_their_full_quota_are_counted() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    counter.sign_in(&claire).await;
    assert_eq!(counted(&counter.landlord, "staff", "signed-in").await, 1);
    let wrong_password = json!({ "login": CLAIRE, "password": WRONG, "code": counter.code(&claire) });
    let mut wrong_code = counter.credentials(&claire);
    wrong_code["code"] = json!("000000");
    let [quarter, _] = WRONG_PROOFS_PER_MEMBER;
    for n in 0..quarter.events {
        let credentials = [&wrong_password, &wrong_code][usize::from(n % 2 == 1)];
        let answer = counter
            .post("/v1/staff/sessions", None, credentials.clone())
            .await;
        assert_eq!(answer.problem(), "credentials-wrong");
    }
    let refused = counter.post("/v1/staff/sessions", None, wrong_password).await;
    assert_eq!(refused.problem(), "too-many-attempts");
    let landlord = &counter.landlord;
    let wrong = counted(landlord, "staff", "wrong-proof").await;
    assert_eq!(wrong, quarter.events.unsigned_abs());
    assert_eq!(counted(landlord, "quota", "staff-proofs").await, 1);
    landlord
        .post("/v1/staff/sessions", None, counter.credentials(&claire))
        .await;
    assert_eq!(counted(landlord, "staff", "unknown-device").await, 1);
}

#[tokio::test]
async fn s27_a_card_provider_that_fails_and_forged_events_are_counted() {
    let provider = MadeUpProvider::start();
    let mut landlord = Landlord::taking_cards(provider.clone()).await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let payment = begin(&landlord, &lefebvre, KEY, OWED).await.json();
    provider.be_down(true);
    landlord.wait(60);
    read(&landlord, &lefebvre, &payment).await;
    assert_eq!(counted(&landlord, "cards", "unreachable").await, 1);
    let path = format!(
        "/v1/payments/{}/abandonment",
        payment["id"].as_str().expect("an id")
    );
    let failed = landlord
        .ask(Method::POST, &path, Some(&lefebvre), &[], None)
        .await;
    assert_eq!(failed.problem(), "cards-unavailable");
    assert_eq!(counted(&landlord, "cards", "unreachable").await, 2);
    provider.be_down(false);

    let genuine = [("x-made-up", "1")];
    let path = "/paiement/evenements/made-up";
    landlord.hand_in(path, &genuine, "mu_none").await;
    assert_eq!(counted(&landlord, "cards", "refused").await, 1);
    for path in [path, "/paiement/evenements"] {
        let refused = landlord.hand_in(path, &[], "mu_none").await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(counted(&landlord, "card-event", "forged").await, 2);
}

#[tokio::test]
async fn s27_a_spent_token_and_each_change_of_an_account_are_counted() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    assert_eq!(counted(&landlord, "account", "created").await, 1);
    let refresh = |token: &serde_json::Value| json!({ "refreshToken": token });
    let first = refresh(&tokens["refreshToken"]);
    let next = landlord.post("/v1/sessions/refresh", None, first.clone()).await;
    let second = refresh(&next.json()["refreshToken"]);
    landlord.post("/v1/sessions/refresh", None, second).await;
    landlord.post("/v1/sessions/refresh", None, first).await;
    assert_eq!(counted(&landlord, "session", "spent-token").await, 1);

    landlord.wait(60);
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    landlord.try_code(&enrolment, &code).await;
    let reset = landlord.reset_password(&enrolment, WRONG).await;
    assert_eq!(reset.status, StatusCode::CREATED);
    assert_eq!(counted(&landlord, "account", "password-reset").await, 1);
}

#[tokio::test]
async fn s27_a_purge_that_fails_is_counted() {
    let landlord = Landlord::open().await;
    let dropped = sqlx::query("DROP TABLE codes_of_addresses").execute(landlord.service.pool());
    dropped.await.expect("dropped");
    let address = "127.0.0.1:0".parse().expect("an address");
    let server = Server::bind(landlord.service.clone(), address).await;
    let running = tokio::spawn(server.expect("bound").run(future::pending()));
    let failed = async {
        while counted(&landlord, "purge", "failed").await == 0 {
            tokio::task::yield_now().await;
        }
    };
    let failed = tokio::time::timeout(Duration::from_secs(60), failed).await;
    failed.expect("counted");
    running.abort();
}

#[tokio::test]
async fn s27_health_says_alive_ready_and_why_it_is_not() {
    let landlord = Landlord::open().await;
    assert_eq!(
        monitored(&landlord, "/healthz").await,
        (StatusCode::OK, "alive\n".to_owned())
    );
    assert_eq!(
        monitored(&landlord, "/readyz").await,
        (StatusCode::OK, "ready\n".to_owned())
    );
    let (_, metrics) = monitored(&landlord, "/metrics").await;
    assert!(metrics.contains(&format!("landlord_time_seconds {}\n", landlord.seconds())));
    landlord.service.pool().close().await;
    let (status, why) = monitored(&landlord, "/readyz").await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(why.contains("database"), "{why}");
    assert_eq!(monitored(&landlord, "/healthz").await.0, StatusCode::OK);
    for path in ["/metrics", "/healthz", "/readyz"] {
        let on_the_public_port = landlord.get(path, None).await;
        assert_eq!(on_the_public_port.status, StatusCode::NOT_FOUND, "{path}");
    }
}
