//! An account that somebody else used is closed in a visit, and opened again by a manager (S25).

use contract::{IdentityDocument, VisitPurpose};
use landlord::{
    demonstration::COUNTER_PASSWORD,
    figures::{HOUR, MINUTE, VISIT_HOURS},
};
use tenant::{FailureCode, Step};

use super::{Agency, code_of, view};
use crate::at_home::{PASSWORD, tenant};

/// A tenant with an account, and staff who are signed in.
async fn open() -> Agency {
    let agency = Agency::open().await;
    agency.home.sign_up().await;
    agency.sign_in().await;
    agency
}

/// The agency's manager takes the place of who is signed in.
async fn manager_signs_in(agency: &Agency) {
    agency.counter.sign_staff_out().await;
    let code = agency.code("Nadia ROUSSEL").await;
    let step = agency
        .counter
        .sign_staff_in("nadia.roussel", COUNTER_PASSWORD, &code);
    let step = step.await;
    assert!(matches!(step, Ok(Step::CounterDesk { .. })), "{step:?}");
}

/// The tenant signs in from a computer that the account does not know.
async fn sign_in_elsewhere(agency: &Agency) -> Result<Step, FailureCode> {
    let elsewhere = agency.home.second_computer();
    let signed_in = elsewhere.sign_in(Some(tenant().tenant_code), PASSWORD).await;
    signed_in.map_err(|failure| failure.code)
}

/// The visit ends at the landlord's by time. Staff are busy with something else, so that they stay signed in.
async fn outlive_the_visit(agency: &Agency) {
    for _ in 0..=VISIT_HOURS * HOUR / (10 * MINUTE) {
        agency.home.wait(10 * MINUTE);
        agency.counter.figures().await.expect("reported");
    }
}

#[tokio::test]
async fn s25_closing_an_account_signs_the_tenant_out_in_the_visit_too() {
    let agency = open().await;
    let counter = &agency.counter;
    agency.visit(&[VisitPurpose::Receipts]).await;
    agency.hand_over(VisitPurpose::Receipts).await;
    assert_eq!(counter.sign_tenant_in(PASSWORD).await, Ok(Step::Receipts));
    let visit = view(Ok(counter.back_to_visit().await));
    assert!(visit.signed_in && visit.closing_offered && !visit.reopening_offered);

    let name = tenant().name.to_owned();
    assert_eq!(counter.open_closing().await, Ok(Step::VisitClosing { name }));
    let unasked = counter.close_account(false).await;
    assert_eq!(code_of(unasked), FailureCode::ClosingNotAskedFor);
    view(Ok(counter.go_back().await));
    counter.open_closing().await.expect("a visit");
    let visit = view(counter.close_account(true).await);
    assert!(visit.tenant.closed_since.is_some() && !visit.signed_in);
    assert!(!visit.closing_offered && !visit.reopening_offered && !visit.more_offered);
    assert!(counter.espace().rent_documents().await.is_err());
    let begun = counter.begin_purpose(VisitPurpose::Receipts).await;
    assert_eq!(code_of(begun), FailureCode::AccountClosed);
    assert_eq!(sign_in_elsewhere(&agency).await, Err(FailureCode::AccountClosed));
    agency.end().await;
}

#[tokio::test]
async fn s25_a_manager_reopens_a_closed_account_in_a_visit() {
    let agency = open().await;
    let counter = &agency.counter;
    agency.visit(&[VisitPurpose::Receipts]).await;
    let closed = view(counter.close_account(true).await).tenant.closed_since;
    agency.end().await;

    manager_signs_in(&agency).await;
    let found = counter.search_by_code(tenant().tenant_code).await;
    assert!(
        matches!(&found, Ok(Step::TenantsFound { tenants, .. }) if tenants[0].closed_since == closed),
        "{found:?}"
    );
    let visit = agency.visit(&[VisitPurpose::Receipts]).await;
    assert_eq!(
        (visit.tenant.closed_since, visit.reopening_offered),
        (closed, true)
    );
    let asked = counter.open_reopening().await;
    let seen = IdentityDocument::IdentityCard;
    assert!(
        matches!(&asked, Ok(Step::VisitReopening { identity, .. }) if *identity == seen),
        "{asked:?}"
    );
    let visit = view(counter.reopen_account().await);
    assert!(visit.reopened && visit.closing_offered && !visit.reopening_offered);
    assert_eq!(visit.tenant.closed_since, None);

    // Whoever had the password may still have it.
    let asked = sign_in_elsewhere(&agency).await;
    assert!(matches!(asked, Ok(Step::SignInCode { .. })), "{asked:?}");
}

#[tokio::test]
async fn s25_a_visit_goes_on_after_its_account_was_reopened() {
    let agency = open().await;
    let counter = &agency.counter;
    manager_signs_in(&agency).await;
    agency.visit(&[VisitPurpose::Receipts]).await;
    agency.hand_over(VisitPurpose::Receipts).await;
    assert_eq!(counter.sign_tenant_in(PASSWORD).await, Ok(Step::Receipts));
    counter.back_to_visit().await;
    counter.close_account(true).await.expect("closed");
    let visit = view(counter.reopen_account().await);
    assert!(!visit.signed_in);
    // Whoever sits here has shown an identity document.
    agency.hand_over(VisitPurpose::Receipts).await;
    assert_eq!(counter.sign_tenant_in(PASSWORD).await, Ok(Step::Receipts));
    let list = counter.espace().synchronise().await;
    assert!(list.is_ok(), "{list:?}");
}

#[tokio::test]
async fn s25_staff_who_are_no_manager_reopen_no_account() {
    let agency = open().await;
    let counter = &agency.counter;
    agency.visit(&[VisitPurpose::Receipts]).await;
    counter.close_account(true).await.expect("closed");
    let refused = counter.reopen_account().await;
    assert_eq!(code_of(refused), FailureCode::NotAllowed);
    let visit = view(Ok(counter.go_back().await));
    assert!(visit.tenant.closed_since.is_some() && !visit.reopened);
    assert_eq!(sign_in_elsewhere(&agency).await, Err(FailureCode::AccountClosed));
}

#[tokio::test]
async fn s25_a_visit_that_ended_meanwhile_closes_no_account() {
    let agency = open().await;
    let counter = &agency.counter;
    agency.visit(&[VisitPurpose::Receipts]).await;
    counter.open_closing().await.expect("a visit");
    outlive_the_visit(&agency).await;
    let late = counter.close_account(true).await;
    assert_eq!(code_of(late), FailureCode::VisitEnded);
    let open = sign_in_elsewhere(&agency).await;
    assert!(open.is_ok(), "{open:?}");
    agency.end().await;
    let nobody = counter.open_closing().await;
    assert_eq!(code_of(nobody), FailureCode::VisitEnded);
}

#[tokio::test]
async fn s25_a_visit_that_ended_meanwhile_reopens_no_account() {
    let agency = open().await;
    let counter = &agency.counter;
    manager_signs_in(&agency).await;
    agency.visit(&[VisitPurpose::Receipts]).await;
    counter.close_account(true).await.expect("closed");
    counter.open_reopening().await.expect("a visit");
    outlive_the_visit(&agency).await;
    let late = counter.reopen_account().await;
    assert_eq!(code_of(late), FailureCode::VisitEnded);
    assert_eq!(sign_in_elsewhere(&agency).await, Err(FailureCode::AccountClosed));
}

#[tokio::test]
async fn s25_a_visit_shows_an_account_that_was_closed_meanwhile() {
    let agency = open().await;
    let visit = agency.visit(&[VisitPurpose::PasswordReset]).await;
    assert_eq!(visit.tenant.closed_since, None);
    agency.home.close_account().await;
    let visit = view(agency.counter.begin_purpose(VisitPurpose::PasswordReset).await);
    assert!(visit.tenant.closed_since.is_some());
}
