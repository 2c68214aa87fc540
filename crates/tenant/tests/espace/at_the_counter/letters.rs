//! A registration letter at the counter: two members of staff print it, or it is posted (S21).

use contract::VisitPurpose;
use landlord::demonstration::COUNTER_PASSWORD;
use tenant::{FailureCode, Step};

use super::{Agency, view};
use crate::clock::at_any_speed;

#[tokio::test]
async fn a_letter_is_offered_to_who_has_no_account() {
    let agency = Agency::open().await;
    agency.sign_in().await;
    assert!(agency.visit(&[VisitPurpose::NewNumber]).await.letter_offered);
    assert!(!agency.visit(&[VisitPurpose::SignUp]).await.letter_offered);
}

#[tokio::test]
async fn s21_a_letter_is_printed_after_a_colleague_approved_it() {
    let agency = Agency::open().await;
    agency.sign_in().await;
    let counter = &agency.counter;
    let visit = agency.visit(&[VisitPurpose::NewNumber]).await;
    assert!(!visit.letter_approved && !visit.approval_required);
    let alone = counter.letter_pdf().await.map_err(|failure| failure.code);
    assert_eq!(alone, Err(FailureCode::ApprovalRequired));
    let asked = counter.open_letter_approval().await;
    assert!(
        matches!(asked, Ok(Step::VisitApproval { letter: true, .. })),
        "{asked:?}"
    );
    let second = agency.code("Nadia ROUSSEL").await;
    let approved = counter.approve("nadia.roussel", COUNTER_PASSWORD, &second).await;
    assert!(view(approved).letter_approved);
    let letter = at_any_speed(counter.letter_pdf()).await.expect("printed");
    assert!(letter.starts_with(b"%PDF-"));
}

#[tokio::test]
async fn s21_without_a_colleague_the_letter_goes_by_post() {
    let agency = Agency::open().await;
    agency.sign_in().await;
    let counter = &agency.counter;
    assert!(!agency.visit(&[VisitPurpose::NewNumber]).await.letter_posted);
    let visit = view(counter.ask_for_letter_by_post().await);
    assert!(visit.letter_posted && !visit.letter_approved);
    assert_eq!(agency.home.letters_to_post().await, 1);
}
