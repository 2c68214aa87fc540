//! Notes written together: all or none.

use rusqlite::{Connection, Transaction};
use serde::{Serialize, de::DeserializeOwned};

use super::{Archive, ArchiveError, NOTE, remove};

/// Reads and writes the archive in one transaction.
pub(crate) struct Batch<'a> {
    pub(super) archive: &'a Archive,
    pub(super) transaction: &'a Transaction<'a>,
}

impl Batch<'_> {
    /// The note of this name; none when it is missing or damaged.
    pub(crate) fn note<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, ArchiveError> {
        self.archive.note_in(self.transaction, name)
    }

    /// Stores a note.
    pub(crate) fn put_note(&self, name: &str, content: &impl Serialize) -> Result<(), ArchiveError> {
        let content = serde_json::to_vec(content)?;
        self.archive.put(self.transaction, NOTE, name, 0, &content)
    }

    /// Deletes a note.
    pub(crate) fn forget_note(&self, name: &str) -> Result<(), ArchiveError> {
        remove(self.transaction, NOTE, name)
    }

    /// Changes a list within the transaction: concurrent changes lose nothing. An empty list is deleted.
    pub(crate) fn change_list<T: Serialize + DeserializeOwned>(
        &self,
        name: &str,
        change: impl FnOnce(&mut Vec<T>),
    ) -> Result<(), ArchiveError> {
        let mut list = self.note(name)?.unwrap_or_default();
        change(&mut list);
        if list.is_empty() {
            self.forget_note(name)
        } else {
            self.put_note(name, &list)
        }
    }
}

impl Archive {
    /// Writes data that can be fetched again: a power cut may lose it, and then leaves the earlier state.
    pub(crate) fn together(
        &self,
        write: impl FnOnce(&Batch<'_>) -> Result<(), ArchiveError>,
    ) -> Result<(), ArchiveError> {
        self.write_in(&mut self.database(), write)
    }

    /// Writes data that cannot be fetched again: it is on disk before this returns, and survives a power cut
    /// (S16).
    pub(crate) fn commit(
        &self,
        write: impl FnOnce(&Batch<'_>) -> Result<(), ArchiveError>,
    ) -> Result<(), ArchiveError> {
        let mut database = self.database();
        database.pragma_update(None, "synchronous", "FULL")?;
        let written = self.write_in(&mut database, write);
        database.pragma_update(None, "synchronous", "NORMAL")?;
        written
    }

    fn write_in(
        &self,
        database: &mut Connection,
        write: impl FnOnce(&Batch<'_>) -> Result<(), ArchiveError>,
    ) -> Result<(), ArchiveError> {
        let transaction = database.transaction()?;
        write(&Batch {
            archive: self,
            transaction: &transaction,
        })?;
        Ok(transaction.commit()?)
    }
}
