//! How the landlord is reached: how long may be waited, and what a rehearsal puts in place of the
//! system's names and trust.

use std::time::Duration;

/// How long the landlord may be waited for (R5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Until there is a connection.
    pub connect: Duration,
    /// Until there is an answer, retries included: no wait is longer without a word.
    pub whole: Duration,
    /// Before a read is tried again; each next pause is longer, and none is exactly so long.
    pub pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(8),
            whole: Duration::from_secs(15),
            pause: Duration::from_millis(200),
        }
    }
}

/// The network of a rehearsal: shorter waits, names that can be made to fail, and a certificate
/// authority that is trusted beside the system's. No build that tenants get has it.
#[cfg(feature = "rehearsal")]
pub struct RehearsedNetwork {
    /// How long may be waited.
    pub limits: Limits,
    /// What finds the address of a name.
    pub names: std::sync::Arc<dyn reqwest::dns::Resolve>,
    /// Who may vouch for the landlord.
    pub authority: reqwest::Certificate,
}
