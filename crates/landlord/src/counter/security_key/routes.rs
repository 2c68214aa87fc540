//! `/v1/staff/security-keys`: the keys of the caller, and the attempts to ask one, with what its page in a browser sends
//! (S21).

use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use contract::{
    SecurityKey, SecurityKeyAdding, SecurityKeyAnswer, SecurityKeyAttempt, SecurityKeyAttemptState,
    SecurityKeyPage, SecurityKeyProof, SecurityKeyRequest, SecurityKeys, StaffCheck,
};

use super::attempt;
use crate::{
    counter::security_key,
    http::{
        bearer::{SignedInStaff, StaffDevice},
        json_body::JsonBody,
        problem_response::{
            AddedBefore, AnyProblem, NoSession, NoSuchThing, NotForStaff, OverQuota, WrongSmsCode,
        },
    },
    refusal::Refusal,
    service::Service,
};

/// Begins an attempt to ask a security key as a second factor. It is the same for everybody.
#[utoipa::path(post, path = "/v1/staff/security-key-attempts", tag = "staff",
    params(("Espace-Device" = Option<String>, Header, description = "The token of the enrolled device")),
    responses((status = 201, body = SecurityKeyAttempt), NotForStaff, AnyProblem))]
pub(crate) async fn begin(
    State(service): State<Service>,
    StaffDevice(device): StaffDevice,
) -> Result<(StatusCode, Json<SecurityKeyAttempt>), Refusal> {
    let begun = attempt::begin(&service.people(), device.as_deref()).await?;
    Ok((StatusCode::CREATED, Json(begun)))
}

/// Whether the key of an attempt has answered, on the device that began it.
#[utoipa::path(post, path = "/v1/staff/security-key-attempts/state", tag = "staff", request_body = SecurityKeyProof,
    params(("Espace-Device" = Option<String>, Header, description = "The token of the enrolled device")),
    responses((status = 200, body = SecurityKeyAttemptState), NotForStaff, NoSuchThing, AnyProblem))]
pub(crate) async fn state(
    State(service): State<Service>,
    StaffDevice(device): StaffDevice,
    JsonBody(proof): JsonBody<SecurityKeyProof>,
) -> Result<Json<SecurityKeyAttemptState>, Refusal> {
    attempt::state(&service.people(), device.as_deref(), &proof)
        .await
        .map(Json)
}

/// Begins an attempt to add a security key of one's own.
#[utoipa::path(post, path = "/v1/staff/security-keys/attempts", tag = "staff", security(("staff" = [], "device" = [])),
    responses((status = 201, body = SecurityKeyAttempt), NoSession, NotForStaff, AnyProblem))]
pub(crate) async fn begin_adding(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
) -> Result<(StatusCode, Json<SecurityKeyAttempt>), Refusal> {
    let begun = attempt::begin_adding(&service.people(), &caller).await?;
    Ok((StatusCode::CREATED, Json(begun)))
}

/// What a page asks its security key for. The page's token lets nobody in.
#[utoipa::path(post, path = "/v1/security-key-requests", tag = "staff", request_body = SecurityKeyPage,
    responses((status = 200, body = SecurityKeyRequest), NoSuchThing, AnyProblem))]
pub(crate) async fn request(
    State(service): State<Service>,
    JsonBody(page): JsonBody<SecurityKeyPage>,
) -> Result<Json<SecurityKeyRequest>, Refusal> {
    attempt::request(&service.people(), &page).await.map(Json)
}

/// Takes what a security key answered on a page, once. Whatever does not hold spends nothing.
#[utoipa::path(post, path = "/v1/security-key-answers", tag = "staff", request_body = SecurityKeyAnswer,
    responses((status = 204, description = "The window that began the attempt goes on"), NoSuchThing, AnyProblem))]
pub(crate) async fn answer(
    State(service): State<Service>,
    JsonBody(answer): JsonBody<SecurityKeyAnswer>,
) -> Result<StatusCode, Refusal> {
    attempt::answer(&service.people(), &answer).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Adds the security key of an attempt, by another second factor.
#[utoipa::path(post, path = "/v1/staff/security-keys", tag = "staff", request_body = SecurityKeyAdding, security(("staff" = [], "device" = [])),
    responses((status = 201, body = SecurityKey), NoSession, NotForStaff, NoSuchThing, AddedBefore, WrongSmsCode, OverQuota, AnyProblem))]
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
