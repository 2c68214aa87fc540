//! `/v1/staff`: accounts and sessions of counter staff, and their agency's figures and journal (S21).

use axum::{
    Json,
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use contract::{
    JournalPeriod, RecoveryCodes, SecondFactor, StaffActivation, StaffCheck, StaffConfirmation,
    StaffCredentials, StaffFigures, StaffNewPassword, StaffSession,
};

use super::{agency_report, staff::activation, staff_session, visit};
use crate::{
    http::{
        bearer::{SignedInStaff, StaffDevice, StaffToken},
        idempotency_key::IdempotencyKey,
        json_body::JsonBody,
        pdf_body::pdf,
        problem_response::{AnyProblem, NoSession, NotForStaff, OverQuota, WrongSmsCode},
        reader_language::ReaderLanguage,
    },
    refusal::Refusal,
    service::Service,
};

/// Begins the activation of an account: returns a new key for the authenticator on the telephone.
#[utoipa::path(post, path = "/v1/staff/activations", tag = "staff", request_body = StaffActivation,
    params(("Espace-Device" = Option<String>, Header, description = "The token of the enrolled device")),
    responses((status = 200, body = SecondFactor), WrongSmsCode, NotForStaff, OverQuota, AnyProblem))]
pub(crate) async fn begin_activation(
    State(service): State<Service>,
    StaffDevice(device): StaffDevice,
    JsonBody(asked): JsonBody<StaffActivation>,
) -> Result<Json<SecondFactor>, Refusal> {
    activation::begin(&service.people(), device.as_deref(), &asked)
        .await
        .map(Json)
}

/// Activates an account with a password and the first code of the telephone. The activation code ends. The same request
/// with the same `Idempotency-Key` may be sent again for some minutes, until somebody signs in.
#[utoipa::path(post, path = "/v1/staff/activations/confirmation", tag = "staff", request_body = StaffConfirmation,
    params(("Espace-Device" = Option<String>, Header, description = "The token of the enrolled device"),
        ("Idempotency-Key" = Option<String>, Header, description = "A UUID, version 4 (RFC 9562)")),
    responses((status = 200, body = RecoveryCodes), WrongSmsCode, NotForStaff, OverQuota, AnyProblem))]
pub(crate) async fn activate(
    State(service): State<Service>,
    StaffDevice(device): StaffDevice,
    key: Option<IdempotencyKey>,
    JsonBody(confirmation): JsonBody<StaffConfirmation>,
) -> Result<Json<RecoveryCodes>, Refusal> {
    let key = key.map(|IdempotencyKey(key)| key);
    activation::activate(
        &service.people(),
        device.as_deref(),
        key.as_deref(),
        &confirmation,
    )
    .await
    .map(Json)
}

/// Signs in on an enrolled device, by password and second factor.
#[utoipa::path(post, path = "/v1/staff/sessions", tag = "staff", request_body = StaffCredentials,
    params(("Espace-Device" = Option<String>, Header, description = "The token of the enrolled device")),
    responses((status = 201, body = StaffSession), NoSession, NotForStaff, OverQuota, AnyProblem))]
pub(crate) async fn sign_in(
    State(service): State<Service>,
    StaffDevice(device): StaffDevice,
    JsonBody(credentials): JsonBody<StaffCredentials>,
) -> Result<(StatusCode, Json<StaffSession>), Refusal> {
    let session = staff_session::sign_in(&service.people(), device.as_deref(), &credentials).await?;
    Ok((StatusCode::CREATED, Json(session)))
}

/// Takes the second factor again after an idle period.
#[utoipa::path(post, path = "/v1/staff/sessions/current/check", tag = "staff", request_body = StaffCheck,
    security(("staff" = [], "device" = [])),
    responses((status = 204, description = "It was right"), NoSession, NotForStaff, WrongSmsCode, OverQuota, AnyProblem))]
pub(crate) async fn check(
    State(service): State<Service>,
    StaffToken(shown): StaffToken,
    JsonBody(check): JsonBody<StaffCheck>,
) -> Result<StatusCode, Refusal> {
    staff_session::check(&service.people(), &shown, &check.code).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Changes one's own password, by the second factor, and ends one's other sessions.
#[utoipa::path(put, path = "/v1/staff/password", tag = "staff", request_body = StaffNewPassword, security(("staff" = [], "device" = [])),
    responses((status = 204, description = "It is the password from now on"), NoSession, NotForStaff, WrongSmsCode, OverQuota, AnyProblem))]
pub(crate) async fn change_password(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
    JsonBody(chosen): JsonBody<StaffNewPassword>,
) -> Result<StatusCode, Refusal> {
    staff_session::change_password(&service.people(), &caller, &chosen).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Signs out and ends a visit under way.
#[utoipa::path(delete, path = "/v1/staff/sessions/current", tag = "staff", security(("staff" = [], "device" = [])),
    responses((status = 204, description = "Signed out"), NoSession, NotForStaff, AnyProblem))]
pub(crate) async fn sign_out(
    State(service): State<Service>,
    StaffToken(shown): StaffToken,
) -> Result<StatusCode, Refusal> {
    staff_session::sign_out(&service.people(), &shown).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Today's figures; for a manager, the agency's too.
#[utoipa::path(get, path = "/v1/staff/figures", tag = "staff", security(("staff" = [], "device" = [])),
    responses((status = 200, body = StaffFigures), NoSession, NotForStaff, AnyProblem))]
pub(crate) async fn figures(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
) -> Result<Json<StaffFigures>, Refusal> {
    agency_report::figures(&service.people(), &caller).await.map(Json)
}

/// The journal of the agency's last 366 days as CSV, for its manager (S22).
#[utoipa::path(get, path = "/v1/staff/journal", tag = "staff", security(("staff" = [], "device" = [])),
    responses((status = 200, body = String, content_type = "text/csv"), NoSession, NotForStaff, AnyProblem))]
pub(crate) async fn journal(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
) -> Result<Response, Refusal> {
    let csv = agency_report::journal(&service.people(), &caller).await?;
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], csv).into_response())
}

/// The agency's visits of the last days as a PDF, for its manager (PDF/UA-1 and PDF/A-2a). The journal records the
/// export.
#[utoipa::path(post, path = "/v1/staff/journal/paper", tag = "staff", request_body = JournalPeriod, security(("staff" = [], "device" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), NoSession, NotForStaff, AnyProblem))]
pub(crate) async fn journal_paper(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
    ReaderLanguage(language): ReaderLanguage,
    JsonBody(period): JsonBody<JournalPeriod>,
) -> Result<Response, Refusal> {
    agency_report::visits_on_paper(&service.people(), &caller, period, language)
        .await
        .map(pdf)
}

/// The consent form as a PDF, to fill in by hand without a network, in two copies (PDF/UA-1 and PDF/A-2a).
#[utoipa::path(get, path = "/v1/staff/consent-form", tag = "staff", security(("staff" = [], "device" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), NoSession, NotForStaff, AnyProblem))]
pub(crate) async fn consent_form(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Response, Refusal> {
    visit::consent_form(&service.people(), &caller, language)
        .await
        .map(pdf)
}
