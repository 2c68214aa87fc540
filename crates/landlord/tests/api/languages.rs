//! The language of what a person reads: pages and papers follow the request, messages follow the tenant.
//!
//! The pseudo-language shows it: French that is left has other vowels.

use axum::http::{Method, StatusCode};
use contract::StaffRole;
use landlord::figures::SMS_RESEND_SECONDS;
use paper::pseudo::{french_words, rejoined};
use serde_json::json;

use crate::{
    account::SignedIn,
    counter::{CLAIRE, Counter},
    service::{DURAND, DURAND_MOBILE, Landlord, PASSWORD},
};

/// The landlord's and the tenants' own words.
const DATA: [&str; 18] = [
    "Habitat Hauts-de-France",
    "Espace Locataire",
    "1 place de la Démonstration",
    "https://www.habitathdf.example/verifier",
    "https://127.0.0.1",
    "contact@habitathdf.example",
    "Agence de Lens",
    "2 rue du Puits",
    "lens@exemple.fr",
    "jeanne.durand@exemple.fr",
    "Mme Jeanne DURAND",
    "12 rue des Lilas",
    "Loyer",
    "APL",
    "Claire MARTIN",
    "claire.martin",
    "Lens, guichet 2",
    // Two cells of a table that touch in what is extracted.
    "martinLens",
];

async fn speaking_pseudo() -> SignedIn {
    let mut landlord = Landlord::open().await;
    landlord.language = Some("qps");
    let access = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    landlord.wait(SMS_RESEND_SECONDS + 1);
    SignedIn { landlord, access }
}

#[track_caller]
fn has_no_french(what: &str, text: &str) {
    assert!(
        text.contains('ą') || text.contains('ę'),
        "{what} has sentences: {text}"
    );
    let is_hash = |word: &&str| word.contains(|letter: char| letter.is_ascii_digit());
    let words: Vec<&str> = text.split_whitespace().filter(|word| !is_hash(word)).collect();
    let text = words.join(" ");
    let left = french_words(&text, &DATA);
    assert!(left.is_empty(), "{what}: {left:?} in {text}");
}

fn text_of(pdf: &[u8]) -> String {
    let text = pdf_extract::extract_text_from_mem(pdf).expect("text");
    rejoined(&text, &DATA)
}

/// What a page shows or reads aloud: texts, and attributes that hold some.
fn shown(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<').skip(1) {
        let (tag, after) = part.split_once('>').expect("a whole tag");
        for attribute in ["alt", "title", "aria-label", "placeholder"] {
            if let Some((_, value)) = tag.split_once(&format!(" {attribute}=\"")) {
                text.push_str(value.split('"').next().unwrap_or_default());
                text.push(' ');
            }
        }
        if !tag.starts_with("style") && !tag.starts_with("script") {
            text.push_str(after);
        }
    }
    text
}

/// A plain text from right to left: each line begins there, each value keeps its own order, and each link ends at a
/// space.
#[track_caller]
fn keeps_its_direction(text: &str) {
    for line in text.lines().filter(|line| !line.is_empty()) {
        assert!(line.starts_with('\u{200f}'), "{text}");
    }
    assert!(text.contains("\u{2068}Espace Locataire\u{2069}"), "{text}");
    for link in text.split("https://").skip(1) {
        let end = link.find([' ', '\u{2069}']);
        assert!(end.is_some_and(|end| link[end..].starts_with(' ')), "{text}");
    }
}

#[tokio::test]
async fn every_message_is_in_the_language_of_the_enrolment() {
    let mut tenant = speaking_pseudo().await;
    // A telephone with another language resets the password: the account has its own.
    tenant.landlord.language = None;
    tenant.type_password(PASSWORD).await;
    let changed = json!({ "email": "autre@exemple.fr" });
    let changed = tenant.ask(Method::PUT, "/email", changed).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT);
    let mobile = json!({ "mobile": "06 39 98 00 64" });
    tenant.ask(Method::POST, "/mobile", mobile).await;
    let sms = tenant.landlord.sms().await.text;
    has_no_french("SMS to a new number", &sms);
    keeps_its_direction(&sms);
    for number in 1..=2 {
        let mail = tenant.landlord.mail(number).await;
        has_no_french("subject", &mail.subject);
        has_no_french("mail", &mail.text);
        keeps_its_direction(&mail.text);
    }
}

#[tokio::test]
async fn the_code_by_sms_is_in_the_language_of_the_request() {
    let mut landlord = Landlord::open().await;
    for (language, french) in [(Some("qps"), false), (None, true)] {
        landlord.language = language;
        let enrolment = landlord.enrolment(DURAND).await;
        landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
        let text = landlord.sms().await.text;
        assert_eq!(!french_words(&text, &DATA).is_empty(), french, "{text}");
        let marks = ['\u{200f}', '\u{2068}', '\u{2069}'];
        assert_eq!(!text.contains(marks), french, "{text}");
        landlord.wait(SMS_RESEND_SECONDS + 1);
    }
}

#[tokio::test]
async fn every_paper_for_a_tenant_is_in_the_language_of_the_request() {
    let tenant = speaking_pseudo().await;
    let list = tenant
        .landlord
        .get("/v1/rent-documents", Some(&tenant.access))
        .await
        .json();
    let documents = list["documents"].as_array().expect("documents").iter();
    let mut papers: Vec<String> = documents
        .map(|document| {
            format!(
                "/v1/rent-documents/{}/pdf",
                document["id"].as_str().expect("an id")
            )
        })
        .collect();
    papers.push("/v1/account/export/pdf".to_owned());
    tenant.type_password(PASSWORD).await;
    for path in papers {
        let pdf = tenant.landlord.get(&path, Some(&tenant.access)).await.bytes;
        has_no_french(&path, &text_of(&pdf));
    }
}

#[tokio::test]
async fn every_page_is_in_the_language_of_the_browser() {
    let tenant = speaking_pseudo().await;
    let state = "A".repeat(43);
    for path in [
        "/verifier".to_owned(),
        "/ce-n-est-pas-moi".to_owned(),
        "/cle-de-securite".to_owned(),
        format!("/paiement/retour/{state}"),
    ] {
        let page = tenant.landlord.get(&path, None).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let html = String::from_utf8(page.bytes).expect("UTF-8");
        assert!(html.contains("<html lang=\"qps\" dir=\"rtl\""), "{html}");
        has_no_french(&path, &shown(&html));
        assert!(html.contains("\u{2068}Habitat Hauts-de-France\u{2069}"), "{html}");
        assert!(html.contains("<bdi>Habitat Hauts-de-France</bdi>"), "{html}");
    }
}

#[tokio::test]
async fn the_papers_of_a_counter_are_in_the_language_of_its_window() {
    let mut counter = Counter::open().await;
    counter.landlord.language = Some("qps");
    let claire = counter.helper(CLAIRE, StaffRole::AgencyManager).await;
    let staff = counter.sign_in(&claire).await;
    counter.visit(&staff, DURAND, &["signUp", "receipts"]).await;
    let period = json!({ "days": 7 });
    for (method, path, body) in [
        (Method::GET, "/v1/staff/consent-form", None),
        (Method::POST, "/v1/staff/visits/current/consent", None),
        (Method::POST, "/v1/staff/journal/paper", Some(period)),
    ] {
        let paper = counter.ask(method, path, Some(&staff), body).await;
        assert_eq!(paper.status, StatusCode::OK, "{path}");
        has_no_french(path, &text_of(&paper.bytes));
    }
}
