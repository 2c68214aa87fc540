//! Text messages.

mod ovh;

use std::fmt;

use contract::MobilePhone;
use jiff::Timestamp;

pub use self::ovh::{OvhGateway, OvhSetupError, Patience};
use super::{carrier::Message, outbox::Outbox};

/// A text message.
#[derive(Clone)]
pub struct Sms {
    /// Whom it goes to.
    pub to: MobilePhone,
    /// Its text.
    pub text: String,
    /// When it was handed over.
    pub at: Timestamp,
    /// How long it is worth delivering, in minutes: a telephone may be off.
    pub valid_minutes: u32,
}

/// Keeps text messages instead of sending them.
pub type SmsOutbox = Outbox<Sms>;

/// The text holds a code, so only the masked number is printed (S20).
impl fmt::Debug for Sms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sms({:?})", self.to)
    }
}

impl Message for Sms {
    const KIND: &'static str = "SMS";

    fn record(&self) -> String {
        format!("{}\t{}\t{}\n", self.at, self.to.e164(), self.text)
    }

    fn announcement(&self) -> String {
        format!("SMS au {} : {}", self.to.national(), self.text)
    }
}
