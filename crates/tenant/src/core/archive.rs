//! The archive: fetched data, kept on disk for years, every record sealed (S11).
//!
//! Ids, revisions and sizes are in clear; tenant code, names, amounts and PDFs are not. A damaged record is
//! skipped, the others stay readable, and it is fetched again when online (R3).

mod access;
mod batch;
mod days;
mod documents;
mod erasure;
mod files;
mod index;
mod listing;
mod mending;
mod note_names;
mod opening;
mod pdfs;
mod seal;
mod versions;

use std::{
    io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError, atomic::AtomicBool},
};

use contract::TenantCode;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

pub(crate) use access::{with_archive, with_notes};
pub(crate) use batch::Batch;
pub(crate) use files::{ArchiveFile, erase_files};
pub use index::DocumentValidity;
pub(crate) use index::ListedDocument;
pub(crate) use listing::{ArchivedDocument, end_listing};
pub(crate) use note_names::{
    ANSWERS_SEEN, ATTESTATION_KEYS, CARD_PAYMENT, CARD_PAYMENT_OUTBOX, CLOCK_AHEAD, DOCUMENTS_MARK, LANDLORD,
    LAST_ANSWER, MESSAGE_OUTBOX, MESSAGES, MESSAGES_MARK, PIN_OFFERED, PROFILE, RENT_ACCOUNT,
    RENT_ACCOUNT_MARK, SYNC_MARK, SYNCED_AT, TENANCY, TENANCY_MARK, VERSION_DISMISSED,
};
pub use opening::ArchiveDisk;
pub(crate) use seal::ArchiveKey;
use seal::RecordAddress;
pub(crate) use versions::ARCHIVE_VERSION;
use versions::{with_version, without_version};

const DOCUMENT: &str = "document";
const PDF: &str = "pdf";
/// The first bytes of a PDF whose download was cut, after its `ETag` and a newline.
const PARTIAL_PDF: &str = "partial-pdf";
const NOTE: &str = "note";
/// Every kind of record.
const KINDS: [&str; 5] = [DOCUMENT, PDF, PARTIAL_PDF, NOTE, index::YEAR];

/// A failure of the archive.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ArchiveError {
    #[error("the archive's database failed: {0}")]
    Database(#[from] rusqlite::Error),
    #[error("the archive's folder failed: {0}")]
    Folder(#[from] io::Error),
    #[error("no random numbers: {0}")]
    Random(#[from] getrandom::Error),
    #[error("a record cannot be written: {0}")]
    Encoding(#[from] serde_json::Error),
    #[error("records are not found where they stand")]
    Disordered,
    #[error("the archive's file cannot be written")]
    Unwritable,
    #[error("nothing is kept in this run")]
    NothingKept,
    #[error("the archive is of a later version of the program")]
    LaterVersion,
}

/// The archive of one tenant on this computer.
pub(crate) struct Archive {
    database: Mutex<Connection>,
    /// None in memory.
    file: Option<PathBuf>,
    /// Changes only while the database is locked.
    disk: Mutex<ArchiveDisk>,
    key: ArchiveKey,
    tenant: TenantCode,
    /// Its file is deleted, and nothing writes one again.
    ended: AtomicBool,
    /// How many notes were read.
    #[cfg(feature = "rehearsal")]
    notes_read: std::sync::atomic::AtomicUsize,
}

impl Archive {
    /// Opens the tenant's archive in a folder, or creates one.
    ///
    /// The file name identifies the key and hides the tenant: an archive whose key is lost is left alone, never
    /// overwritten (S13). A damaged file is mended (R3), and kept beside the new one. [`Self::disk`] says what the
    /// disk lets it do (R4).
    ///
    /// # Errors
    /// [`ArchiveError::LaterVersion`]: the file stays as it is.
    pub(crate) fn open(folder: &Path, key: ArchiveKey, tenant: TenantCode) -> Result<Self, ArchiveError> {
        let path = folder.join(ArchiveFile::of(&key, &tenant).name());
        let (database, disk) = opening::open(folder, &path, &|address, sealed| {
            is_genuine(&key, &tenant, address, sealed)
        })?;
        let file = (disk != ArchiveDisk::Unusable).then_some(path);
        Ok(Self::of(database, file, disk, key, tenant))
    }

    /// An archive in memory that ends with the program, for a computer without a keyring (S13).
    pub(crate) fn in_memory(key: ArchiveKey, tenant: TenantCode) -> Result<Self, ArchiveError> {
        let database = opening::open_in_memory()?;
        Ok(Self::of(database, None, ArchiveDisk::Works, key, tenant))
    }

    fn of(
        database: Connection,
        file: Option<PathBuf>,
        disk: ArchiveDisk,
        key: ArchiveKey,
        tenant: TenantCode,
    ) -> Self {
        Self {
            database: Mutex::new(database),
            file,
            disk: Mutex::new(disk),
            key,
            tenant,
            ended: AtomicBool::new(false),
            #[cfg(feature = "rehearsal")]
            notes_read: Default::default(),
        }
    }

    /// What the disk does for it.
    pub(crate) fn disk(&self) -> ArchiveDisk {
        *self.disk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The name of its file.
    pub(crate) fn file_name(&self) -> ArchiveFile {
        ArchiveFile::of(&self.key, &self.tenant)
    }

    fn set_disk(&self, disk: ArchiveDisk) {
        *self.disk.lock().unwrap_or_else(PoisonError::into_inner) = disk;
    }

    /// Stores a note. It can be fetched again: a power cut may lose it, and then leaves the earlier one.
    pub(crate) fn put_note(&self, name: &str, content: &impl Serialize) -> Result<(), ArchiveError> {
        let content = serde_json::to_vec(content)?;
        self.put(&*self.writing()?, NOTE, name, 0, &content)
    }

    /// Whether there is a note of this name, damaged or not.
    pub(crate) fn has_note(&self, name: &str) -> Result<bool, ArchiveError> {
        has(&self.database(), NOTE, name)
    }

    /// The note of this name; none when it is missing or damaged.
    pub(crate) fn note<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, ArchiveError> {
        self.note_in(&self.database(), name)
    }

    fn note_in<T: DeserializeOwned>(
        &self,
        database: &Connection,
        name: &str,
    ) -> Result<Option<T>, ArchiveError> {
        self.count_note_read();
        self.get_in(database, NOTE, name)
    }

    /// Counts a read for the tests that limit them.
    fn count_note_read(&self) {
        #[cfg(feature = "rehearsal")]
        self.notes_read.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    }

    /// How many notes were read so far.
    #[cfg(feature = "rehearsal")]
    pub(crate) fn notes_read(&self) -> usize {
        self.notes_read.load(std::sync::atomic::Ordering::Relaxed)
    }

    fn get<T: DeserializeOwned>(&self, kind: &str, id: &str) -> Result<Option<T>, ArchiveError> {
        self.get_in(&self.database(), kind, id)
    }

    fn get_in<T: DeserializeOwned>(
        &self,
        database: &Connection,
        kind: &str,
        id: &str,
    ) -> Result<Option<T>, ArchiveError> {
        let content = self.unseal(database, kind, id)?;
        Ok(content.and_then(|(_, content)| serde_json::from_slice(&content).ok()))
    }

    /// Revision and content of a record; none when it is missing or damaged.
    fn unseal(
        &self,
        database: &Connection,
        kind: &str,
        id: &str,
    ) -> Result<Option<(i64, Vec<u8>)>, ArchiveError> {
        let row: Option<(i64, Vec<u8>)> = database
            .prepare_cached("SELECT revision, sealed FROM records WHERE kind = ? AND id = ?")?
            .query_row([kind, id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((revision, sealed)) = row else {
            return Ok(None);
        };
        let content = self.content(RecordAddress { kind, id, revision }, &sealed)?;
        Ok(content.map(|content| (revision, content)))
    }

    /// The content of a record; none when it is damaged.
    fn content(&self, address: RecordAddress<'_>, sealed: &[u8]) -> Result<Option<Vec<u8>>, ArchiveError> {
        let content = self.key.open(&self.tenant, address, sealed);
        content.ok().map(without_version).transpose()
    }

    fn read<T: DeserializeOwned>(
        &self,
        address: RecordAddress<'_>,
        sealed: &[u8],
    ) -> Result<Option<T>, ArchiveError> {
        let content = self.content(address, sealed)?;
        Ok(content.and_then(|content| serde_json::from_slice(&content).ok()))
    }

    fn put(
        &self,
        connection: &Connection,
        kind: &str,
        id: &str,
        revision: i64,
        content: &[u8],
    ) -> Result<(), ArchiveError> {
        let sealed = self.key.seal(
            &self.tenant,
            RecordAddress { kind, id, revision },
            &with_version(content),
        )?;
        connection
            .prepare_cached(
                "INSERT OR REPLACE INTO records (kind, id, revision, sealed) VALUES (?, ?, ?, ?)",
            )?
            .execute(params![kind, id, revision, sealed])?;
        Ok(())
    }

    /// Whether the archive is idle at this moment.
    pub(crate) fn is_free(&self) -> bool {
        self.database.try_lock().is_ok()
    }

    fn database(&self) -> MutexGuard<'_, Connection> {
        // A panic while the lock was held cannot have left half a transaction: SQLite rolled it back.
        self.database.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The database, to write data that can be fetched again.
    ///
    /// # Errors
    /// When the file is only read in this run.
    fn writing(&self) -> Result<MutexGuard<'_, Connection>, ArchiveError> {
        let database = self.database();
        match self.disk() {
            ArchiveDisk::Works | ArchiveDisk::Unusable => Ok(database),
            ArchiveDisk::ReadOnly => Err(ArchiveError::NothingKept),
        }
    }

    /// The database, to write data that cannot be fetched again.
    ///
    /// # Errors
    /// When the disk keeps nothing in this run.
    fn committing(&self) -> Result<MutexGuard<'_, Connection>, ArchiveError> {
        let database = self.database();
        match self.disk() {
            ArchiveDisk::Works => Ok(database),
            ArchiveDisk::ReadOnly | ArchiveDisk::Unusable => Err(ArchiveError::NothingKept),
        }
    }
}

/// Whether a record is the one that was sealed for this address.
///
/// # Errors
/// When it is, and a later version of the program wrote it.
fn is_genuine(
    key: &ArchiveKey,
    tenant: &TenantCode,
    address: RecordAddress<'_>,
    sealed: &[u8],
) -> Result<bool, ArchiveError> {
    match key.open(tenant, address, sealed) {
        Ok(content) => without_version(content).map(|_| true),
        Err(_) => Ok(false),
    }
}

fn has(database: &Connection, kind: &str, id: &str) -> Result<bool, ArchiveError> {
    Ok(database
        .prepare_cached("SELECT 1 FROM records WHERE kind = ? AND id = ?")?
        .exists([kind, id])?)
}

fn remove(database: &Connection, kind: &str, id: &str) -> Result<(), ArchiveError> {
    database
        .prepare_cached("DELETE FROM records WHERE kind = ? AND id = ?")?
        .execute([kind, id])?;
    Ok(())
}

#[cfg(test)]
mod tests;
