//! Refuses versions of the application that are below the minimum.

use axum::{
    extract::{Request, State},
    http::HeaderMap,
    middleware::Next,
    response::{IntoResponse, Response},
};
use contract::{APPLICATION_VERSION_HEADER, ProgramVersion};

use crate::{refusal::Refusal, service::Service};

/// Refuses a request whose header names a version below the minimum. A request without a version passes: it comes from
/// a browser, a card provider or a program of somebody else's.
pub(crate) async fn check(State(service): State<Service>, request: Request, next: Next) -> Response {
    match refusal(&service, request.headers()) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    }
}

fn refusal(service: &Service, headers: &HeaderMap) -> Option<Refusal> {
    let releases = service.config.application.as_ref()?.releases();
    let minimum = releases.minimum.as_ref()?;
    let version = headers.get(APPLICATION_VERSION_HEADER)?.to_str().ok()?;
    let version: ProgramVersion = version.parse().ok()?;
    version.is_before(minimum).then(|| Refusal::UpgradeRequired {
        address: releases.address.clone(),
    })
}
