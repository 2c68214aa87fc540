//! Card payments: chosen, reviewed, paid at the sandbox's page, confirmed; whatever is lost or closed in between.

use contract::{Cents, RETURN_SCHEME};
use landlord::demonstration::{SHOWN_TENANTS, ShownTenant};
use landlord::figures::PROVIDER_ASKED_EVERY_SECONDS;
use tenant::{
    AccountQuestion, AmountWanted, CardPaymentStatus, CardPaymentView, Espace, FailureCode, FreshnessState,
    HomeOverview, OwedView, PaymentBegun, Step, WaysToPay,
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
    let espace = home.elsewhere_by(line.address);
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
        Step::CardPayment { payment } => payment,
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

/// The link with which the provider's page leads back.
async fn link_back(page: &str) -> String {
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
async fn s16_retrying_after_a_lost_answer_makes_the_same_payment() {
    let home = owing().await;
    let line = Line::to(home.address).await;
    let espace = elsewhere(&home, &line).await;
    let before = owed(&espace).await.total;
    choose(&espace, euros("20")).await;
    line.lose_answers_to("POST /v1/payments ");
    espace.pay().await.expect_err("no answer");
    line.mend();
    assert_eq!(overview(&espace).await.payment, None, "nobody has seen a page");
    choose(&espace, euros("20")).await;
    let page = pay(&espace).await;
    assert!(!payment(&espace.read_page().await.expect("shown")).begun_elsewhere);
    at_the_page(&page, "accept").await;
    espace.synchronise().await.expect("synchronised");
    assert_eq!(owed(&espace).await.total, before - Cents(2_000));
}

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

#[tokio::test]
async fn s16_a_page_that_the_landlord_does_not_publish_is_not_opened() {
    let home = owing().await;
    let line = Line::to(home.address).await;
    let espace = elsewhere(&home, &line).await;
    choose(&espace, euros("20")).await;
    let body = r#"{"id":"x","amount":2000,"state":"waiting","begunAt":"2026-11-28T08:00:00Z","page":"https://evil.example/"}"#;
    let head = "HTTP/1.1 201 Created\r\ncontent-type: application/json\r\nconnection: close";
    let answer = format!("{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    line.answer("POST /v1/payments ", answer.into_bytes());
    let refused = espace.pay().await.expect_err("somebody else's page");
    assert_eq!(refused.code, FailureCode::PaymentPageUntrusted);
}

#[tokio::test]
async fn s16_a_key_that_is_not_found_is_not_sent_again() {
    let home = owing().await;
    let line = Line::to(home.address).await;
    let espace = elsewhere(&home, &line).await;
    choose(&espace, euros("20")).await;
    // As for a payment page whose provider is gone. Behind the line, the landlord has started the payment.
    let body = r#"{"type":"urn:espace-locataire:problem:not-found","title":"x","status":404}"#;
    let head = "HTTP/1.1 404 Not Found\r\ncontent-type: application/problem+json\r\nconnection: close";
    let answer = format!("{head}\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    line.answer("POST /v1/payments ", answer.into_bytes());
    espace.pay().await.expect_err("its page is gone");
    line.mend();
    choose(&espace, euros("20")).await;
    let begun = espace.pay().await.expect("taken up");
    assert_eq!(
        begun.page, None,
        "another key: the payment is one that was begun elsewhere"
    );
}

#[tokio::test]
async fn a_slow_answer_moves_nobody_who_left_the_payment() {
    let home = owing().await;
    let line = Line::to(home.address).await;
    let espace = elsewhere(&home, &line).await;
    choose(&espace, AmountWanted::All).await;
    pay(&espace).await;
    line.hold_answer_to("GET /v1/payments/");
    let (followed, ()) = tokio::join!(espace.follow_payment(), async {
        line.holds().await;
        espace.open_account().await.expect("Mon profil");
        let asked = espace.ask_account(AccountQuestion::Landline).await;
        assert!(matches!(asked, Ok(Step::AccountLandline { .. })), "{asked:?}");
        line.release();
    });
    let left = followed.expect_err("the page of the payment was left");
    assert_eq!(left.code, FailureCode::Busy);
    let submitted = espace.submit_account_landline("01 99 00 12 34").await;
    assert!(
        matches!(
            submitted,
            Ok(Step::Account { .. } | Step::AccountPasswordAgain { .. })
        ),
        "{submitted:?}"
    );
}

#[tokio::test]
async fn a_payment_left_by_retour_opens_no_page_and_stays_pending() {
    let home = owing().await;
    let line = Line::to(home.address).await;
    let espace = elsewhere(&home, &line).await;
    choose(&espace, AmountWanted::All).await;
    line.hold_answer_to("POST /v1/payments");
    let (begun, back) = tokio::join!(espace.pay(), async {
        line.holds().await;
        let back = espace.go_back().await;
        line.release();
        back
    });
    assert!(matches!(back, Step::PaymentAmount { .. }), "{back:?}");
    assert_eq!(begun.expect_err("left").code, FailureCode::Busy);
    let open = espace.open_card_payment().await.expect("open");
    assert_eq!(status(&open), CardPaymentStatus::Waiting);
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
        "the payment to put away; account, landlord and payment"
    );
    espace
        .submit_payment_amount(AmountWanted::All)
        .await
        .expect("a look");
    let chosen = espace.notes_read().await;
    assert_eq!(chosen - opened, 3, "account, landlord and payment");
    pay(espace).await;
    let paid = espace.notes_read().await;
    assert_eq!(
        paid - chosen,
        4,
        "the same, and the payment in the step that writes it"
    );
}
