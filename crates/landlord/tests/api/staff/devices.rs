//! The token of staff lives on its device, and failed proofs leave a trace.

use axum::http::{Method, StatusCode, header::HeaderName};
use contract::StaffRole;
use landlord::figures::{MINUTE, WRONG_PROOFS_PER_DEVICE, WRONG_PROOFS_PER_MEMBER};
use serde_json::json;

use crate::counter::{CLAIRE, Counter, NADIA, STAFF_PASSWORD};

#[tokio::test]
async fn s21_a_token_of_staff_works_on_its_device_only() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let staff = counter.sign_in(&claire).await;
    let other = counter.admin().enrol_staff_device("Lens, guichet 3").await;
    let other = other.expect("enrolled").expose().to_owned();
    let code = counter.code(&claire);
    for (method, path, body) in [
        (Method::GET, "/v1/staff/figures", None),
        (Method::GET, "/v1/staff/visits/current", None),
        (
            Method::POST,
            "/v1/staff/sessions/current/check",
            Some(json!({ "code": code })),
        ),
        (Method::DELETE, "/v1/staff/sessions/current", None),
    ] {
        let device = HeaderName::from_static(contract::STAFF_DEVICE_HEADER);
        let elsewhere = [(device, other.as_str())];
        for headers in [&elsewhere[..], &[]] {
            let refused = counter
                .landlord
                .ask(method.clone(), path, Some(&staff), headers, body.clone())
                .await;
            assert_eq!(refused.problem(), "device-not-enrolled", "{method} {path}");
        }
    }
    let figures = counter
        .ask(Method::GET, "/v1/staff/figures", Some(&staff), None)
        .await;
    assert_eq!(figures.status, StatusCode::OK);
}

#[tokio::test]
async fn s22_failed_proofs_are_in_the_journal_once_a_minute() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    let staff = counter.sign_in(&claire).await;
    let secret = "cerisier-bleu-42";
    for _ in 0..2 {
        for login in [NADIA, secret] {
            let wrong = json!({ "login": login, "password": "Comptoir de Lens 63", "code": "000000" });
            let refused = counter.post("/v1/staff/sessions", None, wrong).await;
            assert_eq!(refused.problem(), "credentials-wrong");
        }
    }
    counter.landlord.wait(MINUTE);
    let mut wrong = counter.credentials(&nadia);
    wrong["code"] = json!("000000");
    counter.post("/v1/staff/sessions", None, wrong).await;
    let wrong = json!({ "code": "000000" });
    counter
        .post("/v1/staff/sessions/current/check", Some(&staff), wrong)
        .await;
    let journal = counter.journal().await;
    let failed: Vec<(&str, &str)> = journal
        .lines()
        .filter(|line| line.contains(";proofFailed;"))
        .map(|line| {
            let cells: Vec<&str> = line.split(';').collect();
            (cells[2], cells[7])
        })
        .collect();
    assert_eq!(
        failed,
        [
            (NADIA, "signIn"),
            // What was typed for a login may be a password.
            ("-", "signIn"),
            (NADIA, "signIn"),
            (CLAIRE, "check")
        ]
    );
    assert!(!journal.contains(secret));
    assert!(counter.has_a_whole_journal().await);
}

#[tokio::test]
async fn s21_invented_logins_do_not_close_a_counter() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let try_as = async |login: &str| {
        let wrong = json!({ "login": login, "password": STAFF_PASSWORD, "code": "000000" });
        counter.post("/v1/staff/sessions", None, wrong).await.problem()
    };
    for number in 0..WRONG_PROOFS_PER_DEVICE[0].events {
        assert_eq!(try_as(&format!("nobody{number}")).await, "credentials-wrong");
    }
    assert_eq!(try_as("nobody").await, "too-many-attempts");
    counter.sign_in(&claire).await;
    // Nor do wrong proofs of those who work there.
    for _ in 0..WRONG_PROOFS_PER_MEMBER[0].events {
        assert_eq!(try_as(CLAIRE).await, "credentials-wrong");
    }
    assert_eq!(try_as(CLAIRE).await, "too-many-attempts");
}
