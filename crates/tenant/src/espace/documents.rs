//! *Mes quittances*, and *Mon dossier*.

#[cfg(feature = "rehearsal")]
use contract::RentDocument;
use contract::{DocumentId, Language, Subject};

use super::Espace;
use crate::{
    core::{
        failure::{Failure, FailureCode},
        outbox::Sending,
        sync::Waiting,
    },
    documents::{
        download::DownloadProgress,
        search::DocumentSearch,
        view::{DocumentList, DocumentSummary, DocumentView, FoundDocuments},
    },
    dossier::{FileWanted, GeneratedFile},
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

    /// The documents that match a search, newest first.
    ///
    /// # Errors
    /// When the amount cannot be read, and as [`Self::rent_documents`].
    pub async fn search_rent_documents(&self, search: DocumentSearch) -> Result<FoundDocuments, Failure> {
        self.documents.search(search).await
    }

    /// Synchronises, and returns the list.
    ///
    /// # Errors
    /// A failure of the landlord's service. The archive keeps what it holds.
    pub async fn synchronise(&self) -> Result<DocumentList, Failure> {
        self.bring_up_to_date().await?;
        self.rent_documents().await
    }

    /// Synchronises in the background. Returns the number of new documents.
    ///
    /// # Errors
    /// As [`Self::synchronise`].
    pub async fn look_for_new_documents(&self) -> Result<usize, Failure> {
        self.bring_up_to_date().await
    }

    /// Fetches what is new, then sends the pending messages: one with files may take minutes, and holds back no receipt.
    async fn bring_up_to_date(&self) -> Result<usize, Failure> {
        // The lock cancels it between two records, and releases the archive.
        let brought = tokio::select! {
            brought = self.fetch_and_send() => brought,
            () = self.core.vault.locked() => return Err(Failure::new(FailureCode::SessionEnded)),
        };
        self.core.record_failure(brought.as_ref().err().cloned()).await;
        brought
    }

    async fn fetch_and_send(&self) -> Result<usize, Failure> {
        let waiting = self.core.sync().await?.waiting().await?;
        // A pending message may have arrived: fetching the messages would show it twice.
        let held_back: &[Subject] = if waiting.message {
            &[Subject::Messages]
        } else {
            &[]
        };
        let fetched = self.fetch_what_is_new(&waiting, held_back).await;
        if !waiting.message {
            return fetched;
        }
        if let Err(failure) = &fetched
            && failure.holds_everything_back()
        {
            return fetched;
        }
        let sent = self.messages.send_pending().await?;
        self.core.record_unsent(sent == Sending::Unsent).await;
        match (sent, fetched) {
            (Sending::Done, Ok(news)) => {
                let _one = self.documents.gate().await;
                self.documents.fetch(&self.core.sync().await?, &[]).await?;
                Ok(news)
            }
            (_, fetched) => fetched,
        }
    }

    async fn fetch_what_is_new(&self, waiting: &Waiting, held_back: &[Subject]) -> Result<usize, Failure> {
        let _one = self.documents.gate().await;
        let sync = self.core.sync().await?;
        // First, because a card payment changes what is fetched next.
        if waiting.payment
            && let Err(failure) = self.payments.follow().await
        {
            tracing::info!(code = ?failure.code, "what came of a payment is not known yet");
        }
        self.documents.fetch(&sync, held_back).await
    }

    /// One receipt, from the archive. A damaged record is fetched again (R3).
    ///
    /// # Errors
    /// When it is not in the archive, its damaged record cannot be fetched, or nobody is signed in.
    pub async fn rent_document(&self, id: String) -> Result<DocumentView, Failure> {
        self.documents.one(DocumentId(id)).await
    }

    /// The PDF of a receipt, from the archive or the landlord's service. Without a network, the PDF of an earlier
    /// revision is better than none.
    ///
    /// # Errors
    /// When it is not in the archive and cannot be fetched.
    pub async fn rent_document_pdf(&self, id: String) -> Result<Vec<u8>, Failure> {
        self.documents.pdf(DocumentId(id)).await
    }

    /// Stores the PDFs of all documents on this computer, one at a time, and reports the progress. A second caller
    /// joins the download under way. After *Pause*, only a call with `wanted` resumes it in this run.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn keep_pdfs(
        &self,
        wanted: bool,
        report: impl FnMut(DownloadProgress),
    ) -> Result<DownloadProgress, Failure> {
        self.documents.keep_pdfs(wanted, report).await
    }

    /// *Pause*: what was downloaded so far stays.
    pub async fn stop_keeping_pdfs(&self) {
        self.documents.stop_keeping_pdfs().await;
    }

    /// Stores documents in the archive as if the landlord had listed them.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be written.
    #[cfg(feature = "rehearsal")]
    pub async fn take_in(&self, documents: Vec<RentDocument>) -> Result<(), Failure> {
        self.documents.take_in(documents).await
    }

    /// Makes a file that the tenant hands to others. It never leaves out a document silently: one that cannot be
    /// included makes it fail.
    ///
    /// # Errors
    /// When nobody is signed in, there is nothing to put into the file, it would be too large, or a PDF is not in
    /// the archive and cannot be fetched.
    pub async fn make_file(&self, wanted: FileWanted, language: Language) -> Result<GeneratedFile, Failure> {
        self.dossier.make(wanted, language).await
    }

    /// Number of notes read from the archive so far; 0 when no tenant is known.
    #[cfg(feature = "rehearsal")]
    pub async fn notes_read(&self) -> usize {
        self.core
            .archive()
            .await
            .map_or(0, |archive| archive.notes_read())
    }
}
