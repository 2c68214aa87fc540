//! `/v1/messages`: messages from tenants to their agency, and its answers.

use axum::{Json, extract::State, http::StatusCode};
use contract::{AgencyMessage, AgencyMessages, NewMessage};

use super::rules as agency_message;
use crate::{
    http::{
        bearer::SignedInTenant,
        idempotency_key::IdempotencyKey,
        json_body::JsonBody,
        problem_response::{AnyProblem, KeyReused, NoSession, NoVisit, OverQuota},
    },
    refusal::Refusal,
    service::Service,
};

/// Sends a message to the tenant's agency, at most ten a day. The same `Idempotency-Key` with the same body is the
/// same message, however often it is sent.
#[utoipa::path(post, path = "/v1/messages", tag = "messages", security(("session" = [])), request_body = NewMessage,
    params(("Idempotency-Key" = String, Header, description = "A UUID, version 4 (RFC 9562)",
        pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")),
    responses((status = 201, body = AgencyMessage), NoSession, NoVisit, KeyReused, OverQuota, AnyProblem))]
pub(crate) async fn send(
    State(service): State<Service>,
    tenant: SignedInTenant,
    key: IdempotencyKey,
    JsonBody(message): JsonBody<NewMessage>,
) -> Result<(StatusCode, Json<AgencyMessage>), Refusal> {
    let sent = agency_message::take_in(&service.base, &tenant.tenant_code, &key.0, &message).await?;
    Ok((StatusCode::CREATED, Json(sent)))
}

/// The last messages of the tenant, newest first, with the agency's answers.
#[utoipa::path(get, path = "/v1/messages", tag = "messages", security(("session" = [])),
    responses((status = 200, body = AgencyMessages), NoSession, NoVisit, AnyProblem))]
pub(crate) async fn list(
    State(service): State<Service>,
    tenant: SignedInTenant,
) -> Result<Json<AgencyMessages>, Refusal> {
    let messages =
        agency_message::list(&service.base, &tenant.tenant_code, agency_message::MAX_LISTED).await?;
    Ok(Json(AgencyMessages { messages }))
}
