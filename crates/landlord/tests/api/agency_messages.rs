//! Messages to the agency: one message per key, a daily limit, files checked, read and answered by the agency.

use std::{collections::BTreeSet, sync::Arc};

use axum::http::{HeaderName, Method, StatusCode};
use base64::{Engine, prelude::BASE64_STANDARD};
use contract::{MAX_ATTACHED_BYTES, MAX_ATTACHMENTS, MessageText};
use landlord::figures::AGENCY_MESSAGES_PER_TENANT;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::service::{Answer, DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord, PASSWORD};

const KEY: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const TEXT: &str = "Bonjour,\nle robinet de la cuisine fuit.";
const PDF: &[u8] = b"%PDF-1.7 devis";

fn key(number: u32) -> String {
    format!("7c9e6679-7425-40de-944b-{number:012x}")
}

fn message(text: &str, files: &[&[u8]]) -> Value {
    let files: Vec<String> = files.iter().map(|file| BASE64_STANDARD.encode(file)).collect();
    json!({ "subject": "repair", "text": text, "attachments": files })
}

async fn send(landlord: &Landlord, token: &str, key: &str, body: Value) -> Answer {
    let header = [(HeaderName::from_static("idempotency-key"), key)];
    landlord
        .ask(Method::POST, "/v1/messages", Some(token), &header, Some(body))
        .await
}

async fn list(landlord: &Landlord, token: &str) -> Vec<Value> {
    let answer = landlord.get("/v1/messages", Some(token)).await.json();
    answer["messages"].as_array().expect("a list").clone()
}

async fn mark(landlord: &Landlord, token: &str) -> Value {
    landlord.get("/v1/changes", Some(token)).await.json()["marks"]["messages"].clone()
}

#[tokio::test]
async fn a_message_is_sent_read_and_answered_and_each_step_shows() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let before = mark(&landlord, &durand).await;
    let sent = send(&landlord, &durand, KEY, message(TEXT, &[PDF])).await;
    assert_eq!(sent.status, StatusCode::CREATED);
    let sent = sent.json();
    assert_eq!((&sent["state"], &sent["text"]), (&json!("sent"), &json!(TEXT)));
    assert_eq!(
        sent["attachments"],
        json!([{ "kind": "pdf", "bytes": PDF.len() }])
    );
    let after = mark(&landlord, &durand).await;
    assert_ne!(after, before, "a synchronisation sees it");

    let id = sent["id"].as_str().expect("an id");
    let listed = landlord
        .service
        .message_admin()
        .received_messages(false)
        .await
        .expect("listed");
    assert_eq!(listed.len(), 1);
    assert!(
        listed[0].line().contains("DURAND") && listed[0].line().ends_with("pièces jointes\u{a0}: 1"),
        "{}",
        listed[0].line()
    );
    assert_eq!(
        list(&landlord, &durand).await[0]["state"],
        "sent",
        "a list opens nothing"
    );

    let folder = tempfile::tempdir().expect("a folder");
    let opened = landlord
        .service
        .message_admin()
        .open_message(id, Some(folder.path()))
        .await
        .expect("there");
    assert!(opened.to_string().contains("le robinet de la cuisine fuit."));
    let file = folder.path().join(format!("message-{id}-1.pdf"));
    assert_eq!(std::fs::read(file).expect("written"), PDF);
    assert_eq!(list(&landlord, &durand).await[0]["state"], "read");

    landlord
        .service
        .message_admin()
        .answer_message(id, " Un plombier passe mardi. ")
        .await
        .expect("answered");
    let answered = list(&landlord, &durand).await;
    assert_eq!(answered[0]["state"], "answered");
    assert_eq!(answered[0]["answer"]["text"], "Un plombier passe mardi.");
    assert_ne!(mark(&landlord, &durand).await, after, "a synchronisation sees it");
    assert!(
        landlord
            .service
            .message_admin()
            .received_messages(false)
            .await
            .expect("listed")
            .is_empty()
    );
    assert_eq!(
        landlord
            .service
            .message_admin()
            .received_messages(true)
            .await
            .expect("listed")
            .len(),
        1
    );
    let nobody = landlord
        .service
        .message_admin()
        .answer_message("nobody", "Oui")
        .await;
    assert!(nobody.is_err_and(|error| error.to_string().contains("nobody")));
}

#[tokio::test]
async fn s22_a_message_that_is_opened_and_answered_is_journalled() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let sent = send(&landlord, &durand, KEY, message(TEXT, &[])).await.json();
    let id = sent["id"].as_str().expect("an id");
    let admin = landlord.service.message_admin();
    admin.open_message(id, None).await.expect("opened");
    admin.answer_message(id, "Oui").await.expect("answered");
    let journal = landlord
        .service
        .counter_admin()
        .journal_csv()
        .await
        .expect("written");
    let mut pseudonyms = Vec::new();
    for (line, action) in journal.lines().skip(1).zip(["messageOpened", "messageAnswered"]) {
        let cells: Vec<&str> = line.split(';').collect();
        assert!(cells[2].starts_with("systeme:") && cells[4] == action, "{line}");
        assert_eq!(cells[7], id);
        pseudonyms.push(cells[5]);
    }
    assert_eq!(pseudonyms.len(), 2);
    assert!(!pseudonyms[0].is_empty() && pseudonyms[0] == pseudonyms[1]);
    assert!(
        !journal.contains(DURAND) && !journal.contains("DURAND"),
        "{journal}"
    );
}

#[tokio::test]
async fn the_same_key_returns_the_same_message_and_rejects_another_text() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let first = send(&landlord, &durand, KEY, message(TEXT, &[PDF])).await.json();
    let again = send(&landlord, &durand, KEY, message(TEXT, &[PDF])).await;
    assert_eq!((again.status, again.json()), (StatusCode::CREATED, first));
    let other = send(&landlord, &durand, KEY, message("Autre chose", &[])).await;
    assert_eq!(
        (other.status, other.problem().as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused")
    );
    assert_eq!(list(&landlord, &durand).await.len(), 1);
    let keyless = landlord
        .post("/v1/messages", Some(&durand), message(TEXT, &[]))
        .await;
    assert_eq!(keyless.problem(), "invalid-request");
}

#[tokio::test]
async fn five_hundred_requests_at_once_with_one_key_make_one_message() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let landlord = Arc::new(landlord);
    let mut asked = JoinSet::new();
    for _ in 0..500 {
        let (landlord, durand) = (Arc::clone(&landlord), durand.clone());
        asked.spawn(async move { send(&landlord, &durand, KEY, message(TEXT, &[])).await });
    }
    let answers = asked.join_all().await;
    // So many at once may find the service busy: they are sent again.
    let ids: BTreeSet<String> = answers
        .iter()
        .filter(|answer| answer.status != StatusCode::SERVICE_UNAVAILABLE)
        .map(|answer| answer.json()["id"].to_string())
        .collect();
    assert_eq!(ids.len(), 1);
    assert_eq!(list(&landlord, &durand).await.len(), 1);
}

#[tokio::test]
async fn an_invalid_message_is_refused_and_not_counted() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let large = [PDF, &vec![0; MAX_ATTACHED_BYTES]].concat();
    for body in [
        message(" \n ", &[]),
        message(&"a".repeat(MessageText::MAX_CHARACTERS + 1), &[]),
        message(TEXT, &[b"MZ a program"]),
        message(TEXT, &[b"<svg xmlns='http://www.w3.org/2000/svg'/>"]),
        message(TEXT, &[&large]),
        message(TEXT, &[PDF; MAX_ATTACHMENTS + 1]),
        json!({ "subject": "repair", "text": TEXT, "attachments": ["no base64"] }),
    ] {
        let refused = send(&landlord, &durand, KEY, body).await;
        assert_eq!(
            (refused.status, refused.problem().as_str()),
            (StatusCode::BAD_REQUEST, "invalid-request")
        );
    }
    assert!(list(&landlord, &durand).await.is_empty());
}

#[tokio::test]
async fn messages_have_a_daily_limit_and_a_retry_does_not_count() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let [daily] = AGENCY_MESSAGES_PER_TENANT;
    let most = daily.events.try_into().expect("a number");
    for number in 0..most {
        let sent = send(&landlord, &durand, &key(number), message(TEXT, &[])).await;
        assert_eq!(sent.status, StatusCode::CREATED);
    }
    let one_more = send(&landlord, &durand, &key(most), message(TEXT, &[])).await;
    assert_eq!(one_more.problem(), "too-many-attempts");
    let again = send(&landlord, &durand, &key(most - 1), message(TEXT, &[])).await;
    assert_eq!(again.status, StatusCode::CREATED, "the same as before");
    landlord.wait(daily.window + 1);
    let durand = landlord.sign_in(DURAND, PASSWORD).await.json()["accessToken"]
        .as_str()
        .expect("a token")
        .to_owned();
    let next_day = send(&landlord, &durand, &key(most), message(TEXT, &[])).await;
    assert_eq!(next_day.status, StatusCode::CREATED);
}

#[tokio::test]
async fn messages_are_private_exported_and_deleted_with_the_account() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    send(&landlord, &durand, KEY, message(TEXT, &[PDF])).await;
    assert!(list(&landlord, &lefebvre).await.is_empty());
    let same_key = send(&landlord, &lefebvre, KEY, message("Autre chose", &[])).await;
    assert_eq!(same_key.status, StatusCode::CREATED, "a key is its tenant's own");
    let password = json!({ "password": PASSWORD });
    landlord
        .post("/v1/account/reauthentication", Some(&durand), password)
        .await;
    let export = landlord.get("/v1/account/export", Some(&durand)).await.json();
    assert_eq!(export["messages"][0]["text"], TEXT);

    let deleted = landlord
        .ask(Method::DELETE, "/v1/account", Some(&durand), &[], None)
        .await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    let listed = landlord
        .service
        .message_admin()
        .received_messages(true)
        .await
        .expect("listed");
    assert_eq!(listed.len(), 1, "only the other tenant's is left");
}
