//! Agency staff (S21).

mod activations;
mod devices;

use axum::http::{Method, StatusCode};
use contract::{StaffLogin, StaffRole};
use landlord::figures::{
    HOUR, MINUTE, RECOVERY_CODES, STAFF_IDLE_MINUTES, STAFF_SESSION_HOURS, WRONG_PROOFS_PER_MEMBER,
};
use serde_json::{Value, json};

use crate::counter::{CLAIRE, Counter, NADIA, STAFF_PASSWORD};

#[tokio::test]
async fn s21_staff_sign_in_by_name_with_a_second_factor_on_an_enrolled_device() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let answer = counter
        .post("/v1/staff/sessions", None, counter.credentials(&claire))
        .await;
    assert_eq!(answer.status, StatusCode::CREATED);
    let session = answer.json();
    assert_eq!(session["name"], "Claire MARTIN");
    assert_eq!(
        (session["role"].as_str(), session["agency"].as_str()),
        (Some("helper"), Some("Agence de Lens"))
    );
    assert_eq!(session["recoveryCodesLeft"], RECOVERY_CODES);
    let token = session["token"].as_str().expect("a token");
    let figures = counter
        .ask(Method::GET, "/v1/staff/figures", Some(token), None)
        .await;
    assert_eq!(figures.status, StatusCode::OK);
    assert!(figures.json()["agencyToday"].is_null(), "a helper sees their own");
}

#[tokio::test]
async fn s21_a_time_code_works_once_with_the_password_and_errors_match() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let right = counter.credentials(&claire);
    let wrong = |name: &str, value: &str| {
        let mut credentials = right.clone();
        credentials[name] = json!(value);
        credentials
    };
    for credentials in [
        wrong("password", "Comptoir de Lens 63"),
        wrong("code", "000000"),
        wrong("login", "nobody"),
        wrong("code", "7QKM-7QKM-7QKM-7QKN"),
    ] {
        let answer = counter
            .post("/v1/staff/sessions", None, credentials.clone())
            .await;
        let unreadable = credentials["code"] == "7QKM-7QKM-7QKM-7QKN";
        assert_eq!(
            answer.problem(),
            if unreadable {
                "invalid-request"
            } else {
                "credentials-wrong"
            },
            "{credentials}"
        );
    }
    let token = counter.sign_in(&claire).await;
    assert!(!token.is_empty());
    let again = counter.post("/v1/staff/sessions", None, right).await;
    assert_eq!(again.problem(), "credentials-wrong", "the code was used");
}

#[tokio::test]
async fn s21_after_a_code_of_the_next_step_none_of_an_earlier_one_works() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let present = counter.credentials(&claire);
    // A telephone whose clock is ahead.
    let ahead = || {
        let mut credentials = present.clone();
        credentials["code"] = json!(counter.code_in(&claire, 30));
        credentials
    };
    let try_code = async |credentials: Value| counter.post("/v1/staff/sessions", None, credentials).await;
    assert_eq!(try_code(ahead()).await.status, StatusCode::CREATED);
    for replayed in [present.clone(), ahead()] {
        assert_eq!(try_code(replayed).await.problem(), "credentials-wrong");
    }
    counter.landlord.wait(30);
    assert_eq!(try_code(ahead()).await.status, StatusCode::CREATED);
}

#[tokio::test]
async fn s21_a_closed_or_unknown_device_signs_nobody_in() {
    let mut counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let token = counter.sign_in(&claire).await;
    let enrolled = std::mem::replace(&mut counter.device, "made-up".to_owned());
    let answer = counter
        .post("/v1/staff/sessions", None, counter.credentials(&claire))
        .await;
    assert_eq!(answer.problem(), "device-not-enrolled");
    let without = counter
        .landlord
        .post("/v1/staff/sessions", None, counter.credentials(&claire))
        .await;
    assert_eq!(without.problem(), "device-not-enrolled");

    counter.device = enrolled;
    counter
        .admin()
        .close_staff_device("Lens, guichet 2")
        .await
        .expect("closed");
    let answer = counter
        .post("/v1/staff/sessions", None, counter.credentials(&claire))
        .await;
    assert_eq!(answer.problem(), "device-not-enrolled");
    let figures = counter
        .ask(Method::GET, "/v1/staff/figures", Some(&token), None)
        .await;
    assert_eq!(
        figures.problem(),
        "session-ended",
        "the member signed in there is signed out"
    );
}

#[tokio::test]
async fn s21_wrong_proofs_count_per_person_and_device() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    let wrong = json!({ "login": CLAIRE, "password": "Comptoir de Lens 63", "code": "000000" });
    for _ in 0..WRONG_PROOFS_PER_MEMBER[0].events {
        let answer = counter.post("/v1/staff/sessions", None, wrong.clone()).await;
        assert_eq!(answer.problem(), "credentials-wrong");
    }
    let answer = counter
        .post("/v1/staff/sessions", None, counter.credentials(&claire))
        .await;
    assert_eq!(answer.problem(), "too-many-attempts");
    counter.sign_in(&nadia).await;
    counter.landlord.wait(WRONG_PROOFS_PER_MEMBER[0].window);
    counter.sign_in(&claire).await;
}

#[tokio::test]
async fn s21_idle_staff_are_asked_for_the_second_factor_again() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let token = counter.sign_in(&claire).await;
    let figures = async || {
        counter
            .ask(Method::GET, "/v1/staff/figures", Some(&token), None)
            .await
    };
    for _ in 0..3 {
        counter.landlord.wait((STAFF_IDLE_MINUTES - 1) * MINUTE);
        assert_eq!(figures().await.status, StatusCode::OK);
    }
    counter.landlord.wait(STAFF_IDLE_MINUTES * MINUTE + 1);
    assert_eq!(figures().await.problem(), "staff-check-required");
    let check = async |code: &str| {
        counter
            .post(
                "/v1/staff/sessions/current/check",
                Some(&token),
                json!({ "code": code }),
            )
            .await
    };
    assert_eq!(check("000000").await.problem(), "sms-code-wrong");
    assert_eq!(figures().await.problem(), "staff-check-required");
    assert_eq!(check(&counter.code(&claire)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(figures().await.status, StatusCode::OK);

    // A working day later, only signing in again helps.
    counter.landlord.wait(STAFF_SESSION_HOURS * HOUR);
    assert_eq!(figures().await.problem(), "session-ended");
}

#[tokio::test]
async fn s21_a_recovery_code_signs_in_once() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let credentials =
        json!({ "login": CLAIRE, "password": STAFF_PASSWORD, "code": claire.recovery_codes[3] });
    let answer = counter
        .post("/v1/staff/sessions", None, credentials.clone())
        .await;
    assert_eq!(answer.json()["recoveryCodesLeft"], RECOVERY_CODES - 1);
    let again = counter.post("/v1/staff/sessions", None, credentials).await;
    assert_eq!(again.problem(), "credentials-wrong");
    assert!(
        counter
            .actions()
            .await
            .contains(&"signedInByRecoveryCode".to_owned())
    );
}

#[tokio::test]
async fn s21_a_new_activation_code_or_a_closed_account_ends_sessions() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let login = StaffLogin::parse(CLAIRE).expect("a name");
    let figures = async |token: &str| {
        counter
            .ask(Method::GET, "/v1/staff/figures", Some(token), None)
            .await
    };

    let token = counter.sign_in(&claire).await;
    let anew = counter.admin().begin_staff_anew(&login).await.expect("a code");
    assert_eq!(figures(&token).await.problem(), "session-ended");
    let old = counter
        .post("/v1/staff/sessions", None, counter.credentials(&claire))
        .await;
    assert_eq!(old.problem(), "credentials-wrong");

    let claire = counter.begin(CLAIRE, &anew.grouped()).await;
    let token = counter.sign_in(&claire).await;
    counter.admin().close_staff(&login).await.expect("closed");
    assert_eq!(figures(&token).await.problem(), "session-ended");
    let gone = counter
        .post("/v1/staff/sessions", None, counter.credentials(&claire))
        .await;
    assert_eq!(gone.problem(), "credentials-wrong");
    let taken = counter
        .admin()
        .add_staff(&login, "Claire DUPONT", StaffRole::Helper, "A1")
        .await;
    assert!(taken.is_err(), "the journal's names are for good");
}

#[tokio::test]
async fn s21_a_new_staff_password_needs_the_factor_and_ends_sessions() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let (elsewhere, here) = (counter.sign_in(&claire).await, counter.sign_in(&claire).await);
    let change = async |token: &str, password: &str, code: &str| {
        let body = json!({ "password": password, "code": code });
        counter
            .ask(Method::PUT, "/v1/staff/password", Some(token), Some(body))
            .await
    };
    let chosen = "Pommier jaune 57";
    let weak = change(&here, "Claire Martin 62", &counter.code(&claire)).await;
    assert_eq!(weak.problem(), "invalid-request");
    assert_eq!(change(&here, chosen, "000000").await.problem(), "sms-code-wrong");
    let code = counter.code(&claire);
    assert_eq!(change(&here, chosen, &code).await.status, StatusCode::NO_CONTENT);
    assert_eq!(
        change(&here, chosen, &code).await.problem(),
        "sms-code-wrong",
        "used up"
    );

    let figures = async |token: &str| {
        counter
            .ask(Method::GET, "/v1/staff/figures", Some(token), None)
            .await
    };
    assert_eq!(figures(&here).await.status, StatusCode::OK);
    assert_eq!(figures(&elsewhere).await.problem(), "session-ended");
    counter.landlord.wait(30);
    let mut credentials = counter.credentials(&claire);
    let old = counter
        .post("/v1/staff/sessions", None, credentials.clone())
        .await;
    assert_eq!(old.problem(), "credentials-wrong");
    credentials["password"] = json!(chosen);
    let signed_in = counter.post("/v1/staff/sessions", None, credentials).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);
    assert!(counter.actions().await.contains(&"ownPasswordChanged".to_owned()));
}
