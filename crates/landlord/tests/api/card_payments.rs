//! Card payments (S16): one payment per key, one pending for a term, no more than is owed, and its outcome.

mod receipts;
mod stripe;

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    payments::{KEY, OTHER_KEY, OWED, balance, begin, read},
    service::{Answer, DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord},
    stripe_server::StripeServer,
};

/// `(kind, amount)` of the documents, oldest change first.
async fn documents(landlord: &Landlord, token: &str) -> Vec<(String, i64)> {
    let list = landlord.get("/v1/rent-documents", Some(token)).await.json();
    let documents = list["documents"].as_array().expect("a list").iter();
    let kind = |document: &Value| document["kind"].as_str().expect("a kind").to_owned();
    documents
        .map(|document| (kind(document), document["amount"].as_i64().expect("an amount")))
        .collect()
}

/// Submits the form of the sandbox's payment page.
async fn choose(landlord: &Landlord, payment: &Value, choice: &str) -> Answer {
    let page = payment["page"].as_str().expect("a page");
    let path = &page[page.find("/bac-a-sable").expect("a page of the sandbox")..];
    let shown = landlord.get(path, None).await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(String::from_utf8_lossy(&shown.bytes).contains(&format!("value=\"{choice}\"")));
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    landlord.hand_in(path, &kind, &format!("choice={choice}")).await
}

#[tokio::test]
async fn s16_a_payment_has_a_key_and_the_same_key_gives_the_same_payment() {
    let mut landlord = Landlord::open().await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    for key in ["", "12", "7c9e6679-7425-10de-944b-e07fc1f90ae7"] {
        let refused = begin(&landlord, &lefebvre, key, OWED).await;
        assert_eq!(
            (refused.status, refused.problem().as_str()),
            (StatusCode::BAD_REQUEST, "invalid-request")
        );
    }
    let begun = begin(&landlord, &lefebvre, KEY, OWED).await;
    assert_eq!(begun.status, StatusCode::CREATED);
    let payment = begun.json();
    assert_eq!(
        (&payment["state"], &payment["amount"]),
        (&json!("waiting"), &json!(OWED))
    );
    assert_eq!(
        begin(&landlord, &lefebvre, KEY, OWED).await.json(),
        payment,
        "a lost answer is given again"
    );
    let reused = begin(&landlord, &lefebvre, KEY, OWED - 1).await;
    assert_eq!(
        (reused.status, reused.problem().as_str()),
        (StatusCode::UNPROCESSABLE_ENTITY, "idempotency-key-reused")
    );
    let hosts = landlord.get("/v1/landlord", None).await.json()["paymentHosts"].clone();
    let host = hosts[0].as_str().expect("a host");
    assert!(
        payment["page"].as_str().is_some_and(|page| page.contains(host)),
        "{payment} is on {host}"
    );
}

#[tokio::test]
async fn s16_at_most_one_payment_is_pending_for_a_term_until_cancelled() {
    let mut landlord = Landlord::open().await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let first = begin(&landlord, &lefebvre, KEY, OWED).await.json();
    let second = begin(&landlord, &lefebvre, OTHER_KEY, 100).await;
    assert_eq!(
        (second.status, second.problem().as_str()),
        (StatusCode::CONFLICT, "payment-waiting")
    );
    let path = format!(
        "/v1/payments/{}/abandonment",
        first["id"].as_str().expect("an id")
    );
    let given_up = landlord
        .ask(Method::POST, &path, Some(&lefebvre), &[], None)
        .await
        .json();
    assert_eq!(
        (&given_up["state"], &given_up["page"]),
        (&json!("abandoned"), &Value::Null)
    );
    assert_eq!(
        begin(&landlord, &lefebvre, OTHER_KEY, 100).await.status,
        StatusCode::CREATED
    );
    let list = landlord.get("/v1/payments", Some(&lefebvre)).await.json();
    assert_eq!(list["payments"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn no_more_than_what_is_owed_can_be_paid() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    for (token, amount) in [
        (&durand, 100),
        (&lefebvre, OWED + 1),
        (&lefebvre, 99),
        (&lefebvre, 0),
        (&lefebvre, -100),
    ] {
        assert_eq!(
            begin(&landlord, token, KEY, amount).await.problem(),
            "amount-not-owed",
            "{amount}"
        );
    }
}

#[tokio::test]
async fn a_refused_or_abandoned_payment_pays_nothing() {
    let mut landlord = Landlord::open().await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    for (key, choice, state) in [(KEY, "refuse", "refused"), (OTHER_KEY, "give-up", "abandoned")] {
        let payment = begin(&landlord, &lefebvre, key, OWED).await.json();
        choose(&landlord, &payment, choice).await;
        assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], state);
        assert_eq!(balance(&landlord, &lefebvre).await, OWED);
    }
}

#[tokio::test]
async fn polls_a_late_bank_and_keeps_waiting_for_a_silent_one() {
    let mut landlord = Landlord::open().await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let payment = begin(&landlord, &lefebvre, KEY, OWED).await.json();
    choose(&landlord, &payment, "silence").await;
    landlord.wait(60);
    assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "waiting");
    choose(&landlord, &payment, "later").await;
    landlord.wait(60);
    assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "confirmed");
}

#[tokio::test]
async fn no_other_lease_sees_a_payment() {
    let mut landlord = Landlord::open().await;
    let durand = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let payment = begin(&landlord, &lefebvre, KEY, OWED).await.json();
    let path = format!("/v1/payments/{}", payment["id"].as_str().expect("an id"));
    assert_eq!(landlord.get(&path, Some(&durand)).await.problem(), "not-found");
    let path = format!("{path}/abandonment");
    let refused = landlord.ask(Method::POST, &path, Some(&durand), &[], None).await;
    assert_eq!(refused.problem(), "not-found");
    let list = landlord.get("/v1/payments", Some(&durand)).await.json();
    assert_eq!(list["payments"], json!([]));
}

/// Sends the same request `count` times in parallel and returns the statuses of the answers.
async fn at_once(landlord: &Arc<Landlord>, token: &str, count: usize) -> Vec<StatusCode> {
    let mut asked = tokio::task::JoinSet::new();
    for _ in 0..count {
        let (landlord, token) = (Arc::clone(landlord), token.to_owned());
        asked.spawn(async move { begin(&landlord, &token, KEY, OWED).await.status });
    }
    asked.join_all().await
}

async fn r2_one_key_makes_one_payment(count: usize) {
    let stripe = StripeServer::start().await;
    let mut landlord = Landlord::taking_cards(stripe.provider()).await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let landlord = Arc::new(landlord);
    let statuses = at_once(&landlord, &lefebvre, count).await;
    let created = statuses
        .iter()
        .filter(|status| **status == StatusCode::CREATED)
        .count();
    // So many at once may find the service busy: they are sent again.
    let allowed = [
        StatusCode::CREATED,
        StatusCode::CONFLICT,
        StatusCode::SERVICE_UNAVAILABLE,
    ];
    let others: Vec<&StatusCode> = statuses
        .iter()
        .filter(|status| !allowed.contains(status))
        .collect();
    assert!(created >= 1 && others.is_empty(), "{created} made, {others:?}");
    assert_eq!(stripe.asked(), 1, "the provider is asked once");
    let list = landlord.get("/v1/payments", Some(&lefebvre)).await.json();
    assert_eq!(list["payments"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn r2_five_hundred_requests_with_one_key_make_one_payment() {
    r2_one_key_makes_one_payment(500).await;
}

#[tokio::test]
#[ignore = "minutes: cargo xtask test --long"]
async fn long_r2_ten_thousand_requests_with_one_key_make_one_payment() {
    r2_one_key_makes_one_payment(10_000).await;
}
