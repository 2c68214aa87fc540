//! Request bodies.

use axum::{
    Json,
    extract::{FromRequest, Request, rejection::JsonRejection},
    http::StatusCode,
};
use serde::de::DeserializeOwned;

use crate::refusal::Refusal;

/// A JSON body, parsed into a type of the contract. Any other body is refused as [`Refusal::InvalidRequest`],
/// or as [`Refusal::BodyTooLarge`].
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let Json(body) = Json::from_request(request, state)
            .await
            .map_err(|rejection| refused(&rejection))?;
        Ok(Self(body))
    }
}

fn refused(rejection: &JsonRejection) -> Refusal {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Refusal::BodyTooLarge;
    }
    Refusal::InvalidRequest(rejection.body_text())
}
