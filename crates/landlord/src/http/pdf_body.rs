//! Answers that are PDF files.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

/// The answer of a route that draws a paper.
pub(crate) fn pdf(bytes: Vec<u8>) -> Response {
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"))];
    (kind, bytes).into_response()
}
