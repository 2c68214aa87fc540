//! Stripe Checkout Sessions over HTTP, without an SDK, as Stripe's public API description defines them.

use crate::operator_words::say;
use std::time::Duration;

use axum::http::HeaderMap;
use contract::Cents;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::{RequestBuilder, StatusCode, Url, redirect};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use sha2::Sha256;

use super::{
    CardError, CardEvent, CardOutcome, CardPage, CardProvider, EventFlaw, EventFuture, PageWanted,
    ProviderFuture,
};
use crate::{
    config::{CardSection, SecretFileError},
    figures::{MINUTE, PAYMENT_EVENT_MINUTES, PROVIDER_SECONDS},
};

const ENDPOINT: &str = "https://api.stripe.com";
/// The API version of each request, whatever the account's default is.
const VERSION: &str = "2024-06-20";
/// Host of its pages.
const PAGE_HOST: &str = "checkout.stripe.com";
/// The header with the signature of an event.
const SIGNATURE: &str = "stripe-signature";

/// The provider cannot be used as configured.
#[derive(Debug, thiserror::Error)]
pub enum StripeSetupError {
    /// A secret cannot be read.
    #[error(transparent)]
    Secret(#[from] SecretFileError),
    /// No signing secret for events is configured.
    #[error("{}", say("stripe-setup-no-signing-secret", []))]
    NoSigningSecret,
    /// The configured endpoint is not a valid address.
    #[error("{}", say("stripe-setup-endpoint", []))]
    Endpoint,
    /// The HTTP client cannot be made.
    #[error("{}", say("stripe-setup-http", [("reason", .0.to_string())]))]
    Http(#[from] reqwest::Error),
}

/// Checkout Sessions of one Stripe account.
pub struct StripeCheckout {
    http: reqwest::Client,
    sessions: Url,
    secret_key: SecretString,
    signing_secret: SecretString,
    page_host: String,
}

/// The fields that are read of a Checkout Session.
#[derive(Deserialize)]
struct Session {
    id: String,
    url: Option<String>,
    status: Option<String>,
    payment_status: String,
    amount_total: Option<i64>,
}

/// The fields that are read of an event.
#[derive(Deserialize)]
struct Event {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    data: EventData,
}

#[derive(Deserialize)]
struct EventData {
    object: serde_json::Value,
}

impl Session {
    /// None when it was paid, but does not say how much: that confirms nothing.
    fn outcome(&self) -> Option<CardOutcome> {
        match (self.payment_status.as_str(), self.status.as_deref()) {
            ("paid", _) => {
                let amount = self.amount_total.filter(|cents| *cents > 0);
                amount.map(|cents| CardOutcome::Paid(Cents(cents)))
            }
            (_, Some("expired")) => Some(CardOutcome::Abandoned),
            // Open, or complete while the bank's answer is pending.
            _ => Some(CardOutcome::Waiting),
        }
    }

    fn known_outcome(&self) -> Result<CardOutcome, CardError> {
        let outcome = self.outcome();
        outcome.ok_or_else(|| CardError::Refused("paid, without an amount".to_owned()))
    }
}

impl StripeCheckout {
    /// Sets up the provider for a landlord's account.
    ///
    /// # Errors
    /// When a secret file is missing or unreadable, the endpoint is no address, or the HTTP client cannot be made.
    pub fn new(section: &CardSection) -> Result<Self, StripeSetupError> {
        // Fails only when a provider is already installed, which serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let endpoint = section.endpoint.as_ref().map(|endpoint| endpoint.url().as_str());
        let base = endpoint.unwrap_or(ENDPOINT).trim_end_matches('/');
        let signing_secret = section.signing_secret_file.as_ref();
        let signing_secret = signing_secret.ok_or(StripeSetupError::NoSigningSecret)?;
        let sessions = Url::parse(&format!("{base}/v1/checkout/sessions"));
        Ok(Self {
            http: reqwest::Client::builder()
                .user_agent(concat!("EspaceLocataire/", env!("CARGO_PKG_VERSION")))
                .timeout(Duration::from_secs(PROVIDER_SECONDS))
                .redirect(redirect::Policy::none())
                .build()?,
            sessions: sessions.map_err(|_| StripeSetupError::Endpoint)?,
            secret_key: section.secret_key_file.read()?,
            signing_secret: signing_secret.read()?,
            page_host: section.page_host.clone().unwrap_or_else(|| PAGE_HOST.to_owned()),
        })
    }

    async fn ask(&self, request: RequestBuilder) -> Result<Session, CardError> {
        let request = request
            .bearer_auth(self.secret_key.expose_secret())
            .header("Stripe-Version", VERSION);
        let unreachable = |error: reqwest::Error| CardError::Unreachable(error.without_url().to_string());
        let answer = request.send().await.map_err(unreachable)?;
        let status = answer.status();
        if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS {
            return Err(CardError::Unreachable(format!("answered {status}")));
        }
        if !status.is_success() {
            return Err(CardError::Refused(format!("answered {status}")));
        }
        let bytes = answer.bytes().await.map_err(unreachable)?;
        serde_json::from_slice(&bytes).map_err(|error| CardError::Refused(error.to_string()))
    }

    async fn make(&self, wanted: PageWanted) -> Result<CardPage, CardError> {
        let amount = wanted.amount.0.to_string();
        let form = [
            ("mode", "payment"),
            ("locale", "fr"),
            ("client_reference_id", wanted.payment.0.as_str()),
            ("payment_method_types[0]", "card"),
            ("line_items[0][quantity]", "1"),
            ("line_items[0][price_data][currency]", "eur"),
            ("line_items[0][price_data][unit_amount]", &amount),
            ("line_items[0][price_data][product_data][name]", &wanted.what),
            ("success_url", &wanted.back),
            ("cancel_url", &wanted.back),
        ];
        // Stripe returns the same page for the same key.
        let request = self
            .http
            .post(self.sessions.clone())
            .header("Idempotency-Key", &wanted.payment.0);
        let session = self.ask(request.form(&form)).await?;
        let address = session.url.as_deref().and_then(|url| Url::parse(url).ok());
        let address = address.ok_or_else(|| CardError::Refused("no page".to_owned()))?;
        Ok(CardPage {
            reference: session.id,
            address,
        })
    }

    fn session(&self, reference: &str, deed: &[&str]) -> Result<Url, CardError> {
        let mut url = self.sessions.clone();
        let failed = || CardError::Refused("no address".to_owned());
        url.path_segments_mut()
            .map_err(|()| failed())?
            .push(reference)
            .extend(deed);
        Ok(url)
    }

    async fn look(&self, reference: &str) -> Result<CardOutcome, CardError> {
        let session = self.ask(self.http.get(self.session(reference, &[])?)).await?;
        session.known_outcome()
    }

    async fn expire(&self, reference: &str) -> Result<CardOutcome, CardError> {
        let request = self.http.post(self.session(reference, &["expire"])?);
        match self.ask(request).await {
            Ok(session) => session.known_outcome(),
            // Stripe closes open pages only. The outcome of this one says why it was not open.
            Err(CardError::Refused(_)) => self.look(reference).await,
            Err(error) => Err(error),
        }
    }

    /// Reads a signed event; `None` for kinds that are not about a payment's outcome.
    fn event(&self, signature: Option<&str>, body: &[u8], now: i64) -> Result<Option<CardEvent>, EventFlaw> {
        if !signature.is_some_and(|signature| self.is_signed(signature, body, now)) {
            return Err(EventFlaw::Forged);
        }
        let event: Event = serde_json::from_slice(body).map_err(|_| EventFlaw::Unreadable)?;
        let outcome: fn(&Session) -> Option<CardOutcome> = match event.kind.as_str() {
            "checkout.session.completed" | "checkout.session.async_payment_succeeded" => Session::outcome,
            "checkout.session.async_payment_failed" => |_| Some(CardOutcome::Refused),
            "checkout.session.expired" => |_| Some(CardOutcome::Abandoned),
            _ => return Ok(None),
        };
        let session: Session =
            serde_json::from_value(event.data.object).map_err(|_| EventFlaw::Unreadable)?;
        Ok(Some(CardEvent {
            id: event.id,
            outcome: outcome(&session).ok_or(EventFlaw::Unreadable)?,
            reference: session.id,
        }))
    }

    /// Checks `Stripe-Signature: t=1492774577,v1=5257a8…`, the HMAC-SHA256 of `t.body`. One of several `v1` has to
    /// match, and `t` has to be at most [`PAYMENT_EVENT_MINUTES`] from `now` (S16).
    fn is_signed(&self, signature: &str, body: &[u8], now: i64) -> bool {
        let mut moment = None;
        let mut signatures = Vec::new();
        for part in signature.split(',') {
            match part.trim().split_once('=') {
                Some(("t", text)) => moment = text.parse::<i64>().ok(),
                Some(("v1", hex)) => signatures.extend(bytes_of(hex)),
                _ => {}
            }
        }
        let Some(moment) =
            moment.filter(|moment| now.saturating_sub(*moment).abs() <= PAYMENT_EVENT_MINUTES * MINUTE)
        else {
            return false;
        };
        // HMAC takes a key of any length (RFC 2104), so this arm is never taken.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.signing_secret.expose_secret().as_bytes())
        else {
            return false;
        };
        mac.update(format!("{moment}.").as_bytes());
        mac.update(body);
        // Compared in constant time.
        signatures
            .iter()
            .any(|signature| mac.clone().verify_slice(signature).is_ok())
    }
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    if !hex.len().is_multiple_of(2) || !hex.is_ascii() {
        return None;
    }
    (0..hex.len())
        .step_by(2)
        .map(|place| u8::from_str_radix(hex.get(place..place + 2)?, 16).ok())
        .collect()
}

impl CardProvider for StripeCheckout {
    fn name(&self) -> &'static str {
        "stripe"
    }

    fn hosts(&self, _: &str) -> Vec<String> {
        vec![self.page_host.clone()]
    }

    fn open(&self, wanted: PageWanted) -> ProviderFuture<'_, CardPage> {
        Box::pin(self.make(wanted))
    }

    fn outcome<'a>(&'a self, reference: &'a str) -> ProviderFuture<'a, CardOutcome> {
        Box::pin(self.look(reference))
    }

    fn close<'a>(&'a self, reference: &'a str) -> ProviderFuture<'a, CardOutcome> {
        Box::pin(self.expire(reference))
    }

    fn read_event<'a>(&'a self, headers: &'a HeaderMap, body: &'a [u8], now: i64) -> EventFuture<'a> {
        let signature = headers
            .get(SIGNATURE)
            .and_then(|signature| signature.to_str().ok());
        Box::pin(async move { self.event(signature, body, now) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_492_774_577;
    const BODY: &[u8] = br#"{"id":"evt_1","type":"checkout.session.completed","data":{"object":{"id":"cs_1","payment_status":"paid","status":"complete","amount_total":41237}}}"#;

    fn provider() -> StripeCheckout {
        StripeCheckout {
            http: reqwest::Client::new(),
            sessions: Url::parse("http://127.0.0.1:9/v1/checkout/sessions").expect("a URL"),
            secret_key: "sk_test_1".into(),
            signing_secret: "whsec_test".into(),
            page_host: PAGE_HOST.to_owned(),
        }
    }

    fn signature(body: &[u8], moment: i64) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(b"whsec_test").expect("a key");
        mac.update(format!("{moment}.").as_bytes());
        mac.update(body);
        let hex: String = mac
            .finalize()
            .into_bytes()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("t={moment},v1={},v1={hex}", "0".repeat(64))
    }

    fn read(signature: Option<&str>, body: &[u8], now: i64) -> Result<Option<CardEvent>, EventFlaw> {
        let _ = rustls::crypto::ring::default_provider().install_default();
        provider().event(signature, body, now)
    }

    #[test]
    fn a_signed_event_is_read() {
        let event = read(Some(&signature(BODY, NOW)), BODY, NOW + 299);
        let expected = CardEvent {
            id: "evt_1".to_owned(),
            reference: "cs_1".to_owned(),
            outcome: CardOutcome::Paid(Cents(41_237)),
        };
        assert_eq!(event.ok(), Some(Some(expected)));
    }

    #[test]
    fn an_event_that_says_paid_but_no_amount_is_unreadable() {
        for amount in ["null", "0", "-41237"] {
            let body = String::from_utf8_lossy(BODY).replace("41237", amount);
            let flaw = read(Some(&signature(body.as_bytes(), NOW)), body.as_bytes(), NOW);
            assert!(matches!(flaw, Err(EventFlaw::Unreadable)), "{amount}");
        }
    }

    #[test]
    fn refuses_a_forged_a_changed_and_an_old_event() {
        let signed = signature(BODY, NOW);
        let changed = String::from_utf8_lossy(BODY).replace("41237", "1");
        for (signature, body, now) in [
            (None, BODY, NOW),
            (Some(""), BODY, NOW),
            (Some("t=1,v1=zz"), BODY, NOW),
            (Some(signed.as_str()), changed.as_bytes(), NOW),
            (Some(signed.as_str()), BODY, NOW + 301),
            (Some(signed.as_str()), BODY, NOW - 301),
        ] {
            let flaw = read(signature, body, now);
            assert!(matches!(flaw, Err(EventFlaw::Forged)), "{signature:?}");
        }
    }

    #[test]
    fn ignores_events_of_other_kinds_and_refuses_an_unreadable_one() {
        let body = br#"{"id":"evt_2","type":"customer.created","data":{"object":{}}}"#;
        assert!(matches!(read(Some(&signature(body, NOW)), body, NOW), Ok(None)));
        let body = b"{}";
        let flaw = read(Some(&signature(body, NOW)), body, NOW);
        assert!(matches!(flaw, Err(EventFlaw::Unreadable)));
    }
}
