//! The message that was asked for, and the time it has left.

use std::time::Instant;

use contract::{EnrolmentPurpose, MobilePhone, SmsSent};
use secrecy::{ExposeSecret, SecretString};

use crate::navigator::step::Step;

/// A number was given: what the landlord said of the message.
pub(crate) struct Message {
    phone: MobilePhone,
    /// The letter that allows another number than the one on file; an empty text when it was typed
    /// before the window was closed.
    letter: Option<SecretString>,
    sent: SmsSent,
    // On the monotonic clock: the machine's date may be wrong or jump (R8).
    at: Instant,
}

impl Message {
    pub(crate) fn now(phone: MobilePhone, letter: Option<SecretString>, sent: SmsSent) -> Self {
        Self {
            phone,
            letter,
            sent,
            at: Instant::now(),
        }
    }

    pub(super) fn is_by_letter(&self) -> bool {
        self.letter.is_some()
    }

    /// Its code works, and it was asked for with the same number and letter.
    pub(crate) fn is_in_force(&self, phone: &MobilePhone, letter: Option<&str>) -> bool {
        self.phone == *phone
            && self.letter.as_ref().map(ExposeSecret::expose_secret) == letter
            && self.seconds_left(self.sent.expires_in) > 0
    }

    /// How many messages were asked for.
    pub(super) fn messages_sent(&self) -> u32 {
        self.sent.messages_sent
    }

    pub(super) fn replace(&mut self, sent: SmsSent) {
        self.sent = sent;
        self.at = Instant::now();
    }

    pub(super) fn step(&self, purpose: EnrolmentPurpose) -> Step {
        Step::SmsCode {
            resend_after_seconds: self.seconds_left(self.sent.resend_after),
            expires_in_seconds: self.seconds_left(self.sent.expires_in),
            messages_sent: self.sent.messages_sent,
            new_number: self.letter.as_ref().map(|_| self.phone.national()),
            purpose,
        }
    }

    /// The same for a new number of a signed-in tenant.
    pub(crate) fn account_step(&self) -> Step {
        Step::AccountMobileCode {
            mobile: self.phone.national(),
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
