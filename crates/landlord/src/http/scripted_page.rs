//! The pages that a script makes work: `/verifier`, `/ce-n-est-pas-moi` and `/cle-de-securite`.

use axum::{
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use paper::{FluentArgs, Words};

use super::html_text::{escape, worded};

/// Content-Security-Policy: a page loads its own files and calls its own service, nothing else. It cannot be framed,
/// so that nobody is led to press its button, or to touch a key for another page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// A page with this name and content, in the frame of such pages.
pub(crate) fn scripted_page(
    (name, content): (&str, &str),
    landlord: &str,
    words: Words,
    args: &FluentArgs<'_>,
) -> Response {
    let html = include_str!("../../pages/frame.html")
        .replace("{content}", content)
        .replace("{name}", name)
        .replace("{locale}", words.language().locale())
        .replace("{landlord}", &escape(landlord));
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::VARY, "accept-language"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ];
    (headers, worded(&html, words, args)).into_response()
}

/// The script of a page.
pub(crate) fn script(text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], text).into_response()
}
