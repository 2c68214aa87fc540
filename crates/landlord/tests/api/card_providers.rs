//! Several card providers side by side: one opens new payments, former ones answer for their own.

use std::sync::Arc;

use axum::http::{HeaderName, Method, StatusCode};
use landlord::card::{CardProviders, Sandbox};
use serde_json::{Value, json};

use crate::{
    made_up_provider::MadeUpProvider,
    service::{LEFEBVRE, LEFEBVRE_MOBILE, Landlord},
};

const KEY: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
const ANOTHER_KEY: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";
/// What M. Lefebvre owes.
const OWED: i64 = 38_000;

async fn begin(landlord: &Landlord, token: &str, key: &str) -> Value {
    let opening = json!({ "amount": OWED, "returnState": "a".repeat(43) });
    landlord
        .ask(
            Method::POST,
            "/v1/payments",
            Some(token),
            &[(HeaderName::from_static("idempotency-key"), key)],
            Some(opening),
        )
        .await
        .json()
}

async fn read(landlord: &Landlord, token: &str, payment: &Value) -> Value {
    let id = payment["id"].as_str().expect("an id");
    landlord
        .get(&format!("/v1/payments/{id}"), Some(token))
        .await
        .json()
}

async fn balance(landlord: &Landlord, token: &str) -> Value {
    landlord.get("/v1/rent-account", Some(token)).await.json()["balance"].clone()
}

async fn notify(landlord: &Landlord, path: &str, reference: &str) -> StatusCode {
    landlord
        .hand_in(path, &[("x-made-up", "1")], reference)
        .await
        .status
}

/// M. Lefebvre's payment waits at the made-up provider, and cards are taken by the sandbox since.
async fn waiting_at_a_former_provider() -> (Arc<MadeUpProvider>, Landlord, String, Value) {
    let former = MadeUpProvider::start();
    let mut landlord = Landlord::taking_cards(former.clone()).await;
    let tokens = landlord.sign_up(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let lefebvre = tokens["accessToken"].as_str().expect("a token").to_owned();
    let payment = begin(&landlord, &lefebvre, KEY).await;
    assert_eq!(payment["state"], "waiting", "{payment}");
    landlord
        .take_cards(CardProviders::of(Arc::new(Sandbox::default())).with_former(former.clone()))
        .await;
    (former, landlord, lefebvre, payment)
}

#[tokio::test]
async fn late_money_of_a_former_provider_still_counts() {
    let (former, landlord, lefebvre, payment) = waiting_at_a_former_provider().await;
    former.pay();
    let reference = former.reference();
    for _ in 0..2 {
        let heard = notify(&landlord, "/paiement/evenements/made-up", &reference).await;
        assert_eq!(heard, StatusCode::NO_CONTENT);
        assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "confirmed");
        assert_eq!(balance(&landlord, &lefebvre).await, 0, "the money counts once");
    }
}

#[tokio::test]
async fn an_event_without_a_name_in_its_address_finds_its_provider() {
    let (former, landlord, lefebvre, _) = waiting_at_a_former_provider().await;
    former.pay();
    let heard = notify(&landlord, "/paiement/evenements", &former.reference()).await;
    assert_eq!(heard, StatusCode::NO_CONTENT);
    assert_eq!(balance(&landlord, &lefebvre).await, 0);
}

#[tokio::test]
async fn a_former_provider_is_asked_when_its_events_are_lost() {
    let (former, landlord, lefebvre, payment) = waiting_at_a_former_provider().await;
    former.pay();
    landlord.wait(60);
    assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "confirmed");
    assert_eq!(balance(&landlord, &lefebvre).await, 0);
}

#[tokio::test]
async fn a_payment_is_cancelled_at_its_former_provider() {
    let (former, landlord, lefebvre, payment) = waiting_at_a_former_provider().await;
    let path = format!(
        "/v1/payments/{}/abandonment",
        payment["id"].as_str().expect("an id")
    );
    let given_up = landlord
        .ask(Method::POST, &path, Some(&lefebvre), &[], None)
        .await
        .json();
    assert_eq!(given_up["state"], "abandoned");
    let next = begin(&landlord, &lefebvre, ANOTHER_KEY).await;
    let page = next["page"].as_str().expect("a page");
    assert!(page.contains("/bac-a-sable/"), "{page}");
    // Money of the one that was given up still counts.
    former.pay();
    let heard = notify(&landlord, "/paiement/evenements/made-up", &former.reference()).await;
    assert_eq!(heard, StatusCode::NO_CONTENT);
    assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "confirmed");
}

#[tokio::test]
async fn the_same_key_gives_the_payment_of_the_former_provider() {
    let (_, landlord, lefebvre, payment) = waiting_at_a_former_provider().await;
    assert_eq!(begin(&landlord, &lefebvre, KEY).await, payment);
}

#[tokio::test]
async fn an_event_is_reported_again_when_its_provider_cannot_be_asked() {
    let (former, landlord, lefebvre, _) = waiting_at_a_former_provider().await;
    former.pay();
    former.be_down(true);
    let path = "/paiement/evenements/made-up";
    let heard = notify(&landlord, path, &former.reference()).await;
    assert_eq!(heard, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(balance(&landlord, &lefebvre).await, OWED);
    former.be_down(false);
    let heard = notify(&landlord, path, &former.reference()).await;
    assert_eq!(heard, StatusCode::NO_CONTENT);
    assert_eq!(balance(&landlord, &lefebvre).await, 0);
}

#[tokio::test]
async fn a_provider_that_nobody_configured_is_not_heard() {
    let (former, mut landlord, lefebvre, payment) = waiting_at_a_former_provider().await;
    former.pay();
    landlord
        .take_cards(CardProviders::of(Arc::new(Sandbox::default())))
        .await;
    let heard = notify(&landlord, "/paiement/evenements/made-up", &former.reference()).await;
    assert_eq!(heard, StatusCode::NOT_FOUND);
    landlord.wait(60);
    assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "waiting");
}
