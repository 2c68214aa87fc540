//! Card payments: chosen, reviewed, paid at the sandbox's page, confirmed; refused, cancelled, or left pending.

mod disks;
mod faulty_answers;
mod link_back;
mod two_computers;

use contract::Cents;
use landlord::demonstration::{SHOWN_TENANTS, ShownTenant};
use landlord::figures::PROVIDER_ASKED_EVERY_SECONDS;
use tenant::{
    AmountWanted, CardPaymentStatus, CardPaymentView, Espace, FailureCode, FreshnessState, HomeOverview,
    OwedView, Step, WaysToPay,
};

use crate::{
    at_home::{Home, PASSWORD, without_pin},
    line::Line,
};

/// A tenant who is behind with the rent.
fn behind() -> &'static ShownTenant {
    &SHOWN_TENANTS[1]
}

/// A tenant who owes something, with the archive up to date.
async fn owing() -> Home {
    let home = Home::new().await;
    home.sign_up_as(behind()).await;
    home.espace.synchronise().await.expect("synchronised");
    home
}

/// The same tenant on another computer, behind a line.
async fn elsewhere(home: &Home, line: &Line) -> Espace {
    let espace = home.second_computer_at(line.address);
    let step = espace.sign_in(Some(behind().tenant_code), PASSWORD).await;
    without_pin(&espace, step.expect("signed in")).await;
    espace.synchronise().await.expect("synchronised");
    espace
}

async fn ways(espace: &Espace) -> WaysToPay {
    match espace.open_ways_to_pay().await {
        Ok(Step::WaysToPay { ways }) => ways,
        other => panic!("no ways to pay: {other:?}"),
    }
}

async fn overview(espace: &Espace) -> HomeOverview {
    match espace.open_home().await {
        Ok(Step::Home { overview }) => overview,
        other => panic!("not at home: {other:?}"),
    }
}

async fn owed(espace: &Espace) -> OwedView {
    overview(espace).await.owed.expect("reported by the landlord")
}

/// Chooses an amount, up to its review.
async fn choose(espace: &Espace, wanted: AmountWanted) -> Cents {
    let step = espace.open_card_payment().await;
    assert!(matches!(step, Ok(Step::PaymentAmount { .. })), "{step:?}");
    match espace.submit_payment_amount(wanted).await {
        Ok(Step::PaymentCheck { amount, .. }) => amount,
        other => panic!("no look at it: {other:?}"),
    }
}

fn euros(text: &str) -> AmountWanted {
    AmountWanted::Other(text.to_owned())
}

/// Pays up to the provider's page; returns its address.
async fn pay(espace: &Espace) -> String {
    let begun = espace.pay().await.expect("begun");
    assert_eq!(status(&begun.step), CardPaymentStatus::Waiting);
    begun.page.expect("a page")
}

/// Makes the person's choice at the sandbox's page.
pub async fn at_the_page(page: &str, choice: &str) {
    let form = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
    let answer = form
        .build()
        .expect("a client")
        .post(page)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("choice={choice}"))
        .send();
    assert_eq!(answer.await.expect("an answer").status(), 303, "it leads back");
}

#[track_caller]
fn payment(step: &Step) -> &CardPaymentView {
    match step {
        Step::CardPayment { payment, .. } => payment,
        other => panic!("no payment: {other:?}"),
    }
}

#[track_caller]
fn status(step: &Step) -> CardPaymentStatus {
    payment(step).status
}

async fn followed(espace: &Espace) -> CardPaymentStatus {
    status(&espace.follow_payment().await.expect("reported"))
}

#[tokio::test]
async fn a_payment_is_chosen_reviewed_paid_and_receipted() {
    let home = owing().await;
    let before = owed(&home.espace).await;
    let documents = overview(&home.espace).await.documents;
    let offered = ways(&home.espace).await;
    assert_eq!((offered.cards, offered.payment), (true, None));

    let amount = choose(&home.espace, AmountWanted::Late).await;
    assert_eq!(amount, before.late);
    let page = pay(&home.espace).await;
    assert_eq!(followed(&home.espace).await, CardPaymentStatus::Waiting);
    at_the_page(&page, "accept").await;
    home.wait(PROVIDER_ASKED_EVERY_SECONDS + 1);
    assert_eq!(followed(&home.espace).await, CardPaymentStatus::Confirmed);
    let reported = overview(&home.espace).await.payment.expect("shown at home");
    assert_eq!(
        (reported.amount, reported.status),
        (amount, CardPaymentStatus::Confirmed)
    );

    let stale = overview(&home.espace).await.freshness.state;
    assert_ne!(stale, FreshnessState::UpToDate, "what is owed has changed");

    home.espace.synchronise().await.expect("synchronised");
    let after = owed(&home.espace).await;
    assert_eq!((after.total, after.late), (before.total - amount, Cents(0)));
    assert!(
        overview(&home.espace).await.documents > documents,
        "what proves it is there"
    );
    let step = home.espace.leave_payment().await;
    assert!(matches!(step, Ok(Step::Home { overview }) if overview.payment.is_none()));
}

#[tokio::test]
async fn retour_from_a_payment_leads_to_the_page_that_opened_it() {
    let home = owing().await;
    choose(&home.espace, euros("20")).await;
    pay(&home.espace).await;
    let back = home.espace.go_back().await;
    assert!(matches!(back, Step::WaysToPay { .. }), "{back:?}");
    home.espace.open_home().await.expect("at home");
    home.espace.open_card_payment().await.expect("the payment");
    followed(&home.espace).await;
    let back = home.espace.go_back().await;
    assert!(back.is_home(), "{back:?}");
}

#[tokio::test]
async fn retour_after_a_payment_leads_to_what_opened_the_ways_to_pay() {
    let home = owing().await;
    home.espace.open_rent_account().await.expect("opened");
    ways(&home.espace).await;
    choose(&home.espace, euros("20")).await;
    for step in ["the amount", "the ways to pay"] {
        let back = home.espace.go_back().await;
        assert!(!matches!(back, Step::RentAccount { .. }), "{step}: {back:?}");
    }
    let back = home.espace.go_back().await;
    assert!(matches!(back, Step::RentAccount { .. }), "{back:?}");
    ways(&home.espace).await;
    choose(&home.espace, euros("20")).await;
    pay(&home.espace).await;
    followed(&home.espace).await;
    let back = home.espace.go_back().await;
    assert!(matches!(back, Step::WaysToPay { .. }), "{back:?}");
    let back = home.espace.go_back().await;
    assert!(matches!(back, Step::RentAccount { .. }), "{back:?}");
}

#[tokio::test]
async fn a_payment_whose_page_no_browser_opens_is_an_address_and_not_pending() {
    let mut home = owing().await;
    choose(&home.espace, euros("20")).await;
    let page = pay(&home.espace).await;
    let step = home.espace.record_payment_page(page.clone(), false).await;
    let Ok(Step::CardPayment {
        payment,
        page: Some(shown),
    }) = step
    else {
        panic!("{step:?}");
    };
    assert_eq!(payment.status, CardPaymentStatus::PageNotOpened);
    assert_eq!(shown.address, page);
    assert!(shown.qr.is_some());
    assert_eq!(overview(&home.espace).await.payment, None, "nothing waits");
    let offered = ways(&home.espace).await;
    assert_eq!((offered.cards, offered.payment), (true, None));

    home.restart().await;
    let step = home.espace.open_card_payment().await.expect("the payment");
    assert_eq!(status(&step), CardPaymentStatus::PageNotOpened);
    let again = home.espace.pay().await.expect("the same payment").page;
    assert_eq!(again.as_ref(), Some(&page));
    let step = home.espace.record_payment_page(page.clone(), true).await;
    assert_eq!(status(&step.expect("opened")), CardPaymentStatus::Waiting);

    // Paid with the address, on a telephone.
    let step = home.espace.record_payment_page(page.clone(), false).await;
    assert_eq!(status(&step.expect("shown")), CardPaymentStatus::PageNotOpened);
    at_the_page(&page, "accept").await;
    home.wait(PROVIDER_ASKED_EVERY_SECONDS + 1);
    home.espace.open_home().await.expect("at home");
    home.espace.synchronise().await.expect("synchronised");
    let payment = overview(&home.espace).await.payment.expect("shown at home");
    assert_eq!(payment.status, CardPaymentStatus::Confirmed);
}

#[tokio::test]
async fn retour_leads_back_step_by_step_and_keeps_what_was_chosen() {
    let home = owing().await;
    choose(&home.espace, euros("12,50")).await;
    match home.espace.go_back().await {
        Step::PaymentAmount { wanted, .. } => assert_eq!(wanted, euros("12,50")),
        other => panic!("no amount: {other:?}"),
    }
    let again = home.espace.submit_payment_amount(euros("13")).await;
    let Ok(Step::PaymentCheck { amount, left, host }) = again else {
        panic!("no look at it: {again:?}");
    };
    assert_eq!(
        (amount, amount + left),
        (Cents(1_300), owed(&home.espace).await.total)
    );
    assert_eq!(host, home.address.to_string());
    choose(&home.espace, euros("13")).await;
    home.espace.go_back().await;
    assert!(matches!(home.espace.go_back().await, Step::WaysToPay { .. }));
    let refused = home.espace.submit_payment_amount(euros("100000")).await;
    assert_eq!(
        refused.expect_err("too much").fields[0].code,
        FailureCode::AmountTooLarge
    );
}

#[tokio::test]
async fn a_tenant_who_owes_nothing_is_not_offered_a_card() {
    let home = Home::new().await;
    home.sign_up_as(behind()).await;
    assert!(!ways(&home.espace).await.cards, "nobody was asked yet");
    home.espace.synchronise().await.expect("synchronised");
    choose(&home.espace, AmountWanted::All).await;
    at_the_page(&pay(&home.espace).await, "accept").await;
    home.espace.synchronise().await.expect("synchronised");
    assert_eq!(owed(&home.espace).await.total, Cents(0));
    assert!(!ways(&home.espace).await.cards);
    let step = home.espace.open_card_payment().await;
    assert!(matches!(step, Ok(Step::WaysToPay { .. })), "{step:?}");
}

#[tokio::test]
async fn a_refused_or_cancelled_payment_is_reported_and_can_restart() {
    let home = owing().await;
    let before = owed(&home.espace).await.total;
    for (choice, expected) in [
        ("refuse", CardPaymentStatus::Refused),
        ("give-up", CardPaymentStatus::Abandoned),
    ] {
        choose(&home.espace, AmountWanted::All).await;
        let page = pay(&home.espace).await;
        at_the_page(&page, choice).await;
        home.wait(PROVIDER_ASKED_EVERY_SECONDS + 1);
        assert_eq!(followed(&home.espace).await, expected);
    }
    choose(&home.espace, AmountWanted::All).await;
    pay(&home.espace).await;
    let given_up = home.espace.give_payment_up().await.expect("given up");
    assert_eq!(status(&given_up), CardPaymentStatus::Abandoned);
    assert!(matches!(home.espace.go_back().await, Step::WaysToPay { ways } if ways.payment.is_none()));
    home.espace.synchronise().await.expect("synchronised");
    assert_eq!(owed(&home.espace).await.total, before);
}

#[tokio::test]
async fn a_payment_made_while_it_is_cancelled_is_reported_as_paid() {
    let home = owing().await;
    choose(&home.espace, euros("20")).await;
    let page = pay(&home.espace).await;
    at_the_page(&page, "accept").await;
    let step = home.espace.give_payment_up().await.expect("reported");
    assert_eq!(status(&step), CardPaymentStatus::Confirmed);
}

#[tokio::test]
async fn a_pending_payment_survives_a_restart_and_is_followed() {
    let mut home = owing().await;
    choose(&home.espace, euros("20")).await;
    let page = pay(&home.espace).await;
    home.restart().await;
    let reported = overview(&home.espace).await.payment.expect("it waits");
    assert_eq!(
        (reported.amount, reported.status),
        (Cents(2_000), CardPaymentStatus::Waiting)
    );
    let step = home.espace.open_card_payment().await.expect("what waits");
    assert_eq!(status(&step), CardPaymentStatus::Waiting);
    assert_eq!(pay(&home.espace).await, page, "its page opens again");

    at_the_page(&page, "later").await;
    home.wait(PROVIDER_ASKED_EVERY_SECONDS + 1);
    home.espace.synchronise().await.expect("synchronised");
    let reported = overview(&home.espace).await.payment.expect("not seen yet");
    assert_eq!(reported.status, CardPaymentStatus::Confirmed);
}

/// The notes of the archive that each press reads.
#[cfg(feature = "rehearsal")]
#[tokio::test]
async fn each_press_on_the_way_to_a_payment_reads_its_notes_once() {
    let home = owing().await;
    let espace = &home.espace;
    let read = espace.notes_read().await;
    espace.open_card_payment().await.expect("how much");
    let opened = espace.notes_read().await;
    assert_eq!(
        opened - read,
        4,
        "the payment to put away; rent account, landlord and payment"
    );
    espace
        .submit_payment_amount(AmountWanted::All)
        .await
        .expect("a look");
    let chosen = espace.notes_read().await;
    assert_eq!(chosen - opened, 3, "rent account, landlord and payment");
    pay(espace).await;
    let paid = espace.notes_read().await;
    assert_eq!(
        paid - chosen,
        8,
        "the same; and what the two steps replace that write: the outbox three times, the payment twice"
    );
}
