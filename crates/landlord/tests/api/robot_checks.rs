//! The robot check (S4): proof of work, bound to a purpose and a tenant code, valid once and until it expires.

use std::net::IpAddr;

use axum::http::StatusCode;
use landlord::figures::{
    ENROLMENTS_AT_BASE_COST, HOUR, MINUTE, ROBOT_CHECK_MAX_TIMES, ROBOT_CHECK_MINUTES,
    ROBOT_CHECK_RATE_MINUTES, WRONG_ROBOT_CHECKS,
};
use serde_json::json;

use crate::{
    budgets::multiply,
    service::{DURAND, LEFEBVRE, Landlord},
};

#[tokio::test]
async fn s4_a_robot_check_works_once_even_across_a_restart() {
    let mut landlord = Landlord::open().await;
    let check = landlord.solved_robot_check(DURAND).await;
    let opening = json!({ "tenantCode": DURAND, "robotCheck": check });
    assert_eq!(
        landlord
            .post("/v1/enrolments", None, opening.clone())
            .await
            .status,
        StatusCode::CREATED
    );
    for _ in 0..2 {
        let replayed = landlord.post("/v1/enrolments", None, opening.clone()).await;
        assert_eq!(
            (replayed.status, replayed.problem().as_str()),
            (StatusCode::FORBIDDEN, "robot-check-failed")
        );
        landlord.restart().await;
    }
}

#[tokio::test]
async fn s4_a_robot_check_made_for_another_tenant_code_is_refused() {
    let landlord = Landlord::open().await;
    let check = landlord.solved_robot_check(LEFEBVRE).await;
    let opening = json!({ "tenantCode": DURAND, "robotCheck": check });
    assert_eq!(
        landlord.post("/v1/enrolments", None, opening).await.problem(),
        "robot-check-failed"
    );
}

#[tokio::test]
async fn s4_an_expired_robot_check_is_refused() {
    let landlord = Landlord::open().await;
    let check = landlord.solved_robot_check(DURAND).await;
    landlord.wait(ROBOT_CHECK_MINUTES * MINUTE + 1);
    let opening = json!({ "tenantCode": DURAND, "robotCheck": check });
    assert_eq!(
        landlord.post("/v1/enrolments", None, opening).await.problem(),
        "robot-check-failed"
    );
}

#[tokio::test]
async fn s4_a_robot_check_with_easier_parameters_or_no_signature_is_refused() {
    let landlord = Landlord::open().await;
    for change in [
        |check: &mut serde_json::Value| check["challenge"]["parameters"]["keyPrefix"] = json!(""),
        |check: &mut serde_json::Value| {
            check["challenge"]
                .as_object_mut()
                .expect("an object")
                .remove("signature");
        },
        |check: &mut serde_json::Value| check["solution"]["derivedKey"] = json!("00"),
    ] {
        let mut check = landlord.solved_robot_check(DURAND).await;
        change(&mut check);
        let opening = json!({ "tenantCode": DURAND, "robotCheck": check });
        assert_eq!(
            landlord.post("/v1/enrolments", None, opening).await.problem(),
            "robot-check-failed"
        );
    }
}

#[tokio::test]
async fn s4_a_robot_check_refused_by_quota_can_be_used_once_later() {
    let mut landlord = Landlord::open().await;
    for n in 0..20 {
        landlord
            .enrolment(&format!("{:015}", 300_000_000_000_000_u64 + n))
            .await;
    }
    let check = landlord.solved_robot_check(DURAND).await;
    let opening = json!({ "tenantCode": DURAND, "robotCheck": check });
    for _ in 0..2 {
        let refused = landlord.post("/v1/enrolments", None, opening.clone()).await;
        assert_eq!(
            refused.problem(),
            "too-many-attempts",
            "the twenty-first code of the address"
        );
    }
    landlord.address = IpAddr::from([203, 0, 113, 1]);
    let opened = landlord.post("/v1/enrolments", None, opening.clone()).await;
    assert_eq!(opened.status, StatusCode::CREATED);
    landlord.address = IpAddr::from([203, 0, 113, 2]);
    let replayed = landlord.post("/v1/enrolments", None, opening).await;
    assert_eq!(replayed.problem(), "robot-check-failed");
}

#[tokio::test]
async fn s4_a_robot_check_costs_more_while_strangers_open_many_enrolments() {
    let landlord = Landlord::open().await;
    let cost = async || {
        let request = json!({ "purpose": "enrolment", "tenantCode": LEFEBVRE });
        let check = landlord.post("/v1/robot-checks", None, request).await.json();
        check["challenge"]["parameters"]["cost"].as_i64().expect("a cost")
    };
    let usual = cost().await;
    landlord.enrolment(DURAND).await;
    assert_eq!(cost().await, usual);
    multiply(&landlord, "stranger-enrolment", 2 * ENROLMENTS_AT_BASE_COST).await;
    assert_eq!(cost().await, 2 * usual);
    // A dearer one is solved and accepted like any other.
    landlord.enrolment(LEFEBVRE).await;
    multiply(&landlord, "stranger-enrolment", ROBOT_CHECK_MAX_TIMES).await;
    assert_eq!(cost().await, ROBOT_CHECK_MAX_TIMES * usual);
    landlord.wait(ROBOT_CHECK_RATE_MINUTES * MINUTE);
    assert_eq!(cost().await, usual);
}

#[tokio::test]
async fn s4_after_many_wrong_checks_of_an_address_none_is_verified() {
    let mut landlord = Landlord::open().await;
    let mut wrong = landlord.solved_robot_check(DURAND).await;
    wrong["solution"]["derivedKey"] = json!("00");
    let opening = |check: &serde_json::Value| json!({ "tenantCode": DURAND, "robotCheck": check });
    for _ in 0..WRONG_ROBOT_CHECKS[0].events {
        let refused = landlord.post("/v1/enrolments", None, opening(&wrong)).await;
        assert_eq!(refused.problem(), "robot-check-failed");
    }
    let right = landlord.solved_robot_check(DURAND).await;
    let refused = landlord.post("/v1/enrolments", None, opening(&right)).await;
    assert_eq!(refused.problem(), "too-many-attempts");
    landlord.address = IpAddr::from([203, 0, 113, 1]);
    let opened = landlord.post("/v1/enrolments", None, opening(&right)).await;
    assert_eq!(
        opened.status,
        StatusCode::CREATED,
        "not spent, and another address"
    );
    landlord.address = IpAddr::from([198, 51, 100, 7]);
    landlord.wait(HOUR + 1);
    landlord.enrolment(LEFEBVRE).await;
}

#[tokio::test]
async fn s4_checks_that_came_late_or_twice_do_not_count_as_wrong() {
    let landlord = Landlord::open().await;
    let spent = landlord.solved_robot_check(DURAND).await;
    let opening = json!({ "tenantCode": DURAND, "robotCheck": spent });
    landlord.post("/v1/enrolments", None, opening.clone()).await;
    for minutes in [0, ROBOT_CHECK_MINUTES] {
        landlord.wait(minutes * MINUTE);
        for _ in 0..WRONG_ROBOT_CHECKS[0].events {
            let refused = landlord.post("/v1/enrolments", None, opening.clone()).await;
            assert_eq!(refused.problem(), "robot-check-failed");
        }
    }
    landlord.enrolment(DURAND).await;
}
