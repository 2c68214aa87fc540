//! `/cle-de-securite`: the page that asks a security key, in a browser, for the window of a counter (S21).

use axum::{
    extract::State,
    http::{HeaderName, header},
    response::IntoResponse,
};
use paper::args_of;

use crate::{
    figures::SECURITY_KEY_ATTEMPT_MINUTES,
    http::{
        html_text::{escape, worded},
        reader_language::ReaderLanguage,
    },
    service::Service,
    wording,
};

/// Content-Security-Policy: the page loads its own files and calls its own service, nothing else. It cannot be framed:
/// nobody is led to touch a key for another page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/// Permissions-Policy: the page itself may ask keys.
const PERMISSIONS: &str = "publickey-credentials-get=(self), publickey-credentials-create=(self)";

/// The token comes in the fragment of the address, which the browser sends to nobody.
pub(crate) async fn show(
    State(service): State<Service>,
    ReaderLanguage(language): ReaderLanguage,
) -> impl IntoResponse {
    let landlord = &service.config.landlord;
    let args = args_of([
        ("landlord", (landlord.name.as_str()).into()),
        ("minutes", SECURITY_KEY_ATTEMPT_MINUTES.into()),
    ]);
    let html =
        include_str!("../../../pages/cle-de-securite.html").replace("{landlord}", &escape(&landlord.name));
    let html = worded(&html, wording::security_key(language), &args);
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::VARY, "accept-language"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ];
    (headers, html)
}

/// The script of the page.
pub(crate) async fn script() -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/javascript; charset=utf-8")];
    (kind, include_str!("../../../pages/cle-de-securite.js"))
}

/// What the page adds to the stylesheet of `/verifier`.
pub(crate) async fn style() -> impl IntoResponse {
    let kind = [(header::CONTENT_TYPE, "text/css; charset=utf-8")];
    (kind, include_str!("../../../pages/cle-de-securite.css"))
}
