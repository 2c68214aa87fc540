//! The PDFs of an archive, whole and partial.

use contract::{DocumentId, MAX_PDF_BYTES};
use rusqlite::OptionalExtension;

use super::{
    Archive, ArchiveError, DOCUMENT, PARTIAL_PDF, PDF, remove, seal::OVERHEAD, versions::VERSION_BYTES,
};
use crate::core::pdf::PartialPdf;

impl Archive {
    /// Stores the PDF of a document's revision, and deletes its partial PDF.
    pub(crate) fn put_pdf(&self, id: &DocumentId, revision: i64, pdf: &[u8]) -> Result<(), ArchiveError> {
        let mut database = self.writing()?;
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
        self.put(&*self.writing()?, PARTIAL_PDF, &id.0, 0, &content)
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
        Ok(size.map(|size| size.saturating_sub((OVERHEAD + VERSION_BYTES) as u32)))
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
}
