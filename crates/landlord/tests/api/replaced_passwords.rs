//! A password replaced between its check and its use opens nothing (S8, S21).

use axum::http::{Method, StatusCode};
use contract::StaffRole;
use landlord::figures::SMS_RESEND_SECONDS;
use serde_json::json;
use sqlx::AssertSqlSafe;

use crate::{
    account::SignedIn,
    counter::{CLAIRE, Counter, NADIA, STAFF_PASSWORD},
    passwords::{store_earlier_hash, stored},
    service::{DURAND, DURAND_MOBILE, Landlord, PASSWORD},
};

const OTHER_PASSWORD: &str = "Prunier jaune 17";

/// Makes the database run a statement when it uncounts a right password: after the check, before its use.
pub async fn in_between(landlord: &Landlord, uncounted_in: &str, statement: &str) {
    let trigger = format!("CREATE TRIGGER in_between BEFORE DELETE ON {uncounted_in} BEGIN {statement}; END");
    sqlx::query(AssertSqlSafe(trigger))
        .execute(landlord.service.pool())
        .await
        .expect("a trigger");
}

pub async fn count(landlord: &Landlord, rows: &str) -> i64 {
    sqlx::query_scalar(AssertSqlSafe(format!("SELECT count(*) FROM {rows}")))
        .fetch_one(landlord.service.pool())
        .await
        .expect("counted")
}

const REPLACED: &str = "UPDATE accounts SET password_hash = 'another'";
const STAFF_REPLACED: &str = "UPDATE staff SET password_hash = 'another'";

#[tokio::test]
async fn s8_a_password_replaced_during_a_sign_in_opens_no_session() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    in_between(&landlord, "sign_in_failures", REPLACED).await;
    let answer = landlord.sign_in(DURAND, PASSWORD).await;
    assert_eq!(answer.problem(), "credentials-wrong");
    assert_eq!(count(&landlord, "sessions").await, 1);
    assert_eq!(count(&landlord, "devices").await, 1);
    assert_eq!(
        count(&landlord, "sign_in_failures").await,
        1,
        "it counts as a wrong one"
    );
}

#[tokio::test]
async fn s8_a_password_replaced_during_reauthentication_allows_nothing() {
    let tenant = SignedIn::open().await;
    in_between(&tenant.landlord, "sign_in_failures", REPLACED).await;
    assert_eq!(
        tenant.type_password(PASSWORD).await.problem(),
        "credentials-wrong"
    );
    let landline = json!({ "landline": null });
    assert_eq!(
        tenant.ask(Method::PUT, "/landline", landline).await.problem(),
        "reauthentication-required"
    );
}

#[tokio::test]
async fn s8_a_password_replaced_during_a_password_change_stays() {
    let tenant = SignedIn::open().await;
    let before = stored(&tenant.landlord).await;
    in_between(&tenant.landlord, "sign_in_failures", REPLACED).await;
    let change = json!({ "currentPassword": PASSWORD, "newPassword": OTHER_PASSWORD });
    let answer = tenant.ask(Method::PUT, "/password", change).await;
    assert_eq!(answer.problem(), "credentials-wrong");
    // The trigger's change was rolled back with the request's.
    assert_eq!(stored(&tenant.landlord).await, before);
}

#[tokio::test]
async fn s8_a_session_ended_during_a_request_changes_nothing() {
    let mut landlord = Landlord::open().await;
    let tokens = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let tenant = SignedIn {
        access: tokens["accessToken"].as_str().expect("a token").to_owned(),
        landlord,
    };
    assert_eq!(tenant.type_password(PASSWORD).await.status, StatusCode::OK);
    let refresh = json!({ "refreshToken": tokens["refreshToken"] });
    let answer = tenant.landlord.post("/v1/sessions/refresh", None, refresh).await;
    let access = answer.json()["accessToken"].as_str().expect("a token").to_owned();
    // The first use of the new access token spends the earlier refresh token, which ends the session right after
    // it was read.
    let ends = "CREATE TRIGGER ends AFTER UPDATE OF spent_at ON refresh_tokens
                BEGIN UPDATE sessions SET ended_at = started_at; END";
    sqlx::query(ends)
        .execute(tenant.landlord.service.pool())
        .await
        .expect("a trigger");
    let tenant = SignedIn { access, ..tenant };
    let email = json!({ "email": "autre@exemple.fr" });
    let answer = tenant.ask(Method::PUT, "/email", email).await;
    assert_eq!(answer.problem(), "session-ended");
    assert_eq!(
        count(&tenant.landlord, "accounts WHERE email = 'autre@exemple.fr'").await,
        0
    );
}

#[tokio::test]
async fn s21_a_staff_password_replaced_during_a_sign_in_opens_no_session() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    in_between(&counter.landlord, "counted_events", STAFF_REPLACED).await;
    let answer = counter
        .post("/v1/staff/sessions", None, counter.credentials(&claire))
        .await;
    assert_eq!(answer.problem(), "credentials-wrong");
    assert_eq!(count(&counter.landlord, "staff_sessions").await, 0);
}

#[tokio::test]
async fn s21_a_staff_password_replaced_during_an_approval_approves_nothing() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    let staff = counter.sign_in(&claire).await;
    let visit = counter.visit(&staff, DURAND, &["newNumber"]).await;
    assert_eq!(visit.status, StatusCode::CREATED);
    in_between(&counter.landlord, "counted_events", STAFF_REPLACED).await;
    let answer = counter
        .post(
            "/v1/staff/visits/current/approval",
            Some(&staff),
            counter.credentials(&nadia),
        )
        .await;
    assert_eq!(answer.problem(), "credentials-wrong");
    assert_eq!(
        count(&counter.landlord, "visits WHERE approved_by IS NOT NULL").await,
        0
    );
}

#[tokio::test]
async fn s21_a_staff_session_ended_during_a_password_change_changes_nothing() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let staff = counter.sign_in(&claire).await;
    let begun_anew = "UPDATE staff SET password_hash = NULL; DELETE FROM staff_sessions";
    in_between(&counter.landlord, "counted_events", begun_anew).await;
    let change = json!({ "password": "Comptoir de Lens 63", "code": counter.code(&claire) });
    let answer = counter
        .ask(Method::PUT, "/v1/staff/password", Some(&staff), Some(change))
        .await;
    assert_eq!(answer.problem(), "session-ended");
    assert_eq!(
        count(&counter.landlord, "staff WHERE password_hash IS NOT NULL").await,
        0
    );
}

#[tokio::test]
async fn s21_an_activation_code_replaced_during_its_use_activates_nothing() {
    let counter = Counter::open().await;
    let code = counter.add(CLAIRE, StaffRole::Helper).await;
    let activation = json!({ "login": CLAIRE, "activationCode": code });
    let factor = counter
        .post("/v1/staff/activations", None, activation)
        .await
        .json();
    let telephone = crate::counter::telephone(factor["key"].as_str().expect("a key"));
    in_between(
        &counter.landlord,
        "counted_events",
        "UPDATE staff SET activation_hash = x'00'",
    )
    .await;
    let confirmation = json!({
        "login": CLAIRE, "activationCode": code, "password": STAFF_PASSWORD,
        "code": telephone.generate(counter.now()).to_string(),
    });
    let answer = counter
        .post("/v1/staff/activations/confirmation", None, confirmation)
        .await;
    assert_eq!(answer.problem(), "letter-code-wrong");
    assert_eq!(
        count(&counter.landlord, "staff WHERE password_hash IS NOT NULL").await,
        0
    );
}

/// A thief signs in with the old password while the tenant resets it. The hash on file has outdated parameters, so
/// that each of the thief's sign-ins would replace it.
#[tokio::test(flavor = "multi_thread")]
async fn s8_a_reset_stands_whatever_sign_ins_run_at_the_same_time() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    landlord.wait(SMS_RESEND_SECONDS + 1);
    let enrolment = landlord.enrolment_for("passwordReset", DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    landlord.try_code(&enrolment, &code).await;
    store_earlier_hash(&landlord).await;
    let sign_in = || landlord.sign_in(DURAND, PASSWORD);
    let (reset, ..) = tokio::join!(
        landlord.reset_password(&enrolment, OTHER_PASSWORD),
        sign_in(),
        sign_in(),
        sign_in(),
        sign_in(),
    );
    assert_eq!(reset.status, StatusCode::CREATED);
    assert_eq!(
        count(&landlord, "sessions WHERE ended_at IS NULL").await,
        1,
        "the session of the reset alone is in force"
    );
    assert_eq!(
        landlord.sign_in(DURAND, OTHER_PASSWORD).await.status,
        StatusCode::CREATED
    );
    assert_eq!(sign_in().await.problem(), "credentials-wrong");
}
