//! `/v1/staff/security-keys`: the keys of the caller, and what keys are asked to sign (S21).

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use contract::{
    Problem, SecurityKey, SecurityKeyAdding, SecurityKeyChallenge, SecurityKeyCreation, SecurityKeys,
    StaffCheck,
};

use crate::{
    counter::security_key,
    http::{
        bearer::{SignedInStaff, StaffDevice},
        json_body::JsonBody,
        problem_response::{AnyProblem, NoSession, NoSuchThing, NotForStaff, OverQuota, WrongSmsCode},
    },
    refusal::Refusal,
    service::Service,
};

/// The problem of a route that adds something.
#[derive(utoipa::IntoResponses)]
#[allow(dead_code, reason = "describes answers in the OpenAPI document; never built")]
pub(crate) enum AddedBefore {
    /// The credential is on file.
    #[response(status = 409, content_type = "application/problem+json")]
    Taken(#[to_schema] Problem),
}

/// Makes what a security key is asked to sign as a second factor.
#[utoipa::path(post, path = "/v1/staff/security-key-challenges", tag = "staff",
    params(("Espace-Device" = Option<String>, Header, description = "The token of the enrolled device")),
    responses((status = 201, body = SecurityKeyChallenge), NotForStaff, AnyProblem))]
pub(crate) async fn challenge(
    State(service): State<Service>,
    StaffDevice(device): StaffDevice,
) -> Result<(StatusCode, Json<SecurityKeyChallenge>), Refusal> {
    let challenge = security_key::challenge(&service.people(), device.as_deref()).await?;
    Ok((StatusCode::CREATED, Json(challenge)))
}

/// Makes what a security key is asked to sign when it is added.
#[utoipa::path(post, path = "/v1/staff/security-keys/creation", tag = "staff", security(("staff" = [], "device" = [])),
    responses((status = 201, body = SecurityKeyCreation), NoSession, NotForStaff, AnyProblem))]
pub(crate) async fn begin(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
) -> Result<(StatusCode, Json<SecurityKeyCreation>), Refusal> {
    let creation = security_key::begin(&service.people(), &caller).await?;
    Ok((StatusCode::CREATED, Json(creation)))
}

/// Adds a security key of one's own, by another second factor.
#[utoipa::path(post, path = "/v1/staff/security-keys", tag = "staff", request_body = SecurityKeyAdding, security(("staff" = [], "device" = [])),
    responses((status = 201, body = SecurityKey), NoSession, NotForStaff, AddedBefore, WrongSmsCode, OverQuota, AnyProblem))]
pub(crate) async fn add(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
    JsonBody(adding): JsonBody<SecurityKeyAdding>,
) -> Result<(StatusCode, Json<SecurityKey>), Refusal> {
    let key = security_key::add(&service.people(), &caller, &adding).await?;
    Ok((StatusCode::CREATED, Json(key)))
}

/// One's own security keys.
#[utoipa::path(get, path = "/v1/staff/security-keys", tag = "staff", security(("staff" = [], "device" = [])),
    responses((status = 200, body = SecurityKeys), NoSession, NotForStaff, AnyProblem))]
pub(crate) async fn list(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
) -> Result<Json<SecurityKeys>, Refusal> {
    security_key::list(&service.people(), &caller).await.map(Json)
}

/// Removes a security key of one's own, by a second factor.
#[utoipa::path(post, path = "/v1/staff/security-keys/{id}/removal", tag = "staff", request_body = StaffCheck,
    security(("staff" = [], "device" = [])), params(("id" = String, Path, description = "The key's id")),
    responses((status = 204, description = "Removed"), NoSession, NotForStaff, NoSuchThing, WrongSmsCode, OverQuota, AnyProblem))]
pub(crate) async fn remove(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
    Path(id): Path<String>,
    JsonBody(check): JsonBody<StaffCheck>,
) -> Result<StatusCode, Refusal> {
    security_key::remove(&service.people(), &caller, &id, &check.code).await?;
    Ok(StatusCode::NO_CONTENT)
}
