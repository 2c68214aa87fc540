//! What a rehearsal puts in place of the system's. No build that tenants get has it.

use std::sync::Arc;

use crate::core::limits::Limits;

/// Shorter waits, names that can be made to fail, and a certificate authority that is trusted beside
/// the system's.
#[derive(Clone)]
pub struct Rehearsed {
    /// How long may be waited.
    pub limits: Limits,
    /// What finds the address of a name.
    pub names: Arc<dyn reqwest::dns::Resolve>,
    /// Who may vouch for the landlord.
    pub authority: reqwest::Certificate,
}
