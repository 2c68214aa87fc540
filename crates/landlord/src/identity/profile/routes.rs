//! `/v1/account`: *Mon profil*.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use contract::{
    AccountExport, AccountProfile, ConsentChoice, EmailChange, LandlineChange, MobileChange, PasswordChange,
    Reauthenticated, Reauthentication, SignedInDevices, SmsCodeTry, SmsSent, StaffActionsTaken,
};

use super::Caller;
use crate::{
    counter::journal as staff_journal,
    http::{
        bearer::SignedInTenant,
        json_body::JsonBody,
        problem_response::{
            AnyProblem, NoSession, NoSuchThing, NoVisit, OverQuota, WantsReauthentication, WrongSmsCode,
        },
        reader_language::ReaderLanguage,
    },
    identity::profile as account,
    refusal::Refusal,
    service::Service,
    typesetting::export_pdf,
};

impl From<SignedInTenant> for Caller {
    fn from(tenant: SignedInTenant) -> Self {
        Self {
            tenant_code: tenant.tenant_code,
            session: tenant.session,
        }
    }
}

/// The tenant's account.
#[utoipa::path(get, path = "/v1/account", tag = "account", security(("session" = [])),
    responses((status = 200, body = AccountProfile), NoSession, NoVisit, AnyProblem))]
pub(crate) async fn read(
    State(service): State<Service>,
    tenant: SignedInTenant,
) -> Result<Json<AccountProfile>, Refusal> {
    account::profile(&service.people(), &tenant.into())
        .await
        .map(Json)
}

/// Takes the password again. Changes that need it are allowed for the next `expiresIn` seconds.
#[utoipa::path(post, path = "/v1/account/reauthentication", tag = "account", request_body = Reauthentication, security(("session" = [])),
    responses((status = 200, body = Reauthenticated), NoSession, NoVisit, OverQuota, AnyProblem))]
pub(crate) async fn reauthenticate(
    State(service): State<Service>,
    tenant: SignedInTenant,
    JsonBody(body): JsonBody<Reauthentication>,
) -> Result<Json<Reauthenticated>, Refusal> {
    account::reauthenticate(&service.people(), &tenant.into(), &body.password)
        .await
        .map(Json)
}

/// Asks for another e-mail address. It counts once the code that was sent there came back; after a reset by SMS, the old
/// address is notified and decides, or the new one waits.
#[utoipa::path(put, path = "/v1/account/email", tag = "account", request_body = EmailChange, security(("session" = [])),
    responses((status = 204, description = "A code was sent to the new address"), NoSession, NoVisit, WantsReauthentication, OverQuota, AnyProblem))]
pub(crate) async fn change_email(
    State(service): State<Service>,
    tenant: SignedInTenant,
    JsonBody(body): JsonBody<EmailChange>,
) -> Result<StatusCode, Refusal> {
    account::change_email(&service.people(), &tenant.into(), body.email).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a code that was sent by mail, to a new address or to the old one.
#[utoipa::path(post, path = "/v1/account/changes/code", tag = "account", request_body = SmsCodeTry, security(("session" = [])),
    responses((status = 204, description = "Taken"), NoSession, NoVisit, WrongSmsCode, OverQuota, AnyProblem))]
pub(crate) async fn confirm_by_mail(
    State(service): State<Service>,
    tenant: SignedInTenant,
    JsonBody(body): JsonBody<SmsCodeTry>,
) -> Result<StatusCode, Refusal> {
    account::confirm_by_mail(&service.people(), &tenant.into(), &body.code).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Drops a change that does not count yet: `email` or `mobile`.
#[utoipa::path(delete, path = "/v1/account/changes/{kind}", tag = "account", security(("session" = [])),
    params(("kind" = String, Path, description = "What was to change")),
    responses((status = 204, description = "Dropped"), NoSession, NoVisit, NoSuchThing, AnyProblem))]
pub(crate) async fn withdraw_change(
    State(service): State<Service>,
    tenant: SignedInTenant,
    Path(kind): Path<String>,
) -> Result<StatusCode, Refusal> {
    account::withdraw_change(&service.people(), &tenant.into(), &kind).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Changes or removes the landline.
#[utoipa::path(put, path = "/v1/account/landline", tag = "account", request_body = LandlineChange, security(("session" = [])),
    responses((status = 204, description = "Changed"), NoSession, NoVisit, WantsReauthentication, AnyProblem))]
pub(crate) async fn change_landline(
    State(service): State<Service>,
    tenant: SignedInTenant,
    JsonBody(body): JsonBody<LandlineChange>,
) -> Result<StatusCode, Refusal> {
    account::change_landline(&service.people(), &tenant.into(), body.landline.as_ref()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends a code to a new mobile, and another code when asked again after `resendAfter` seconds.
#[utoipa::path(post, path = "/v1/account/mobile", tag = "account", request_body = MobileChange, security(("session" = [])),
    responses((status = 202, body = SmsSent), NoSession, NoVisit, WantsReauthentication, OverQuota, AnyProblem))]
pub(crate) async fn change_mobile(
    State(service): State<Service>,
    tenant: SignedInTenant,
    JsonBody(body): JsonBody<MobileChange>,
) -> Result<(StatusCode, Json<SmsSent>), Refusal> {
    let sent = account::change_mobile(&service.people(), &tenant.into(), body.mobile).await?;
    Ok((StatusCode::ACCEPTED, Json(sent)))
}

/// Takes the code of the new mobile, puts the number on file and notifies the old one. After a reset by SMS, the number
/// waits.
#[utoipa::path(post, path = "/v1/account/mobile/code", tag = "account", request_body = SmsCodeTry, security(("session" = [])),
    responses((status = 204, description = "Changed"), NoSession, NoVisit, WrongSmsCode, OverQuota, AnyProblem))]
pub(crate) async fn confirm_mobile(
    State(service): State<Service>,
    tenant: SignedInTenant,
    JsonBody(body): JsonBody<SmsCodeTry>,
) -> Result<StatusCode, Refusal> {
    account::confirm_mobile(&service.people(), &tenant.into(), &body.code).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Replaces the password and ends the other sessions.
#[utoipa::path(put, path = "/v1/account/password", tag = "account", request_body = PasswordChange, security(("session" = [])),
    responses((status = 204, description = "Changed"), NoSession, NoVisit, OverQuota, AnyProblem))]
pub(crate) async fn change_password(
    State(service): State<Service>,
    tenant: SignedInTenant,
    JsonBody(body): JsonBody<PasswordChange>,
) -> Result<StatusCode, Refusal> {
    account::change_password(&service.people(), &tenant.into(), &body).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives or withdraws consents.
#[utoipa::path(put, path = "/v1/account/consents", tag = "account", request_body = ConsentChoice, security(("session" = [])),
    responses((status = 200, body = AccountProfile), NoSession, NoVisit, AnyProblem))]
pub(crate) async fn change_consents(
    State(service): State<Service>,
    tenant: SignedInTenant,
    JsonBody(body): JsonBody<ConsentChoice>,
) -> Result<Json<AccountProfile>, Refusal> {
    account::change_consents(&service.people(), &tenant.into(), body)
        .await
        .map(Json)
}

/// Lists the devices on which the tenant is signed in.
#[utoipa::path(get, path = "/v1/account/devices", tag = "account", security(("session" = [])),
    responses((status = 200, body = SignedInDevices), NoSession, NoVisit, AnyProblem))]
pub(crate) async fn devices(
    State(service): State<Service>,
    tenant: SignedInTenant,
) -> Result<Json<SignedInDevices>, Refusal> {
    account::signed_in_devices(&service.people(), &tenant.into())
        .await
        .map(Json)
}

/// Signs out a device, which the account then no longer knows.
#[utoipa::path(delete, path = "/v1/account/devices/{id}", tag = "account", security(("session" = [])),
    params(("id" = String, Path, description = "The device's id")),
    responses((status = 204, description = "Signed out"), NoSession, NoVisit, WantsReauthentication, NoSuchThing, AnyProblem))]
pub(crate) async fn sign_device_out(
    State(service): State<Service>,
    tenant: SignedInTenant,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    account::sign_device_out(&service.people(), &tenant.into(), &id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The latest actions of agency staff for the tenant, newest first (S22).
#[utoipa::path(get, path = "/v1/account/staff-actions", tag = "account", security(("session" = [])),
    responses((status = 200, body = StaffActionsTaken), NoSession, NoVisit, AnyProblem))]
pub(crate) async fn staff_actions(
    State(service): State<Service>,
    tenant: SignedInTenant,
) -> Result<Json<StaffActionsTaken>, Refusal> {
    staff_journal::of_tenant(&service.base, &tenant.tenant_code, staff_journal::SHOWN)
        .await
        .map(Json)
}

/// Everything held about the person (RGPD, art. 15 and 20).
#[utoipa::path(get, path = "/v1/account/export", tag = "account", security(("session" = [])),
    responses((status = 200, body = AccountExport), NoSession, NoVisit, WantsReauthentication, AnyProblem))]
pub(crate) async fn export(
    State(service): State<Service>,
    tenant: SignedInTenant,
) -> Result<Json<AccountExport>, Refusal> {
    let caller = Caller::from(tenant);
    account::may_export(&service.base, &caller).await?;
    let _place = service.drawings.place(caller.tenant_code.as_str())?;
    account::export(&service.people(), &caller).await.map(Json)
}

/// The same export for reading, as a tagged PDF (PDF/UA-1 and PDF/A-2a).
#[utoipa::path(get, path = "/v1/account/export/pdf", tag = "account", security(("session" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), NoSession, NoVisit, WantsReauthentication, AnyProblem))]
pub(crate) async fn export_pdf(
    State(service): State<Service>,
    tenant: SignedInTenant,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Response, Refusal> {
    let caller = Caller::from(tenant);
    account::may_export(&service.base, &caller).await?;
    let place = service.drawings.place(caller.tenant_code.as_str())?;
    let export = account::export(&service.people(), &caller).await?;
    let landlord = service.config.landlord.clone();
    let draw = move || export_pdf::render(&landlord, &export, language);
    let bytes = service.drawings.draw_in(place, draw).await?;
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"))];
    Ok((kind, bytes).into_response())
}

/// Deletes the account. The landlord keeps what the law requires about the lease.
#[utoipa::path(delete, path = "/v1/account", tag = "account", security(("session" = [])),
    responses((status = 204, description = "Deleted"), NoSession, NoVisit, WantsReauthentication, AnyProblem))]
pub(crate) async fn delete(
    State(service): State<Service>,
    tenant: SignedInTenant,
) -> Result<StatusCode, Refusal> {
    account::delete(&service.people(), &tenant.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}
