//! The archive: fetched data, kept on disk for years, every record sealed (S11).
//!
//! Ids, revisions and sizes are in clear; tenant code, names, amounts and PDFs are not. A damaged record is
//! skipped, the others stay readable, and it is fetched again when online (R3).

mod access;
mod batch;
mod days;
mod erasure;
mod index;
mod listing;
mod mending;
mod note_names;
mod seal;

use std::{
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use contract::{DocumentId, MAX_PDF_BYTES, RentDocument, TenantCode};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Serialize, de::DeserializeOwned};

use crate::core::pdf::PartialPdf;
pub(crate) use access::{with_archive, with_notes};
pub(crate) use batch::Batch;
pub use index::DocumentValidity;
pub(crate) use index::ListedDocument;
pub(crate) use listing::{ArchivedDocument, end_listing};
pub(crate) use note_names::{
    ACCOUNT, ANSWERS_SEEN, ATTESTATION_KEYS, CARD_PAYMENT, CARD_PAYMENT_OUTBOX, CLOCK_AHEAD, DOCUMENTS_MARK,
    LANDLORD, LAST_ANSWER, MESSAGE_OUTBOX, MESSAGES, MESSAGES_MARK, PIN_OFFERED, RENT_ACCOUNT,
    RENT_ACCOUNT_MARK, SYNC_MARK, SYNCED_AT, TENANCY, TENANCY_MARK,
};
pub(crate) use seal::ArchiveKey;
use seal::{OVERHEAD, RecordAddress};

const SCHEMA_VERSION: i64 = 1;
const SCHEMA: &str = "
    CREATE TABLE records (
        kind      TEXT NOT NULL,
        id        TEXT NOT NULL,
        revision  INTEGER NOT NULL,
        sealed    BLOB NOT NULL,
        PRIMARY KEY (kind, id)
    ) STRICT;
    PRAGMA user_version = 1;";

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
    #[error("the archive is of a later version of the program")]
    LaterVersion,
}

/// The archive of one tenant on this computer.
pub(crate) struct Archive {
    database: Mutex<Connection>,
    /// None in memory.
    file: Option<PathBuf>,
    key: ArchiveKey,
    tenant: TenantCode,
    /// How many notes were read.
    #[cfg(feature = "rehearsal")]
    notes_read: std::sync::atomic::AtomicUsize,
}

/// The documents that could be read, and the ids of the damaged ones.
struct Documents {
    readable: Vec<RentDocument>,
    set_aside: Vec<DocumentId>,
}

impl Archive {
    /// Opens the tenant's archive in a folder, or creates one.
    ///
    /// The file name identifies the key and hides the tenant: an archive whose key is lost is left alone, never
    /// overwritten (S13). A damaged file is mended (R3). A file of a later version is replaced by one with the
    /// records that this version understands. The old file is kept beside in both cases.
    pub(crate) fn open(folder: &Path, key: ArchiveKey, tenant: TenantCode) -> Result<Self, ArchiveError> {
        fs::create_dir_all(folder)?;
        #[cfg(unix)]
        fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
        let name = format!(
            "{}-{}.sqlite",
            key.derive_name("key", ""),
            key.derive_name("tenant", tenant.as_str())
        );
        let path = folder.join(name);
        Ok(Self {
            database: Mutex::new(mending::open_mended(&path, &|address, sealed| {
                key.open(&tenant, address, sealed).is_ok()
            })?),
            file: Some(path),
            key,
            tenant,
            #[cfg(feature = "rehearsal")]
            notes_read: Default::default(),
        })
    }

    /// An archive in memory that ends with the program, for a computer without a keyring (S13).
    pub(crate) fn in_memory(key: ArchiveKey, tenant: TenantCode) -> Result<Self, ArchiveError> {
        Ok(Self {
            database: Mutex::new(open_in_memory()?),
            file: None,
            key,
            tenant,
            #[cfg(feature = "rehearsal")]
            notes_read: Default::default(),
        })
    }

    /// Stores fetched documents and the mark of the synchronisation in one transaction.
    pub(crate) fn put_documents(
        &self,
        documents: &[RentDocument],
        sync_mark: Option<&str>,
    ) -> Result<(), ArchiveError> {
        let mut database = self.database();
        let transaction = database.transaction()?;
        for document in documents {
            let content = serde_json::to_vec(document)?;
            self.put(
                &transaction,
                DOCUMENT,
                &document.id.0,
                document.revision,
                &content,
            )?;
        }
        if let Some(mark) = sync_mark {
            self.put(&transaction, NOTE, SYNC_MARK, 0, &serde_json::to_vec(mark)?)?;
        }
        self.note_as_listed(&transaction, documents)?;
        self.take_into_index(&transaction, documents)?;
        Ok(transaction.commit()?)
    }

    /// Ids of the documents whose record is unreadable, or that are listed but missing (R3). Rebuilds the SQLite
    /// index when it is damaged.
    pub(crate) fn set_aside(&self) -> Result<Vec<DocumentId>, ArchiveError> {
        let database = self.database();
        if !mending::leads_to_every_record(&database)? {
            database.execute_batch("REINDEX")?;
            if !mending::leads_to_every_record(&database)? {
                return Err(ArchiveError::Disordered);
            }
        }
        let documents = self.read_all(&database)?;
        drop(database);
        let readable: HashSet<DocumentId> = documents.readable.into_iter().map(|one| one.id).collect();
        let mut set_aside = documents.set_aside;
        for (year, _) in self.years()? {
            let listed = self.documents_of(year)?.into_iter().map(|entry| entry.id);
            set_aside.extend(listed.filter(|id| !readable.contains(id)));
        }
        set_aside.sort();
        set_aside.dedup();
        Ok(set_aside)
    }

    fn read_all(&self, database: &Connection) -> Result<Documents, ArchiveError> {
        let mut statement =
            database.prepare_cached("SELECT id, revision, sealed FROM records NOT INDEXED WHERE kind = ?")?;
        let mut rows = statement.query([DOCUMENT])?;
        let mut documents = Documents {
            readable: Vec::new(),
            set_aside: Vec::new(),
        };
        while let Some(row) = rows.next()? {
            let id: String = row.get(0)?;
            let address = RecordAddress {
                kind: DOCUMENT,
                id: &id,
                revision: row.get(1)?,
            };
            match self.read(address, row.get_ref(2)?.as_blob().unwrap_or_default()) {
                Some(document) => documents.readable.push(document),
                None => documents.set_aside.push(DocumentId(id)),
            }
        }
        Ok(documents)
    }

    /// One document; none when it is missing or damaged.
    pub(crate) fn document(&self, id: &DocumentId) -> Result<Option<RentDocument>, ArchiveError> {
        self.get(DOCUMENT, &id.0)
    }

    /// Whether a document has a record, damaged or not.
    pub(crate) fn has_document(&self, id: &DocumentId) -> Result<bool, ArchiveError> {
        has(&self.database(), DOCUMENT, &id.0)
    }

    /// Deletes a document with an unreadable record whose id the landlord does not know. The id itself may be
    /// damaged, so the next synchronisation lists everything anew.
    pub(crate) fn forget_document(&self, id: &DocumentId) -> Result<(), ArchiveError> {
        let mut database = self.database();
        let transaction = database.transaction()?;
        remove(&transaction, DOCUMENT, &id.0)?;
        self.forget_index(&transaction)?;
        self.list_anew_in(&transaction)?;
        Ok(transaction.commit()?)
    }

    /// Stores the PDF of a document's revision, and deletes its partial PDF.
    pub(crate) fn put_pdf(&self, id: &DocumentId, revision: i64, pdf: &[u8]) -> Result<(), ArchiveError> {
        let mut database = self.database();
        let transaction = database.transaction()?;
        self.put(&transaction, PDF, &id.0, revision, pdf)?;
        remove(&transaction, PARTIAL_PDF, &id.0)?;
        Ok(transaction.commit()?)
    }

    /// Stores the received part of a PDF, so that the next attempt resumes there.
    pub(crate) fn put_partial_pdf(&self, id: &DocumentId, partial: &PartialPdf) -> Result<(), ArchiveError> {
        let mut content = Vec::with_capacity(partial.etag.len() + 1 + partial.bytes.len());
        content.extend_from_slice(partial.etag.as_bytes());
        content.push(b'\n');
        content.extend_from_slice(&partial.bytes);
        self.put(&self.database(), PARTIAL_PDF, &id.0, 0, &content)
    }

    /// The part of a PDF that an earlier attempt left.
    pub(crate) fn partial_pdf(&self, id: &DocumentId) -> Result<Option<PartialPdf>, ArchiveError> {
        let content = self.unseal(&self.database(), PARTIAL_PDF, &id.0)?;
        Ok(content.and_then(|(_, content)| {
            let end = content.iter().position(|byte| *byte == b'\n')?;
            Some(PartialPdf {
                etag: String::from_utf8(content[..end].to_vec()).ok()?,
                bytes: content[end + 1..].to_vec(),
            })
        }))
    }

    /// The stored PDF of a document, and its revision. A PDF above `MAX_PDF_BYTES` is ignored here too (S18).
    pub(crate) fn pdf(&self, id: &DocumentId) -> Result<Option<(i64, Vec<u8>)>, ArchiveError> {
        let held = self.unseal(&self.database(), PDF, &id.0)?;
        Ok(held.filter(|(_, pdf)| pdf.len() <= MAX_PDF_BYTES))
    }

    /// Size in bytes of the stored PDF of a document.
    pub(crate) fn pdf_size(&self, id: &DocumentId) -> Result<Option<u32>, ArchiveError> {
        let size: Option<u32> = self
            .database()
            .prepare_cached("SELECT length(sealed) FROM records WHERE kind = ? AND id = ?")?
            .query_row([PDF, &id.0], |row| row.get(0))
            .optional()?;
        Ok(size.map(|size| size.saturating_sub(OVERHEAD as u32)))
    }

    /// Documents without a PDF of their current revision.
    pub(crate) fn ids_without_pdf(&self) -> Result<Vec<DocumentId>, ArchiveError> {
        let database = self.database();
        let mut statement = database.prepare_cached(
            "SELECT documents.id FROM records AS documents
             LEFT JOIN records AS pdfs
               ON pdfs.kind = ?2 AND pdfs.id = documents.id AND pdfs.revision = documents.revision
             WHERE documents.kind = ?1 AND pdfs.id IS NULL",
        )?;
        let ids = statement.query_map([DOCUMENT, PDF], |row| row.get(0).map(DocumentId))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// Stores a note. It can be fetched again: a power cut may lose it, and then leaves the earlier one.
    pub(crate) fn put_note(&self, name: &str, content: &impl Serialize) -> Result<(), ArchiveError> {
        let content = serde_json::to_vec(content)?;
        self.put(&self.database(), NOTE, name, 0, &content)
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
        #[cfg(feature = "rehearsal")]
        self.notes_read.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        self.get_in(database, NOTE, name)
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
        Ok(row.and_then(|(revision, sealed)| {
            let address = RecordAddress { kind, id, revision };
            let content = self.key.open(&self.tenant, address, &sealed).ok()?;
            Some((revision, content))
        }))
    }

    fn read<T: DeserializeOwned>(&self, address: RecordAddress<'_>, sealed: &[u8]) -> Option<T> {
        let content = self.key.open(&self.tenant, address, sealed).ok()?;
        serde_json::from_slice(&content).ok()
    }

    fn put(
        &self,
        connection: &Connection,
        kind: &str,
        id: &str,
        revision: i64,
        content: &[u8],
    ) -> Result<(), ArchiveError> {
        let sealed = self
            .key
            .seal(&self.tenant, RecordAddress { kind, id, revision }, content)?;
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

fn open_in_memory() -> Result<Connection, ArchiveError> {
    let database = Connection::open_in_memory()?;
    database.execute_batch(SCHEMA)?;
    Ok(database)
}

fn open_database(path: &Path) -> Result<Connection, ArchiveError> {
    let database = Connection::open(path)?;
    database.pragma_update(None, "journal_mode", "WAL")?;
    // Data that can be fetched again does not wait for the disk. A power cut takes the newest writes, never part
    // of one (WAL).
    database.pragma_update(None, "synchronous", "NORMAL")?;
    database.pragma_update(None, "secure_delete", "ON")?;
    match database.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0))? {
        0 => database.execute_batch(&format!("BEGIN; {SCHEMA} COMMIT;"))?,
        SCHEMA_VERSION => {}
        _ => return Err(ArchiveError::LaterVersion),
    }
    Ok(database)
}

#[cfg(test)]
mod tests;
