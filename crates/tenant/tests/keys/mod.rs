//! A browser with a security key, which opens the page that the counter's window asks it to (S21).

#[path = "../../../landlord/tests/api/security_keys/authenticator.rs"]
#[allow(dead_code, reason = "the tests of the service use all of it")]
mod authenticator;

use std::net::SocketAddr;

use reqwest::{Client, StatusCode, header::CONTENT_TYPE};
use serde_json::{Value, json};
use tenant::KeyPage;

pub use self::authenticator::Authenticator;

/// A browser of this machine, and the landlord's service.
pub struct Browser(pub SocketAddr);

impl Browser {
    async fn post(&self, path: &str, body: &Value) -> (StatusCode, String) {
        let request = Client::new()
            .post(format!("http://{}/v1/{path}", self.0))
            .header(CONTENT_TYPE, "application/json")
            .body(body.to_string());
        let answer = request.send().await.expect("answered");
        (answer.status(), answer.text().await.expect("text"))
    }

    /// What the page asks its key for.
    pub async fn opens(&self, page: &KeyPage) -> Value {
        let body = json!({ "token": token(page) });
        let (status, asked) = self.post("security-key-requests", &body).await;
        assert_eq!(status, StatusCode::OK, "{asked}");
        serde_json::from_str(&asked).expect("JSON")
    }

    /// Opens the page, and touches the key.
    pub async fn touches(&self, page: &KeyPage, key: &mut Authenticator) {
        let asked = self.opens(page).await;
        let answer = if asked.get("creation").is_some() {
            key.make(&asked)
        } else {
            key.sign(&asked)
        };
        let body = json!({ "token": token(page), "answer": answer });
        let (status, refusal) = self.post("security-key-answers", &body).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{refusal}");
    }
}

fn token(page: &KeyPage) -> &str {
    let (_, token) = page.address.expose().split_once('#').expect("a token");
    token
}
