//! Mails: notices to tenants in plain text, whose only link closes their account (S25), and to agencies.

mod smtp;

use std::fmt;

use contract::Email;
use jiff::Timestamp;

pub use self::smtp::{SmtpMailer, SmtpSetupError};
use super::{capture::MessageCapture, carrier::Message};

use crate::operator_words::say;

/// A mail.
#[derive(Clone)]
pub struct Mail {
    /// Recipient.
    pub to: Email,
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// When it was handed over.
    pub at: Timestamp,
}

/// Keeps mails instead of sending them.
pub type MailCapture = MessageCapture<Mail>;

/// Prints neither the address nor the content (S20).
impl fmt::Debug for Mail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mail({:?})", self.to)
    }
}

impl Message for Mail {
    const KIND: &'static str = "mail";

    fn record(&self) -> String {
        let Self {
            to,
            subject,
            text,
            at,
        } = self;
        format!(
            "Date: {at}\nTo: {}\nSubject: {subject}\n\n{text}\n\n",
            to.as_str()
        )
    }

    fn announcement(&self) -> String {
        let Self {
            to, subject, text, ..
        } = self;
        let to = to.as_str().to_owned();
        let heading = say("mail-echo", [("to", to), ("subject", subject.clone())]);
        format!("{heading}\n{text}\n")
    }
}
