//! Time limits for calls that may never return.

use std::time::Duration;

use crate::figures::{ANSWER_SECONDS, CONNECT_SECONDS, IDLE_MINUTES, KEYRING_SECONDS, UPLOAD_STALL_SECONDS};

/// The longest waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// For a connection to the landlord.
    pub connect: Duration,
    /// For the landlord's answer, retries included: no wait without feedback is longer (R5).
    pub whole: Duration,
    /// For content that leaves, while nothing of it moves, and for the answer to it. What the system may still hold of
    /// it comes on top (`SLOWEST_UPLOAD`).
    pub upload_stall: Duration,
    /// Before the first retry of a read. Each further pause is longer, and all are jittered.
    pub pause: Duration,
    /// For each call to the keyring: a frozen one never answers (R6).
    pub keyring: Duration,
    /// Without keyboard or pointer input, before a PIN is asked for (S12).
    pub idle: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(CONNECT_SECONDS),
            whole: Duration::from_secs(ANSWER_SECONDS),
            upload_stall: Duration::from_secs(UPLOAD_STALL_SECONDS),
            pause: Duration::from_millis(200),
            keyring: Duration::from_secs(KEYRING_SECONDS),
            idle: Duration::from_secs(60 * IDLE_MINUTES),
        }
    }
}
