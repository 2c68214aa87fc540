//! `/cle-de-securite`: the page that asks a security key, in a browser, for the window of a counter (S21).

use axum::{
    extract::State,
    http::HeaderValue,
    response::{IntoResponse, Response},
};
use paper::args_of;

use crate::{
    figures::SECURITY_KEY_ATTEMPT_MINUTES,
    http::{
        reader_language::ReaderLanguage,
        scripted_page::{self, scripted_page},
    },
    service::Service,
    wording,
};

/// Permissions-Policy: the page itself may ask keys.
const PERMISSIONS: &str = "publickey-credentials-get=(self), publickey-credentials-create=(self)";

/// The token comes in the fragment of the address, which the browser sends to nobody.
pub(crate) async fn show(
    State(service): State<Service>,
    ReaderLanguage(language): ReaderLanguage,
) -> Response {
    let landlord = &service.config.landlord;
    let args = args_of([
        ("landlord", (landlord.name.as_str()).into()),
        ("minutes", SECURITY_KEY_ATTEMPT_MINUTES.into()),
    ]);
    let content = include_str!("../../../pages/cle-de-securite.html");
    let words = wording::security_key(language);
    let mut page = scripted_page(("cle-de-securite", content), &landlord.name, words, &args);
    let permissions = HeaderValue::from_static(PERMISSIONS);
    page.headers_mut().insert("permissions-policy", permissions);
    page
}

/// The script of the page.
pub(crate) async fn script() -> impl IntoResponse {
    scripted_page::script(include_str!("../../../pages/cle-de-securite.js"))
}
