//! A requested SMS code, and the time it has left.

use std::time::Instant;

use contract::{MobilePhone, SmsSent};
use secrecy::{ExposeSecret, SecretString};

/// A requested message: its number, and the landlord's answer.
pub(crate) struct SmsMessage {
    phone: MobilePhone,
    /// The letter that allows a number other than the one on file. Empty if it was typed before the window was
    /// closed.
    letter_code: Option<SecretString>,
    sent: SmsSent,
    // On the monotonic clock: the machine's date may be wrong or jump (R8).
    at: Instant,
}

/// How long a code is valid, and when another can be requested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SmsCodeStatus {
    /// Seconds until *Renvoyer le code* works.
    pub(crate) resend_after_seconds: u32,
    /// Seconds until the code expires.
    pub(crate) expires_in_seconds: u32,
    /// Number of messages requested: from 2 on, the last one is meant.
    pub(crate) messages_sent: u32,
}

impl SmsMessage {
    pub(crate) fn now(phone: MobilePhone, letter_code: Option<SecretString>, sent: SmsSent) -> Self {
        Self {
            phone,
            letter_code,
            sent,
            at: Instant::now(),
        }
    }

    pub(crate) fn is_by_letter(&self) -> bool {
        self.letter_code.is_some()
    }

    /// Whether its code still works, and was requested with the same number and letter.
    pub(crate) fn is_in_force(&self, phone: &MobilePhone, letter_code: Option<&str>) -> bool {
        self.phone == *phone
            && self.letter_code.as_ref().map(ExposeSecret::expose_secret) == letter_code
            && self.seconds_left(self.sent.expires_in) > 0
    }

    /// Number of messages requested.
    pub(crate) fn messages_sent(&self) -> u32 {
        self.sent.messages_sent
    }

    pub(crate) fn replace(&mut self, sent: SmsSent) {
        self.sent = sent;
        self.at = Instant::now();
    }

    /// Its status now.
    pub(crate) fn status(&self) -> SmsCodeStatus {
        SmsCodeStatus {
            resend_after_seconds: self.seconds_left(self.sent.resend_after),
            expires_in_seconds: self.seconds_left(self.sent.expires_in),
            messages_sent: self.sent.messages_sent,
        }
    }

    pub(crate) fn phone(&self) -> &MobilePhone {
        &self.phone
    }

    fn seconds_left(&self, seconds: u64) -> u32 {
        let left = seconds.saturating_sub(self.at.elapsed().as_secs());
        u32::try_from(left).unwrap_or(u32::MAX)
    }
}
