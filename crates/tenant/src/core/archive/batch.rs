//! Notes written together: all or none.

use rusqlite::{Connection, Transaction};
use serde::{Serialize, de::DeserializeOwned};

use super::{Archive, ArchiveError, NOTE, has, remove};

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

    /// The note of this name, to be replaced. Content that is no `T` is kept under another name: it cannot be fetched
    /// again. A damaged note is lost.
    pub(crate) fn note_to_replace<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, ArchiveError> {
        self.archive.count_note_read();
        let Some((_, content)) = self.archive.unseal(self.transaction, NOTE, name)? else {
            return Ok(None);
        };
        if let Ok(content) = serde_json::from_slice(&content) {
            return Ok(Some(content));
        }
        let mut number = 1;
        while has(self.transaction, NOTE, &aside(name, number))? {
            number += 1;
        }
        let aside = aside(name, number);
        tracing::warn!(%aside, "a note cannot be understood, and is kept aside");
        self.archive.put(self.transaction, NOTE, &aside, 0, &content)?;
        Ok(None)
    }

    /// Changes a list within the transaction: concurrent changes lose nothing. An empty list is deleted.
    pub(crate) fn change_list<T: Serialize + DeserializeOwned>(
        &self,
        name: &str,
        change: impl FnOnce(&mut Vec<T>),
    ) -> Result<(), ArchiveError> {
        let mut list = self.note_to_replace(name)?.unwrap_or_default();
        change(&mut list);
        if list.is_empty() {
            self.forget_note(name)
        } else {
            self.put_note(name, &list)
        }
    }
}

/// The name under which a note is kept that cannot be understood.
fn aside(name: &str, number: u32) -> String {
    format!("{name}.aside-{number}")
}

impl Archive {
    /// Writes data that can be fetched again: a power cut may lose it, and then leaves the earlier state.
    pub(crate) fn together(
        &self,
        write: impl FnOnce(&Batch<'_>) -> Result<(), ArchiveError>,
    ) -> Result<(), ArchiveError> {
        self.write_in(&mut *self.writing()?, write)
    }

    /// Writes data that cannot be fetched again: it is on disk before this returns, and survives a power cut
    /// (S16). Where the disk keeps nothing, that is an error. A computer without a keyring keeps it in memory, and
    /// says so (S13).
    pub(crate) fn commit(
        &self,
        write: impl FnOnce(&Batch<'_>) -> Result<(), ArchiveError>,
    ) -> Result<(), ArchiveError> {
        let mut database = self.committing()?;
        database.pragma_update(None, "synchronous", "FULL")?;
        let written = self.write_in(&mut database, write);
        let restored = database.pragma_update(None, "synchronous", "NORMAL");
        // What was written is on disk, and the next such write sets it again.
        if let Err(error) = restored {
            tracing::warn!(%error, "later writes wait for the disk");
        }
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
