//! *Pour le service d'assistance*: what this computer keeps of the person who is shown.

use super::Espace;
use crate::support::StorageFacts;

impl Espace {
    /// What this computer keeps, without a word about whose it is (S20).
    pub async fn storage_facts(&self) -> StorageFacts {
        StorageFacts::of(&self.core).await
    }
}
