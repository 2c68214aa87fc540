//! `POST /v1/robot-checks`.

use axum::{Json, extract::State};
use contract::{RobotCheck, RobotCheckRequest};

use crate::{
    http::{json_body::JsonBody, problem_response::AnyProblem},
    identity::robot_check,
    refusal::Refusal,
    service::Service,
};

/// Makes a robot check for one purpose and one tenant code.
#[utoipa::path(post, path = "/v1/robot-checks", tag = "enrolment", request_body = RobotCheckRequest,
    responses((status = 200, body = RobotCheck), AnyProblem))]
pub(crate) async fn make(
    State(service): State<Service>,
    JsonBody(request): JsonBody<RobotCheckRequest>,
) -> Result<Json<RobotCheck>, Refusal> {
    let now = service.base.clock.seconds();
    let mut reading = service.base.store.read().await?;
    let configured = service.config.robot_check_cost;
    let cost = robot_check::cost(&mut reading, &service.base.key, configured, now).await?;
    drop(reading);
    robot_check::make(
        &service.base.key,
        cost,
        request.purpose,
        &request.tenant_code,
        now,
    )
    .map(Json)
}
