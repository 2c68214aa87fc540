//! Staff close an account in a visit, and a manager opens it again (S25).

use axum::http::StatusCode;
use contract::StaffRole;
use landlord::figures::MINUTE;
use serde_json::Value;

use crate::{
    counter::{CLAIRE, Counter, NADIA},
    service::{DURAND, DURAND_MOBILE},
};

#[tokio::test]
async fn s25_staff_close_in_a_visit_and_only_a_manager_opens_again() {
    let mut counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    let staff = counter.sign_in(&claire).await;
    let path = |last: &str| format!("/v1/staff/visits/current/{last}");
    let without = counter.post(&path("closure"), Some(&staff), Value::Null).await;
    assert_eq!(without.problem(), "no-visit");
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    counter.visit(&staff, DURAND, &["passwordReset"]).await;
    let closed = counter.post(&path("closure"), Some(&staff), Value::Null).await;
    assert_eq!(closed.status, StatusCode::OK);
    let enrolled = counter.enrol(&staff, "passwordReset", None).await;
    assert_eq!(enrolled.problem(), "account-closed", "staff are told");
    let refused = counter.post(&path("reopening"), Some(&staff), Value::Null).await;
    assert_eq!(refused.problem(), "not-allowed");

    let manager = counter.sign_in(&nadia).await;
    counter.visit(&manager, DURAND, &["passwordReset"]).await;
    let mails = counter.landlord.mails().await;
    let visits = mails.iter().filter(|mail| mail.subject.starts_with("Une visite"));
    assert_eq!(visits.count(), 2, "the tenant of a closed account is told, too");
    let opened = counter
        .post(&path("reopening"), Some(&manager), Value::Null)
        .await;
    assert_eq!(opened.status, StatusCode::OK);
    let enrolled = counter.enrol(&manager, "passwordReset", None).await;
    assert_eq!(enrolled.status, StatusCode::CREATED);
    let actions = counter.actions().await;
    for action in ["accountClosed", "accountReopened"] {
        assert!(actions.iter().any(|done| done == action), "{actions:?}");
    }
}

#[tokio::test]
async fn s25_staff_see_since_when_an_account_is_closed() {
    let mut counter = Counter::open().await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let staff = counter.sign_in(&nadia).await;
    let begun = counter.visit(&staff, DURAND, &["receipts"]).await.json();
    assert_eq!(begun["tenant"].get("closedSince"), None);
    let path = "/v1/staff/visits/current/closure";
    let closed = counter.post(path, Some(&staff), Value::Null).await.json();
    let since = closed["tenant"]["closedSince"].clone();
    assert!(since.is_string(), "{closed}");

    counter.landlord.wait(MINUTE);
    let found = counter.search(&staff, DURAND).await.json();
    assert_eq!(found["tenants"][0]["closedSince"], since);
    let current = counter.current(&staff).await.json();
    assert_eq!(current["tenant"]["closedSince"], since);
    let path = "/v1/staff/visits/current/reopening";
    let opened = counter.post(path, Some(&staff), Value::Null).await.json();
    assert_eq!(opened["tenant"].get("closedSince"), None);
}

#[tokio::test]
async fn s25_a_repeated_closing_or_reopening_stands_in_the_journal_once() {
    let mut counter = Counter::open().await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let staff = counter.sign_in(&nadia).await;
    counter.visit(&staff, DURAND, &["receipts"]).await;
    for (last, action) in [("closure", "accountClosed"), ("reopening", "accountReopened")] {
        let path = format!("/v1/staff/visits/current/{last}");
        for _ in 0..2 {
            let answer = counter.post(&path, Some(&staff), Value::Null).await;
            assert_eq!(answer.status, StatusCode::OK, "{last}");
        }
        let actions = counter.actions().await;
        let written = actions.iter().filter(|done| *done == action);
        assert_eq!(written.count(), 1, "{actions:?}");
    }
}
