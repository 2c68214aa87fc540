//! A tenant's requests about card payments.

use axum::http::{HeaderName, Method};
use serde_json::{Value, json};

use crate::service::{Answer, Landlord};

pub const KEY: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
pub const OTHER_KEY: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";
/// What M. Lefebvre owes, in cents.
pub const OWED: i64 = 38_000;

/// The state that returns from the provider's page.
pub fn state(letter: &str) -> String {
    letter.repeat(43)
}

pub async fn begin(landlord: &Landlord, token: &str, key: &str, amount: i64) -> Answer {
    let header = [(HeaderName::from_static("idempotency-key"), key)];
    let body = json!({ "amount": amount, "returnState": state("a") });
    landlord
        .ask(Method::POST, "/v1/payments", Some(token), &header, Some(body))
        .await
}

pub async fn read(landlord: &Landlord, token: &str, payment: &Value) -> Value {
    let id = payment["id"].as_str().expect("an id");
    landlord
        .get(&format!("/v1/payments/{id}"), Some(token))
        .await
        .json()
}

pub async fn balance(landlord: &Landlord, token: &str) -> Value {
    landlord.get("/v1/rent-account", Some(token)).await.json()["balance"].clone()
}
