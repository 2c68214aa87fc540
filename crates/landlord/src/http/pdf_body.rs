//! PDF responses.

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

/// A response with a PDF file.
pub(crate) fn pdf(bytes: Vec<u8>) -> Response {
    let kind = [(header::CONTENT_TYPE, HeaderValue::from_static("application/pdf"))];
    (kind, bytes).into_response()
}
