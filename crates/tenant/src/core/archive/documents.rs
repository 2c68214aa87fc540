//! The documents of an archive.

use std::collections::HashSet;

use contract::{DocumentId, RentDocument};
use rusqlite::Connection;

use super::{Archive, ArchiveError, DOCUMENT, NOTE, RecordAddress, SYNC_MARK, has, mending, remove};

/// The documents that could be read, and the ids of the damaged ones.
pub(super) struct Documents {
    pub(super) readable: Vec<RentDocument>,
    pub(super) set_aside: Vec<DocumentId>,
}

impl Archive {
    /// Stores fetched documents and the mark of the synchronisation in one transaction.
    pub(crate) fn put_documents(
        &self,
        documents: &[RentDocument],
        sync_mark: Option<&str>,
    ) -> Result<(), ArchiveError> {
        let mut database = self.writing()?;
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
        self.record_as_listed(&transaction, documents)?;
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

    pub(super) fn read_all(&self, database: &Connection) -> Result<Documents, ArchiveError> {
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
            match self.read(address, row.get_ref(2)?.as_blob().unwrap_or_default())? {
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
        let mut database = self.writing()?;
        let transaction = database.transaction()?;
        remove(&transaction, DOCUMENT, &id.0)?;
        self.forget_index(&transaction)?;
        self.list_anew_in(&transaction)?;
        Ok(transaction.commit()?)
    }
}
