//! *Mes quittances*, and *Mon dossier*.

#[cfg(feature = "rehearsal")]
use contract::RentDocument;
use contract::{DocumentId, Language};

use super::Espace;
use crate::{
    core::failure::{Failure, FailureCode},
    documents::{
        keeping::KeepingProgress,
        search::DocumentSearch,
        view::{DocumentList, DocumentSummary, DocumentView, FoundDocuments},
    },
    dossier::{Papers, PapersWanted},
};

impl Espace {
    /// *Mes quittances*, from the archive alone.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn rent_documents(&self) -> Result<DocumentList, Failure> {
        self.documents.list().await
    }

    /// The documents of each of these years, newest first.
    ///
    /// # Errors
    /// As [`Self::rent_documents`].
    pub async fn rent_documents_of(&self, years: Vec<i16>) -> Result<Vec<Vec<DocumentSummary>>, Failure> {
        self.documents.of_years(years).await
    }

    /// The documents that are searched for, newest first.
    ///
    /// # Errors
    /// When the amount cannot be read, and as [`Self::rent_documents`].
    pub async fn search_rent_documents(&self, search: DocumentSearch) -> Result<FoundDocuments, Failure> {
        self.documents.search(search).await
    }

    /// Brings the list up to date.
    ///
    /// # Errors
    /// The landlord's: what the archive holds stays.
    pub async fn synchronise(&self) -> Result<DocumentList, Failure> {
        self.bring_up_to_date().await?;
        self.rent_documents().await
    }

    /// Looks behind the tenant's back for documents that have come, and tells how many.
    ///
    /// # Errors
    /// As [`Self::synchronise`].
    pub async fn look_for_new_documents(&self) -> Result<usize, Failure> {
        self.bring_up_to_date().await
    }

    async fn bring_up_to_date(&self) -> Result<usize, Failure> {
        let _one = self.documents.gate().await;
        // Locked meanwhile, it ends between two records, and lets go of the archive.
        tokio::select! {
            brought = self.fetch_what_is_new() => brought,
            () = self.core.vault.locked() => Err(Failure::new(FailureCode::SessionEnded)),
        }
    }

    async fn fetch_what_is_new(&self) -> Result<usize, Failure> {
        let sync = self.core.sync().await?;
        let waiting = sync.waiting().await?;
        // What is paid by card changes what is asked for next.
        if waiting.payment
            && let Err(failure) = self.payments.follow().await
        {
            tracing::info!(%failure, "what came of a payment is not known yet");
        }
        let sent = if waiting.message {
            self.messages.send_waiting().await
        } else {
            Ok(())
        };
        self.documents.fetch(&sync, sent).await
    }

    /// One receipt, from the archive; one whose record is damaged is fetched again.
    ///
    /// # Errors
    /// When it is not there, or nobody is signed in.
    pub async fn rent_document(&self, id: String) -> Result<DocumentView, Failure> {
        self.documents.one(DocumentId(id)).await
    }

    /// The PDF of a receipt: from the archive, or from the landlord. Without a network, the PDF of an
    /// earlier revision is better than none.
    ///
    /// # Errors
    /// When it is not in the archive and the landlord cannot be asked.
    pub async fn rent_document_pdf(&self, id: String) -> Result<Vec<u8>, Failure> {
        self.documents.pdf(DocumentId(id)).await
    }

    /// Keeps the PDFs of all documents on this computer, one at a time, and tells how far that has
    /// come. Who asks while it is under way is told as well. Once the tenant has stopped it, it goes
    /// on in this run when it is `wanted` only.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn keep_pdfs(
        &self,
        wanted: bool,
        tell: impl FnMut(KeepingProgress),
    ) -> Result<KeepingProgress, Failure> {
        self.documents.keep_pdfs(wanted, tell).await
    }

    /// *Arrêter*: what has come of the PDFs stays.
    pub async fn stop_keeping_pdfs(&self) {
        self.documents.stop_keeping_pdfs().await;
    }

    /// Takes documents into the archive as if the landlord had listed them.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be written.
    #[cfg(feature = "rehearsal")]
    pub async fn take_in(&self, documents: Vec<RentDocument>) -> Result<(), Failure> {
        self.documents.take_in(documents).await
    }

    /// Makes a file of the documents, which the tenant hands to others. Nothing is left out silently: what
    /// cannot be had makes it fail.
    ///
    /// # Errors
    /// When nobody is signed in, there is nothing to make it of, or a PDF is not here and the landlord
    /// cannot be asked for it.
    pub async fn make_papers(&self, wanted: PapersWanted, language: Language) -> Result<Papers, Failure> {
        self.dossier.make(wanted, language).await
    }

    /// How many notes of the archive were read so far; none when nobody is known.
    #[cfg(feature = "rehearsal")]
    pub async fn notes_read(&self) -> usize {
        self.core
            .archive()
            .await
            .map_or(0, |archive| archive.notes_read())
    }
}
