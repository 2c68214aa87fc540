//! The link with which the provider's page leads back (S15).

use std::sync::Arc;

use contract::RETURN_SCHEME;
use tenant::{CardPaymentStatus, Step};

use super::{choose, euros, owing, pay, status};
use crate::{
    household::Entries,
    locked_keyring::{Computer, PROMPTING},
};

/// The link with which the provider's page leads back.
pub async fn link_back(page: &str) -> String {
    let client = reqwest::Client::new();
    let answer = client
        .post(page)
        .header("content-type", "application/x-www-form-urlencoded")
        .body("choice=silence")
        .send();
    let shown = answer.await.expect("led back").text().await.expect("a page");
    let start = shown.find(&format!("{RETURN_SCHEME}:")).expect("a link");
    let link = shown[start..].split('"').next().expect("quoted");
    link.to_owned()
}

#[tokio::test]
async fn s15_the_link_back_shows_its_payment_once_and_proves_nothing() {
    let mut home = owing().await;
    choose(&home.espace, euros("20")).await;
    let page = pay(&home.espace).await;
    let link = link_back(&page).await;
    home.restart().await;
    home.espace.open_receipts().await.expect("signed in");
    for other in [
        link[..link.len() - 1].to_owned(),
        format!("{link}?state=paid"),
        format!("{RETURN_SCHEME}://paiement/{}", "a".repeat(43)),
    ] {
        assert!(!home.espace.return_from_payment(&other).await, "{other}");
    }
    assert!(home.espace.return_from_payment(&link).await);
    let shown = home.espace.read_page().await.expect("the payment");
    assert_eq!(status(&shown), CardPaymentStatus::Waiting, "the landlord decides");
    assert!(!home.espace.return_from_payment(&link).await, "once");
}

#[tokio::test]
async fn s15_no_link_shows_anything_while_signed_out() {
    let home = owing().await;
    choose(&home.espace, euros("20")).await;
    let link = link_back(&pay(&home.espace).await).await;
    home.espace.sign_out().await;
    assert!(!home.espace.return_from_payment(&link).await);
    assert!(home.espace.read_page().await.is_err());
}

#[tokio::test]
async fn s15_a_link_that_comes_while_the_keyring_is_locked_waits() {
    let home = owing().await;
    choose(&home.espace, euros("20")).await;
    let link = link_back(&pay(&home.espace).await).await;
    let entries = Entries::default();
    entries.put(0, Arc::clone(&home.secrets));
    let computer = Computer::of(home, &entries);
    assert_eq!(first_step(&computer).await, PROMPTING);
    let opened = computer.household.return_from_payment(link.clone()).await;
    assert!(!opened, "nothing can be read of it yet");
    assert_eq!(
        first_step(&computer).await,
        PROMPTING,
        "a page that is loaded again"
    );

    computer.unlock().await;
    let shown = first_step(&computer).await;
    assert_eq!(status(&shown), CardPaymentStatus::Waiting);
    assert!(!computer.household.return_from_payment(link).await, "once");
}

async fn first_step(computer: &Computer) -> Step {
    let first_screen = computer.household.first_screen().await.expect("opens");
    let step = computer.household.first_step(first_screen).await;
    step.expect("readable")
}
