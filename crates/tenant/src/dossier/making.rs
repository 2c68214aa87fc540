//! Makes the files of *Mon dossier* from the archive, and fetches what it lacks from the landlord's service.

use std::sync::Arc;

use contract::{DocumentKind, Language, RentDocument};
use tokio::task::spawn_blocking;

use crate::{
    core::{
        Core,
        archive::{Archive, ArchivedDocument, DocumentValidity, with_archive},
        failure::{Failure, FailureCode},
        sync::Synchronisation,
    },
    documents::{Documents, Earlier, offline_as},
    dossier::{self, FileWanted, GeneratedFile, Joined},
    figures::MAX_JOINED_BYTES,
    wording::words,
};

/// Makes files of the documents.
pub(crate) struct Dossier {
    core: Arc<Core>,
    documents: Arc<Documents>,
}

impl Dossier {
    pub(crate) fn new(core: Arc<Core>, documents: Arc<Documents>) -> Self {
        Self { core, documents }
    }

    /// Makes a file of the documents, for the tenant to hand to others. It fails rather than leave anything out
    /// silently.
    ///
    /// # Errors
    /// When nobody is signed in, there is nothing to make it of, or too many documents are chosen. When a document
    /// or PDF cannot be fetched, or a PDF cannot be joined.
    pub(crate) async fn make(
        &self,
        wanted: FileWanted,
        language: Language,
    ) -> Result<GeneratedFile, Failure> {
        let words = words(language);
        let sync = self.core.sync().await?;
        let documents = every_document(&sync).await?;
        let clock = self.core.clock();
        let today = with_archive(&sync.archive, move |archive| archive.today(&clock)).await?;
        let product = self.core.landlord.product_name.clone();
        let joined = match wanted {
            FileWanted::Amounts => {
                return spawn_blocking(move || dossier::amounts(words, &documents, today)).await?;
            }
            FileWanted::YearStatement { year } => {
                return spawn_blocking(move || {
                    dossier::year_statement(words, &documents, year, &product, today)
                })
                .await?;
            }
            FileWanted::Dossier => Joined::dossier(&documents)?,
            FileWanted::Selection { ids } => Joined::selection(documents, &ids)?,
        };
        let mut pdfs = Vec::new();
        let mut size = 0;
        for archived in joined.documents() {
            let pdf = self
                .documents
                .pdf_of(&sync, &archived.document, earlier_for(archived))
                .await;
            let pdf = pdf.map_err(|failure| missing(failure, &archived.document))?;
            size += pdf.len();
            if size > MAX_JOINED_BYTES {
                return Err(Failure::new(FailureCode::TooManyChosen));
            }
            pdfs.push(pdf);
        }
        spawn_blocking(move || joined.make(words, &pdfs, &product, today)).await?
    }
}

/// All documents. Damaged ones are fetched again (R3).
async fn every_document(sync: &Synchronisation) -> Result<Vec<ArchivedDocument>, Failure> {
    let (documents, set_aside) = with_archive(&sync.archive, Archive::all_with_validity).await?;
    if set_aside.is_empty() {
        return Ok(documents);
    }
    sync.fetch_set_aside(set_aside)
        .await
        .map_err(|failure| offline_as(FailureCode::DocumentDamaged, failure))?;
    let (documents, set_aside) = with_archive(&sync.archive, Archive::all_with_validity).await?;
    if set_aside.is_empty() {
        Ok(documents)
    } else {
        Err(Failure::new(FailureCode::DocumentDamaged))
    }
}

/// Accepts an earlier revision only of a quittance that counts: all its revisions say the same. Other documents
/// change when they are paid or replaced.
fn earlier_for(archived: &ArchivedDocument) -> Earlier {
    if archived.document.kind == DocumentKind::Quittance && archived.validity == DocumentValidity::Current {
        Earlier::IfNotFetched
    } else {
        Earlier::Never
    }
}

fn missing(failure: Failure, document: &RentDocument) -> Failure {
    match failure.code {
        FailureCode::PdfUnavailableOffline => {
            Failure::new(FailureCode::PdfMissingOffline).about(document.term)
        }
        _ => failure.about(document.term),
    }
}
