//! An account is activated once, and nobody but its owner keeps the second factor.

use axum::http::{Method, StatusCode, header::HeaderName};
use contract::{StaffLogin, StaffRole};
use landlord::figures::{ACTIVATION_REPEAT_MINUTES, DAY, MINUTE, STAFF_ACTIVATION_DAYS};
use serde_json::{Value, json};
use totp_rs::Totp;

use crate::{
    counter::{CLAIRE, Counter, STAFF_PASSWORD, telephone},
    service::Answer,
};

const KEY: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const OTHER_KEY: &str = "1b671a64-40d5-491e-99b0-da01ff1f3341";

async fn begin(counter: &Counter, code: &str) -> Answer {
    let activation = json!({ "login": CLAIRE, "activationCode": code });
    counter.post("/v1/staff/activations", None, activation).await
}

fn telephone_of(factor: &Answer) -> Totp {
    telephone(factor.json()["key"].as_str().expect("a key"))
}

fn confirmation(counter: &Counter, code: &str, telephone: &Totp) -> Value {
    json!({
        "login": CLAIRE, "activationCode": code, "password": STAFF_PASSWORD,
        "code": telephone.generate(counter.now()).to_string(),
    })
}

/// Confirms with the code that the telephone shows next.
async fn confirm(counter: &Counter, code: &str, telephone: &Totp, key: &str) -> Answer {
    counter.landlord.wait(30);
    send(counter, key, confirmation(counter, code, telephone)).await
}

async fn send(counter: &Counter, key: &str, body: Value) -> Answer {
    let headers = [
        (
            HeaderName::from_static(contract::STAFF_DEVICE_HEADER),
            counter.device.as_str(),
        ),
        (HeaderName::from_static("idempotency-key"), key),
    ];
    let path = "/v1/staff/activations/confirmation";
    counter
        .landlord
        .ask(Method::POST, path, None, &headers, Some(body))
        .await
}

#[tokio::test]
async fn s21_an_account_is_activated_once_in_time_with_a_strong_password() {
    let counter = Counter::open().await;
    let code = counter.add(CLAIRE, StaffRole::Helper).await;
    let wrong = begin(&counter, "0000-0000-0000-0000").await;
    assert_eq!(wrong.problem(), "letter-code-wrong");
    let factor = begin(&counter, &code).await.json();
    let link = factor["link"].as_str().expect("a link");
    assert!(
        link.starts_with("otpauth://totp/Espace%20Locataire:claire.martin?secret="),
        "{link}"
    );
    let confirm = async |password: &str| {
        let body = json!({ "login": CLAIRE, "activationCode": code, "password": password, "code": "000000" });
        counter
            .post("/v1/staff/activations/confirmation", None, body)
            .await
    };
    for weak in ["court1A", "Bonjour Martin 62", "Azerty123"] {
        assert_eq!(confirm(weak).await.problem(), "invalid-request", "{weak}");
    }
    assert_eq!(confirm(STAFF_PASSWORD).await.problem(), "sms-code-wrong");

    counter.begin(CLAIRE, &code).await;
    assert_eq!(
        begin(&counter, &code).await.problem(),
        "letter-code-wrong",
        "used"
    );
    let login = StaffLogin::parse(CLAIRE).expect("a name");
    let anew = counter.admin().begin_staff_anew(&login).await.expect("a code");
    counter.landlord.wait(STAFF_ACTIVATION_DAYS * DAY);
    let late = begin(&counter, &anew.grouped()).await;
    assert_eq!(late.problem(), "letter-code-wrong", "too late");
}

#[tokio::test]
async fn s24_a_second_factor_shown_to_somebody_else_is_worth_nothing() {
    let counter = Counter::open().await;
    let code = counter.add(CLAIRE, StaffRole::Helper).await;
    // A colleague saw the paper on the desk.
    let colleague = telephone_of(&begin(&counter, &code).await);
    let claire = telephone_of(&begin(&counter, &code).await);
    let refused = confirm(&counter, &code, &colleague, OTHER_KEY).await;
    assert_eq!(refused.problem(), "sms-code-wrong");
    let activated = confirm(&counter, &code, &claire, KEY).await;
    assert_eq!(activated.status, StatusCode::OK);
    let late = begin(&counter, &code).await;
    assert_eq!(late.problem(), "letter-code-wrong", "before the first sign-in");
    let actions = counter.actions().await;
    let shown = actions.iter().filter(|action| *action == "activationBegun");
    assert_eq!(shown.count(), 2, "{actions:?}");
}

#[tokio::test]
async fn s21_a_confirmation_without_a_shown_factor_activates_nothing() {
    let counter = Counter::open().await;
    let code = counter.add(CLAIRE, StaffRole::Helper).await;
    let made_up = telephone("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP");
    let refused = confirm(&counter, &code, &made_up, KEY).await;
    assert_eq!(refused.problem(), "letter-code-wrong");
}

#[tokio::test]
async fn s21_a_lost_answer_to_an_activation_is_given_again_to_who_asked() {
    let counter = Counter::open().await;
    let code = counter.add(CLAIRE, StaffRole::Helper).await;
    let claire = telephone_of(&begin(&counter, &code).await);
    let codes = confirm(&counter, &code, &claire, KEY).await;
    assert_eq!(codes.status, StatusCode::OK, "{:?}", codes.json());
    let again = confirm(&counter, &code, &claire, KEY).await;
    assert_eq!(again.json(), codes.json());
    let other = confirm(&counter, &code, &claire, OTHER_KEY).await;
    assert_eq!(other.problem(), "letter-code-wrong");
    counter.landlord.wait(ACTIVATION_REPEAT_MINUTES * MINUTE);
    let late = confirm(&counter, &code, &claire, KEY).await;
    assert_eq!(late.problem(), "letter-code-wrong");
}

#[tokio::test]
async fn s21_the_same_activation_sent_again_spends_no_code_of_the_telephone() {
    let counter = Counter::open().await;
    let code = counter.add(CLAIRE, StaffRole::Helper).await;
    let claire = telephone_of(&begin(&counter, &code).await);
    counter.landlord.wait(30);
    let body = confirmation(&counter, &code, &claire);
    let codes = send(&counter, KEY, body.clone()).await;
    assert_eq!(codes.status, StatusCode::OK, "{:?}", codes.json());
    let again = send(&counter, KEY, body.clone()).await;
    assert_eq!(again.json(), codes.json());
    let mut other = body;
    other["password"] = "Prunier jaune 17".into();
    let refused = send(&counter, KEY, other).await;
    assert_eq!(refused.problem(), "idempotency-key-reused");
    // The password that was chosen first signs in.
    counter.landlord.wait(30);
    let credentials = json!({
        "login": CLAIRE, "password": STAFF_PASSWORD, "code": claire.generate(counter.now()).to_string(),
    });
    let signed_in = counter.post("/v1/staff/sessions", None, credentials).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);
    let actions = counter.actions().await;
    let activated = actions.iter().filter(|action| *action == "activated");
    assert_eq!(activated.count(), 1, "{actions:?}");
}

#[tokio::test]
async fn s26_a_rotation_leaves_the_answer_to_a_repeated_activation() {
    let counter = Counter::open().await;
    let code = counter.add(CLAIRE, StaffRole::Helper).await;
    let claire = telephone_of(&begin(&counter, &code).await);
    let codes = confirm(&counter, &code, &claire, KEY).await;
    assert_eq!(codes.status, StatusCode::OK, "{:?}", codes.json());
    let rotated = counter.landlord.service.key_admin().rotate().await;
    rotated.expect("rotated");
    let again = confirm(&counter, &code, &claire, KEY).await;
    assert_eq!(again.json(), codes.json());
}

#[tokio::test]
async fn s21_the_first_sign_in_ends_the_repeat_of_an_activation() {
    let counter = Counter::open().await;
    let code = counter.add(CLAIRE, StaffRole::Helper).await;
    let claire = telephone_of(&begin(&counter, &code).await);
    assert_eq!(
        confirm(&counter, &code, &claire, KEY).await.status,
        StatusCode::OK
    );
    counter.landlord.wait(30);
    let credentials = json!({
        "login": CLAIRE, "password": STAFF_PASSWORD, "code": claire.generate(counter.now()).to_string(),
    });
    let signed_in = counter.post("/v1/staff/sessions", None, credentials).await;
    assert_eq!(signed_in.status, StatusCode::CREATED);
    let again = confirm(&counter, &code, &claire, KEY).await;
    assert_eq!(again.problem(), "letter-code-wrong");
}
