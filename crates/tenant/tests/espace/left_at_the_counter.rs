//! *Retour* at the counter while something is under way: nobody is signed in after it, and it waits for no answer
//! (S21).

use contract::VisitPurpose;
use landlord::demonstration::COUNTER_PASSWORD;
use tenant::{Counter, FailureCode, Step};

use crate::{
    at_home::{Home, PASSWORD, tenant},
    at_the_counter::{Agency, CLAIRE, at_counter, code_of, view},
    line::Line,
};

/// A counter behind a line.
pub async fn behind_line() -> (Agency, Line) {
    let home = Home::new().await;
    let line = Line::to(home.address).await;
    let counter = Counter::new(at_counter(line.address)).expect("opens");
    (Agency { home, counter }, line)
}

#[tokio::test]
async fn s21_a_staff_sign_in_left_by_retour_signs_nobody_in() {
    let (agency, line) = behind_line().await;
    let counter = &agency.counter;
    let code = agency.code("Claire MARTIN").await;
    line.hold_answer_to("POST /v1/staff/sessions ");
    let (signed_in, back) = tokio::join!(counter.sign_staff_in(CLAIRE, COUNTER_PASSWORD, &code), async {
        line.holds().await;
        let back = counter.go_back().await;
        line.release();
        back
    });
    assert!(matches!(back, Step::StaffSignIn { .. }), "{back:?}");
    assert_eq!(code_of(signed_in), FailureCode::Busy);
    assert_eq!(counter.frame().staff, None);
    agency.sign_in().await;
}

#[tokio::test]
async fn s21_a_tenants_sign_in_left_by_retour_signs_nobody_in() {
    let (agency, line) = behind_line().await;
    agency.home.sign_up().await;
    let counter = &agency.counter;
    agency.sign_in().await;
    agency.visit(&[VisitPurpose::Receipts]).await;
    agency.hand_over(VisitPurpose::Receipts).await;
    line.hold_answer_to("POST /v1/sessions ");
    let (signed_in, back) = tokio::join!(counter.sign_tenant_in(PASSWORD), async {
        line.holds().await;
        let back = counter.go_back().await;
        line.release();
        back
    });
    assert!(!view(Ok(back)).signed_in);
    assert_eq!(code_of(signed_in), FailureCode::Busy);
    assert!(!view(Ok(counter.back_to_visit().await)).signed_in);
}

#[tokio::test]
async fn a_retour_that_waits_no_more_cancels_nothing() {
    let (agency, line) = behind_line().await;
    let counter = &agency.counter;
    agency.sign_in().await;
    line.hold_answer_to("POST /v1/staff/searches ");
    let (found, ()) = tokio::join!(counter.search_by_code(tenant().tenant_code), async {
        line.holds().await;
        tokio::select! {
            biased;
            _ = counter.go_back() => panic!("the search holds the desk"),
            () = std::future::ready(()) => {}
        }
        line.release();
    });
    assert!(matches!(found, Ok(Step::TenantsFound { .. })), "{found:?}");
}
