//! *Mes quittances*: from the archive, and brought up to date behind it.

use std::sync::Arc;

use contract::DocumentId;
use jiff::{Timestamp, Zoned};

use super::Espace;
use crate::{
    archive::{Archive, SYNCED_AT},
    attestation,
    documents::{self, DocumentList, DocumentView, Freshness, FreshnessState},
    failure::{Failure, FailureCode},
    sync::{self, with_archive},
};

impl Espace {
    /// *Mes quittances*, from the archive alone.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub async fn rent_documents(&self) -> Result<DocumentList, Failure> {
        let archive = self.signed_in_archive().await?;
        let up_to_date = self
            .known
            .read()
            .await
            .as_ref()
            .is_some_and(|known| known.up_to_date);
        let today = Zoned::now().date();
        with_archive(&archive, move |archive| {
            let documents = archive.documents()?;
            let synced_at: Option<Timestamp> = archive.note(SYNCED_AT)?;
            let state = match synced_at {
                None => FreshnessState::NeverSynchronised,
                Some(_) if up_to_date => FreshnessState::UpToDate,
                Some(_) => FreshnessState::Offline,
            };
            Ok(DocumentList {
                documents: documents
                    .readable
                    .iter()
                    .map(|document| documents::summary(document, today))
                    .collect(),
                set_aside: u32::try_from(documents.set_aside.len()).unwrap_or(u32::MAX),
                freshness: Freshness {
                    state,
                    as_of: synced_at.map(|moment| moment.to_string()),
                },
            })
        })
        .await
    }

    /// Brings the archive up to date; the PDFs follow behind.
    ///
    /// # Errors
    /// The landlord's: what the archive holds stays.
    pub async fn synchronise(&self) -> Result<DocumentList, Failure> {
        let archive = self.signed_in_archive().await?;
        let fetched = sync::fetch_documents(&self.client, &self.session, &archive).await;
        if let Some(known) = self.known.write().await.as_mut() {
            known.up_to_date = fetched.is_ok();
        }
        fetched?;
        self.fetch_pdfs_behind(archive).await;
        self.rent_documents().await
    }

    /// One receipt, from the archive alone.
    ///
    /// # Errors
    /// When it is not there, or nobody is signed in.
    pub async fn rent_document(&self, id: String) -> Result<DocumentView, Failure> {
        let archive = self.signed_in_archive().await?;
        let today = Zoned::now().date();
        let view = with_archive(&archive, move |archive| {
            let Some(document) = archive.document(&DocumentId(id))? else {
                return Ok(None);
            };
            let size = archive.pdf_size(&document.id, document.revision)?;
            let code = attestation::check(archive, &document)?;
            Ok(Some(documents::view(document, today, size, code)))
        });
        view.await?.ok_or_else(|| Failure::new(FailureCode::NotFound))
    }

    /// The PDF of a receipt: from the archive, or from the landlord.
    ///
    /// # Errors
    /// When it is not in the archive and the landlord cannot be asked.
    pub async fn rent_document_pdf(&self, id: String) -> Result<Vec<u8>, Failure> {
        let archive = self.signed_in_archive().await?;
        let id = DocumentId(id);
        let wanted = id.clone();
        let kept = with_archive(&archive, move |archive| match archive.document(&wanted)? {
            Some(document) => archive.pdf(&document.id, document.revision),
            None => Ok(None),
        });
        if let Some(pdf) = kept.await? {
            return Ok(pdf);
        }
        sync::fetch_pdf(&self.client, &self.session, &archive, &id)
            .await
            .map_err(|failure| match failure.code {
                FailureCode::Unreachable | FailureCode::Slow => {
                    Failure::new(FailureCode::PdfUnavailableOffline)
                }
                _ => failure,
            })
    }

    async fn fetch_pdfs_behind(&self, archive: Arc<Archive>) {
        let mut fetching = self.fetching.lock().await;
        if fetching.as_ref().is_some_and(|task| !task.is_finished()) {
            return;
        }
        let (client, session) = (self.client.clone(), Arc::clone(&self.session));
        *fetching = Some(tokio::spawn(async move {
            if let Err(failure) = sync::fetch_pdfs(&client, &session, &archive).await {
                tracing::info!(code = ?failure.code, "the PDFs left are fetched next time");
            }
        }));
    }
}
