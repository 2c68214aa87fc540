//! The desk of a counter: it locks when nobody is there, and after a tenant has had the keyboard. What is under way
//! holds up no end of a visit (S21).

use std::time::Duration;

use contract::VisitPurpose;
use landlord::demonstration::COUNTER_PASSWORD;
use tenant::{
    FailureCode, Step, WipePlace, WipeProof, WipeReason,
    figures::{ANSWER_SECONDS, COUNTDOWN_SECONDS, COUNTER_IDLE_MINUTES},
};
use tokio::time::{Instant, pause, resume};

use crate::{
    at_home::{PASSWORD, tenant},
    at_the_counter::{Agency, CLAIRE, code_of},
    left_at_the_counter::behind_line,
};

#[track_caller]
fn assert_locked(step: &Step) {
    assert!(matches!(step, Step::StaffCheck { locked: true, .. }), "{step:?}");
}

/// What the locked desk says was wiped.
async fn proof(agency: &Agency) -> WipeProof {
    match agency.counter.first_screen().await.step {
        Step::StaffCheck {
            locked: true,
            wiped: Some(proof),
        } => proof,
        other => panic!("no proof: {other:?}"),
    }
}

#[tokio::test]
async fn s21_a_locked_desk_finds_nobody_before_the_second_factor() {
    let agency = Agency::open().await;
    let counter = &agency.counter;
    agency.sign_in().await;
    for reason in [WipeReason::Idle, WipeReason::Locked] {
        assert!(counter.end_visit(reason).await.is_none(), "no tenant was here");
        assert_locked(&counter.first_screen().await.step);
        for around in [counter.go_back().await, counter.back_to_visit().await] {
            assert_locked(&around);
        }
        let found = counter.search_by_code(tenant().tenant_code).await;
        assert_eq!(code_of(found), FailureCode::StaffCheckRequired);
        let password = counter.open_own_password().await;
        assert_eq!(code_of(password), FailureCode::StaffCheckRequired);
        let wrong = counter.check_staff("000000").await;
        assert_eq!(code_of(wrong), FailureCode::StaffCodeWrong);
        assert_locked(&counter.first_screen().await.step);
        agency.open_desk().await;
        let found = counter.search_by_code(tenant().tenant_code).await;
        assert!(matches!(found, Ok(Step::TenantsFound { .. })), "{found:?}");
        counter.go_back().await;
    }
}

#[tokio::test]
async fn s21_an_open_desk_is_idle_as_a_visit_is() {
    let agency = Agency::open().await;
    let counter = &agency.counter;
    agency.sign_in().await;
    pause();
    counter.reset_idle_timer();
    let began = Instant::now();
    counter.idle_too_long().await;
    assert!(!counter.somebody_comes_back().await, "nobody");
    assert_eq!(
        began.elapsed().as_secs(),
        60 * COUNTER_IDLE_MINUTES + COUNTDOWN_SECONDS
    );
    resume();
    counter.end_visit(WipeReason::Idle).await;
    counter.something_to_wipe_becomes(false).await;
    agency.open_desk().await;
    counter.something_to_wipe_becomes(true).await;
}

#[tokio::test]
async fn s21_an_end_in_the_tenants_hands_leads_to_no_open_desk() {
    let agency = Agency::open().await;
    let counter = &agency.counter;
    agency.sign_in().await;
    for turn in ["handed over", "typing", "handed back"] {
        agency.visit(&[VisitPurpose::SignUp]).await;
        let handed = counter.begin_purpose(VisitPurpose::SignUp).await;
        assert!(matches!(handed, Ok(Step::HandOver { .. })), "{handed:?}");
        if turn != "handed over" {
            counter.take_over().await;
        }
        if turn == "handed back" {
            counter.back_to_visit().await;
        }
        agency.end().await;
        assert_eq!(proof(&agency).await.reason, WipeReason::Ended, "{turn}");
        agency.open_desk().await;
    }
    agency.visit(&[VisitPurpose::SignUp]).await;
    agency.end().await;
    let desk = counter.first_screen().await.step;
    assert!(
        matches!(desk, Step::CounterDesk { .. }),
        "staff had the keyboard all the time: {desk:?}"
    );
}

#[tokio::test]
async fn s21_a_staff_sign_in_under_way_opens_no_desk_after_the_lock() {
    let (agency, line) = behind_line().await;
    let counter = &agency.counter;
    let code = agency.code("Claire MARTIN").await;
    line.hold_answer_to("POST /v1/staff/sessions ");
    let (signed_in, ()) = tokio::join!(counter.sign_staff_in(CLAIRE, COUNTER_PASSWORD, &code), async {
        line.holds().await;
        counter.end_visit(WipeReason::Locked).await;
        line.release();
    });
    assert_eq!(code_of(signed_in), FailureCode::Busy);
    assert_eq!(counter.frame().staff, None);
    let step = counter.first_screen().await.step;
    assert!(matches!(step, Step::StaffSignIn { .. }), "{step:?}");
}

#[tokio::test]
async fn s21_a_visit_ends_at_once_while_the_tenants_number_is_sent() {
    let (agency, line) = behind_line().await;
    let counter = &agency.counter;
    agency.sign_in().await;
    agency.visit(&[VisitPurpose::SignUp]).await;
    agency.hand_over(VisitPurpose::SignUp).await;
    line.hold_answer_to("POST /v1/enrolments/current/phone ");
    let began = Instant::now();
    let (typed, ()) = tokio::join!(
        async { counter.espace().submit_phone(tenant().mobile).await },
        async {
            line.holds().await;
            assert!(counter.end_visit(WipeReason::Ended).await.is_some());
            line.release();
        }
    );
    assert_eq!(code_of(typed), FailureCode::Busy);
    assert_ended_at_once(&agency, began).await;
}

#[tokio::test]
async fn s21_a_visit_ends_at_once_while_receipts_are_fetched() {
    let (agency, line) = behind_line().await;
    agency.home.sign_up().await;
    let counter = &agency.counter;
    agency.sign_in().await;
    agency.visit(&[VisitPurpose::Receipts]).await;
    agency.hand_over(VisitPurpose::Receipts).await;
    assert_eq!(counter.sign_tenant_in(PASSWORD).await, Ok(Step::Receipts));
    line.hold_answer_to("GET /v1/changes ");
    let began = Instant::now();
    let (synchronised, ()) = tokio::join!(async { counter.espace().synchronise().await }, async {
        line.holds().await;
        assert!(counter.end_visit(WipeReason::Idle).await.is_some());
        line.release();
    });
    synchronised.expect_err("the visit has ended");
    assert_ended_at_once(&agency, began).await;
}

/// Asserts that an end of a visit waited for no answer, and left nothing in memory.
async fn assert_ended_at_once(agency: &Agency, began: Instant) {
    assert!(
        began.elapsed() < Duration::from_secs(ANSWER_SECONDS / 2),
        "sooner than a wait for the landlord ends: {:?}",
        began.elapsed()
    );
    let places = proof(agency).await.places;
    let memory = places.iter().find(|place| place.place == WipePlace::Memory);
    assert!(memory.is_some_and(|memory| memory.clean), "{places:?}");
}
