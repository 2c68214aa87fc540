//! How a visit ends: with the landlord or without, and when nobody is left (S21).

use std::time::Duration;

use contract::VisitPurpose;
use landlord::demonstration::SHOWN_TENANTS;
use tenant::{
    Counter, FailureCode, Step, WipePlace, WipeReason,
    figures::{ANSWER_SECONDS, COUNTDOWN_SECONDS, COUNTER_IDLE_MINUTES},
};
use tokio::time::{Instant, advance, sleep, timeout};

use super::{Agency, code_of, view};
use crate::clock::{SlowClock, at_any_speed};

#[tokio::test]
async fn s21_the_end_of_a_visit_is_reported_to_the_landlord() {
    let agency = Agency::open().await;
    agency.sign_in().await;
    agency.visit(&[VisitPurpose::SignUp]).await;
    let ended = at_any_speed(agency.counter.end_visit(WipeReason::Ended)).await;
    assert!(ended.is_some());
    let desk = agency.counter.first_screen().await.step;
    assert!(
        matches!(&desk, Step::CounterDesk { desk } if desk.wiped.as_ref().is_some_and(|proof| proof.landlord_told)),
        "{desk:?}"
    );
}

#[tokio::test]
async fn s21_a_visit_ends_without_a_network_and_keeps_no_secret() {
    let mut agency = Agency::open().await;
    agency.sign_in().await;
    agency.visit(&[VisitPurpose::SignUp]).await;
    agency.home.cut_network().await;
    assert_eq!(
        code_of(agency.counter.begin_purpose(VisitPurpose::SignUp).await),
        FailureCode::Unreachable
    );
    agency.end().await;
    agency
        .counter
        .record_wiped(vec![(WipePlace::Page, true), (WipePlace::Clipboard, false)])
        .await;
    let desk = agency.counter.first_screen().await.step;
    let Step::CounterDesk { desk } = desk else {
        panic!("{desk:?}")
    };
    let proof = desk.wiped.expect("wiped");
    assert!(!proof.landlord_told);
    assert_eq!(proof.places.len(), 3);

    // Once the network is back, the next visit ends the previous one at the landlord's.
    agency.home.mend_network().await;
    agency
        .visit_of(SHOWN_TENANTS[1].tenant_code, &[VisitPurpose::SignUp])
        .await;
}

#[tokio::test]
async fn s21_an_idle_visit_ends_after_its_countdown_unless_somebody_returns() {
    let agency = Agency::open().await;
    let counter = &agency.counter;
    tokio::time::pause();
    // Without anybody signed in, there is no idle limit.
    assert!(
        timeout(
            Duration::from_secs(5 * 60 * COUNTER_IDLE_MINUTES),
            counter.idle_too_long()
        )
        .await
        .is_err()
    );
    tokio::time::resume();
    agency.sign_in().await;
    agency.visit(&[VisitPurpose::SignUp]).await;
    tokio::time::pause();
    let begin = Instant::now();
    counter.touched();
    counter.idle_too_long().await;
    assert_eq!(begin.elapsed().as_secs(), 60 * COUNTER_IDLE_MINUTES);
    assert!(!counter.somebody_comes_back().await, "nobody");
    assert_eq!(
        begin.elapsed().as_secs(),
        60 * COUNTER_IDLE_MINUTES + COUNTDOWN_SECONDS
    );
    for (answer, comes) in [
        (Counter::touched as fn(&Counter), false),
        (Counter::reset_idle_timer as fn(&Counter), true),
    ] {
        let (back, ()) = tokio::join!(counter.somebody_comes_back(), async {
            sleep(Duration::from_secs(COUNTDOWN_SECONDS - 1)).await;
            answer(counter);
        });
        assert_eq!(back, comes, "a moved mouse answers no question");
    }
}

#[tokio::test]
async fn s21_a_visit_ends_even_if_the_landlord_does_not_answer() {
    let mut agency = Agency::open().await;
    agency.sign_in().await;
    agency.visit(&[VisitPurpose::SignUp]).await;
    agency.home.hang_network().await;
    let counter = &agency.counter;
    let _slow = SlowClock::begin();
    let began = Instant::now();
    let (asked, back) = tokio::join!(counter.begin_purpose(VisitPurpose::SignUp), async {
        agency.home.asked().await;
        counter.go_back().await
    });
    assert_eq!(code_of(asked), FailureCode::Busy);
    view(Ok(back));
    let (asked, ended) = tokio::join!(counter.begin_purpose(VisitPurpose::SignUp), async {
        agency.home.asked().await;
        // The end is reported to the landlord, which does not answer.
        tokio::select! {
            ended = counter.end_visit(WipeReason::Locked) => ended,
            () = async {
                agency.home.asked().await;
                loop {
                    advance(Duration::from_millis(100)).await;
                }
            } => None,
        }
    });
    assert_eq!(code_of(asked), FailureCode::Busy);
    assert!(ended.is_some());
    assert!(
        began.elapsed() < Duration::from_secs(ANSWER_SECONDS) * 2 / 3,
        "sooner than a wait for the landlord ends: {:?}",
        began.elapsed()
    );
    let desk = counter.first_screen().await.step;
    assert!(
        matches!(&desk, Step::StaffCheck { wiped: Some(proof), .. } if !proof.landlord_told),
        "{desk:?}"
    );
}
