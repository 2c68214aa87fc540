//! Mails: notices to tenants, in plain text, without any link.

mod smtp;

use std::fmt;

use contract::Email;
use jiff::Timestamp;

pub use self::smtp::{SmtpMailer, SmtpSetupError};
use super::{carrier::Message, outbox::Outbox};

/// A mail.
#[derive(Clone)]
pub struct Mail {
    /// Whom it goes to.
    pub to: Email,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// When it was handed over.
    pub at: Timestamp,
}

/// Keeps mails instead of sending them.
pub type MailOutbox = Outbox<Mail>;

/// Neither the address nor what the mail says of a tenant is printed (S20).
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
        format!("E-mail à {} : {subject}\n{text}\n", to.as_str())
    }
}
