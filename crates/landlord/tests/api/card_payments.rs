//! Card payments (S16): one payment per key, the money counts once, and its receipt is issued at once.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    payments::{KEY, OTHER_KEY, OWED, balance, begin, read, state},
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
async fn a_term_paid_in_full_has_its_quittance_at_once() {
    let mut landlord = Landlord::open().await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let payment = begin(&landlord, &lefebvre, KEY, OWED).await.json();
    let back = choose(&landlord, &payment, "accept").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let place = back.headers["location"].to_str().expect("an address");
    let path = &place[place.find("/paiement/retour/").expect("the way back")..];
    let page = landlord.get(path, None).await;
    let link = format!("espace-locataire://paiement/{}", state("a"));
    assert!(String::from_utf8_lossy(&page.bytes).contains(&link));

    assert_eq!(read(&landlord, &lefebvre, &payment).await["state"], "confirmed");
    assert_eq!(balance(&landlord, &lefebvre).await, 0);
    assert!(
        documents(&landlord, &lefebvre)
            .await
            .contains(&("quittance".to_owned(), OWED))
    );
    choose_again_changes_nothing(&landlord, &lefebvre, &payment).await;
    let more = begin(&landlord, &lefebvre, OTHER_KEY, 100).await;
    assert_eq!(more.problem(), "amount-not-owed", "the rent is paid");
}

async fn choose_again_changes_nothing(landlord: &Landlord, token: &str, payment: &Value) {
    let before = documents(landlord, token).await;
    for choice in ["accept", "refuse", "give-up"] {
        choose(landlord, payment, choice).await;
    }
    assert_eq!(balance(landlord, token).await, 0);
    assert_eq!(documents(landlord, token).await, before);
    assert_eq!(read(landlord, token, payment).await["state"], "confirmed");
}

#[tokio::test]
async fn a_part_payment_has_a_recu_and_the_rest_the_quittance() {
    let mut landlord = Landlord::open().await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let part = begin(&landlord, &lefebvre, KEY, 10_000).await.json();
    choose(&landlord, &part, "accept").await;
    assert_eq!(balance(&landlord, &lefebvre).await, OWED - 10_000);
    let after_part = documents(&landlord, &lefebvre).await;
    assert!(
        after_part.contains(&("recu".to_owned(), 10_000)),
        "{after_part:?}"
    );
    assert!(after_part.iter().all(|(kind, _)| kind != "quittance"));

    let rest = begin(&landlord, &lefebvre, OTHER_KEY, OWED - 10_000).await.json();
    choose(&landlord, &rest, "accept").await;
    assert_eq!(balance(&landlord, &lefebvre).await, 0);
    assert!(
        documents(&landlord, &lefebvre)
            .await
            .contains(&("quittance".to_owned(), OWED))
    );
}

#[tokio::test]
async fn the_rent_systems_payment_and_quittance_replace_ours() {
    let mut landlord = Landlord::open().await;
    let lefebvre = landlord.signed_in(LEFEBVRE, LEFEBVRE_MOBILE).await;
    let payment = begin(&landlord, &lefebvre, KEY, OWED).await.json();
    choose(&landlord, &payment, "accept").await;
    let listed = landlord.service.card_payments_csv().await.expect("listed");
    let name = listed
        .lines()
        .nth(1)
        .and_then(|line| line.split(';').next())
        .expect("a payment");
    assert!(listed.contains(";380,00;carte bancaire"), "{listed}");

    let exports = landlord.data().parent().expect("a folder").join("exports");
    let add = |file: &str, lines: &str| {
        let path = exports.join(file);
        let text = std::fs::read_to_string(&path).expect("read");
        std::fs::write(&path, format!("{text}{lines}")).expect("written");
    };
    add("documents.csv", "Q9;B2;quittance;06/2026;10/07/2026;\n");
    add("lignes.csv", "Q9;loyer;Loyer;380,00\n");
    let payments = format!(
        "reference;bail;document;date;montant;mode;paiement_en_ligne\n\
         P1;B1;D1;07/07/2026;304,00;virement;\nP9;B2;D3;09/07/2026;380,00;carte;{name}\n"
    );
    std::fs::write(exports.join("paiements.csv"), payments).expect("written");
    let issuing = landlord::config::Config::demonstration(landlord.data()).issuing_landlord();
    for _ in 0..2 {
        let imported = landlord::import::import_directory(landlord.service.pool(), &issuing, &exports).await;
        imported.expect("imported");
        assert_eq!(balance(&landlord, &lefebvre).await, 0, "the money counts once");
        let list = landlord.get("/v1/rent-documents", Some(&lefebvre)).await.json();
        let in_force: Vec<&Value> = list["documents"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|document| document["kind"] == "quittance" && document["supersededBy"].is_null())
            .collect();
        assert_eq!(in_force.len(), 1, "{in_force:?}");
        assert_eq!(in_force[0]["issuedOn"], "2026-07-10");
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
    let others: Vec<&StatusCode> = statuses
        .iter()
        .filter(|status| ![StatusCode::CREATED, StatusCode::CONFLICT].contains(status))
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
