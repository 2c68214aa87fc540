//! `/v1/verifications`, and the page that asks it: what whoever receives a document checks its code with.

use axum::{
    Json,
    extract::State,
    http::{HeaderName, header},
    response::IntoResponse,
};
use contract::{DocumentKind, Proof, Verification, VerificationRequest};
use paper::french;

use crate::{
    http::{
        client_address::ClientAddress,
        html_text::escape,
        json_body::JsonBody,
        problem_response::{AnyProblem, OverQuota},
    },
    refusal::Refusal,
    rent::verification,
    service::Service,
};

/// The page may load its own two files and ask its own service; nothing else, and no page may frame it.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Says whether the code of a rent document is the landlord's, and what the document has to say. The code is
/// neither kept nor logged.
#[utoipa::path(post, path = "/v1/verifications", tag = "verification", request_body = VerificationRequest,
    responses((status = 200, body = Verification), OverQuota, AnyProblem))]
pub(crate) async fn check(
    State(service): State<Service>,
    ClientAddress(address): ClientAddress,
    JsonBody(request): JsonBody<VerificationRequest>,
) -> Result<Json<Verification>, Refusal> {
    verification::check_for(&service.verifier(), address, &request.code)
        .await
        .map(Json)
}

/// `/verifier`: the code comes in the link's fragment, which stays in the browser until the page asks.
pub(crate) async fn page(State(service): State<Service>) -> impl IntoResponse {
    let landlord = &service.config.landlord;
    let html = include_str!("../../../pages/verifier.html")
        .replace("{landlord}", &escape(&landlord.name))
        .replace("{telephone}", &escape(&landlord.telephone))
        .replace("{page}", &escape(&service.verification_page()))
        .replace("{kinds}", &words_for_kinds());
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ];
    (headers, html)
}

/// What the page calls each kind of document.
fn words_for_kinds() -> String {
    let words = DocumentKind::ALL.iter().map(|kind| {
        let name = french::capitalised(french::document_kind(*kind));
        let warning = match kind.proof() {
            Proof::Term => "",
            Proof::Part | Proof::Nothing => "\u{a0}: ce n’est pas une quittance",
        };
        let word = escape(&format!("{name}{warning}"));
        format!("<span data-word=\"kind-{}\">{word}</span>", kind.word())
    });
    words.collect()
}

/// What the page does.
pub(crate) async fn script() -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    (kind, include_str!("../../../pages/verifier.js"))
}

/// How the page looks.
pub(crate) async fn style() -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (kind, include_str!("../../../pages/verifier.css"))
}
