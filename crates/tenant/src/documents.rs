//! *Mes quittances*: from the archive, and brought up to date behind it.

pub(crate) mod keeping;
pub(crate) mod pdf_code;
pub(crate) mod search;
pub(crate) mod view;

use std::sync::Arc;

use contract::{DocumentId, RentDocument, Subject};
use jiff::civil::Date;
use tokio::sync::{Mutex, MutexGuard};

use self::{
    keeping::{KeepingProgress, KeepingState, PdfKeeping},
    search::DocumentSearch,
    view::{DocumentList, DocumentSummary, DocumentView, FoundDocuments, YearOfDocuments},
};
use crate::core::{
    Core,
    archive::{Archive, ArchiveError, with_archive},
    failure::{Failure, FailureCode},
    sync::Sync,
};

/// The newest years come with the list as long as they hold no more documents than this: two years
/// of an *avis* and a *quittance* each month.
const MAX_FIRST_SHOWN: usize = 48;
/// A search shows so many; who finds more asks more precisely.
const MAX_FOUND: usize = 60;

/// When the PDF of an earlier revision will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Earlier {
    /// While the landlord cannot be asked.
    Offline,
    Never,
}

/// The rent documents of this person.
pub(crate) struct Documents {
    core: Arc<Core>,
    /// The PDFs being fetched behind the list.
    keeping: Mutex<Option<PdfKeeping>>,
    /// One synchronises at a time: two would fetch the same pages.
    gate: Mutex<()>,
}

impl Documents {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self {
            core,
            keeping: Mutex::new(None),
            gate: Mutex::new(()),
        }
    }

    /// Nobody else synchronises as long as this is held.
    pub(crate) async fn gate(&self) -> MutexGuard<'_, ()> {
        self.gate.lock().await
    }

    /// *Mes quittances*, from the archive alone.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn list(&self) -> Result<DocumentList, Failure> {
        let set_aside = self.core.known_set_aside().await.map_or(0, |found| found.len());
        let read = self.core.read_page(move |archive, today, freshness| {
            Ok(DocumentList {
                years: years(archive, today)?,
                set_aside: count(set_aside),
                freshness,
            })
        });
        read.await
    }

    /// The documents of each of these years, newest first.
    ///
    /// # Errors
    /// As [`Self::list`].
    pub(crate) async fn of_years(&self, years: Vec<i16>) -> Result<Vec<Vec<DocumentSummary>>, Failure> {
        let archive = self.core.signed_in_archive().await?;
        let clock = self.core.clock();
        with_archive(&archive, move |archive| {
            let today = archive.today(&clock)?;
            let years = years.into_iter();
            years.map(|year| summaries(archive, year, today)).collect()
        })
        .await
    }

    /// The documents that are searched for, newest first.
    ///
    /// # Errors
    /// When the amount cannot be read, and as [`Self::list`].
    pub(crate) async fn search(&self, search: DocumentSearch) -> Result<FoundDocuments, Failure> {
        let archive = self.core.signed_in_archive().await?;
        let wanted = search.read()?;
        let clock = self.core.clock();
        with_archive(&archive, move |archive| {
            let today = archive.today(&clock)?;
            let mut found = FoundDocuments {
                count: 0,
                documents: Vec::new(),
            };
            for (year, _) in archive.years()? {
                if wanted.year.is_some_and(|wanted| wanted != year) {
                    continue;
                }
                for entry in archive.documents_of(year)? {
                    if wanted.matches(&entry) {
                        found.count += 1;
                        if found.documents.len() < MAX_FOUND {
                            found.documents.push(DocumentSummary::of(entry, today));
                        }
                    }
                }
            }
            Ok(found)
        })
        .await
    }

    /// Fetches what changed, and the documents whose record is damaged (R3). `sent`: whether all messages went.
    ///
    /// # Errors
    /// The landlord's: what the archive holds stays.
    pub(crate) async fn fetch(&self, sync: &Sync, sent: Result<(), Failure>) -> Result<usize, Failure> {
        // A message that waits here may have arrived: it would be shown twice.
        let held_back: &[Subject] = if sent.is_ok() { &[] } else { &[Subject::Messages] };
        let (fetched, set_aside) = tokio::join!(sync.fetch_changes(held_back), self.set_aside(&sync.archive));
        let set_aside = set_aside?;
        let fetched = match fetched {
            Ok(news) => sync.fetch_set_aside(set_aside.clone()).await.map(|()| news),
            Err(failure) => Err(failure),
        };
        // A message that does not go keeps no receipt away.
        let fetched = match (fetched, sent) {
            (Ok(_), Err(failure)) => Err(failure),
            (fetched, _) => fetched,
        };
        let left = if fetched.is_ok() { Vec::new() } else { set_aside };
        self.core.note_synchronised(fetched.is_ok(), left).await;
        fetched
    }

    /// The records that are damaged (R3): looked for once in a run, as reading all of them takes
    /// time when there are thousands.
    async fn set_aside(&self, archive: &Arc<Archive>) -> Result<Vec<DocumentId>, Failure> {
        if let Some(found) = self.core.known_set_aside().await {
            return Ok(found);
        }
        match with_archive(archive, Archive::set_aside).await {
            // What looked for damage found so much that the file was mended.
            Err(failure) if failure.code == FailureCode::ArchiveUnreadable => {
                with_archive(archive, Archive::set_aside).await
            }
            found => found,
        }
    }

    /// One receipt, from the archive; one whose record is damaged is fetched again.
    ///
    /// # Errors
    /// When it is not there, or nobody is signed in.
    pub(crate) async fn one(&self, id: DocumentId) -> Result<DocumentView, Failure> {
        let sync = self.core.sync().await?;
        let document = self.whole_document(&sync, &id).await?;
        let clock = self.core.clock();
        with_archive(&sync.archive, move |archive| {
            let size = archive.pdf_size(&document.id)?;
            let standing = archive.standing(&document)?;
            let code = pdf_code::check(archive, &document)?;
            let today = archive.today(&clock)?;
            Ok(DocumentView::of(document, standing, today, size, code))
        })
        .await
    }

    async fn whole_document(&self, sync: &Sync, id: &DocumentId) -> Result<RentDocument, Failure> {
        let kept = async || {
            let wanted = id.clone();
            with_archive(&sync.archive, move |archive| {
                Ok((archive.document(&wanted)?, archive.has_document(&wanted)?))
            })
            .await
        };
        match kept().await? {
            (Some(document), _) => return Ok(document),
            (None, false) => return Err(Failure::new(FailureCode::NotFound)),
            (None, true) => {}
        }
        sync.fetch_document(id)
            .await
            .map_err(|failure| offline_as(FailureCode::DocumentDamaged, failure))?;
        let (document, _) = kept().await?;
        document.ok_or_else(|| Failure::new(FailureCode::DocumentDamaged))
    }

    /// The PDF of a receipt: from the archive, or from the landlord. Without a network, the PDF of an
    /// earlier revision is better than none.
    ///
    /// # Errors
    /// When it is not in the archive and the landlord cannot be asked.
    pub(crate) async fn pdf(&self, id: DocumentId) -> Result<Vec<u8>, Failure> {
        let sync = self.core.sync().await?;
        let document = self.whole_document(&sync, &id).await?;
        self.pdf_of(&sync, &document, Earlier::Offline).await
    }

    /// The PDF of a document.
    pub(crate) async fn pdf_of(
        &self,
        sync: &Sync,
        document: &RentDocument,
        earlier_is_enough: Earlier,
    ) -> Result<Vec<u8>, Failure> {
        let id = document.id.clone();
        let earlier = match with_archive(&sync.archive, move |archive| archive.pdf(&id)).await? {
            Some((revision, pdf)) if revision == document.revision => return Ok(pdf),
            earlier => earlier,
        };
        let fetch = sync.begin_pdf(&document.id).await?;
        match sync.fetch_pdf(&fetch).await {
            Ok(pdf) => {
                sync.keep_pdf(fetch, pdf.clone()).await?;
                Ok(pdf)
            }
            Err(failure) => {
                sync.keep_partial_pdf(fetch).await?;
                let failure = offline_as(FailureCode::PdfUnavailableOffline, failure);
                let offline = failure.code == FailureCode::PdfUnavailableOffline;
                match (earlier, earlier_is_enough) {
                    (Some((_, pdf)), Earlier::Offline) if offline => Ok(pdf),
                    _ => Err(failure),
                }
            }
        }
    }

    /// Keeps the PDFs of all documents on this computer, one at a time, and tells how far that has
    /// come. Who asks while it is under way is told as well. Once the tenant has stopped it, it goes
    /// on in this run when it is `wanted` only.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn keep_pdfs(
        &self,
        wanted: bool,
        mut tell: impl FnMut(KeepingProgress),
    ) -> Result<KeepingProgress, Failure> {
        let sync = self.core.sync().await?;
        let mut keeping = self.keeping.lock().await;
        let goes_on = keeping.as_ref().is_some_and(|keeping| match keeping.state() {
            KeepingState::UnderWay => true,
            KeepingState::Stopped => !wanted,
            KeepingState::Done | KeepingState::Interrupted => false,
        });
        if !goes_on {
            *keeping = None;
        }
        let under_way = match keeping.take() {
            Some(under_way) => under_way,
            None => PdfKeeping::start(sync).await?,
        };
        let mut news = keeping.insert(under_way).progress();
        drop(keeping);
        loop {
            let progress = *news.borrow_and_update();
            if progress.state != KeepingState::UnderWay {
                return Ok(progress);
            }
            tell(progress);
            // Signed out meanwhile: nobody fetches any more.
            if news.changed().await.is_err() {
                return Ok(KeepingProgress {
                    state: KeepingState::Interrupted,
                    ..progress
                });
            }
        }
    }

    /// *Arrêter*: what has come of the PDFs stays.
    pub(crate) async fn stop_keeping_pdfs(&self) {
        if let Some(keeping) = &*self.keeping.lock().await {
            keeping.stop();
        }
    }

    /// Nobody fetches PDFs any more.
    pub(crate) async fn let_go_of_pdfs(&self) {
        *self.keeping.lock().await = None;
    }

    /// Takes documents into the archive as if the landlord had listed them.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be written.
    #[cfg(feature = "rehearsal")]
    pub(crate) async fn take_in(&self, documents: Vec<RentDocument>) -> Result<(), Failure> {
        let archive = self.core.signed_in_archive().await?;
        with_archive(&archive, move |archive| archive.put_documents(&documents, None)).await
    }
}

fn years(archive: &Archive, today: Date) -> Result<Vec<YearOfDocuments>, ArchiveError> {
    let mut before = 0;
    let mut years = Vec::new();
    for (year, documents) in archive.years()? {
        let at_first = before == 0 || before + documents <= MAX_FIRST_SHOWN;
        before += documents;
        years.push(YearOfDocuments {
            year,
            count: count(documents),
            documents: at_first.then(|| summaries(archive, year, today)).transpose()?,
        });
    }
    Ok(years)
}

fn summaries(archive: &Archive, year: i16, today: Date) -> Result<Vec<DocumentSummary>, ArchiveError> {
    let entries = archive.documents_of(year)?.into_iter();
    Ok(entries.map(|entry| DocumentSummary::of(entry, today)).collect())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// What the lack of a network means here.
pub(crate) fn offline_as(code: FailureCode, failure: Failure) -> Failure {
    match failure.code {
        FailureCode::Unreachable | FailureCode::Slow => Failure::new(code),
        _ => failure,
    }
}
