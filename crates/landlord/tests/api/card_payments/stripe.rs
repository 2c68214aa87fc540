//! Payments at Stripe: its events in any order, its outages, and restarts of the service.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::documents;
use crate::{
    payments::{KEY, OWED, balance, begin, read},
    service::{LEFEBVRE, LEFEBVRE_MOBILE, Landlord},
    stripe_server::StripeServer,
};

/// A landlord that uses Stripe, with a pending payment of M. Lefebvre.
async fn waiting_at_stripe() -> (StripeServer, Landlord, String, Value) {
    let stripe = StripeServer::start().await;
    let mut landlord = Landlord::taking_cards(stripe.provider()).await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let payment = begin(&landlord, &lefebvre, KEY, OWED).await.json();
    (stripe, landlord, lefebvre, payment)
}

async fn report(landlord: &Landlord, (event, signature): &(String, String)) -> StatusCode {
    let headers = [("stripe-signature", signature.as_str())];
    landlord
        .hand_in("/paiement/evenements", &headers, event)
        .await
        .status
}

fn moment() -> i64 {
    jiff::Timestamp::now().as_second()
}

#[tokio::test]
async fn stripe_events_count_once_in_any_order_and_when_repeated() {
    let (stripe, landlord, lefebvre, payment) = waiting_at_stripe().await;
    assert!(
        payment["page"]
            .as_str()
            .is_some_and(|page| page.starts_with("https://checkout.stripe.com/"))
    );
    let open = stripe.event("evt_0", "checkout.session.completed", moment());
    assert_eq!(report(&landlord, &open).await, StatusCode::NO_CONTENT);
    assert_eq!(
        balance(&landlord, &lefebvre).await,
        OWED,
        "complete is not paid yet"
    );
    stripe.pay();
    let paid = stripe.event("evt_1", "checkout.session.async_payment_succeeded", moment());
    let again = stripe.event("evt_2", "checkout.session.completed", moment());
    let failed = stripe.event("evt_3", "checkout.session.async_payment_failed", moment());
    let expired = stripe.event("evt_4", "checkout.session.expired", moment());
    for event in [&paid, &paid, &again, &failed, &expired, &open, &paid] {
        assert_eq!(report(&landlord, event).await, StatusCode::NO_CONTENT);
        assert_eq!(balance(&landlord, &lefebvre).await, 0, "{}", event.0);
        assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "confirmed");
    }
    let quittances = documents(&landlord, &lefebvre).await;
    assert_eq!(
        quittances.iter().filter(|(kind, _)| kind == "quittance").count(),
        1
    );
}

#[tokio::test]
async fn money_for_an_abandoned_payment_still_counts() {
    let (stripe, landlord, lefebvre, payment) = waiting_at_stripe().await;
    let expired = stripe.event("evt_1", "checkout.session.expired", moment());
    assert_eq!(report(&landlord, &expired).await, StatusCode::NO_CONTENT);
    assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "abandoned");
    stripe.pay();
    let paid = stripe.event("evt_2", "checkout.session.async_payment_succeeded", moment());
    assert_eq!(report(&landlord, &paid).await, StatusCode::NO_CONTENT);
    assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "confirmed");
    assert_eq!(balance(&landlord, &lefebvre).await, 0);
}

#[tokio::test]
async fn a_forged_or_old_event_changes_nothing() {
    let (stripe, landlord, lefebvre, payment) = waiting_at_stripe().await;
    stripe.pay();
    let (event, signature) = stripe.event("evt_1", "checkout.session.completed", moment());
    let old = stripe.event("evt_1", "checkout.session.completed", moment() - 3_600);
    let changed = (event.replace("evt_1", "evt_9"), signature);
    for forged in [old, changed, (event, "t=1,v1=00".to_owned())] {
        assert_eq!(report(&landlord, &forged).await, StatusCode::BAD_REQUEST);
    }
    assert_eq!(balance(&landlord, &lefebvre).await, OWED);
    // All events may be lost: the service polls the provider.
    landlord.wait(60);
    assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "confirmed");
}

#[tokio::test]
async fn cancelling_a_payment_that_was_paid_meanwhile_returns_it_as_paid() {
    let (stripe, landlord, lefebvre, payment) = waiting_at_stripe().await;
    stripe.pay();
    let path = format!(
        "/v1/payments/{}/abandonment",
        payment["id"].as_str().expect("an id")
    );
    let reported = landlord
        .ask(Method::POST, &path, Some(&lefebvre), &[], None)
        .await
        .json();
    assert_eq!(reported["state"], "confirmed");
    assert_eq!(balance(&landlord, &lefebvre).await, 0);
}

#[tokio::test]
async fn a_provider_outage_costs_nothing_and_a_retry_works() {
    let stripe = StripeServer::start().await;
    let mut landlord = Landlord::taking_cards(stripe.provider()).await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    stripe.be_down(true);
    let refused = begin(&landlord, &lefebvre, KEY, OWED).await;
    assert_eq!(
        (refused.status, refused.problem().as_str()),
        (StatusCode::SERVICE_UNAVAILABLE, "cards-unavailable")
    );
    stripe.be_down(false);
    let begun = begin(&landlord, &lefebvre, KEY, OWED).await;
    assert_eq!(
        (begun.status, begun.json()["state"].clone()),
        (StatusCode::CREATED, json!("waiting"))
    );
}

#[tokio::test]
async fn a_payment_outlives_a_restart_of_the_service() {
    let (stripe, mut landlord, lefebvre, payment) = waiting_at_stripe().await;
    landlord.restart().await;
    assert_eq!(begin(&landlord, &lefebvre, KEY, OWED).await.json(), payment);
    assert_eq!(stripe.asked(), 1);
    stripe.pay();
    landlord.wait(60);
    assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "confirmed");
}
