//! A payment on a disk that takes nothing (R4).

use landlord::figures::PROVIDER_ASKED_EVERY_SECONDS;
use tenant::CardPaymentStatus;

use super::{at_the_page, choose, euros, followed, link_back::link_back, overview, owing, pay, status, ways};
use crate::disks::refuse_writes;

#[tokio::test]
async fn an_outcome_that_the_disk_does_not_take_is_shown_all_the_same() {
    let mut home = owing().await;
    let amount = choose(&home.espace, euros("20")).await;
    let page = pay(&home.espace).await;
    let link = link_back(&page).await;
    refuse_writes(&home);
    home.espace.open_home().await.expect("at home");
    assert!(home.espace.return_from_payment(&link).await, "it is shown");
    assert!(!home.espace.return_from_payment(&link).await, "once");

    at_the_page(&page, "accept").await;
    home.wait(PROVIDER_ASKED_EVERY_SECONDS + 1);
    assert_eq!(followed(&home.espace).await, CardPaymentStatus::Confirmed);
    let shown = overview(&home.espace).await.payment.expect("shown at home");
    assert_eq!(
        (shown.amount, shown.status),
        (amount, CardPaymentStatus::Confirmed)
    );
    let shown = ways(&home.espace).await.payment.expect("shown there too");
    assert_eq!(shown.status, CardPaymentStatus::Confirmed);

    home.restart().await;
    let step = home.espace.open_card_payment().await.expect("the payment");
    assert_eq!(status(&step), CardPaymentStatus::Waiting, "what the disk has");
    assert_eq!(followed(&home.espace).await, CardPaymentStatus::Confirmed);
}
