//! `GET /v1/landlord`.

use axum::{Json, extract::State};
use contract::LandlordProfile;

use super::problem_response::AnyProblem;
use crate::service::Service;

/// Who the landlord is and how its product looks.
#[utoipa::path(get, path = "/v1/landlord", tag = "landlord",
    responses((status = 200, body = LandlordProfile), AnyProblem))]
pub(crate) async fn read(State(service): State<Service>) -> Json<LandlordProfile> {
    Json(service.profile())
}
