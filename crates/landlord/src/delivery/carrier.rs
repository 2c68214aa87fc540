//! The trait that gateways, mail servers and captures implement.

use std::{fmt::Debug, future::Future, io, pin::Pin};

/// A message for a tenant. `Debug` redacts it (S20).
pub trait Message: Clone + Debug + Send + Sync + 'static {
    /// Name of this kind of message in the log.
    const KIND: &'static str;

    /// The message as a capture writes it to its file.
    fn record(&self) -> String;

    /// The message as a capture prints it in the terminal of a demonstration.
    fn announcement(&self) -> String;
}

/// A message on its way to its carrier.
pub type Handover<'a> = Pin<Box<dyn Future<Output = Result<(), DeliveryError>> + Send + 'a>>;

/// Delivers messages: a gateway, a mail server, a capture.
///
/// An implementation retries a message only when it was certainly not accepted: a message may cost money, and a
/// code that arrives twice is alarming. Errors and logs repeat neither a recipient nor a carrier's text (S20). The
/// URL of an API is an `Endpoint` (S19), and redirects are not followed.
pub trait Carrier<M>: Send + Sync {
    /// Hands a message over.
    ///
    /// # Errors
    /// When the message was not accepted, or it is unknown whether it was.
    fn carry(&self, message: M) -> Handover<'_>;

    /// The last messages, newest first, if this carrier captures them.
    fn captured(&self) -> Vec<M> {
        Vec::new()
    }
}

/// A message was not accepted, or it is unknown whether it was. The texts name no recipient (S20).
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// The outbox file cannot be written.
    #[error("the outbox file cannot be written: {0}")]
    Capture(#[from] io::Error),
    /// The carrier was not reached: the message was certainly not accepted.
    #[error("the carrier cannot be reached: {0}")]
    Unreachable(String),
    /// The carrier refused the message.
    #[error("the carrier refused the message: {0}")]
    Refused(String),
    /// The carrier refused the recipient.
    #[error("the carrier refused the recipient")]
    Recipient,
    /// The account at the carrier has no credit left.
    #[error("the carrier's account holds no credit")]
    Credit,
    /// The connection was lost or timed out after the message was handed over: it may have been sent, so it is not
    /// retried.
    #[error("the carrier did not say whether it took the message: {0}")]
    Uncertain(String),
}
