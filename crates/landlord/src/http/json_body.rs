//! Request bodies.

use axum::{
    Json,
    extract::{FromRequest, Request},
};
use serde::de::DeserializeOwned;

use crate::refusal::Refusal;

/// A JSON body, parsed into a type of the contract. Any other body is refused as [`Refusal::InvalidRequest`].
pub(crate) struct JsonBody<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        let Json(body) = Json::from_request(request, state)
            .await
            .map_err(|rejection| Refusal::InvalidRequest(rejection.body_text()))?;
        Ok(Self(body))
    }
}
