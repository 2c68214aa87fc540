//! Replacements for the system's services in a rehearsal. No build for tenants has them.

use std::sync::Arc;

use crate::core::limits::Limits;

/// Shorter time limits, a resolver that can be made to fail, and a certificate authority trusted beside the
/// system's.
#[derive(Clone)]
pub struct Rehearsed {
    /// Time limits.
    pub limits: Limits,
    /// Resolves host names.
    pub names: Arc<dyn reqwest::dns::Resolve>,
    /// Signs the landlord's certificate.
    pub authority: reqwest::Certificate,
}
