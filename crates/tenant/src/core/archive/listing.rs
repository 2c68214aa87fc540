//! Documents that the landlord no longer lists: kept, and marked. They show when the landlord's records differ
//! from those of the last time, and everything is listed anew.

use std::collections::HashSet;

use contract::{DocumentId, RentDocument};
use rusqlite::Connection;

use super::{
    Archive, ArchiveError, DOCUMENT, DOCUMENTS_MARK, DocumentValidity, NOTE, SYNC_MARK, batch::Batch,
    documents::Documents, index, remove,
};

/// Note with the documents that the landlord no longer lists.
const MISSING: &str = "missing";
/// Note with the documents not yet found again in a new listing.
const AWAITED: &str = "awaited";

/// A document of the archive, and whether it still counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ArchivedDocument {
    pub(crate) document: RentDocument,
    pub(crate) validity: DocumentValidity,
}

impl Archive {
    /// Makes the next synchronisation list everything, and expects all stored documents in it.
    pub(crate) fn begin_listing_anew(&self) -> Result<(), ArchiveError> {
        let mut database = self.writing()?;
        let transaction = database.transaction()?;
        self.list_anew_in(&transaction)?;
        Ok(transaction.commit()?)
    }

    pub(super) fn list_anew_in(&self, transaction: &Connection) -> Result<(), ArchiveError> {
        let archived: HashSet<DocumentId> = transaction
            .prepare_cached("SELECT id FROM records WHERE kind = ?")?
            .query_map([DOCUMENT], |row| row.get(0).map(DocumentId))?
            .collect::<Result<_, _>>()?;
        self.put(transaction, NOTE, AWAITED, 0, &serde_json::to_vec(&archived)?)?;
        for mark in [SYNC_MARK, DOCUMENTS_MARK] {
            remove(transaction, NOTE, mark)?;
        }
        Ok(())
    }

    /// Records that the landlord lists these documents.
    pub(super) fn record_as_listed(
        &self,
        connection: &Connection,
        documents: &[RentDocument],
    ) -> Result<(), ArchiveError> {
        for name in [MISSING, AWAITED] {
            let Some(mut ids) = self.get_in::<HashSet<DocumentId>>(connection, NOTE, name)? else {
                continue;
            };
            let before = ids.len();
            for document in documents {
                ids.remove(&document.id);
            }
            if ids.len() != before {
                self.put(connection, NOTE, name, 0, &serde_json::to_vec(&ids)?)?;
            }
        }
        Ok(())
    }

    /// Every readable document, oldest first, with whether it still counts; and the ids of the unreadable ones.
    pub(crate) fn all_with_validity(&self) -> Result<(Vec<ArchivedDocument>, Vec<DocumentId>), ArchiveError> {
        let database = self.database();
        let missing = self.missing(&database)?;
        let Documents { readable, set_aside } = self.read_all(&database)?;
        let archived = readable.into_iter().map(|document| ArchivedDocument {
            validity: index::validity(&document, &missing),
            document,
        });
        let mut archived: Vec<ArchivedDocument> = archived.collect();
        archived.sort_by(|a, b| {
            let [a, b] = [&a.document, &b.document];
            (a.term, a.issued_on, &a.id).cmp(&(b.term, b.issued_on, &b.id))
        });
        Ok((archived, set_aside))
    }

    /// Whether a document still counts.
    pub(crate) fn validity(&self, document: &RentDocument) -> Result<DocumentValidity, ArchiveError> {
        let missing = self.missing(&self.database())?;
        Ok(index::validity(document, &missing))
    }

    /// The documents that the landlord no longer lists.
    pub(super) fn missing(&self, connection: &Connection) -> Result<HashSet<DocumentId>, ArchiveError> {
        Ok(self.get_in(connection, NOTE, MISSING)?.unwrap_or_default())
    }
}

/// Ends a listing: documents that it did not contain are missing.
pub(crate) fn end_listing(batch: &Batch<'_>) -> Result<(), ArchiveError> {
    let Some(awaited) = batch.note::<HashSet<DocumentId>>(AWAITED)? else {
        return Ok(());
    };
    let mut missing = batch.archive.missing(batch.transaction)?;
    missing.extend(awaited);
    batch.put_note(MISSING, &missing)?;
    batch.forget_note(AWAITED)?;
    batch.archive.forget_index(batch.transaction)
}
