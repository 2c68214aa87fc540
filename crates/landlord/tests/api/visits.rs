//! A tenant's visit to a counter (S21, S22).

use axum::http::{Method, StatusCode};
use contract::StaffRole;
use landlord::figures::{
    DAY, HOUR, MINUTE, RECENT_RESET_DAYS, SMS_RESEND_SECONDS, STAFF_IDLE_MINUTES, TENANT_SEARCHES,
    VISIT_HOURS,
};
use serde_json::json;

use crate::{
    counter::{CLAIRE, Counter, NADIA},
    service::{DURAND, DURAND_MOBILE, LEFEBVRE, PASSWORD, PETIT, UNKNOWN},
};

const NEW_MOBILE: &str = "06 39 98 00 64";

async fn open() -> (Counter, String) {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let staff = counter.sign_in(&claire).await;
    (counter, staff)
}

#[tokio::test]
async fn s21_a_tenant_is_found_by_code_or_by_name_and_birth_date() {
    let (counter, staff) = open().await;
    let search = async |search| {
        counter
            .post("/v1/staff/searches", Some(&staff), search)
            .await
            .json()
    };
    let found = search(json!({ "tenantCode": DURAND })).await;
    let durand = &found["tenants"][0];
    assert_eq!(durand["name"], "Mme Jeanne DURAND");
    assert_eq!(durand["dwelling"], json!(["12 rue des Lilas", "62300 Lens"]));
    assert_eq!(
        (&durand["registered"], &durand["recentlyReset"]),
        (&json!(false), &json!(false))
    );
    assert!(!found.to_string().contains("0639980061") && !found.to_string().contains("98 00 61"));
    let person = |name: &str, day: &str| json!({ "person": { "name": name, "bornOn": day } });
    assert_eq!(search(person("durand", "1958-03-12")).await, found);
    for nobody in [
        person("durand", "1958-03-13"),
        person("lefebvre", "1958-03-12"),
        person("", "1958-03-12"),
        json!({ "tenantCode": UNKNOWN }),
    ] {
        assert_eq!(search(nobody).await["tenants"], json!([]));
    }
    let actions = counter.actions().await;
    assert_eq!(actions.iter().filter(|action| *action == "searched").count(), 6);
    let journal = counter.journal().await;
    assert!(
        !journal.to_lowercase().contains("durand") && !journal.contains(DURAND),
        "{journal}"
    );
}

#[tokio::test]
async fn s21_tenant_searches_have_a_quota() {
    let (counter, staff) = open().await;
    for _ in 0..TENANT_SEARCHES[0].events {
        let answer = counter
            .post(
                "/v1/staff/searches",
                Some(&staff),
                json!({ "tenantCode": DURAND }),
            )
            .await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    let answer = counter
        .post(
            "/v1/staff/searches",
            Some(&staff),
            json!({ "tenantCode": DURAND }),
        )
        .await;
    assert_eq!(answer.problem(), "too-many-attempts");
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
        counter.actions().await[2..],
        ["visitBegun", "signUpBegun", "signedUp", "visitEnded"]
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
        "not-found"
    );
}

#[tokio::test]
async fn s1_s8_s21_a_new_number_is_confirmed_by_sms_and_the_old_one_notified() {
    let (mut counter, staff) = open().await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    counter.landlord.mail(1).await;
    counter
        .visit(&staff, DURAND, &["passwordReset", "newNumber"])
        .await;
    let enrolment = counter
        .enrol(&staff, "passwordReset", Some(NEW_MOBILE))
        .await
        .json();
    assert_eq!(enrolment["message"]["messagesSent"], 1);
    let token = enrolment["enrolmentToken"].as_str().expect("a token").to_owned();
    let message = counter.landlord.sms().await;
    assert_eq!(message.to.national(), NEW_MOBILE);
    let code = contract::SmsCode::parse(&message.text).expect("a code");
    counter.landlord.try_code(&token, code.expose()).await;
    let sms = counter.landlord.sms().await;
    assert_eq!(sms.to.national(), DURAND_MOBILE);
    assert!(
        sms.text.contains("portable de votre compte a changé"),
        "{}",
        sms.text
    );
    let mail = counter.landlord.mail(2).await;
    assert_eq!(mail.to.as_str(), "jeanne.durand@exemple.fr");
    let reset = counter.landlord.reset_password(&token, "Prunier rouge 43").await;
    assert_eq!(reset.status, StatusCode::CREATED);
    assert_eq!(
        counter.actions().await[2..],
        [
            "visitBegun",
            "passwordResetBegun",
            "newNumberProposed",
            "newNumberConfirmed",
            "passwordReset"
        ]
    );
    let found = counter
        .post(
            "/v1/staff/searches",
            Some(&staff),
            json!({ "tenantCode": DURAND }),
        )
        .await;
    let mobile = found.json()["tenants"][0]["mobile"].to_string();
    assert!(mobile.contains("64"), "{mobile}");
}

#[tokio::test]
async fn s1_s21_a_number_that_staff_did_not_give_gets_no_code() {
    let (mut counter, staff) = open().await;
    counter.visit(&staff, PETIT, &["signUp", "newNumber"]).await;
    let enrolment = counter.enrol(&staff, "signUp", Some(NEW_MOBILE)).await.json();
    let token = enrolment["enrolmentToken"].as_str().expect("a token").to_owned();
    assert_eq!(counter.landlord.sms().await.to.national(), NEW_MOBILE);
    // The holder of the enrolment cannot have the code sent elsewhere.
    counter.landlord.wait(SMS_RESEND_SECONDS + 1);
    counter.landlord.complete_phone(&token, "06 39 98 00 65").await;
    assert_eq!(counter.landlord.service.sms_captured().len(), 1);
}

#[tokio::test]
async fn s21_after_a_reset_a_new_number_needs_a_second_staff_member() {
    let (mut counter, staff) = open().await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    counter.landlord.wait(SMS_RESEND_SECONDS + 1);
    let enrolment = counter.landlord.enrolment_for("passwordReset", DURAND).await;
    counter.landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = counter.landlord.sms_code().await;
    counter.landlord.try_code(&enrolment, &code).await;
    counter
        .landlord
        .reset_password(&enrolment, "Prunier rouge 43")
        .await;

    let visit = counter
        .visit(&staff, DURAND, &["passwordReset", "newNumber"])
        .await
        .json();
    assert_eq!(
        (&visit["tenant"]["recentlyReset"], &visit["approved"]),
        (&json!(true), &json!(false))
    );
    let new_number = async || counter.enrol(&staff, "passwordReset", Some(NEW_MOBILE)).await;
    let letter = async || {
        counter
            .ask(
                Method::POST,
                "/v1/staff/visits/current/letter",
                Some(&staff),
                None,
            )
            .await
    };
    assert_eq!(new_number().await.problem(), "approval-required");
    assert_eq!(letter().await.problem(), "approval-required");

    let approve = async |credentials| {
        counter
            .post("/v1/staff/visits/current/approval", Some(&staff), credentials)
            .await
    };
    let mut own = counter.credentials(&nadia);
    own["login"] = json!(CLAIRE);
    assert_eq!(
        approve(own).await.problem(),
        "not-allowed",
        "one's own word is not a second one"
    );
    let mut wrong = counter.credentials(&nadia);
    wrong["code"] = json!("000000");
    assert_eq!(approve(wrong).await.problem(), "credentials-wrong");
    assert_eq!(
        approve(counter.credentials(&nadia)).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(new_number().await.status, StatusCode::CREATED);
    assert_eq!(letter().await.status, StatusCode::OK);
    let csv = counter.journal().await;
    assert!(
        csv.lines()
            .any(|line| line.contains("nadia.roussel") && line.contains("approved")),
        "{csv}"
    );

    // Some days after the reset, one staff member is enough.
    counter.landlord.wait(RECENT_RESET_DAYS * DAY);
    let claire = counter
        .admin()
        .begin_staff_anew(&CLAIRE.parse().expect("a name"))
        .await;
    let claire = counter.begin(CLAIRE, &claire.expect("a code").grouped()).await;
    let staff = counter.sign_in(&claire).await;
    let visit = counter
        .visit(&staff, DURAND, &["passwordReset", "newNumber"])
        .await
        .json();
    assert_eq!(visit["tenant"]["recentlyReset"], false);
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
async fn the_figures_of_the_day_are_anonymous() {
    let mut counter = Counter::open().await;
    counter.landlord.wait_for_morning();
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let staff = counter.sign_in(&claire).await;
    counter.visit(&staff, DURAND, &["signUp"]).await;
    let enrolment = counter.enrol(&staff, "signUp", None).await.json();
    let token = enrolment["enrolmentToken"].as_str().expect("a token").to_owned();
    counter.landlord.complete_phone(&token, DURAND_MOBILE).await;
    let code = counter.landlord.sms_code().await;
    counter.landlord.try_code(&token, &code).await;
    counter.landlord.create_account(&token, PASSWORD).await;
    counter.landlord.wait(5 * 60);
    counter.end(&staff).await;
    let figures = json!({ "visits": 1, "signUps": 1, "passwordResets": 0, "newNumbers": 0, "minutes": 5 });
    let answer = counter
        .ask(Method::GET, "/v1/staff/figures", Some(&staff), None)
        .await;
    assert_eq!(answer.json(), json!({ "today": figures }));
    let journal = counter
        .ask(Method::GET, "/v1/staff/journal", Some(&staff), None)
        .await;
    assert_eq!(journal.problem(), "not-allowed");

    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    let manager = counter.sign_in(&nadia).await;
    let answer = counter
        .ask(Method::GET, "/v1/staff/figures", Some(&manager), None)
        .await
        .json();
    assert_eq!(
        (&answer["agencyToday"], &answer["agencyMonth"]),
        (&figures, &figures)
    );
    let journal = counter
        .ask(Method::GET, "/v1/staff/journal", Some(&manager), None)
        .await;
    assert_eq!(journal.status, StatusCode::OK);
    let csv = String::from_utf8(journal.bytes).expect("UTF-8");
    assert!(csv.contains("signedUp") && !csv.contains(DURAND), "{csv}");
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
