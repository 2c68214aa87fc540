//! *Mes quittances*: read from the archive, and synchronised in the background.

pub(crate) mod download;
pub(crate) mod left_to_pay;
pub(crate) mod pdf_code;
pub(crate) mod search;
pub(crate) mod view;

use std::sync::Arc;

use contract::{DocumentId, RentDocument, Subject, Tenancy};
use jiff::civil::Date;
use tokio::sync::{Mutex, MutexGuard};

use self::{
    download::{DownloadProgress, DownloadState, PdfDownload},
    left_to_pay::LeftToPay,
    search::DocumentSearch,
    view::{DocumentList, DocumentSummary, DocumentView, FoundDocuments, YearOfDocuments},
};
use crate::core::{
    Core,
    archive::{Archive, ArchiveError, TENANCY, with_archive},
    failure::{Failure, FailureCode},
    sync::Synchronisation,
};

/// Maximum number of documents that come with the list: those of its newest years. The newest year always comes
/// whole. Enough for two years of an *avis* and a *quittance* each month.
const MAX_FIRST_SHOWN: usize = 48;
/// Maximum number of documents that a search lists; a search that finds more has to be narrowed.
const MAX_FOUND: usize = 60;

/// When the PDF of an earlier revision may stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Earlier {
    /// While the one of now cannot be fetched.
    IfNotFetched,
    Never,
}

impl Earlier {
    /// Whether it stands in after this failure to fetch the one of now.
    fn stands_in_after(self, failure: &Failure) -> bool {
        match failure.code {
            // The landlord has the document no more. Or nobody is signed in, and who signs in has the one of now.
            FailureCode::NotFound | FailureCode::SessionEnded => false,
            // The network, a proxy, a version that is too old, a service at fault: nothing of it is about the document.
            _ => self == Self::IfNotFetched,
        }
    }
}

/// The rent documents of this person.
pub(crate) struct Documents {
    core: Arc<Core>,
    /// The background download of PDFs, if one was started.
    download: Mutex<Option<PdfDownload>>,
    /// One synchronisation at a time: two would fetch the same pages.
    gate: Mutex<()>,
}

impl Documents {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self {
            core,
            download: Mutex::new(None),
            gate: Mutex::new(()),
        }
    }

    /// Excludes other synchronisations while it is held.
    pub(crate) async fn gate(&self) -> MutexGuard<'_, ()> {
        self.gate.lock().await
    }

    /// *Mes quittances*, from the archive alone.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn list(&self) -> Result<DocumentList, Failure> {
        let set_aside = self.core.known_set_aside().await.map_or(0, |found| found.len());
        let read = self.core.read_archived(move |archive, today, freshness| {
            let tenancy: Option<Tenancy> = archive.note(TENANCY)?;
            Ok(DocumentList {
                person: tenancy.as_ref().and_then(Tenancy::holder_name).map(str::to_owned),
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
            let left = LeftToPay::read(archive)?;
            let years = years.into_iter();
            years.map(|year| summaries(archive, year, today, &left)).collect()
        })
        .await
    }

    /// The documents that match a search, newest first: all are counted, at most [`MAX_FOUND`] are listed.
    ///
    /// # Errors
    /// When the amount cannot be read, and as [`Self::list`].
    pub(crate) async fn search(&self, search: DocumentSearch) -> Result<FoundDocuments, Failure> {
        let archive = self.core.signed_in_archive().await?;
        let wanted = search.read()?;
        let clock = self.core.clock();
        with_archive(&archive, move |archive| {
            let today = archive.today(&clock)?;
            let left = LeftToPay::read(archive)?;
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
                            found.documents.push(DocumentSummary::of(entry, today, &left));
                        }
                    }
                }
            }
            Ok(found)
        })
        .await
    }

    /// Fetches what changed, and the documents whose record is damaged (R3). Returns the number of new documents.
    /// `held_back`: subjects to skip until the next time.
    ///
    /// # Errors
    /// When the landlord's service or the archive fails; what the archive holds stays.
    pub(crate) async fn fetch(
        &self,
        sync: &Synchronisation,
        held_back: &[Subject],
    ) -> Result<usize, Failure> {
        let (fetched, set_aside) = tokio::join!(sync.fetch_changes(held_back), self.set_aside(&sync.archive));
        let set_aside = set_aside?;
        let fetched = match fetched {
            Ok(news) => sync.fetch_set_aside(set_aside.clone()).await.map(|()| news),
            Err(failure) => Err(failure),
        };
        let left = if fetched.is_ok() { Vec::new() } else { set_aside };
        self.core.record_synchronisation(fetched.is_ok(), left).await;
        fetched
    }

    /// The damaged records (R3). Searched for once in a run: reading thousands of records takes time.
    async fn set_aside(&self, archive: &Arc<Archive>) -> Result<Vec<DocumentId>, Failure> {
        if let Some(found) = self.core.known_set_aside().await {
            return Ok(found);
        }
        match with_archive(archive, Archive::set_aside).await {
            // The search found the file itself damaged, and it was mended: search the new one.
            Err(failure) if failure.code == FailureCode::ArchiveUnreadable => {
                with_archive(archive, Archive::set_aside).await
            }
            found => found,
        }
    }

    /// One receipt, from the archive. It is fetched again when its record is damaged.
    ///
    /// # Errors
    /// When the archive has no such receipt, a damaged one cannot be fetched, or nobody is signed in.
    pub(crate) async fn one(&self, id: DocumentId) -> Result<DocumentView, Failure> {
        let sync = self.core.sync().await?;
        let document = self.whole_document(&sync, &id).await?;
        let clock = self.core.clock();
        with_archive(&sync.archive, move |archive| {
            let size = archive.pdf_size(&document.id)?;
            let validity = archive.validity(&document)?;
            let code = pdf_code::check(archive, &document)?;
            let today = archive.today(&clock)?;
            let left = LeftToPay::read(archive)?;
            Ok(DocumentView::of(document, validity, today, &left, size, code))
        })
        .await
    }

    async fn whole_document(&self, sync: &Synchronisation, id: &DocumentId) -> Result<RentDocument, Failure> {
        let wanted = id.clone();
        let kept = with_archive(&sync.archive, move |archive| {
            Ok((archive.document(&wanted)?, archive.has_document(&wanted)?))
        });
        match kept.await? {
            (Some(document), _) => return Ok(document),
            (None, false) => return Err(Failure::new(FailureCode::NotFound)),
            (None, true) => {}
        }
        let fetched = sync.fetch_document(id).await;
        let document = fetched.map_err(|failure| offline_as(FailureCode::DocumentDamaged, failure))?;
        // A disk that takes nothing keeps nobody from it (R4).
        if let Err(failure) = sync.keep_document(document.clone()).await {
            tracing::warn!(code = ?failure.code, "a document is not kept");
        }
        Ok(document)
    }

    /// The PDF of a receipt: from the archive, or from the landlord's service. While that does not give it, the PDF of
    /// an earlier revision is better than none.
    ///
    /// # Errors
    /// When the archive does not have it and the landlord's service fails.
    pub(crate) async fn pdf(&self, id: DocumentId) -> Result<Vec<u8>, Failure> {
        let sync = self.core.sync().await?;
        let document = self.whole_document(&sync, &id).await?;
        self.pdf_of(&sync, &document, Earlier::IfNotFetched).await
    }

    /// The PDF of a document: from the archive, or from the landlord's service. After a cut, the bytes that came
    /// are stored. What the disk does not take is shown all the same (R4).
    pub(crate) async fn pdf_of(
        &self,
        sync: &Synchronisation,
        document: &RentDocument,
        earlier_is_enough: Earlier,
    ) -> Result<Vec<u8>, Failure> {
        let id = document.id.clone();
        let earlier = match with_archive(&sync.archive, move |archive| archive.pdf(&id)).await? {
            Some((revision, pdf)) if revision == document.revision => return Ok(pdf),
            earlier => earlier,
        };
        let fetch = sync.begin_pdf_of(document).await?;
        match sync.fetch_pdf(&fetch).await {
            Ok(pdf) => {
                if let Err(failure) = sync.keep_pdf(fetch, pdf.clone()).await {
                    tracing::warn!(code = ?failure.code, "a PDF is not kept");
                }
                Ok(pdf)
            }
            Err(failure) => {
                if let Err(failure) = sync.keep_partial_pdf(fetch).await {
                    tracing::warn!(code = ?failure.code, "a part of a PDF is not kept");
                }
                match earlier {
                    Some((_, pdf)) if earlier_is_enough.stands_in_after(&failure) => {
                        tracing::info!(code = ?failure.code, "the PDF of an earlier revision is shown");
                        Ok(pdf)
                    }
                    _ => Err(offline_as(FailureCode::PdfUnavailableOffline, failure)),
                }
            }
        }
    }

    /// Stores the PDFs of all documents on this computer, one at a time, and reports the progress to `report`. A
    /// second caller follows the download under way. After *Pause*, only a call with `wanted` resumes it in this
    /// run.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn keep_pdfs(
        &self,
        wanted: bool,
        mut report: impl FnMut(DownloadProgress),
    ) -> Result<DownloadProgress, Failure> {
        let sync = self.core.sync().await?;
        let mut download = self.download.lock().await;
        let goes_on = download.as_ref().is_some_and(|download| match download.state() {
            DownloadState::UnderWay => true,
            DownloadState::Stopped => !wanted,
            DownloadState::Done | DownloadState::Interrupted => false,
        });
        if !goes_on {
            *download = None;
        }
        let under_way = match download.take() {
            Some(under_way) => under_way,
            None => PdfDownload::start(sync).await?,
        };
        let mut news = download.insert(under_way).progress();
        drop(download);
        loop {
            let progress = *news.borrow_and_update();
            if progress.state != DownloadState::UnderWay {
                return Ok(progress);
            }
            report(progress);
            // The download was dropped: the tenant signed out meanwhile.
            if news.changed().await.is_err() {
                return Ok(DownloadProgress {
                    state: DownloadState::Interrupted,
                    ..progress
                });
            }
        }
    }

    /// *Pause*: stops the download. The bytes that came stay.
    pub(crate) async fn stop_keeping_pdfs(&self) {
        if let Some(download) = &*self.download.lock().await {
            download.stop();
        }
    }

    /// Drops the download of PDFs.
    pub(crate) async fn let_go_of_pdfs(&self) {
        *self.download.lock().await = None;
    }

    /// Stores documents in the archive as if the landlord had listed them.
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
    let left = LeftToPay::read(archive)?;
    let mut before = 0;
    let mut years = Vec::new();
    for (year, documents) in archive.years()? {
        let at_first = before == 0 || before + documents <= MAX_FIRST_SHOWN;
        before += documents;
        years.push(YearOfDocuments {
            year,
            count: count(documents),
            documents: at_first
                .then(|| summaries(archive, year, today, &left))
                .transpose()?,
        });
    }
    Ok(years)
}

fn summaries(
    archive: &Archive,
    year: i16,
    today: Date,
    left: &LeftToPay,
) -> Result<Vec<DocumentSummary>, ArchiveError> {
    let entries = archive.documents_of(year)?.into_iter();
    Ok(entries
        .map(|entry| DocumentSummary::of(entry, today, left))
        .collect())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Replaces a failure of the network by `code`.
pub(crate) fn offline_as(code: FailureCode, failure: Failure) -> Failure {
    if failure.is_of_network() {
        Failure::new(code)
    } else {
        failure
    }
}
