//! Answers about a payment that are lost, wrong or late: nobody pays twice, and nobody who left is moved.

use contract::Cents;
use tenant::{AmountWanted, CardPaymentStatus, FailureCode, ProfileQuestion, Step};

use super::{at_the_page, choose, elsewhere, euros, overview, owed, owing, pay, payment, status};
use crate::line::Line;

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
        espace.open_profile().await.expect("Mon profil");
        let asked = espace.ask_profile(ProfileQuestion::Landline).await;
        assert!(matches!(asked, Ok(Step::ProfileLandline { .. })), "{asked:?}");
        line.release();
    });
    let left = followed.expect_err("the page of the payment was left");
    assert_eq!(left.code, FailureCode::Busy);
    let submitted = espace.submit_profile_landline("01 99 00 12 34").await;
    assert!(
        matches!(
            submitted,
            Ok(Step::Profile { .. } | Step::ProfilePasswordAgain { .. })
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

#[tokio::test]
async fn a_slow_answer_about_a_payment_opens_no_page_after_the_sign_out() {
    let home = owing().await;
    let line = Line::to(home.address).await;
    let espace = elsewhere(&home, &line).await;
    choose(&espace, AmountWanted::All).await;
    pay(&espace).await;
    line.hold_answer_to("GET /v1/payments/");
    let (followed, signed_out) = tokio::join!(espace.follow_payment(), async {
        line.holds().await;
        let signed_out = espace.sign_out().await;
        line.release();
        signed_out
    });
    assert!(matches!(signed_out, Step::SignIn { .. }), "{signed_out:?}");
    followed.expect_err("signed out");
    let opened = espace.open_home().await;
    assert_eq!(opened.expect_err("signed out").code, FailureCode::SessionEnded);
}
