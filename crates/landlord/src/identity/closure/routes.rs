//! `/v1/closures` with its page `/ce-n-est-pas-moi` (S25), and closing and opening at a counter.

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use contract::{ClosureRequest, Visit};
use paper::args_of;

use crate::{
    figures::CLOSING_LINK_DAYS,
    http::{
        bearer::SignedInStaff,
        client_address::ClientAddress,
        html_text::unbroken,
        json_body::JsonBody,
        problem_response::{AnyProblem, NoSession, NoVisit, NotForStaff, OverQuota},
        reader_language::ReaderLanguage,
        scripted_page::{self, scripted_page},
    },
    identity::closure,
    refusal::Refusal,
    service::Service,
    wording,
};

/// Closes the account that the link of a notice is for. A link that closes no account gets the same answer.
#[utoipa::path(post, path = "/v1/closures", tag = "account", request_body = ClosureRequest,
    responses((status = 204, description = "Closed, if the link is in force"), OverQuota, AnyProblem))]
pub(crate) async fn close(
    State(service): State<Service>,
    ClientAddress(address): ClientAddress,
    JsonBody(request): JsonBody<ClosureRequest>,
) -> Result<StatusCode, Refusal> {
    closure::close_by_link(&service.people(), &request.token, address).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Closes the account of the tenant whose visit is under way. Asked again, it changes nothing.
#[utoipa::path(post, path = "/v1/staff/visits/current/closure", tag = "visit", security(("staff" = [], "device" = [])),
    responses((status = 200, body = Visit), NoSession, NotForStaff, NoVisit, AnyProblem))]
pub(crate) async fn close_at_counter(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
) -> Result<Json<Visit>, Refusal> {
    closure::close_at_counter(&service.people(), &caller)
        .await
        .map(Json)
}

/// Opens the account of the tenant whose visit is under way again. Only a manager does. Asked again, it changes nothing.
#[utoipa::path(post, path = "/v1/staff/visits/current/reopening", tag = "visit", security(("staff" = [], "device" = [])),
    responses((status = 200, body = Visit), NoSession, NotForStaff, NoVisit, AnyProblem))]
pub(crate) async fn open_at_counter(
    State(service): State<Service>,
    SignedInStaff(caller): SignedInStaff,
) -> Result<Json<Visit>, Refusal> {
    closure::open_at_counter(&service.people(), &caller)
        .await
        .map(Json)
}

/// `/ce-n-est-pas-moi`: the token comes in the link's fragment, which stays in the browser until the button is pressed.
/// So a mail scanner that opens the link closes nothing.
pub(crate) async fn page(
    State(service): State<Service>,
    ReaderLanguage(language): ReaderLanguage,
) -> impl IntoResponse {
    let landlord = &service.config.landlord;
    let args = args_of([
        ("landlord", (landlord.name.as_str()).into()),
        ("product", (landlord.product_name.as_str()).into()),
        ("telephone", unbroken(&landlord.telephone).into()),
        ("days", CLOSING_LINK_DAYS.into()),
    ]);
    let content = include_str!("../../../pages/ce-n-est-pas-moi.html");
    let words = wording::closing(language);
    scripted_page(("ce-n-est-pas-moi", content), &landlord.name, words, &args)
}

/// The script of the page.
pub(crate) async fn script() -> impl IntoResponse {
    scripted_page::script(include_str!("../../../pages/ce-n-est-pas-moi.js"))
}
