//! A tenant who pays on two computers.

use contract::Cents;
use tenant::{AmountWanted, CardPaymentStatus, FailureCode, PaymentBegun};

use super::{at_the_page, choose, elsewhere, euros, owed, owing, pay, payment, status};
use crate::line::Line;

#[tokio::test]
async fn a_payment_begun_on_another_computer_is_shown_and_not_doubled() {
    let home = owing().await;
    let line = Line::to(home.address).await;
    let other = elsewhere(&home, &line).await;
    choose(&other, euros("20")).await;
    let page = pay(&other).await;

    choose(&home.espace, euros("30")).await;
    let PaymentBegun { step, page: shown } = home.espace.pay().await.expect("reported");
    let waiting = payment(&step);
    assert_eq!(
        (waiting.amount, waiting.begun_elsewhere, shown),
        (Cents(2_000), true, None)
    );
    assert_eq!(pay(&home.espace).await, page, "it can be paid from here");
    let given_up = home.espace.give_payment_up().await.expect("given up");
    assert_eq!(status(&given_up), CardPaymentStatus::Abandoned);
    choose(&home.espace, euros("30")).await;
    assert_ne!(pay(&home.espace).await, page);
}

#[tokio::test]
async fn rent_paid_elsewhere_meanwhile_is_not_paid_again() {
    let home = owing().await;
    let line = Line::to(home.address).await;
    let other = elsewhere(&home, &line).await;
    choose(&other, AmountWanted::All).await;
    at_the_page(&pay(&other).await, "accept").await;
    choose(&home.espace, AmountWanted::All).await;
    let refused = home.espace.pay().await.expect_err("nothing is owed");
    assert_eq!(refused.code, FailureCode::AmountNotOwed);
    home.espace.synchronise().await.expect("synchronised");
    assert_eq!(owed(&home.espace).await.total, Cents(0));
}
