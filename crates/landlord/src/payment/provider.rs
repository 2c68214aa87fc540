//! The trait of card providers, and those that implement it. Card numbers never reach this service: the tenant
//! types them on the provider's own page.

mod sandbox;
mod stripe;

use std::{future::Future, pin::Pin};

use axum::http::HeaderMap;
use contract::{Cents, PaymentId};
use reqwest::Url;

use crate::operations::event::Event;

pub use self::{
    sandbox::{Sandbox, SandboxChoice},
    stripe::{StripeCheckout, StripeSetupError},
};

/// What a provider needs to make the page of a payment.
#[derive(Debug, Clone)]
pub struct PageWanted {
    /// The payment. The provider gets it as a key, and returns the same page for the same key.
    pub payment: PaymentId,
    /// Amount to pay.
    pub amount: Cents,
    /// What the payment is for, as the page says it.
    pub what: String,
    /// Public address of this service, without a trailing slash.
    pub service: String,
    /// Where the page leads in the end, whatever the outcome.
    pub back: String,
}

/// A payment page of the provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardPage {
    /// The provider's own reference of the payment.
    pub reference: String,
    /// Address of the page.
    pub address: Url,
}

/// Outcome of a payment at the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardOutcome {
    /// The page is open, or the bank has not answered.
    Waiting,
    /// This amount was paid.
    Paid(Cents),
    /// The bank refused the payment.
    Refused,
    /// The page was closed for good without a payment.
    Abandoned,
}

/// An event that a provider sends by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardEvent {
    /// The provider's own id of the event: an event with a known id is ignored. Where events have no id, it is
    /// made of the payment and its outcome.
    pub id: String,
    /// The provider's own reference of the payment.
    pub reference: String,
    /// Outcome of the payment.
    pub outcome: CardOutcome,
}

/// A request to a provider failed. The messages name no tenant and no card (S20).
#[derive(Debug, thiserror::Error)]
pub enum CardError {
    /// The provider cannot be reached, does not answer in time, or is failing or busy.
    #[error("the payment provider cannot be reached: {0}")]
    Unreachable(String),
    /// The provider refused the request, or its answer cannot be read.
    #[error("the payment provider refused: {0}")]
    Refused(String),
}

impl CardError {
    /// What the security log says of it (S27).
    pub(crate) fn event(&self) -> Event {
        match self {
            Self::Unreachable(_) => Event::CardsUnreachable,
            Self::Refused(_) => Event::CardsRefused,
        }
    }
}

/// An event that is not accepted. The provider sends it again.
#[derive(Debug, thiserror::Error)]
pub enum EventFlaw {
    /// It does not come from the provider, or its time is too far from now.
    #[error("the event is not the provider's")]
    Forged,
    /// It cannot be read.
    #[error("the event cannot be read")]
    Unreadable,
    /// The provider has to be asked for the outcome of the payment, and cannot be.
    #[error(transparent)]
    NotAsked(#[from] CardError),
}

impl EventFlaw {
    /// What the security log says of it (S27).
    pub(crate) fn event(&self) -> Event {
        match self {
            Self::Forged => Event::CardEventForged,
            Self::Unreadable => Event::CardEventUnreadable,
            Self::NotAsked(error) => error.event(),
        }
    }
}

/// A pending answer of a provider.
pub type ProviderFuture<'a, T> = Pin<Box<dyn Future<Output = Result<T, CardError>> + Send + 'a>>;

/// A pending event, confirmed by the provider where its events are not signed; `None` when it is about something
/// else.
pub type EventFuture<'a> = Pin<Box<dyn Future<Output = Result<Option<CardEvent>, EventFlaw>> + Send + 'a>>;

/// A provider that takes cards.
pub trait CardProvider: Send + Sync {
    /// The name under which its payments are stored.
    fn name(&self) -> &'static str;

    /// The hosts of its pages: the application opens no other (S16). `service` is the public address of this
    /// service.
    fn hosts(&self, service: &str) -> Vec<String>;

    /// Makes the page of a payment, or returns the one made before: after a lost answer, a second page could be
    /// paid as well (S16).
    fn open(&self, wanted: PageWanted) -> ProviderFuture<'_, CardPage>;

    /// Fetches the outcome of a payment, because events may be lost.
    fn outcome<'a>(&'a self, reference: &'a str) -> ProviderFuture<'a, CardOutcome>;

    /// Closes the page for good and returns the outcome: the payment may have been made meanwhile.
    fn close<'a>(&'a self, reference: &'a str) -> ProviderFuture<'a, CardOutcome>;

    /// Reads a request to the address for events. A provider that signs its events checks the signature. Of an
    /// unsigned event, only the payment it names is trusted, and the provider is asked for the outcome. `now` is
    /// Unix seconds.
    ///
    /// # Errors
    /// [`EventFlaw::Forged`] or [`EventFlaw::Unreadable`] when the event has another provider's form, before
    /// anything is asked: an address that names no provider offers each event to all of them.
    /// [`EventFlaw::NotAsked`] when the outcome cannot be fetched.
    fn read_event<'a>(&'a self, headers: &'a HeaderMap, body: &'a [u8], now: i64) -> EventFuture<'a>;

    /// This provider, when it is the sandbox, whose pages this service shows itself.
    fn sandbox(&self) -> Option<&Sandbox> {
        None
    }
}
