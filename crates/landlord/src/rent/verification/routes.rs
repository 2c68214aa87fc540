//! `/v1/verifications`, and the page that calls it: there, the recipient of a document checks its code.

use axum::{Json, extract::State, http::header, response::IntoResponse};
use contract::{DocumentKind, Proof, Verification, VerificationRequest};
use paper::args_of;
use paper::{Words, capitalised};

use crate::{
    http::{
        client_address::ClientAddress,
        html_text::{escape, unbroken},
        json_body::JsonBody,
        problem_response::{AnyProblem, OverQuota},
        reader_language::ReaderLanguage,
        scripted_page::{self, scripted_page},
    },
    refusal::Refusal,
    rent::verification,
    service::Service,
    wording,
};

/// Checks whether the code of a rent document is the landlord's, and returns what the document has to say. The
/// code is neither stored nor logged.
#[utoipa::path(post, path = "/v1/verifications", tag = "verification", request_body = VerificationRequest,
    responses((status = 200, body = Verification), OverQuota, AnyProblem))]
pub(crate) async fn check(
    State(service): State<Service>,
    ClientAddress(address): ClientAddress,
    JsonBody(request): JsonBody<VerificationRequest>,
) -> Result<Json<Verification>, Refusal> {
    verification::count_and_check(&service.verifier(), address, &request.code)
        .await
        .map(Json)
}

/// `/verifier`: the code comes in the link's fragment, which stays in the browser until the page sends it.
pub(crate) async fn page(
    State(service): State<Service>,
    ReaderLanguage(language): ReaderLanguage,
) -> impl IntoResponse {
    let landlord = &service.config.landlord;
    let words = wording::verifier(language);
    let args = args_of([
        ("landlord", (landlord.name.as_str()).into()),
        ("telephone", unbroken(&landlord.telephone).into()),
        ("page", (service.verification_page()).into()),
    ]);
    let content = include_str!("../../../pages/verifier.html")
        .replace("{kinds}", &names_of_kinds(words))
        .replace("{first-day}", &escape(&words.first_day()));
    scripted_page(("verifier", content.as_str()), &landlord.name, words, &args)
}

/// The page's name for each kind of document, as HTML.
fn names_of_kinds(words: Words) -> String {
    let names = DocumentKind::ALL.iter().map(|kind| {
        let name = capitalised(&words.document_kind(*kind));
        let name = match kind.proof() {
            Proof::Term => name,
            Proof::Part | Proof::Nothing => words.text_with("kind-no-quittance", [("kind", name.into())]),
        };
        format!(
            "<span data-word=\"kind-{}\">{}</span>",
            kind.wire_name(),
            escape(&name)
        )
    });
    names.collect()
}

/// The script of the page.
pub(crate) async fn script() -> impl IntoResponse {
    scripted_page::script(include_str!("../../../pages/verifier.js"))
}

/// The stylesheet of the page.
pub(crate) async fn style() -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (kind, include_str!("../../../pages/verifier.css"))
}
