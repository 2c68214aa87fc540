//! Text messages.

mod ovh;

use std::fmt;

use contract::MobilePhone;
use jiff::Timestamp;

pub use self::ovh::{OvhGateway, OvhSetupError, Patience};
use super::{capture::MessageCapture, carrier::Message};

/// A text message.
#[derive(Clone)]
pub struct Sms {
    /// Recipient.
    pub to: MobilePhone,
    /// Plain text.
    pub text: String,
    /// When it was handed over.
    pub at: Timestamp,
    /// How long the gateway tries to deliver it, in minutes: a telephone may be off.
    pub valid_minutes: u32,
}

/// Whether a text can be sent in the GSM alphabet (3GPP TS 23.038), of which an SMS holds 160 letters. Another text takes
/// UCS-2, of which it holds 70. « ç » arrives as « Ç », the only one of the alphabet.
pub(crate) fn is_in_gsm_alphabet(text: &str) -> bool {
    const BEYOND_ASCII: &str = "éèùìòàçÇÉÄÖÑÜäöñüØøÅåÆæßΔΦΓΛΩΠΨΣΘΞ£¥¤§¡¿€";
    let is_held = |letter: char| letter.is_ascii() && letter != '`' || BEYOND_ASCII.contains(letter);
    text.chars().all(is_held)
}

/// Keeps text messages instead of sending them.
pub type SmsCapture = MessageCapture<Sms>;

/// Prints only the masked number, because the text holds a code (S20).
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
