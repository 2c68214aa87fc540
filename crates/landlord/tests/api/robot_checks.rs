//! S4: proof of work, bound to purpose and tenant code, good once and for ten minutes.

use axum::http::StatusCode;
use serde_json::json;

use crate::service::{DURAND, LEFEBVRE, Landlord};

#[tokio::test]
async fn a_robot_check_is_good_once() {
    let landlord = Landlord::open().await;
    let check = landlord.solved_robot_check(DURAND).await;
    let opening = json!({ "tenantCode": DURAND, "robotCheck": check });
    assert_eq!(
        landlord
            .post("/v1/enrolments", None, opening.clone())
            .await
            .status,
        StatusCode::CREATED
    );
    let replayed = landlord.post("/v1/enrolments", None, opening).await;
    assert_eq!(
        (replayed.status, replayed.problem().as_str()),
        (StatusCode::FORBIDDEN, "robot-check-failed")
    );
}

#[tokio::test]
async fn a_robot_check_made_for_another_tenant_code_is_refused() {
    let landlord = Landlord::open().await;
    let check = landlord.solved_robot_check(LEFEBVRE).await;
    let opening = json!({ "tenantCode": DURAND, "robotCheck": check });
    assert_eq!(
        landlord.post("/v1/enrolments", None, opening).await.problem(),
        "robot-check-failed"
    );
}

#[tokio::test]
async fn an_expired_robot_check_is_refused() {
    let landlord = Landlord::open().await;
    let check = landlord.solved_robot_check(DURAND).await;
    landlord.wait(601);
    let opening = json!({ "tenantCode": DURAND, "robotCheck": check });
    assert_eq!(
        landlord.post("/v1/enrolments", None, opening).await.problem(),
        "robot-check-failed"
    );
}

#[tokio::test]
async fn a_robot_check_with_easier_parameters_or_no_signature_is_refused() {
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
