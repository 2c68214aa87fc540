//! `/v1/sessions`: sign-in, refresh, sign-out.

use axum::{Json, extract::State, http::StatusCode};
use contract::{SessionOpening, SessionRefreshing, SessionTokens};

use crate::{
    http::{
        bearer::TenantSession,
        client_address::ClientAddress,
        json_body::JsonBody,
        problem_response::{AnyProblem, ClosedAccount, NoSession, NoVisit, OverQuota, WrongSmsCode},
    },
    identity::session,
    refusal::Refusal,
    service::Service,
};

/// Signs in. The problem `sms-code-required` means that the password is right and that a code was sent to the
/// number on file. The same request with `smsCode` then signs in.
#[utoipa::path(post, path = "/v1/sessions", tag = "session", request_body = SessionOpening,
    responses((status = 201, body = SessionTokens), NoSession, ClosedAccount, NoVisit, WrongSmsCode, OverQuota,
        AnyProblem))]
pub(crate) async fn open(
    State(service): State<Service>,
    ClientAddress(address): ClientAddress,
    JsonBody(opening): JsonBody<SessionOpening>,
) -> Result<(StatusCode, Json<SessionTokens>), Refusal> {
    let tokens = session::open(&service.people(), opening, address).await?;
    Ok((StatusCode::CREATED, Json(tokens)))
}

/// Trades a refresh token for the next pair. Sent again before that pair was used, it gets the same refresh token.
/// Sent after a token of that pair was used, it ends the session.
#[utoipa::path(post, path = "/v1/sessions/refresh", tag = "session", request_body = SessionRefreshing,
    responses((status = 200, body = SessionTokens), NoSession, AnyProblem))]
pub(crate) async fn refresh(
    State(service): State<Service>,
    JsonBody(refreshing): JsonBody<SessionRefreshing>,
) -> Result<Json<SessionTokens>, Refusal> {
    session::refresh(&service.people(), &refreshing.refresh_token)
        .await
        .map(Json)
}

/// Signs out.
#[utoipa::path(delete, path = "/v1/sessions/current", tag = "session", security(("session" = [])),
    responses((status = 204, description = "Signed out"), NoSession, AnyProblem))]
pub(crate) async fn end(
    State(service): State<Service>,
    TenantSession(session): TenantSession,
) -> Result<StatusCode, Refusal> {
    session::end(&service.people(), &session).await?;
    Ok(StatusCode::NO_CONTENT)
}
