//! A registration letter at the counter: two members of staff print it, or the back office posts it (S1).

use axum::http::{Method, StatusCode};
use contract::{StaffRole, TenantCode};
use serde_json::json;

use super::open;
use crate::{
    counter::{Counter, NADIA},
    service::{DURAND, DURAND_MOBILE},
};

/// How many mails told the tenant of a letter.
async fn letters_told(counter: &Counter) -> usize {
    let mails = counter.landlord.mails().await;
    let told = mails
        .iter()
        .filter(|mail| mail.subject.contains("courrier avec un code"));
    told.count()
}

#[tokio::test]
async fn s21_a_letter_is_printed_once_a_second_member_of_staff_agrees() {
    let (mut counter, staff) = open().await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    counter.visit(&staff, DURAND, &["newNumber"]).await;
    assert_eq!(counter.letter(&staff).await.problem(), "approval-required");
    assert_eq!(
        counter.approve(&staff, &nadia).await.status,
        StatusCode::NO_CONTENT
    );
    assert_eq!(counter.letter(&staff).await.status, StatusCode::OK);
    let sms = counter.landlord.any_sms().await;
    assert_eq!(sms.to.national(), DURAND_MOBILE);
    assert!(sms.text.contains("un courrier avec un code"), "{}", sms.text);
    assert_eq!(letters_told(&counter).await, 1);

    // It counts for this visit only.
    counter.visit(&staff, DURAND, &["newNumber"]).await;
    assert_eq!(counter.letter(&staff).await.problem(), "approval-required");
}

#[tokio::test]
async fn s21_without_a_second_person_the_letter_is_posted() {
    let (mut counter, staff) = open().await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    counter.visit(&staff, DURAND, &["receipts"]).await;
    let post = async || {
        let path = "/v1/staff/visits/current/letter/posting";
        counter.ask(Method::POST, path, Some(&staff), None).await
    };
    assert_eq!(post().await.problem(), "no-visit", "not agreed to");
    counter.visit(&staff, DURAND, &["newNumber"]).await;
    for _ in 0..2 {
        assert_eq!(post().await.status, StatusCode::NO_CONTENT);
    }
    let asked = counter.actions().await;
    let asked = asked.iter().filter(|action| *action == "letterPosted");
    assert_eq!(asked.count(), 1, "asked again, nothing changes");
    let admin = counter.landlord.service.letter_admin();
    let waiting = admin.waiting().await.expect("listed");
    assert_eq!(waiting.len(), 1);
    let code = TenantCode::parse(DURAND).expect("a tenant code").grouped();
    assert!(
        waiting[0].contains(&code) && waiting[0].contains("Agence de Lens"),
        "{waiting:?}"
    );
    // The back office writes it.
    counter.landlord.letter(DURAND).await;
    let admin = counter.landlord.service.letter_admin();
    assert!(admin.waiting().await.expect("listed").is_empty());
    assert_eq!(counter.landlord.any_sms().await.to.national(), DURAND_MOBILE);
    assert_eq!(letters_told(&counter).await, 1, "when it was asked for");
}

#[tokio::test]
async fn s21_s25_a_closed_account_gets_no_letter_of_a_counter() {
    let (mut counter, staff) = open().await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    counter.visit(&staff, DURAND, &["newNumber"]).await;
    counter.approve(&staff, &nadia).await;
    let posting = "/v1/staff/visits/current/letter/posting";
    let posted = counter.ask(Method::POST, posting, Some(&staff), None).await;
    assert_eq!(posted.status, StatusCode::NO_CONTENT);
    let closure = "/v1/staff/visits/current/closure";
    let closed = counter.ask(Method::POST, closure, Some(&staff), None).await;
    assert_eq!(closed.status, StatusCode::OK);
    let admin = counter.landlord.service.letter_admin();
    let waiting = admin.waiting().await.expect("listed");
    assert!(
        waiting.is_empty(),
        "the closing takes it off the list: {waiting:?}"
    );
    let printed = counter.letter(&staff).await;
    assert_eq!(printed.problem(), "account-closed");
    let posted = counter.ask(Method::POST, posting, Some(&staff), None).await;
    assert_eq!(posted.problem(), "account-closed");
    let actions = counter.actions().await;
    assert_eq!(
        actions.last().map(String::as_str),
        Some("accountClosed"),
        "{actions:?}"
    );
}

#[tokio::test]
async fn s21_s22_an_approval_by_recovery_code_says_so() {
    let (counter, staff) = open().await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    counter.visit(&staff, DURAND, &["newNumber"]).await;
    let mut credentials = counter.credentials(&nadia);
    credentials["code"] = json!(nadia.recovery_codes[0]);
    let approved = counter
        .post("/v1/staff/visits/current/approval", Some(&staff), credentials)
        .await;
    assert_eq!(approved.status, StatusCode::NO_CONTENT);
    let actions = counter.actions().await;
    assert_eq!(actions.last().map(String::as_str), Some("approvedByRecoveryCode"));
}
