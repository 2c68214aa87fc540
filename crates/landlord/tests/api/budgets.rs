//! Budgets of what leaves (S23): strangers, signed-in tenants and counters have separate ones, what is not sent costs
//! nobody's, and no answer tells which message left.

mod mails;

use std::net::IpAddr;

use axum::http::{Method, StatusCode};
use contract::StaffRole;
use landlord::figures::{
    ACCESS_MINUTES, HOUR, MINUTE, NEW_NUMBERS_PER_TENANT, SMS_CODE_TRIES, SMS_OF_NEW_NUMBERS,
    SMS_OF_STRANGERS, SMS_PER_NUMBER, SMS_PER_OVERSEAS_RANGE, SMS_PER_SERVICE, SMS_RESEND_SECONDS,
    WRONG_SMS_CODES_PER_TENANT,
};
use serde_json::{Value, json};

use crate::{
    account::SignedIn,
    counter::{CLAIRE, Counter},
    enumeration::looks,
    service::{Answer, DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord, PASSWORD, PETIT, UNKNOWN},
};

fn stranger(n: i64) -> IpAddr {
    IpAddr::from([203, 0, 113, u8::try_from(n).expect("few")])
}

/// Counts each event of a kind as often as this.
pub async fn multiply(landlord: &Landlord, kind: &str, times: i64) {
    let more = sqlx::query(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?2 - 1)
         INSERT INTO counted_events (kind, subject, at)
         SELECT kind, subject, at FROM counted_events, numbers WHERE kind = ?1",
    );
    let more = more.bind(kind).bind(times).execute(landlord.service.pool()).await;
    assert!(more.expect("counted").rows_affected() > 0, "{kind}");
}

/// Asks for a code as a stranger does.
async fn ask_for_code(landlord: &Landlord, code: &str, mobile: &str) -> Answer {
    let enrolment = landlord.enrolment(code).await;
    landlord.complete_phone(&enrolment, mobile).await
}

/// Opens an enrolment on a known device.
pub async fn enrolment_at_home(landlord: &Landlord, device: &Value) -> String {
    let robot_check = landlord.solved_robot_check(DURAND).await;
    let opening = json!({
        "tenantCode": DURAND, "robotCheck": robot_check, "purpose": "passwordReset", "deviceToken": device,
    });
    let opened = landlord.post("/v1/enrolments", None, opening).await;
    assert_eq!(opened.status, StatusCode::CREATED);
    opened.json()["enrolmentToken"]
        .as_str()
        .expect("a token")
        .to_owned()
}

/// Gives wrong codes for a number, as many as a day takes.
async fn use_up_wrong_codes(landlord: &mut Landlord, mobile: &str) {
    let home = landlord.address;
    for round in 0..WRONG_SMS_CODES_PER_TENANT[0].events / SMS_CODE_TRIES {
        landlord.address = stranger(round);
        let enrolment = landlord.enrolment(DURAND).await;
        let asked = landlord.complete_phone(&enrolment, mobile).await;
        assert_eq!(asked.status, StatusCode::ACCEPTED);
        for _ in 0..SMS_CODE_TRIES {
            landlord.try_code(&enrolment, "000000").await;
        }
    }
    landlord.address = home;
}

#[tokio::test]
async fn s23_what_sends_nothing_costs_a_number_nothing() {
    let mut landlord = Landlord::open().await;
    let home = landlord.address;
    for n in 0..SMS_PER_NUMBER[2].events {
        landlord.address = stranger(n);
        let code = format!("{:015}", 300_000_000_000_000 + n);
        let sent = ask_for_code(&landlord, &code, DURAND_MOBILE).await;
        assert_eq!(sent.status, StatusCode::ACCEPTED);
    }
    landlord.address = home;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
}

#[tokio::test]
async fn s23_what_sends_nothing_costs_the_service_nothing() {
    let mut landlord = Landlord::open().await;
    ask_for_code(&landlord, UNKNOWN, LEFEBVRE_MOBILE).await;
    multiply(&landlord, "any-message", SMS_PER_SERVICE[0].events).await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
}

#[tokio::test]
async fn s2_s23_a_full_budget_looks_like_a_message_that_left() {
    let mut landlord = Landlord::open().await;
    let sent = ask_for_code(&landlord, DURAND, DURAND_MOBILE).await;
    landlord.sms().await;
    multiply(&landlord, "any-message", SMS_OF_STRANGERS[0].events).await;
    for (code, mobile) in [
        (LEFEBVRE, LEFEBVRE_MOBILE),
        (PETIT, "06 39 98 00 63"),
        (UNKNOWN, "06 39 98 00 64"),
    ] {
        let answer = ask_for_code(&landlord, code, mobile).await;
        assert_eq!(looks(&answer), looks(&sent), "{code}");
    }
    assert_eq!(landlord.service.sms_captured().len(), 1, "nothing more left");
    landlord.wait(HOUR);
    ask_for_code(&landlord, LEFEBVRE, LEFEBVRE_MOBILE).await;
    assert_eq!(landlord.sms().await.to.national(), LEFEBVRE_MOBILE);
}

#[tokio::test]
async fn s23_strangers_use_up_no_share_of_tenants_and_counters() {
    let mut counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let staff = counter.sign_in(&claire).await;
    let tokens = counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    multiply(&counter.landlord, "any-message", SMS_PER_SERVICE[0].events).await;
    let stranger = ask_for_code(&counter.landlord, LEFEBVRE, LEFEBVRE_MOBILE).await;
    assert_eq!(stranger.status, StatusCode::ACCEPTED);
    assert_eq!(counter.landlord.service.sms_captured().len(), 1);

    let at_home = enrolment_at_home(&counter.landlord, &tokens["deviceToken"]).await;
    counter.landlord.complete_phone(&at_home, DURAND_MOBILE).await;
    assert_eq!(counter.landlord.sms().await.to.national(), DURAND_MOBILE);
    counter.visit(&staff, LEFEBVRE, &["signUp"]).await;
    let visit = counter.enrol(&staff, "signUp", None).await.json();
    let token = visit["enrolmentToken"].as_str().expect("a token");
    counter.landlord.complete_phone(token, LEFEBVRE_MOBILE).await;
    assert_eq!(counter.landlord.sms().await.to.national(), LEFEBVRE_MOBILE);
}

#[tokio::test]
async fn s2_s23_wrong_codes_close_one_number_and_no_other() {
    let mut landlord = Landlord::open().await;
    use_up_wrong_codes(&mut landlord, LEFEBVRE_MOBILE).await;
    landlord.wait(SMS_PER_NUMBER[0].window);
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, LEFEBVRE_MOBILE).await;
    let closed = landlord.try_code(&enrolment, "000000").await;
    assert_eq!(closed.problem(), "too-many-attempts");
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
}

#[tokio::test]
async fn s21_s23_wrong_codes_of_strangers_stop_no_counter() {
    let mut counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let staff = counter.sign_in(&claire).await;
    use_up_wrong_codes(&mut counter.landlord, DURAND_MOBILE).await;
    for _ in 0..WRONG_SMS_CODES_PER_TENANT[0].events / SMS_CODE_TRIES {
        counter.landlord.sms().await;
    }
    counter.visit(&staff, DURAND, &["signUp"]).await;
    let visit = counter.enrol(&staff, "signUp", None).await.json();
    let token = visit["enrolmentToken"].as_str().expect("a token").to_owned();
    counter.landlord.complete_phone(&token, DURAND_MOBILE).await;
    let code = counter.landlord.sms_code().await;
    let accepted = counter.landlord.try_code(&token, &code).await;
    assert_eq!(accepted.status, StatusCode::OK);
}

#[tokio::test]
async fn s23_strangers_who_know_the_number_stop_no_known_device() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.wait(HOUR);
    use_up_wrong_codes(&mut landlord, DURAND_MOBILE).await;
    for _ in 0..WRONG_SMS_CODES_PER_TENANT[0].events / SMS_CODE_TRIES {
        landlord.sms().await;
    }
    let elsewhere = landlord.enrolment_for("passwordReset", DURAND).await;
    let asked = landlord.complete_phone(&elsewhere, DURAND_MOBILE).await;
    assert_eq!(asked.problem(), "too-many-attempts", "its codes of a quarter");
    let at_home = enrolment_at_home(&landlord, &tokens["deviceToken"]).await;
    landlord.complete_phone(&at_home, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    assert_eq!(landlord.try_code(&at_home, &code).await.status, StatusCode::OK);
    let reset = landlord.reset_password(&at_home, "Prunier jaune 17").await;
    assert_eq!(reset.status, StatusCode::CREATED);
}

#[tokio::test]
async fn s23_the_token_of_another_account_is_no_known_device() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(LEFEBVRE, LEFEBVRE_MOBILE).await;
    use_up_wrong_codes(&mut landlord, LEFEBVRE_MOBILE).await;
    let enrolment = enrolment_at_home(&landlord, &tokens["deviceToken"]).await;
    let asked = landlord.complete_phone(&enrolment, LEFEBVRE_MOBILE).await;
    assert_eq!(asked.problem(), "too-many-attempts");
}

#[tokio::test]
async fn s23_a_tenant_sends_few_codes_to_other_numbers_however_many_sessions() {
    let tenant = SignedIn::open().await;
    let [daily] = NEW_NUMBERS_PER_TENANT;
    for n in 0..=daily.events {
        let session = tenant.landlord.sign_in(DURAND, PASSWORD).await.json();
        let access = session["accessToken"].as_str();
        let ask = async |path: &str, body: Value| {
            tenant
                .landlord
                .ask(Method::POST, path, access, &[], Some(body))
                .await
        };
        ask("/v1/account/reauthentication", json!({ "password": PASSWORD })).await;
        let mobile = json!({ "mobile": format!("06 39 98 01 {n:02}") });
        let asked = ask("/v1/account/mobile", mobile).await;
        if n < daily.events {
            assert_eq!(asked.status, StatusCode::ACCEPTED, "{n}");
        } else {
            assert_eq!(asked.problem(), "too-many-attempts");
        }
    }
}

#[tokio::test]
async fn s23_whoever_is_in_the_account_does_not_stop_its_letter() {
    let mut tenant = SignedIn::open().await;
    let [daily] = NEW_NUMBERS_PER_TENANT;
    tenant.type_password(PASSWORD).await;
    tenant
        .ask(Method::POST, "/mobile", json!({ "mobile": "06 39 98 01 00" }))
        .await;
    multiply(&tenant.landlord, "message-of-tenant", daily.events).await;
    multiply(&tenant.landlord, "any-message", SMS_OF_NEW_NUMBERS[0].events).await;
    let letter = tenant.landlord.letter(DURAND).await;
    let enrolment = tenant.landlord.enrolment_for("passwordReset", DURAND).await;
    let sent = tenant
        .landlord
        .complete_letter(&enrolment, &letter, "06 39 98 01 01")
        .await;
    assert_eq!(sent.status, StatusCode::ACCEPTED);
    tenant.landlord.sms().await;
    assert_eq!(tenant.landlord.sms().await.to.national(), "06 39 98 01 01");
}

#[tokio::test]
async fn s23_an_overseas_range_has_a_budget_of_its_own() {
    let tenant = SignedIn::open().await;
    let ask = async |mobile: &str| {
        tenant.landlord.wait(SMS_RESEND_SECONDS + 1);
        tenant.type_password(PASSWORD).await;
        tenant
            .ask(Method::POST, "/mobile", json!({ "mobile": mobile }))
            .await
    };
    assert_eq!(ask("0692 12 34 56").await.status, StatusCode::ACCEPTED);
    multiply(
        &tenant.landlord,
        "message-to-range",
        SMS_PER_OVERSEAS_RANGE[0].events,
    )
    .await;
    assert_eq!(ask("0692 12 34 57").await.problem(), "too-many-attempts");
    assert_eq!(ask("+590 690 12 34 57").await.status, StatusCode::ACCEPTED);
    assert_eq!(ask("06 39 98 00 64").await.status, StatusCode::ACCEPTED);
    const { assert!(4 * (SMS_RESEND_SECONDS + 1) < ACCESS_MINUTES * MINUTE) };
}
