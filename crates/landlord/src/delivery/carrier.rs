//! The one trait of what carries messages.

use std::{fmt::Debug, future::Future, io, pin::Pin};

/// A message for a tenant. `Debug` redacts it (S20).
pub trait Message: Clone + Debug + Send + Sync + 'static {
    /// What such a message is called in the log.
    const KIND: &'static str;

    /// How an outbox writes it into its file.
    fn record(&self) -> String;

    /// How an outbox prints it in the terminal of a demonstration.
    fn announcement(&self) -> String;
}

/// A message on its way to its carrier.
pub type Handover<'a> = Pin<Box<dyn Future<Output = Result<(), DeliveryError>> + Send + 'a>>;

/// What carries messages: a gateway, a mail server, an outbox.
///
/// A message is handed over again only after [`DeliveryError::Unreachable`]: it may cost money, and a code that comes twice
/// frightens. No error and no log repeats a recipient or a carrier's words (S20); an address is an `Endpoint` (S19) and follows no redirect.
pub trait Carrier<M>: Send + Sync {
    /// Hands a message over, and tells whether it was taken.
    fn carry(&self, message: M) -> Handover<'_>;

    /// The last messages, newest first, of a carrier that keeps them.
    fn kept(&self) -> Vec<M> {
        Vec::new()
    }
}

/// A message was not taken, or nobody knows whether it was. The texts name no recipient (S20).
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// The outbox file cannot be written.
    #[error("the outbox file cannot be written: {0}")]
    Outbox(#[from] io::Error),
    /// The carrier was not reached: the message was certainly not taken.
    #[error("the carrier cannot be reached: {0}")]
    Unreachable(String),
    /// The carrier answered that it does not take the message.
    #[error("the carrier refused the message: {0}")]
    Refused(String),
    /// The carrier does not take this recipient.
    #[error("the carrier refused the recipient")]
    Recipient,
    /// Nothing is left to pay the message with.
    #[error("the carrier's account holds no credit")]
    Credit,
    /// The carrier had the message when the connection was lost or fell silent: it may be sent, and
    /// is not handed over again.
    #[error("the carrier did not say whether it took the message: {0}")]
    Uncertain(String),
}
