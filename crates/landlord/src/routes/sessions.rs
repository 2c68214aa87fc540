//! `/v1/sessions`: sign-in, refresh, sign-out.

use axum::{Json, extract::State, http::StatusCode};
use contract::{SessionOpening, SessionRefreshing, SessionTokens};

use super::{
    bearer::SignedInTenant,
    json_body::JsonBody,
    problem_response::{AnyProblem, NoSession, OverQuota},
};
use crate::{refusal::Refusal, rules::session, service::Service};

/// Signs in.
#[utoipa::path(post, path = "/v1/sessions", tag = "session", request_body = SessionOpening,
    responses((status = 201, body = SessionTokens), NoSession, OverQuota, AnyProblem))]
pub(crate) async fn open(
    State(service): State<Service>,
    JsonBody(opening): JsonBody<SessionOpening>,
) -> Result<(StatusCode, Json<SessionTokens>), Refusal> {
    Ok((StatusCode::CREATED, Json(session::open(&service, opening).await?)))
}

/// Trades a refresh token for the next pair. Each refresh token works once; one that comes back
/// after its successor was used ends the session.
#[utoipa::path(post, path = "/v1/sessions/refresh", tag = "session", request_body = SessionRefreshing,
    responses((status = 200, body = SessionTokens), NoSession, AnyProblem))]
pub(crate) async fn refresh(
    State(service): State<Service>,
    JsonBody(refreshing): JsonBody<SessionRefreshing>,
) -> Result<Json<SessionTokens>, Refusal> {
    session::refresh(&service, &refreshing.refresh_token)
        .await
        .map(Json)
}

/// Signs out.
#[utoipa::path(delete, path = "/v1/sessions/current", tag = "session", security(("session" = [])),
    responses((status = 204, description = "Signed out"), NoSession, AnyProblem))]
pub(crate) async fn end(
    State(service): State<Service>,
    tenant: SignedInTenant,
) -> Result<StatusCode, Refusal> {
    session::end(&service, &tenant.session).await?;
    Ok(StatusCode::NO_CONTENT)
}
