//! Whether a document is genuine: what the code in its PDF file proves to a third party.

use std::fs;

use axum::http::{Method, StatusCode, header};
use contract::{AttestationCode, AttestationKey, attestation_codes_in};
use landlord::AttestationKeys;
use landlord::figures::VERIFICATIONS_PER_ADDRESS;
use serde_json::{Value, json};

use crate::service::{DURAND, DURAND_MOBILE, Landlord};

/// Returns a tenant's documents, newest last, each with the code in its PDF file.
async fn codes(landlord: &Landlord, token: &str) -> Vec<(Value, String)> {
    let list = landlord.get("/v1/rent-documents", Some(token)).await.json();
    let mut codes = Vec::new();
    for document in list["documents"].as_array().expect("a list") {
        let id = document["id"].as_str().expect("an id");
        let path = format!("/v1/rent-documents/{id}/pdf");
        let pdf = landlord.get(&path, Some(token)).await.bytes;
        let mut found = attestation_codes_in(&pdf);
        assert_eq!(found.len(), 1, "one link in the file");
        codes.push((document.clone(), found.remove(0)));
    }
    codes
}

async fn verify(landlord: &Landlord, code: &str) -> Value {
    let answer = landlord
        .post("/v1/verifications", None, json!({ "code": code }))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    answer.json()
}

#[tokio::test]
async fn the_code_of_a_pdf_is_genuine_and_states_what_the_document_states() {
    let mut landlord = Landlord::open().await;
    let token = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let codes = codes(&landlord, &token).await;
    let (quittance, code) = &codes[1];
    let reported = verify(&landlord, code).await;
    assert_eq!(reported["outcome"], "genuine");
    let facts = &reported["facts"];
    for field in ["kind", "term", "issuedOn", "amount", "paid", "paidOn"] {
        assert_eq!(facts[field], quittance[field], "{field}");
    }
    assert_eq!(facts["kind"], "quittance");
    assert_eq!(facts["document"], quittance["id"]);
    assert_eq!(facts["tenants"], "Mme Jeanne DURAND");
    assert_eq!(facts["dwelling"], "12 rue des Lilas, 62300 Lens");
    assert_eq!(
        facts["totals"],
        json!([{ "kind": "rent", "amount": 40_000 }, { "kind": "apl", "amount": -9_600 }])
    );
    assert_eq!(verify(&landlord, &codes[0].1).await["facts"]["kind"], "avis");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_told_so_as_a_problem() {
    let landlord = Landlord::open().await;
    let code = json!({ "code": "A".repeat(40_000) });
    let answer = landlord.post("/v1/verifications", None, code).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/problem+json");
}

#[tokio::test]
async fn a_changed_or_malformed_code_is_not_genuine_and_not_repeated() {
    let mut landlord = Landlord::open().await;
    let token = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let (_, code) = codes(&landlord, &token).await.remove(1);
    let middle = code.len() / 2;
    let other = if &code[middle..=middle] == "A" { "B" } else { "A" };
    let changed = format!("{}{other}{}", &code[..middle], &code[middle + 1..]);
    let long = "A".repeat(20_000);
    for code in [
        changed.as_str(),
        &code[..middle],
        "",
        "Quittance",
        "https://x.example/verifier#",
        &long,
    ] {
        let reported = verify(&landlord, code).await;
        assert_eq!(
            reported,
            json!({ "outcome": "notGenuine", "facts": null }),
            "{code}"
        );
    }
}

#[tokio::test]
async fn a_code_signed_by_another_landlord_is_not_genuine() {
    let mut landlord = Landlord::open().await;
    let token = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let (document, code) = codes(&landlord, &token).await.remove(1);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let other = AttestationKeys::load_or_make(elsewhere.path()).expect("a key");
    let document = serde_json::from_value(document).expect("a document");
    let forged = other.attest(&document).expect("a code").text();
    assert_ne!(forged, code);
    assert_eq!(verify(&landlord, &forged).await["outcome"], "notGenuine");
}

#[tokio::test]
async fn s26_a_code_of_an_earlier_key_is_genuine_until_it_is_revoked() {
    let mut landlord = Landlord::open().await;
    let token = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let (_, old) = codes(&landlord, &token).await.remove(1);
    let before = published(&landlord).await;
    renew_key(&landlord).await;
    let after = published(&landlord).await;
    assert_eq!((before.len(), after.len()), (1, 2));
    assert_eq!(after[1], before[0], "the old key stays published");
    assert_eq!(verify(&landlord, &old).await["outcome"], "genuine");
    let (_, new) = codes(&landlord, &token).await.remove(1);
    assert_ne!(new, old);
    assert_eq!(verify(&landlord, &new).await["outcome"], "genuine");

    let id = &before[0].to_string()[..8];
    landlord.service.key_admin().revoke(id).await.expect("revoked");
    assert_eq!(verify(&landlord, &old).await["outcome"], "notGenuine");
    assert_eq!(verify(&landlord, &new).await["outcome"], "genuine");
}

async fn renew_key(landlord: &Landlord) {
    let renewed = landlord.service.key_admin().renew_document_key().await;
    renewed.expect("renewed");
}

async fn published(landlord: &Landlord) -> Vec<AttestationKey> {
    let profile = landlord.get("/v1/landlord", None).await.json();
    serde_json::from_value(profile["attestationKeys"].clone()).expect("keys")
}

#[tokio::test]
async fn the_published_keys_suffice_to_check_a_code_offline() {
    let mut landlord = Landlord::open().await;
    let token = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let keys = published(&landlord).await;
    for (document, code) in codes(&landlord, &token).await {
        let code = AttestationCode::parse(&code).expect("readable");
        let facts = code.signed_facts(&keys).expect("genuine");
        let document = serde_json::from_value(document).expect("a document");
        assert!(facts.is_of(&document));
    }
}

#[tokio::test]
async fn a_replaced_document_is_reported_and_its_code_keeps_its_facts() {
    let mut landlord = Landlord::open().await;
    let token = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let (_, avis) = codes(&landlord, &token).await.remove(0);
    sqlx::query(
        "UPDATE rent_documents SET revision = 99, superseded_by =
             (SELECT id FROM rent_documents WHERE reference = 'D2') WHERE reference = 'D1'",
    )
    .execute(landlord.service.pool())
    .await
    .expect("superseded");
    let reported = verify(&landlord, &avis).await;
    assert_eq!(reported["outcome"], "replaced");
    assert_eq!(reported["facts"]["amount"], 30_400);
}

#[tokio::test]
async fn a_withdrawn_document_is_reported_and_proves_nothing() {
    let mut landlord = Landlord::open().await;
    let token = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let (_, quittance) = codes(&landlord, &token).await.remove(1);
    sqlx::query(
        "UPDATE rent_documents SET revision = 99, withdrawn_on = '2026-09-01' WHERE reference = 'D2'",
    )
    .execute(landlord.service.pool())
    .await
    .expect("withdrawn");
    assert_eq!(verify(&landlord, &quittance).await["outcome"], "withdrawn");
}

#[tokio::test]
async fn a_pdf_whose_code_changed_is_sent_again() {
    let mut landlord = Landlord::open().await;
    let token = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let list = landlord.get("/v1/rent-documents", Some(&token)).await.json();
    let path = format!(
        "/v1/rent-documents/{}/pdf",
        list["documents"][1]["id"].as_str().expect("an id")
    );
    let held = landlord.get(&path, Some(&token)).await;
    let etag = held.headers[header::ETAG].to_str().expect("text").to_owned();
    renew_key(&landlord).await;
    let again = landlord
        .ask(
            Method::GET,
            &path,
            Some(&token),
            &[(header::IF_NONE_MATCH, &etag)],
            None,
        )
        .await;
    assert_eq!(again.status, StatusCode::OK);
    assert_ne!(again.bytes, held.bytes);
}

#[tokio::test]
async fn codes_checked_from_an_address_have_an_hourly_limit() {
    let landlord = Landlord::open().await;
    let [hourly] = VERIFICATIONS_PER_ADDRESS;
    for _ in 0..hourly.events {
        verify(&landlord, "A").await;
    }
    let body = json!({ "code": "A" });
    let refused = landlord.post("/v1/verifications", None, body).await;
    assert_eq!(refused.problem(), "too-many-attempts");
    assert_eq!(
        refused.headers[header::RETRY_AFTER],
        hourly.window.to_string().as_str()
    );
    landlord.wait(hourly.window);
    verify(&landlord, "A").await;
}

#[tokio::test]
async fn nothing_of_a_code_is_stored() {
    let mut landlord = Landlord::open().await;
    let token = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let (_, code) = codes(&landlord, &token).await.remove(1);
    verify(&landlord, &code).await;
    for entry in fs::read_dir(landlord.data()).expect("listed") {
        let path = entry.expect("an entry").path();
        let bytes = fs::read(&path).expect("read");
        let part = &code.as_bytes()[..60];
        let found = bytes.windows(part.len()).any(|window| window == part);
        assert!(!found, "{}", path.display());
    }
}

#[tokio::test]
async fn the_page_is_public_and_reaches_only_its_service() {
    let landlord = Landlord::open().await;
    let page = landlord.get("/verifier", None).await;
    assert_eq!(page.status, StatusCode::OK);
    let policy = page.headers[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .expect("text");
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    assert!(
        !policy.contains("unsafe") && policy.contains("frame-ancestors 'none'"),
        "{policy}"
    );
    assert_eq!(page.headers[header::REFERRER_POLICY], "no-referrer");
    assert_eq!(page.headers[header::VARY], "accept-language");
    let html = String::from_utf8(page.bytes).expect("UTF-8");
    assert!(html.contains("Habitat Hauts-de-France") && html.contains("/verifier</strong>"));
    assert!(!html.contains('{') && !html.contains(" style=") && !html.contains("onclick"));
    for (path, kind) in [("page.js", "text/javascript"), ("page.css", "text/css")] {
        let file = landlord.get(&format!("/verifier/{path}"), None).await;
        assert_eq!(file.status, StatusCode::OK);
        assert!(
            file.headers[header::CONTENT_TYPE]
                .to_str()
                .expect("text")
                .starts_with(kind)
        );
        assert!(html.contains(&format!("\"verifier/{path}\"")), "{path}");
    }
}

#[tokio::test]
async fn the_page_has_a_section_per_outcome_and_words_for_each_kind() {
    let landlord = Landlord::open().await;
    let html = String::from_utf8(landlord.get("/verifier", None).await.bytes).expect("UTF-8");
    assert!(html.contains("<html lang=\"fr\" dir=\"ltr\""), "{html}");
    assert!(!html.contains("{say "), "every sentence is written: {html}");
    let described = serde_json::to_value(landlord::openapi()).expect("JSON");
    let named = |schema: &str| -> Vec<String> {
        let schema = &described["components"]["schemas"][schema];
        let alternatives = schema["oneOf"]
            .as_array()
            .cloned()
            .unwrap_or(vec![schema.clone()]);
        let names = alternatives
            .iter()
            .filter_map(|one| one["enum"].as_array())
            .flatten();
        names.filter_map(|name| Some(name.as_str()?.to_owned())).collect()
    };
    let answers = named("VerificationOutcome");
    assert_eq!(answers.len(), 4);
    for answer in answers {
        assert!(html.contains(&format!("id=\"{answer}\"")), "{answer}");
    }
    for (schema, family) in [("DocumentKind", "kind"), ("LineKind", "line")] {
        let names = named(schema);
        assert!(names.len() > 3, "{schema}: {names:?}");
        for name in names.iter().filter(|name| *name != "unknown") {
            assert!(
                html.contains(&format!("data-word=\"{family}-{name}\"")),
                "{family}-{name}"
            );
        }
    }
}
