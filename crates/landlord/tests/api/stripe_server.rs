//! Checkout Sessions as in Stripe's public API description: one session per idempotency key, paid, expired,
//! reported by signed events.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard},
};

use axum::{
    Form, Json, Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode},
    routing::{get, post},
};
use hmac::{Hmac, KeyInit, Mac};
use landlord::{
    card::StripeCheckout,
    config::{CardProviderName, CardSection, Endpoint, SecretFile},
};
use serde_json::{Value, json};
use sha2::Sha256;
use tempfile::TempDir;

const SECRET_KEY: &str = "sk_test_51";
const SIGNING_SECRET: &str = "whsec_1";

#[derive(Default)]
struct Book {
    /// The sessions, by id.
    sessions: BTreeMap<String, Value>,
    /// The session of each idempotency key.
    keys: BTreeMap<String, String>,
    /// Number of requests for a session.
    asked: usize,
    is_down: bool,
}

#[derive(Clone)]
pub struct StripeServer {
    address: SocketAddr,
    book: Arc<Mutex<Book>>,
    secrets: Arc<TempDir>,
}

type Said = (StatusCode, Json<Value>);

impl StripeServer {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port");
        let server = Self {
            address: listener.local_addr().expect("its address"),
            book: Arc::default(),
            secrets: Arc::new(tempfile::tempdir().expect("a folder")),
        };
        let router = Router::new()
            .route("/v1/checkout/sessions", post(make))
            .route("/v1/checkout/sessions/{id}", get(look))
            .route("/v1/checkout/sessions/{id}/expire", post(expire))
            .with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        server
    }

    /// The provider with which a landlord's service talks to this server.
    pub fn provider(&self) -> Arc<StripeCheckout> {
        let secret = |name: &str, secret: &str| {
            let path = self.secrets.path().join(name);
            std::fs::write(&path, secret).expect("written");
            SecretFile::from(path)
        };
        let section = CardSection {
            provider: CardProviderName::Stripe,
            endpoint: Some(Endpoint::try_from(format!("http://{}", self.address)).expect("an endpoint")),
            page_host: None,
            secret_key_file: secret("key", SECRET_KEY),
            signing_secret_file: Some(secret("signing", SIGNING_SECRET)),
        };
        Arc::new(StripeCheckout::new(&section).expect("a provider"))
    }

    /// Returns the only session.
    pub fn session(&self) -> Value {
        let sessions = self.sessions();
        assert_eq!(sessions.len(), 1, "one session");
        sessions[0].clone()
    }

    /// Returns every session.
    pub fn sessions(&self) -> Vec<Value> {
        self.book().sessions.values().cloned().collect()
    }

    /// The section of a landlord's configuration for this server.
    pub fn configuration(&self) -> String {
        self.provider();
        let secret = |name: &str| self.secrets.path().join(name).display().to_string();
        format!(
            "[card]\nprovider = \"stripe\"\nendpoint = \"http://{}\"\nsecret-key-file = {:?}\nsigning-secret-file = {:?}\n",
            self.address,
            secret("key"),
            secret("signing"),
        )
    }

    pub fn asked(&self) -> usize {
        self.book().asked
    }

    /// Makes the server refuse requests for new sessions, or accept them again.
    pub fn be_down(&self, is_down: bool) {
        self.book().is_down = is_down;
    }

    /// Marks all sessions as paid.
    pub fn pay(&self) {
        for session in self.book().sessions.values_mut() {
            pay(session);
        }
    }

    /// Marks the session of a page as paid and returns it.
    pub fn pay_on(&self, page: &str) -> Value {
        let mut book = self.book();
        let session = book
            .sessions
            .values_mut()
            .find(|session| session["url"] == page)
            .expect("a page of its own");
        pay(session);
        session.clone()
    }

    /// Returns an event about the only session, and its signature at a moment in Unix seconds.
    pub fn event(&self, id: &str, kind: &str, moment: i64) -> (String, String) {
        Self::event_of(&self.session(), id, kind, moment)
    }

    /// Returns an event about a session, and its signature at a moment in Unix seconds.
    pub fn event_of(session: &Value, id: &str, kind: &str, moment: i64) -> (String, String) {
        let event = json!({ "id": id, "type": kind, "data": { "object": session } }).to_string();
        let mut mac = Hmac::<Sha256>::new_from_slice(SIGNING_SECRET.as_bytes()).expect("a key");
        mac.update(format!("{moment}.{event}").as_bytes());
        let signature: String = mac
            .finalize()
            .into_bytes()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        (event, format!("t={moment},v1={signature}"))
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().expect("unpoisoned")
    }
}

fn pay(session: &mut Value) {
    session["status"] = "complete".into();
    session["payment_status"] = "paid".into();
}

fn refused(status: StatusCode) -> Said {
    (
        status,
        Json(json!({ "error": { "type": "invalid_request_error" } })),
    )
}

fn is_known(headers: &HeaderMap) -> bool {
    headers
        .get("authorization")
        .is_some_and(|value| *value == format!("Bearer {SECRET_KEY}"))
        && headers.contains_key("stripe-version")
}

async fn make(
    State(server): State<StripeServer>,
    headers: HeaderMap,
    Form(form): Form<BTreeMap<String, String>>,
) -> Said {
    let mut book = server.book();
    book.asked += 1;
    if !is_known(&headers) {
        return refused(StatusCode::UNAUTHORIZED);
    }
    if book.is_down {
        return refused(StatusCode::INTERNAL_SERVER_ERROR);
    }
    let asked = |name: &str| form.get(name).map_or("", String::as_str);
    let is_payment = asked("mode") == "payment"
        && asked("line_items[0][price_data][currency]") == "eur"
        && asked("success_url").starts_with("http");
    let amount = asked("line_items[0][price_data][unit_amount]").parse::<i64>();
    let (true, Ok(amount)) = (is_payment, amount) else {
        return refused(StatusCode::BAD_REQUEST);
    };
    let key = headers["idempotency-key"].to_str().expect("text").to_owned();
    let next = format!("cs_test_{}", book.sessions.len() + 1);
    let id = book.keys.entry(key).or_insert(next).clone();
    let session = book.sessions.entry(id.clone()).or_insert_with(|| {
        json!({
            "id": id, "object": "checkout.session", "status": "open", "payment_status": "unpaid",
            "amount_total": amount, "url": format!("https://checkout.stripe.com/c/pay/{id}"),
        })
    });
    (StatusCode::OK, Json(session.clone()))
}

async fn look(State(server): State<StripeServer>, headers: HeaderMap, Path(id): Path<String>) -> Said {
    match server.book().sessions.get(&id) {
        Some(session) if is_known(&headers) => (StatusCode::OK, Json(session.clone())),
        _ => refused(StatusCode::NOT_FOUND),
    }
}

async fn expire(State(server): State<StripeServer>, headers: HeaderMap, Path(id): Path<String>) -> Said {
    match server.book().sessions.get_mut(&id) {
        Some(session) if is_known(&headers) && session["status"] == "open" => {
            session["status"] = "expired".into();
            session["url"] = Value::Null;
            (StatusCode::OK, Json(session.clone()))
        }
        _ => refused(StatusCode::BAD_REQUEST),
    }
}
