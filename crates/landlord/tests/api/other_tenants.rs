//! No tenant reaches another's data. Every route of the published description is covered here.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use contract::StaffRole;
use landlord::figures::SMS_RESEND_SECONDS;
use serde_json::{Value, json};

use crate::{
    counter::{CLAIRE, Counter},
    service::{DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord, PASSWORD},
};

/// What protects another tenant's data on a route.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Guard {
    /// Open to anyone; reveals nothing about a tenant.
    Open,
    /// Requires the token of an enrolment.
    Enrolment,
    /// Requires the token of a session, and reaches only the caller's own data.
    Session,
    /// Requires the token of a session, and takes an id that may belong to someone else.
    SessionAndId,
    /// Requires an enrolled device; reveals nothing about a tenant.
    Device,
    /// Requires the token of a staff session.
    Staff,
}

const ROUTES: [(&str, &str, Guard); 74] = [
    ("get", "/v1/landlord", Guard::Open),
    ("post", "/v1/verifications", Guard::Open),
    ("post", "/v1/closures", Guard::Open),
    ("post", "/v1/security-key-requests", Guard::Open),
    ("post", "/v1/security-key-answers", Guard::Open),
    ("post", "/v1/robot-checks", Guard::Open),
    ("post", "/v1/enrolments", Guard::Open),
    ("post", "/v1/sessions", Guard::Open),
    ("post", "/v1/sessions/refresh", Guard::Open),
    ("get", "/v1/enrolments/current", Guard::Enrolment),
    ("post", "/v1/enrolments/current/phone", Guard::Enrolment),
    ("post", "/v1/enrolments/current/letter", Guard::Enrolment),
    ("post", "/v1/enrolments/current/messages", Guard::Enrolment),
    ("post", "/v1/enrolments/current/code", Guard::Enrolment),
    ("post", "/v1/enrolments/current/account", Guard::Enrolment),
    ("post", "/v1/enrolments/current/password", Guard::Enrolment),
    ("delete", "/v1/sessions/current", Guard::Session),
    ("get", "/v1/changes", Guard::Session),
    ("get", "/v1/tenancy", Guard::Session),
    ("get", "/v1/archive-recovery", Guard::Session),
    ("get", "/v1/rent-account", Guard::Session),
    ("post", "/v1/payments", Guard::Session),
    ("get", "/v1/payments", Guard::Session),
    ("get", "/v1/payments/{id}", Guard::SessionAndId),
    ("post", "/v1/payments/{id}/abandonment", Guard::SessionAndId),
    ("post", "/v1/messages", Guard::Session),
    ("get", "/v1/messages", Guard::Session),
    ("get", "/v1/rent-documents", Guard::Session),
    ("get", "/v1/rent-documents/{id}", Guard::SessionAndId),
    ("get", "/v1/rent-documents/{id}/pdf", Guard::SessionAndId),
    ("get", "/v1/account", Guard::Session),
    ("delete", "/v1/account", Guard::Session),
    ("post", "/v1/account/reauthentication", Guard::Session),
    ("put", "/v1/account/email", Guard::Session),
    ("put", "/v1/account/landline", Guard::Session),
    ("post", "/v1/account/mobile", Guard::Session),
    ("post", "/v1/account/mobile/code", Guard::Session),
    ("post", "/v1/account/changes/code", Guard::Session),
    ("delete", "/v1/account/changes/{kind}", Guard::Session),
    ("put", "/v1/account/password", Guard::Session),
    ("put", "/v1/account/consents", Guard::Session),
    ("get", "/v1/account/devices", Guard::Session),
    ("delete", "/v1/account/devices/{id}", Guard::SessionAndId),
    ("get", "/v1/account/export", Guard::Session),
    ("get", "/v1/account/export/pdf", Guard::Session),
    ("get", "/v1/account/staff-actions", Guard::Session),
    ("post", "/v1/staff/activations", Guard::Device),
    ("post", "/v1/staff/activations/confirmation", Guard::Device),
    ("post", "/v1/staff/sessions", Guard::Device),
    ("post", "/v1/staff/sessions/current/check", Guard::Staff),
    ("delete", "/v1/staff/sessions/current", Guard::Staff),
    ("put", "/v1/staff/password", Guard::Staff),
    ("post", "/v1/staff/security-key-attempts", Guard::Device),
    ("post", "/v1/staff/security-key-attempts/state", Guard::Device),
    ("post", "/v1/staff/security-keys/attempts", Guard::Staff),
    ("post", "/v1/staff/security-keys", Guard::Staff),
    ("get", "/v1/staff/security-keys", Guard::Staff),
    ("post", "/v1/staff/security-keys/{id}/removal", Guard::Staff),
    ("get", "/v1/staff/figures", Guard::Staff),
    ("get", "/v1/staff/journal", Guard::Staff),
    ("post", "/v1/staff/journal/paper", Guard::Staff),
    ("get", "/v1/staff/consent-form", Guard::Staff),
    ("post", "/v1/staff/searches", Guard::Staff),
    ("post", "/v1/staff/visits", Guard::Staff),
    ("get", "/v1/staff/visits/current", Guard::Staff),
    ("delete", "/v1/staff/visits/current", Guard::Staff),
    ("post", "/v1/staff/visits/current/purposes", Guard::Staff),
    ("post", "/v1/staff/visits/current/enrolments", Guard::Staff),
    ("post", "/v1/staff/visits/current/approval", Guard::Staff),
    ("post", "/v1/staff/visits/current/consent", Guard::Staff),
    ("post", "/v1/staff/visits/current/letter", Guard::Staff),
    ("post", "/v1/staff/visits/current/letter/posting", Guard::Staff),
    ("post", "/v1/staff/visits/current/closure", Guard::Staff),
    ("post", "/v1/staff/visits/current/reopening", Guard::Staff),
];

/// What a session of a visit reaches beside its own end: what the landlord issued (S21).
const READ_IN_A_VISIT: [&str; 6] = [
    "/v1/changes",
    "/v1/tenancy",
    "/v1/rent-account",
    "/v1/rent-documents",
    "/v1/rent-documents/{id}",
    "/v1/rent-documents/{id}/pdf",
];

/// A body that every route can read, so that the token decides, not a malformed body.
fn body() -> Value {
    json!({
        "phone": DURAND_MOBILE, "letterCode": "0000-0000-0000-0000", "code": "000000", "password": PASSWORD,
        "termsAccepted": true, "mailsAccepted": true, "electronicReceiptsAccepted": true, "landline": null,
        "email": "autre@exemple.fr", "mobile": DURAND_MOBILE, "currentPassword": PASSWORD,
        "newPassword": PASSWORD, "mails": true, "electronicReceipts": true,
        "login": "claire.martin", "activationCode": "0000-0000-0000-0000", "tenantCode": DURAND,
        "identityDocument": "passport", "purposes": ["signUp"], "purpose": "signUp",
        "amount": 100, "days": 7, "returnState": "a".repeat(43), "subject": "rent", "text": "Bonjour",
        "attempt": "a".repeat(43),
    })
}

fn method_of(name: &str) -> Method {
    Method::from_bytes(name.to_uppercase().as_bytes()).expect("a method")
}

#[test]
fn every_published_route_is_covered() {
    let described = serde_json::to_value(landlord::openapi()).expect("JSON");
    let mut published = BTreeSet::new();
    for (path, methods) in described["paths"].as_object().expect("paths") {
        for method in methods.as_object().expect("methods").keys() {
            published.insert((method.clone(), path.clone()));
        }
    }
    let cased: BTreeSet<(String, String)> = ROUTES
        .iter()
        .map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned()))
        .collect();
    assert_eq!(cased, published);
}

#[tokio::test]
async fn a_route_accepts_only_its_own_kind_of_token() {
    let mut landlord = Landlord::open().await;
    let session = landlord.sign_up(DURAND, DURAND_MOBILE).await["accessToken"]
        .as_str()
        .expect("a token")
        .to_owned();
    landlord.wait(SMS_RESEND_SECONDS + 1);
    let enrolment = landlord.enrolment(DURAND).await;
    for (method, path, guard) in ROUTES {
        let (refusal, foreign) = match guard {
            Guard::Open => continue,
            Guard::Enrolment => ("enrolment-ended", &session),
            Guard::Session | Guard::SessionAndId => ("session-ended", &enrolment),
            // A tenant is not staff.
            Guard::Staff => ("session-ended", &session),
            Guard::Device => {
                let answer = landlord
                    .ask(method_of(method), path, Some(&session), &[], Some(body()))
                    .await;
                assert_eq!(answer.problem(), "device-not-enrolled", "{path}");
                continue;
            }
        };
        let path = path.replace("{id}", "x").replace("{kind}", "email");
        for token in [None, Some("made-up"), Some(foreign.as_str())] {
            let answer = landlord
                .ask(method_of(method), &path, token, &[], Some(body()))
                .await;
            assert_eq!(
                (answer.status, answer.problem().as_str()),
                (StatusCode::UNAUTHORIZED, refusal),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn an_id_that_belongs_to_another_tenant_is_not_found() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let lefebvre = landlord.sign_up(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let (durand, lefebvre) = (durand["accessToken"].as_str(), lefebvre["accessToken"].as_str());
    let documents = landlord.get("/v1/rent-documents", durand).await.json();
    let devices = landlord.get("/v1/account/devices", durand).await.json();
    for (method, path, guard) in ROUTES {
        // `card_payments.rs` covers payments: this tenant owes nothing.
        if guard != Guard::SessionAndId || path.contains("payments") {
            continue;
        }
        let things = if path.contains("devices") {
            &devices["devices"]
        } else {
            &documents["documents"]
        };
        let id = things[0]["id"].as_str().expect("an id");
        let path = path.replace("{id}", id);
        let answer = landlord.ask(method_of(method), &path, lefebvre, &[], None).await;
        assert_eq!(answer.problem(), "not-found", "{path}");
    }
    assert_eq!(
        landlord.get("/v1/account", durand).await.status,
        StatusCode::OK,
        "nobody was signed out"
    );
}

#[tokio::test]
async fn a_session_returns_nothing_of_another_tenant() {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let lefebvre = landlord.sign_up(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let lefebvre = lefebvre["accessToken"].as_str();
    let password = json!({ "password": PASSWORD });
    landlord
        .post("/v1/account/reauthentication", lefebvre, password)
        .await;
    for (method, path, guard) in ROUTES {
        if method != "get" || guard != Guard::Session {
            continue;
        }
        let answer = landlord.get(path, lefebvre).await;
        let text = if path.ends_with("/pdf") {
            pdf_extract::extract_text_from_mem(&answer.bytes).expect("text")
        } else {
            String::from_utf8(answer.bytes).expect("text")
        };
        for of_durand in [DURAND, "DURAND", "639980061", "06*****61", "12 rue des Lilas"] {
            assert!(!text.contains(of_durand), "{path}: {of_durand}");
        }
    }
}

#[tokio::test]
async fn s21_a_session_of_a_visit_reads_documents_and_nothing_else() {
    let mut counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let staff = counter.sign_in(&claire).await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let visit = counter.visit(&staff, DURAND, &["receipts"]).await.json();
    let opening = json!({ "tenantCode": DURAND, "password": PASSWORD, "visit": visit["token"] });
    let landlord = &counter.landlord;
    let session = landlord.post("/v1/sessions", None, opening).await.json();
    let access = session["accessToken"].as_str();
    for (method, path, guard) in ROUTES {
        let of_tenant = matches!(guard, Guard::Session | Guard::SessionAndId);
        if !of_tenant || path == "/v1/sessions/current" {
            continue;
        }
        let asked = path.replace("{id}", "x").replace("{kind}", "email");
        let answer = landlord
            .ask(method_of(method), &asked, access, &[], Some(body()))
            .await;
        let refused = !answer.status.is_success() && answer.problem() == "no-visit";
        assert_eq!(!refused, READ_IN_A_VISIT.contains(&path), "{method} {path}");
    }
    let marks = landlord.get("/v1/changes", access).await.json();
    assert!(marks["marks"]["documents"].is_string());
    assert!(marks["marks"]["messages"].is_null(), "no document");
    let out = landlord
        .ask(Method::DELETE, "/v1/sessions/current", access, &[], None)
        .await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
}
