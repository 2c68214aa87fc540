//! `/v1/staff/visits`: a tenant at the counter (S21).

use axum::{Json, extract::State, http::StatusCode, response::Response};
use contract::{
    StaffCredentials, TenantSearch, TenantsFound, Visit, VisitBegun, VisitEnrolment, VisitEnrolmentOpening,
    VisitOpening, VisitPurposesAdded,
};

use crate::{
    counter::visit,
    http::{
        bearer::SignedInStaff,
        json_body::JsonBody,
        pdf_body::pdf,
        problem_response::{AnyProblem, NoSession, NoSuchThing, NoVisit, NotForStaff, OverQuota},
        reader_language::ReaderLanguage,
    },
    refusal::Refusal,
    service::Service,
};

/// Searches tenants by code in all agencies, or by name and birth date in the caller's own. The journal records
/// each search.
#[utoipa::path(post, path = "/v1/staff/searches", tag = "visit", request_body = TenantSearch, security(("staff" = [], "device" = [])),
    responses((status = 200, body = TenantsFound), NoSession, NotForStaff, OverQuota, AnyProblem))]
pub(crate) async fn search(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
    JsonBody(search): JsonBody<TenantSearch>,
) -> Result<Json<TenantsFound>, Refusal> {
    visit::search(&service.people(), &caller, &search).await.map(Json)
}

/// Begins a visit of a tenant who was recognised and agrees, and whom the caller found by a search in the last minutes. It
/// counts as a search. Ends the visit under way.
#[utoipa::path(post, path = "/v1/staff/visits", tag = "visit", request_body = VisitOpening, security(("staff" = [], "device" = [])),
    responses((status = 201, body = VisitBegun), NoSession, NotForStaff, NoSuchThing, NoVisit, OverQuota, AnyProblem))]
pub(crate) async fn begin(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
    JsonBody(opening): JsonBody<VisitOpening>,
) -> Result<(StatusCode, Json<VisitBegun>), Refusal> {
    let visit = visit::begin(&service.people(), &caller, &opening).await?;
    Ok((StatusCode::CREATED, Json(visit)))
}

/// The visit under way.
#[utoipa::path(get, path = "/v1/staff/visits/current", tag = "visit", security(("staff" = [], "device" = [])),
    responses((status = 200, body = Visit), NoSession, NotForStaff, NoVisit, AnyProblem))]
pub(crate) async fn current(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
) -> Result<Json<Visit>, Refusal> {
    visit::current(&service.people(), &caller).await.map(Json)
}

/// Adds what the tenant agrees to during the visit, without another search.
#[utoipa::path(post, path = "/v1/staff/visits/current/purposes", tag = "visit", request_body = VisitPurposesAdded,
    security(("staff" = [], "device" = [])),
    responses((status = 200, body = Visit), NoSession, NotForStaff, NoVisit, AnyProblem))]
pub(crate) async fn add_purposes(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
    JsonBody(added): JsonBody<VisitPurposesAdded>,
) -> Result<Json<Visit>, Refusal> {
    visit::add_purposes(&service.people(), &caller, &added)
        .await
        .map(Json)
}

/// Opens an enrolment for the tenant without a robot check. With a new number, the code goes to it at once.
#[utoipa::path(post, path = "/v1/staff/visits/current/enrolments", tag = "visit", request_body = VisitEnrolmentOpening,
    security(("staff" = [], "device" = [])),
    responses((status = 201, body = VisitEnrolment), NoSession, NotForStaff, NoVisit, OverQuota, AnyProblem))]
pub(crate) async fn enrol(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
    ReaderLanguage(language): ReaderLanguage,
    JsonBody(opening): JsonBody<VisitEnrolmentOpening>,
) -> Result<(StatusCode, Json<VisitEnrolment>), Refusal> {
    let enrolment = visit::enrol(&service.people(), &caller, opening, language).await?;
    Ok((StatusCode::CREATED, Json(enrolment)))
}

/// A second staff member approves another number, or a letter printed here, by their own password and second factor.
#[utoipa::path(post, path = "/v1/staff/visits/current/approval", tag = "visit", request_body = StaffCredentials,
    security(("staff" = [], "device" = [])),
    responses((status = 204, description = "Agreed"), NoSession, NotForStaff, NoVisit, OverQuota, AnyProblem))]
pub(crate) async fn approve(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
    JsonBody(credentials): JsonBody<StaffCredentials>,
) -> Result<StatusCode, Refusal> {
    visit::approve(&service.people(), &caller, &credentials).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The consent form of the visit as a PDF, in two copies (PDF/UA-1 and PDF/A-2a).
#[utoipa::path(post, path = "/v1/staff/visits/current/consent", tag = "visit", security(("staff" = [], "device" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), NoSession, NotForStaff, NoVisit, AnyProblem))]
pub(crate) async fn consent(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Response, Refusal> {
    visit::consent(&service.people(), &caller, language)
        .await
        .map(pdf)
}

/// A registration letter as a PDF, for a tenant who has no telephone at hand, once a second staff member approved it.
/// Replaces the previous letter (S1).
#[utoipa::path(post, path = "/v1/staff/visits/current/letter", tag = "visit", security(("staff" = [], "device" = [])),
    responses((status = 200, body = Vec<u8>, content_type = "application/pdf"), NoSession, NotForStaff, NoVisit, AnyProblem))]
pub(crate) async fn letter(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
) -> Result<Response, Refusal> {
    visit::letter(&service.people(), &caller).await.map(pdf)
}

/// Asks the back office to post a registration letter to the tenant's home, in place of one that is printed here.
#[utoipa::path(post, path = "/v1/staff/visits/current/letter/posting", tag = "visit",
    security(("staff" = [], "device" = [])),
    responses((status = 204, description = "It is on the list"), NoSession, NotForStaff, NoVisit, AnyProblem))]
pub(crate) async fn letter_by_post(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
) -> Result<StatusCode, Refusal> {
    visit::letter_by_post(&service.people(), &caller).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends the visit under way, with its tenant's enrolments and session.
#[utoipa::path(delete, path = "/v1/staff/visits/current", tag = "visit", security(("staff" = [], "device" = [])),
    responses((status = 204, description = "No visit is under way any more"), NoSession, NotForStaff, AnyProblem))]
pub(crate) async fn end(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
) -> Result<StatusCode, Refusal> {
    visit::end(&service.people(), &caller).await?;
    Ok(StatusCode::NO_CONTENT)
}
