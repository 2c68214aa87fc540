//! Payment by card: the one trait of whoever takes the card, and those that do. Card numbers never come here: the
//! tenant types them on the provider's own page.

mod sandbox;
mod stripe;

use std::{future::Future, pin::Pin};

use axum::http::HeaderMap;
use contract::{Cents, PaymentId};
use reqwest::Url;

pub use self::{
    sandbox::{Sandbox, SandboxChoice},
    stripe::{StripeCheckout, StripeSetupError},
};

/// The page that a payment needs.
#[derive(Debug, Clone)]
pub struct PageWanted {
    /// The payment: the provider is asked for its page under this name, and gives the same one when asked again.
    pub payment: PaymentId,
    /// What is paid.
    pub amount: Cents,
    /// What the page says that it is for.
    pub what: String,
    /// Where this service is reached, without a slash at the end.
    pub service: String,
    /// Where the page leads to in the end, however it ends.
    pub back: String,
}

/// A page at the provider's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardPage {
    /// The provider's own name of the payment.
    pub reference: String,
    /// The page itself.
    pub address: Url,
}

/// What came of a payment at the provider's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardOutcome {
    /// The page is open, or the bank has not answered.
    Waiting,
    /// So much was paid.
    Paid(Cents),
    /// The bank said no.
    Refused,
    /// The page was closed for good before anything was paid.
    Abandoned,
}

/// What a provider reports of its own accord.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardEvent {
    /// The provider's own name of the event: one of a name that was taken in is passed over. Where events have no name of their
    /// own, it is made of the payment and its outcome.
    pub id: String,
    /// The provider's own name of the payment.
    pub reference: String,
    /// What came of it.
    pub outcome: CardOutcome,
}

/// The provider cannot be used now. The texts name no tenant and no card (S20).
#[derive(Debug, thiserror::Error)]
pub enum CardError {
    /// No way to the provider, or no answer in time.
    #[error("the payment provider cannot be reached: {0}")]
    Unreachable(String),
    /// The provider said no, or something that cannot be read.
    #[error("the payment provider refused: {0}")]
    Refused(String),
}

/// An event that is not taken in. The provider reports it again.
#[derive(Debug, thiserror::Error)]
pub enum EventFlaw {
    /// It did not come from the provider, or too long ago.
    #[error("the event is not the provider's")]
    Forged,
    /// It cannot be read.
    #[error("the event cannot be read")]
    Unreadable,
    /// The provider has to be asked what came of the payment, and cannot be.
    #[error(transparent)]
    NotAsked(#[from] CardError),
}

/// An answer of a provider on its way.
pub type Asked<'a, T> = Pin<Box<dyn Future<Output = Result<T, CardError>> + Send + 'a>>;

/// What is read of an event, once the provider was asked where it has to be; none when it is about nothing that matters here.
pub type EventRead<'a> = Pin<Box<dyn Future<Output = Result<Option<CardEvent>, EventFlaw>> + Send + 'a>>;

/// Whoever takes cards.
pub trait CardProvider: Send + Sync {
    /// What it is called where payments are stored.
    fn name(&self) -> &'static str;

    /// The hosts of its pages: the application opens no other (S16). `service` is where this one is reached.
    fn hosts(&self, service: &str) -> Vec<String>;

    /// Makes the page of a payment, or gives the one made before: an answer may be lost, and a second page could be paid as
    /// well (S16).
    fn open(&self, wanted: PageWanted) -> Asked<'_, CardPage>;

    /// What came of a payment: events may be lost.
    fn outcome<'a>(&'a self, reference: &'a str) -> Asked<'a, CardOutcome>;

    /// Closes the page for good, and tells what came of the payment: it may have been paid meanwhile.
    fn close<'a>(&'a self, reference: &'a str) -> Asked<'a, CardOutcome>;

    /// Reads a request that comes in at the address for events. A provider that signs its events checks the signature; of
    /// one that does not, nothing of the body is believed but which payment it is about, and the provider is asked what came
    /// of it. `now` is Unix seconds.
    ///
    /// # Errors
    /// [`EventFlaw`]: [`EventFlaw::Forged`] or [`EventFlaw::Unreadable`] for what has another provider's form, before anything is
    /// asked. An address that names no provider offers each event to all of them.
    fn read_event<'a>(&'a self, headers: &'a HeaderMap, body: &'a [u8], now: i64) -> EventRead<'a>;

    /// The rehearsal's provider, whose pages this service shows itself.
    fn sandbox(&self) -> Option<&Sandbox> {
        None
    }
}
