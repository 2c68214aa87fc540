//! How long may be waited for what may never answer.

use std::time::Duration;

use crate::figures::{ANSWER_SECONDS, CONNECT_SECONDS, IDLE_MINUTES, KEYRING_SECONDS};

/// The longest waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For a connection to the landlord.
    pub connect: Duration,
    /// For the landlord's answer, retries included: no wait is longer without a word (R5).
    pub whole: Duration,
    /// Before a read is tried again; each next pause is longer, and none is exactly so long.
    pub pause: Duration,
    /// For each call of the keyring: one that is frozen never answers (R6).
    pub keyring: Duration,
    /// For somebody at keyboard or pointer, before a PIN is asked for (S12).
    pub idle: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(CONNECT_SECONDS),
            whole: Duration::from_secs(ANSWER_SECONDS),
            pause: Duration::from_millis(200),
            keyring: Duration::from_secs(KEYRING_SECONDS),
            idle: Duration::from_secs(60 * IDLE_MINUTES),
        }
    }
}
