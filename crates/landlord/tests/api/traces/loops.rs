//! What is asked for in a loop moves the counters that alerts watch (S27).

use axum::http::{Method, StatusCode};
use landlord::figures::{
    CLOSURES_PER_SOURCE, EMAIL_CHANGES_PER_TENANT, MAILS_PER_TENANT, MINUTE, NEW_NUMBERS_PER_TENANT,
    REAUTHENTICATION_MINUTES, REFRESHES_PER_SESSION, SMS_PER_NUMBER, SMS_RESEND_SECONDS,
    WRONG_MAIL_CODES_PER_TENANT, WRONG_ROBOT_CHECKS,
};
use serde_json::json;

use super::counted;
use crate::{
    account::SignedIn,
    budgets::multiply,
    service::{DURAND, DURAND_MOBILE, Landlord, PASSWORD},
};

#[tokio::test]
async fn s27_closing_links_that_are_tried_are_counted() {
    let landlord = Landlord::open().await;
    let [hourly] = CLOSURES_PER_SOURCE;
    let unknown = json!({ "token": "AAAAAAAAAAAAAA" });
    for _ in 0..hourly.events {
        let used = landlord.post("/v1/closures", None, unknown.clone()).await;
        assert_eq!(used.status, StatusCode::NO_CONTENT);
    }
    let tried = counted(&landlord, "closure", "unknown-link").await;
    assert_eq!(tried, hourly.events.unsigned_abs());
    assert_eq!(counted(&landlord, "quota", "closures").await, 0);
    landlord.post("/v1/closures", None, unknown).await;
    assert_eq!(counted(&landlord, "quota", "closures").await, 1);
}

#[tokio::test]
async fn s27_guessed_codes_of_mails_are_counted() {
    let tenant = SignedIn::open().await;
    let [daily] = WRONG_MAIL_CODES_PER_TENANT;
    let guess = json!({ "code": "000000" });
    for _ in 0..daily.events {
        let wrong = tenant.ask(Method::POST, "/changes/code", guess.clone()).await;
        assert_eq!(wrong.problem(), "sms-code-wrong");
    }
    let wrong = counted(&tenant.landlord, "mail-code", "wrong").await;
    assert_eq!(wrong, daily.events.unsigned_abs());
    assert_eq!(counted(&tenant.landlord, "quota", "wrong-mail-codes").await, 0);
    tenant.ask(Method::POST, "/changes/code", guess).await;
    assert_eq!(counted(&tenant.landlord, "quota", "wrong-mail-codes").await, 1);
}

#[tokio::test]
async fn s27_wrong_robot_checks_in_a_loop_are_counted() {
    let landlord = Landlord::open().await;
    let mut robot_check = landlord.solved_robot_check(DURAND).await;
    robot_check["solution"]["derivedKey"] = json!("00");
    let opening = json!({ "tenantCode": DURAND, "robotCheck": robot_check });
    let [hourly] = WRONG_ROBOT_CHECKS;
    for _ in 0..=hourly.events {
        landlord.post("/v1/enrolments", None, opening.clone()).await;
    }
    let refused = counted(&landlord, "robot-check", "refused").await;
    assert_eq!(refused, hourly.events.unsigned_abs());
    assert_eq!(counted(&landlord, "quota", "robot-checks").await, 1);
}

#[tokio::test]
async fn s27_codes_for_a_number_in_a_loop_are_counted() {
    let landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let [quarter, ..] = SMS_PER_NUMBER;
    for _ in 0..quarter.events {
        assert_eq!(counted(&landlord, "quota", "sms-of-number").await, 0);
        landlord.wait(SMS_RESEND_SECONDS + 1);
        let path = "/v1/enrolments/current/messages";
        landlord.post(path, Some(&enrolment), json!({})).await;
    }
    assert_eq!(counted(&landlord, "quota", "sms-of-number").await, 1);
}

#[tokio::test]
async fn s27_other_addresses_and_numbers_in_a_loop_are_counted() {
    let tenant = SignedIn::open().await;
    tenant.type_password(PASSWORD).await;
    let [changes] = EMAIL_CHANGES_PER_TENANT;
    for n in 0..=changes.events {
        let email = json!({ "email": format!("autre{n}@exemple.fr") });
        tenant.ask(Method::PUT, "/email", email).await;
    }
    assert_eq!(counted(&tenant.landlord, "quota", "email-changes").await, 1);

    let [codes] = NEW_NUMBERS_PER_TENANT;
    let first = json!({ "mobile": "06 39 98 01 00" });
    let asked = tenant.ask(Method::POST, "/mobile", first).await;
    assert_eq!(asked.status, StatusCode::ACCEPTED);
    multiply(&tenant.landlord, "message-of-tenant", codes.events).await;
    assert_eq!(counted(&tenant.landlord, "quota", "sms-of-tenant").await, 0);
    tenant.landlord.wait(SMS_RESEND_SECONDS + 1);
    let another = json!({ "mobile": "06 39 98 01 01" });
    tenant.ask(Method::POST, "/mobile", another).await;
    assert_eq!(counted(&tenant.landlord, "quota", "sms-of-tenant").await, 1);
}

#[tokio::test]
async fn s27_notices_in_a_loop_are_counted() {
    let tenant = SignedIn::open().await;
    tenant.type_password(PASSWORD).await;
    let [daily] = MAILS_PER_TENANT;
    multiply(&tenant.landlord, "mail-of-tenant", daily.events).await;
    assert_eq!(counted(&tenant.landlord, "quota", "mails-of-tenant").await, 0);
    let landline = json!({ "landline": "03 21 45 67 89" });
    let changed = tenant.ask(Method::PUT, "/landline", landline).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT);
    assert_eq!(counted(&tenant.landlord, "quota", "mails-of-tenant").await, 1);
}

#[tokio::test]
async fn s27_refreshes_in_a_loop_are_counted() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let refresh = json!({ "refreshToken": tokens["refreshToken"] });
    let next = landlord.post("/v1/sessions/refresh", None, refresh).await.json();
    let [hourly] = REFRESHES_PER_SESSION;
    multiply(&landlord, "refresh", hourly.events).await;
    let refresh = json!({ "refreshToken": next["refreshToken"] });
    let refused = landlord.post("/v1/sessions/refresh", None, refresh).await;
    assert_eq!(refused.problem(), "too-many-attempts");
    assert_eq!(counted(&landlord, "quota", "refreshes").await, 1);
}

#[tokio::test]
async fn s12_s27_the_secrets_of_an_archive_are_counted_when_they_are_read() {
    let tenant = SignedIn::open().await;
    let read = async |expected: StatusCode| {
        let answer = tenant
            .landlord
            .get("/v1/archive-recovery", Some(&tenant.access))
            .await;
        assert_eq!(answer.status, expected);
    };
    read(StatusCode::OK).await;
    read(StatusCode::OK).await;
    tenant.landlord.wait(REAUTHENTICATION_MINUTES * MINUTE);
    read(StatusCode::FORBIDDEN).await;
    assert_eq!(counted(&tenant.landlord, "account", "archive-secrets").await, 2);
}
