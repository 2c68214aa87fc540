//! A visit, or the session of staff, that ends between its first look and the write: nothing begins in it (S21).

use axum::http::StatusCode;
use contract::StaffRole;

use super::open;
use crate::{
    counter::NADIA,
    replaced_passwords::{count, in_between},
    service::DURAND,
};

const VISIT_ENDED: &str = "UPDATE visits SET ended_at = began_at";

#[tokio::test]
async fn s21_a_visit_that_ends_during_an_approval_is_not_approved() {
    let (counter, staff) = open().await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    for meanwhile in [
        VISIT_ENDED,
        "UPDATE visits SET id = 'another' WHERE ended_at IS NULL",
    ] {
        let visit = counter.visit(&staff, DURAND, &["newNumber"]).await;
        assert_eq!(visit.status, StatusCode::CREATED);
        in_between(&counter.landlord, "counted_events", meanwhile).await;
        let answer = counter.approve(&staff, &nadia).await;
        assert_eq!(answer.problem(), "no-visit", "{meanwhile}");
        let approved = count(&counter.landlord, "visits WHERE approved_by IS NOT NULL").await;
        assert_eq!(approved, 0, "{meanwhile}");
        sqlx::query("DROP TRIGGER in_between")
            .execute(counter.landlord.service.pool())
            .await
            .expect("dropped");
        // The next code of the telephone.
        counter.landlord.wait(30);
    }
}

#[tokio::test]
async fn s21_staff_whose_session_ends_meanwhile_begin_no_visit() {
    let (counter, staff) = open().await;
    counter.search(&staff, DURAND).await;
    counter.landlord.wait(30);
    // The request stores that the session is active, right after it was read.
    let ends = "CREATE TRIGGER ends AFTER UPDATE OF last_active_at ON staff_sessions
                BEGIN DELETE FROM staff_sessions; END";
    sqlx::query(ends)
        .execute(counter.landlord.service.pool())
        .await
        .expect("a trigger");
    let visit = counter.begin_visit(&staff, DURAND, &["signUp"]).await;
    assert_eq!(visit.problem(), "session-ended");
    assert_eq!(count(&counter.landlord, "visits").await, 0);
}
