//! Notes that are written together: all of them, or none.

use rusqlite::Transaction;
use serde::{Serialize, de::DeserializeOwned};

use super::{Archive, ArchiveError, NOTE, remove};

/// Reads and writes the archive in one transaction.
pub(crate) struct Batch<'a> {
    pub(super) archive: &'a Archive,
    pub(super) transaction: &'a Transaction<'a>,
}

impl Batch<'_> {
    /// The fact kept under a name.
    pub(crate) fn note<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, ArchiveError> {
        self.archive.get_in(self.transaction, NOTE, name)
    }

    /// Keeps a fact under a name.
    pub(crate) fn put_note(&self, name: &str, content: &impl Serialize) -> Result<(), ArchiveError> {
        let content = serde_json::to_vec(content)?;
        self.archive.put(self.transaction, NOTE, name, 0, &content)
    }

    /// Forgets the fact kept under a name.
    pub(crate) fn forget_note(&self, name: &str) -> Result<(), ArchiveError> {
        remove(self.transaction, NOTE, name)
    }
}

impl Archive {
    /// Writes what can be fetched again: a power cut may lose it, and leaves what was there before.
    pub(crate) fn together(
        &self,
        write: impl FnOnce(&Batch<'_>) -> Result<(), ArchiveError>,
    ) -> Result<(), ArchiveError> {
        let mut database = self.database();
        let transaction = database.transaction()?;
        write(&Batch {
            archive: self,
            transaction: &transaction,
        })?;
        Ok(transaction.commit()?)
    }
}
