//! The page that leads from the provider's back to the application, and the pages of the sandbox.

use axum::{
    Form,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use contract::ReturnState;
use serde::Deserialize;

use super::{
    provider::{Sandbox, SandboxChoice},
    rules as card_payment,
};
use crate::{http::html_text::escape, refusal::Refusal, service::Service};

/// Their style, and for the sandbox their own form; nothing else, and no page may frame them.
const POLICY: &str =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// What can be done at the sandbox.
const CHOICES: [(&str, &str); 6] = [
    ("accept", "Payer"),
    ("confirm", "Payer, avec un code de la banque (3-D Secure)"),
    ("refuse", "La banque refuse"),
    ("later", "La banque répond plus tard"),
    ("silence", "La banque ne répond jamais"),
    ("give-up", "Abandonner"),
];
/// The second page of a payment that the bank wants confirmed.
const CONFIRMATION: [(&str, &str); 2] = [
    ("accept", "Valider le code de la banque"),
    ("refuse", "Code refusé"),
];

/// `/paiement/retour/{state}`: the state stands in the link, and is not looked up here.
pub(crate) async fn back(
    State(service): State<Service>,
    Path(state): Path<String>,
) -> Result<Response, Refusal> {
    let state = ReturnState::parse(&state).map_err(|_| Refusal::NotFound)?;
    let html = include_str!("../../pages/retour.html")
        .replace("{landlord}", &escape(&service.config.landlord.name))
        .replace("{link}", &state.link());
    Ok(page(html))
}

/// How these pages look.
pub(crate) async fn style() -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (kind, include_str!("../../pages/retour.css"))
}

/// A page of the sandbox.
pub(crate) async fn show(
    State(service): State<Service>,
    Path(reference): Path<String>,
) -> Result<Response, Refusal> {
    let sandbox = sandbox(&service)?;
    choices(sandbox, &reference, &CHOICES)
}

/// What the person at it chose.
#[derive(Deserialize)]
pub(crate) struct Chosen {
    choice: SandboxChoice,
}

/// Does what was chosen, and leads back.
pub(crate) async fn choose(
    State(service): State<Service>,
    Path(reference): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Refusal> {
    let sandbox = sandbox(&service)?;
    if chosen.choice == SandboxChoice::Confirm {
        return choices(sandbox, &reference, &CONFIRMATION);
    }
    let back = sandbox.sheet(&reference).ok_or(Refusal::NotFound)?.back;
    if let Some(event) = sandbox.choose(&reference, chosen.choice) {
        card_payment::hear(&service.payments(), Sandbox::NAME, event).await?;
    }
    Ok(Redirect::to(&back).into_response())
}

fn choices(sandbox: &Sandbox, reference: &str, choices: &[(&str, &str)]) -> Result<Response, Refusal> {
    let sheet = sandbox.sheet(reference).ok_or(Refusal::NotFound)?;
    let buttons: String = choices
        .iter()
        .map(|(name, words)| format!("<button name=\"choice\" value=\"{name}\">{words}</button>"))
        .collect();
    let html = include_str!("../../pages/bac-a-sable.html")
        .replace("{amount}", &sheet.amount.to_string())
        .replace("{what}", &escape(&sheet.what))
        .replace("{choices}", &buttons);
    Ok(page(html))
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
    ] {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}
