//! The page that leads from the provider back to the application, and the pages of the sandbox.

use axum::{
    Form,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use contract::{Language, ReturnState};
use paper::{FluentArgs, args_of};
use serde::Deserialize;

use super::{
    provider::{Sandbox, SandboxChoice},
    rules as card_payment,
};
use crate::{
    http::{
        html_text::{escape, worded},
        reader_language::ReaderLanguage,
    },
    refusal::Refusal,
    service::Service,
    wording,
};

/// Content-Security-Policy of these pages: their own style and, for the sandbox, their own form. They cannot be
/// framed.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The choices at the sandbox, each with the id of its sentence.
const CHOICES: [(&str, &str); 6] = [
    ("accept", "accept"),
    ("confirm", "confirm"),
    ("refuse", "refuse"),
    ("later", "later"),
    ("silence", "silence"),
    ("give-up", "give-up"),
];
/// The choices on the sandbox's second page, when the bank asks for confirmation.
const CONFIRMATION: [(&str, &str); 2] = [("accept", "confirm-accept"), ("refuse", "confirm-refuse")];

/// `/paiement/retour/{state}`: the page links to the application with this state, which is not looked up here.
pub(crate) async fn back(
    State(service): State<Service>,
    Path(state): Path<String>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Response, Refusal> {
    let state = ReturnState::parse(&state).map_err(|_| Refusal::NotFound)?;
    let landlord = &service.config.landlord;
    let args = args_of([
        ("landlord", (landlord.name.as_str()).into()),
        ("product", (landlord.product_name.as_str()).into()),
    ]);
    let html = include_str!("../../pages/retour.html")
        .replace("{landlord}", &escape(&landlord.name))
        .replace("{link}", &state.link());
    Ok(page(worded(&html, wording::way_back(language), &args)))
}

/// The stylesheet of these pages.
pub(crate) async fn style() -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (kind, include_str!("../../pages/retour.css"))
}

/// A page of the sandbox.
pub(crate) async fn show(
    State(service): State<Service>,
    Path(reference): Path<String>,
    ReaderLanguage(language): ReaderLanguage,
) -> Result<Response, Refusal> {
    let sandbox = sandbox(&service)?;
    choices(sandbox, &reference, &CHOICES, language)
}

/// The choice made on a page of the sandbox.
#[derive(Deserialize)]
pub(crate) struct SandboxForm {
    choice: SandboxChoice,
}

/// Applies the choice and redirects to the page that leads back; a choice to confirm shows the second page first.
pub(crate) async fn choose(
    State(service): State<Service>,
    Path(reference): Path<String>,
    ReaderLanguage(language): ReaderLanguage,
    Form(chosen): Form<SandboxForm>,
) -> Result<Response, Refusal> {
    let sandbox = sandbox(&service)?;
    if chosen.choice == SandboxChoice::Confirm {
        return choices(sandbox, &reference, &CONFIRMATION, language);
    }
    let back = sandbox.page(&reference).ok_or(Refusal::NotFound)?.back;
    if let Some(event) = sandbox.choose(&reference, chosen.choice) {
        card_payment::take_in_event(&service.payments(), Sandbox::NAME, event).await?;
    }
    Ok(Redirect::to(&back).into_response())
}

fn choices(
    sandbox: &Sandbox,
    reference: &str,
    choices: &[(&str, &str)],
    language: Language,
) -> Result<Response, Refusal> {
    let words = wording::sandbox(language);
    let shown = sandbox.page(reference).ok_or(Refusal::NotFound)?;
    let button = |(name, id): &(&str, &str)| {
        let sentence = escape(&words.text(id));
        format!("<button name=\"choice\" value=\"{name}\">{sentence}</button>")
    };
    let html = include_str!("../../pages/bac-a-sable.html")
        .replace("{amount}", &escape(&words.amount(shown.amount)))
        .replace("{what}", &escape(&shown.what))
        .replace("{choices}", &choices.iter().map(button).collect::<String>());
    Ok(page(worded(&html, words, &FluentArgs::new())))
}

fn sandbox(service: &Service) -> Result<&Sandbox, Refusal> {
    service.cards.sandbox().ok_or(Refusal::NotFound)
}

fn page(html: String) -> Response {
    let mut response = (StatusCode::OK, html).into_response();
    for (name, value) in [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::VARY, "accept-language"),
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}
