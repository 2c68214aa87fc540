//! The PDFs of documents: fetched one at a time, and resumed where a cut stopped them.

use std::collections::HashSet;

use contract::{DocumentId, RentDocument};

use super::Synchronisation;
use crate::core::{
    archive::with_archive,
    client::PdfUnderWay,
    failure::{Failure, FailureCode},
    pdf::PartialPdf,
};

/// A PDF being fetched.
pub(crate) struct PdfFetch {
    id: DocumentId,
    revision: i64,
    under_way: PdfUnderWay,
    /// Bytes left by an earlier attempt.
    held: usize,
}

impl PdfFetch {
    fn of(document: &RentDocument, partial: Option<PartialPdf>) -> Self {
        Self {
            held: partial.as_ref().map_or(0, |partial| partial.bytes.len()),
            under_way: PdfUnderWay::from(partial),
            id: document.id.clone(),
            revision: document.revision,
        }
    }
}

impl Synchronisation {
    /// Prepares the fetch of the PDF of a stored document.
    pub(crate) async fn begin_pdf(&self, id: &DocumentId) -> Result<PdfFetch, Failure> {
        let wanted = id.clone();
        let kept = with_archive(&self.archive, move |archive| {
            Ok((archive.document(&wanted)?, archive.partial_pdf(&wanted)?))
        });
        let (document, partial) = kept.await?;
        let document = document.ok_or_else(|| Failure::new(FailureCode::NotFound))?;
        Ok(PdfFetch::of(&document, partial))
    }

    /// Prepares the fetch of a document's PDF.
    pub(crate) async fn begin_pdf_of(&self, document: &RentDocument) -> Result<PdfFetch, Failure> {
        let wanted = document.id.clone();
        let partial = with_archive(&self.archive, move |archive| archive.partial_pdf(&wanted)).await?;
        Ok(PdfFetch::of(document, partial))
    }

    /// Fetches the rest of a PDF, and returns the whole.
    pub(crate) async fn fetch_pdf(&self, fetch: &PdfFetch) -> Result<Vec<u8>, Failure> {
        let asked = self.session.authorised(async |token| {
            self.client
                .document_pdf(&token, &fetch.id, &fetch.under_way)
                .await
        });
        asked.await
    }

    /// Stores a complete PDF.
    pub(crate) async fn keep_pdf(&self, fetch: PdfFetch, pdf: Vec<u8>) -> Result<(), Failure> {
        with_archive(&self.archive, move |archive| {
            archive.put_pdf(&fetch.id, fetch.revision, &pdf)
        })
        .await
    }

    /// Stores the received part of a PDF that was cut, to resume there. Returns whether any more was received.
    pub(crate) async fn keep_partial_pdf(&self, fetch: PdfFetch) -> Result<bool, Failure> {
        let Some(partial) = fetch.under_way.partial() else {
            return Ok(false);
        };
        if partial.bytes.len() <= fetch.held {
            return Ok(false);
        }
        with_archive(&self.archive, move |archive| {
            archive.put_partial_pdf(&fetch.id, &partial)
        })
        .await?;
        Ok(true)
    }

    /// Documents without a PDF of their current revision, newest first; and the number of all documents.
    pub(crate) async fn documents_without_pdf(&self) -> Result<(Vec<DocumentId>, usize), Failure> {
        with_archive(&self.archive, |archive| {
            let lacking: HashSet<DocumentId> = archive.ids_without_pdf()?.into_iter().collect();
            let mut newest_first = Vec::with_capacity(lacking.len());
            let mut count = 0;
            for (year, documents) in archive.years()? {
                count += documents;
                let ids = archive.documents_of(year)?.into_iter().map(|entry| entry.id);
                newest_first.extend(ids.filter(|id| lacking.contains(id)));
            }
            Ok((newest_first, count))
        })
        .await
    }
}
