//! What a rehearsal puts in place of the system's. No build that tenants get has it.

use std::sync::Arc;

use contract::RentDocument;

use crate::{Espace, failure::Failure, limits::Limits};

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

impl Espace {
    /// Takes documents into the archive as if the landlord had listed them.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be written.
    pub async fn take_in(&self, documents: Vec<RentDocument>) -> Result<(), Failure> {
        let archive = self.signed_in_archive().await?;
        crate::sync::with_archive(&archive, move |archive| archive.put_documents(&documents, None)).await
    }
}
