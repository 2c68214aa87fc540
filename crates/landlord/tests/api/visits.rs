//! A tenant's visit to a counter (S21, S22): what the tenant agrees to, what is done, and how it ends.

mod day_figures;
mod elsewhere;
mod ended;
mod ended_in_between;
mod letters;
mod new_numbers;
mod searches;
mod signing_in;

use axum::http::{Method, StatusCode};
use contract::StaffRole;
use landlord::figures::{HOUR, MINUTE, SMS_RESEND_SECONDS, STAFF_IDLE_MINUTES, VISIT_HOURS};
use serde_json::json;

use crate::{
    counter::{CLAIRE, Counter},
    service::{DURAND, DURAND_MOBILE, LEFEBVRE, PASSWORD, UNKNOWN},
};

const NEW_MOBILE: &str = "06 39 98 00 64";

async fn open() -> (Counter, String) {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let staff = counter.sign_in(&claire).await;
    (counter, staff)
}

#[tokio::test]
async fn s21_a_counter_sign_up_needs_no_robot_check_and_ends_with_the_visit() {
    let (mut counter, staff) = open().await;
    let visit = counter.visit(&staff, DURAND, &["signUp", "receipts"]).await;
    assert_eq!(visit.status, StatusCode::CREATED);
    assert_eq!(visit.json()["tenant"]["name"], "Mme Jeanne DURAND");
    let enrolment = counter.enrol(&staff, "signUp", None).await;
    assert_eq!(enrolment.status, StatusCode::CREATED);
    let enrolment = enrolment.json();
    assert!(enrolment["message"].is_null());
    let token = enrolment["enrolmentToken"].as_str().expect("a token").to_owned();
    counter.landlord.complete_phone(&token, DURAND_MOBILE).await;
    let code = counter.landlord.sms_code().await;
    assert_eq!(
        counter.landlord.try_code(&token, &code).await.status,
        StatusCode::OK
    );
    let tokens = counter.landlord.create_account(&token, PASSWORD).await.json();
    assert!(tokens["deviceToken"].is_null(), "the counter is nobody's device");
    let access = tokens["accessToken"].as_str().expect("a token");
    let documents = counter.landlord.get("/v1/rent-documents", Some(access)).await;
    assert_eq!(documents.status, StatusCode::OK);

    assert_eq!(counter.end(&staff).await.status, StatusCode::NO_CONTENT);
    let documents = counter.landlord.get("/v1/rent-documents", Some(access)).await;
    assert_eq!(documents.problem(), "session-ended");
    let refresh = json!({ "refreshToken": tokens["refreshToken"] });
    let refreshed = counter.landlord.post("/v1/sessions/refresh", None, refresh).await;
    assert_eq!(refreshed.problem(), "session-ended");
    assert_eq!(
        counter.end(&staff).await.status,
        StatusCode::NO_CONTENT,
        "twice is no mistake"
    );
    let signed_in = counter.landlord.sign_in(DURAND, PASSWORD).await;
    assert_eq!(
        signed_in.status,
        StatusCode::CREATED,
        "the account is the tenant's"
    );
    assert_eq!(
        counter.actions().await[3..],
        ["searched", "visitBegun", "signUpBegun", "signedUp", "visitEnded"]
    );

    // The tenant sees who helped and how.
    let access = signed_in.json()["accessToken"]
        .as_str()
        .expect("a token")
        .to_owned();
    let reported = counter
        .landlord
        .get("/v1/account/staff-actions", Some(&access))
        .await
        .json();
    let reported = reported["actions"].as_array().expect("actions");
    assert_eq!(reported.len(), 4);
    assert_eq!(
        (
            &reported[1]["action"],
            &reported[1]["staff"],
            &reported[1]["agency"]
        ),
        (
            &json!("signedUp"),
            &json!("Claire MARTIN"),
            &json!("Agence de Lens")
        )
    );
    let password = json!({ "password": PASSWORD });
    counter
        .landlord
        .post("/v1/account/reauthentication", Some(&access), password)
        .await;
    let export = counter
        .landlord
        .get("/v1/account/export", Some(&access))
        .await
        .json();
    assert_eq!(export["staffActions"].as_array().map(Vec::len), Some(4));
}

#[tokio::test]
async fn s21_nothing_happens_that_the_tenant_did_not_agree_to() {
    let (mut counter, staff) = open().await;
    assert_eq!(counter.enrol(&staff, "signUp", None).await.problem(), "no-visit");
    counter.visit(&staff, DURAND, &["receipts"]).await;
    for (purpose, new_mobile) in [
        ("signUp", None),
        ("passwordReset", None),
        ("signUp", Some(NEW_MOBILE)),
    ] {
        assert_eq!(
            counter.enrol(&staff, purpose, new_mobile).await.problem(),
            "no-visit"
        );
    }
    let letter = counter
        .ask(
            Method::POST,
            "/v1/staff/visits/current/letter",
            Some(&staff),
            None,
        )
        .await;
    assert_eq!(letter.problem(), "no-visit");
    counter.visit(&staff, DURAND, &["signUp"]).await;
    assert_eq!(
        counter.enrol(&staff, "signUp", Some(NEW_MOBILE)).await.problem(),
        "no-visit"
    );
    // Only the number was agreed to: the enrolment that confirms it must not create an account.
    counter.visit(&staff, DURAND, &["newNumber"]).await;
    let enrolment = counter.enrol(&staff, "signUp", Some(NEW_MOBILE)).await.json();
    let token = enrolment["enrolmentToken"].as_str().expect("a token").to_owned();
    let code = counter.landlord.sms_code().await;
    assert_eq!(
        counter.landlord.try_code(&token, &code).await.status,
        StatusCode::OK
    );
    let refused = counter.landlord.create_account(&token, PASSWORD).await;
    assert_eq!(refused.problem(), "enrolment-ended");
    for wrong in [
        json!({ "tenantCode": DURAND, "identityDocument": "identityCard", "purposes": [] }),
        json!({ "tenantCode": DURAND, "identityDocument": "clubCard", "purposes": ["signUp"] }),
        json!({ "tenantCode": DURAND, "identityDocument": "passport", "purposes": ["everything"] }),
    ] {
        assert_eq!(
            counter
                .post("/v1/staff/visits", Some(&staff), wrong)
                .await
                .problem(),
            "invalid-request"
        );
    }
    assert_eq!(
        counter.visit(&staff, UNKNOWN, &["signUp"]).await.problem(),
        "no-visit"
    );
}

#[tokio::test]
async fn s21_what_a_tenant_adds_during_a_visit_is_done_and_journaled() {
    let (counter, staff) = open().await;
    let add = async |purposes: serde_json::Value| {
        let added = json!({ "purposes": purposes });
        counter
            .post("/v1/staff/visits/current/purposes", Some(&staff), added)
            .await
    };
    assert_eq!(add(json!(["signUp"])).await.problem(), "no-visit");
    counter.visit(&staff, DURAND, &["receipts"]).await;
    assert_eq!(counter.enrol(&staff, "signUp", None).await.problem(), "no-visit");
    for wrong in [json!([]), json!(["everything"])] {
        assert_eq!(add(wrong).await.problem(), "invalid-request");
    }
    for _ in 0..2 {
        let visit = add(json!(["signUp"])).await;
        assert_eq!(visit.status, StatusCode::OK);
        assert_eq!(visit.json()["purposes"], json!(["signUp", "receipts"]));
    }
    assert_eq!(
        counter.enrol(&staff, "signUp", None).await.status,
        StatusCode::CREATED
    );
    let journal = counter.journal().await;
    let added: Vec<&str> = journal
        .lines()
        .filter(|line| line.contains(";purposesAdded;"))
        .collect();
    assert_eq!(added.len(), 1, "a repeat adds nothing");
    assert_eq!(added[0].split(';').nth(7), Some("signUp"));
    counter.admin().verify_journal(None).await.expect("whole");
}

#[tokio::test]
async fn s21_a_visit_ends_when_the_next_one_begins_or_expires() {
    let (counter, staff) = open().await;
    counter.visit(&staff, DURAND, &["signUp"]).await;
    let enrolment = counter.enrol(&staff, "signUp", None).await.json();
    let token = enrolment["enrolmentToken"].as_str().expect("a token").to_owned();
    counter.visit(&staff, LEFEBVRE, &["signUp"]).await;
    let answer = counter.landlord.complete_phone(&token, DURAND_MOBILE).await;
    assert_eq!(answer.problem(), "enrolment-ended");
    let current = counter
        .ask(Method::GET, "/v1/staff/visits/current", Some(&staff), None)
        .await;
    assert_eq!(current.json()["tenant"]["tenantCode"], LEFEBVRE);
    assert_eq!(
        counter.actions().await.last().map(String::as_str),
        Some("visitBegun")
    );
    let active = STAFF_IDLE_MINUTES - 1;
    for _ in 0..=VISIT_HOURS * HOUR / (active * MINUTE) {
        counter.landlord.wait(active * MINUTE);
        counter
            .ask(Method::GET, "/v1/staff/figures", Some(&staff), None)
            .await;
    }
    let current = counter
        .ask(Method::GET, "/v1/staff/visits/current", Some(&staff), None)
        .await;
    assert_eq!(current.problem(), "no-visit");
    let out = counter
        .ask(Method::DELETE, "/v1/staff/sessions/current", Some(&staff), None)
        .await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    let actions = counter.actions().await;
    assert_eq!(actions[actions.len() - 2..], ["visitEnded", "signedOut"]);
}

#[tokio::test]
async fn the_consent_form_has_two_copies_that_list_what_was_agreed() {
    let (counter, staff) = open().await;
    counter.visit(&staff, DURAND, &["signUp", "newNumber"]).await;
    let paper = counter
        .ask(
            Method::POST,
            "/v1/staff/visits/current/consent",
            Some(&staff),
            None,
        )
        .await;
    assert_eq!(paper.status, StatusCode::OK);
    let pages = pdf_extract::extract_text_from_mem_by_pages(&paper.bytes).expect("text");
    assert_eq!(pages.len(), 2);
    for (page, whose) in pages
        .iter()
        .zip(["Exemplaire du locataire", "Exemplaire de l’agence"])
    {
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        for said in [
            whose,
            "Mme Jeanne DURAND",
            "Claire MARTIN",
            "une carte d’identité",
            "ouvrir mon compte",
            "changer le numéro de portable de mon dossier",
        ] {
            assert!(page.contains(said), "« {said} » in {page}");
        }
        assert!(!page.contains("mes quittances"), "not agreed to: {page}");
    }
}

#[tokio::test]
async fn s2_s21_a_used_up_quota_does_not_block_the_counter() {
    let (mut counter, staff) = open().await;
    for _ in 0..3 {
        counter.landlord.wait(SMS_RESEND_SECONDS + 1);
        let enrolment = counter.landlord.enrolment(DURAND).await;
        counter.landlord.complete_phone(&enrolment, NEW_MOBILE).await;
    }
    counter.landlord.wait(SMS_RESEND_SECONDS + 1);
    let enrolment = counter.landlord.enrolment(DURAND).await;
    let refused = counter.landlord.complete_phone(&enrolment, NEW_MOBILE).await;
    assert_eq!(refused.problem(), "too-many-attempts");
    counter.visit(&staff, DURAND, &["signUp"]).await;
    let enrolment = counter.enrol(&staff, "signUp", None).await.json();
    let token = enrolment["enrolmentToken"].as_str().expect("a token");
    let sent = counter.landlord.complete_phone(token, DURAND_MOBILE).await;
    assert_eq!(sent.status, StatusCode::ACCEPTED);
    assert_eq!(counter.landlord.sms().await.to.national(), DURAND_MOBILE);
}
