//! Several card providers: one opens new payments, and former ones still report on their own.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use landlord::card::{CardProviders, Sandbox};
use serde_json::Value;

use crate::{
    made_up_provider::MadeUpProvider,
    payments::{KEY, OTHER_KEY, OWED, balance, begin, read},
    service::{LEFEBVRE, LEFEBVRE_MOBILE, Landlord},
};

async fn notify(landlord: &Landlord, path: &str, reference: &str) -> StatusCode {
    landlord
        .hand_in(path, &[("x-made-up", "1")], reference)
        .await
        .status
}

/// M. Lefebvre's payment is pending at the made-up provider. The sandbox takes new payments.
async fn waiting_at_a_former_provider() -> (Arc<MadeUpProvider>, Landlord, String, Value) {
    let former = MadeUpProvider::start();
    let mut landlord = Landlord::taking_cards(former.clone()).await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let payment = begin(&landlord, &lefebvre, KEY, OWED).await.json();
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
        let answered = notify(&landlord, "/paiement/evenements/made-up", &reference).await;
        assert_eq!(answered, StatusCode::NO_CONTENT);
        assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "confirmed");
        assert_eq!(balance(&landlord, &lefebvre).await, 0, "the money counts once");
    }
}

#[tokio::test]
async fn an_event_whose_path_names_no_provider_reaches_its_provider() {
    let (former, landlord, lefebvre, _) = waiting_at_a_former_provider().await;
    former.pay();
    let answered = notify(&landlord, "/paiement/evenements", &former.reference()).await;
    assert_eq!(answered, StatusCode::NO_CONTENT);
    assert_eq!(balance(&landlord, &lefebvre).await, 0);
}

#[tokio::test]
async fn a_former_provider_is_polled_when_its_events_are_lost() {
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
    let next = begin(&landlord, &lefebvre, OTHER_KEY, OWED).await.json();
    let page = next["page"].as_str().expect("a page");
    assert!(page.contains("/bac-a-sable/"), "{page}");
    // Money for the cancelled payment still counts.
    former.pay();
    let answered = notify(&landlord, "/paiement/evenements/made-up", &former.reference()).await;
    assert_eq!(answered, StatusCode::NO_CONTENT);
    assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "confirmed");
}

#[tokio::test]
async fn the_same_key_gives_the_payment_of_the_former_provider() {
    let (_, landlord, lefebvre, payment) = waiting_at_a_former_provider().await;
    assert_eq!(begin(&landlord, &lefebvre, KEY, OWED).await.json(), payment);
}

#[tokio::test]
async fn an_event_is_reported_again_when_its_provider_cannot_be_asked() {
    let (former, landlord, lefebvre, _) = waiting_at_a_former_provider().await;
    former.pay();
    former.be_down(true);
    let path = "/paiement/evenements/made-up";
    let answered = notify(&landlord, path, &former.reference()).await;
    assert_eq!(answered, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(balance(&landlord, &lefebvre).await, OWED);
    former.be_down(false);
    let answered = notify(&landlord, path, &former.reference()).await;
    assert_eq!(answered, StatusCode::NO_CONTENT);
    assert_eq!(balance(&landlord, &lefebvre).await, 0);
}

#[tokio::test]
async fn events_of_a_provider_that_is_not_configured_are_refused() {
    let (former, mut landlord, lefebvre, payment) = waiting_at_a_former_provider().await;
    former.pay();
    landlord
        .take_cards(CardProviders::of(Arc::new(Sandbox::default())))
        .await;
    let answered = notify(&landlord, "/paiement/evenements/made-up", &former.reference()).await;
    assert_eq!(answered, StatusCode::NOT_FOUND);
    landlord.wait(60);
    assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "waiting");
}
