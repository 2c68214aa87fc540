//! The reader's language.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};
use contract::Language;

/// The first supported language of the header `Accept-Language`; French when none is.
pub(crate) struct ReaderLanguage(pub(crate) Language);

impl<S: Sync> FromRequestParts<S> for ReaderLanguage {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let asked = parts.headers.get(header::ACCEPT_LANGUAGE);
        let asked = asked.and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Self(Language::accepted(asked)))
    }
}
