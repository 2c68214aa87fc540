//! The list of documents, page by page, and single documents fetched again.

use std::collections::BTreeSet;

use contract::{DocumentId, DocumentPage, ProblemKind, RentDocument, Subject};
use jiff::Timestamp;

use super::{Synchronisation, subjects::Fetched};
use crate::core::{
    archive::{Archive, SYNC_MARK, SYNCED_AT, end_listing, with_archive, with_notes},
    failure::{Failure, FailureCode},
};

/// Maximum number of pages of one list; a service that sends more never comes to an end. The longest list known here
/// has ten.
const MAX_PAGES: usize = 1_000;

/// The cursors of the pages already read. It bounds how often a service is asked for another page.
#[derive(Default)]
struct PagesRead(BTreeSet<String>);

impl PagesRead {
    /// Takes the cursor of the next page.
    ///
    /// # Errors
    /// When that page was read before, or there is no end of pages.
    fn go_on(&mut self, cursor: &str) -> Result<(), Failure> {
        if self.0.len() < MAX_PAGES && self.0.insert(cursor.to_owned()) {
            return Ok(());
        }
        tracing::error!(pages = self.0.len(), "the list of documents has no end");
        Err(Failure::new(FailureCode::LandlordFault))
    }
}

impl Synchronisation {
    /// Fetches the documents that changed since the last time. Each page is stored before the next is requested,
    /// so that a cut loses at most one page. Reports how many documents are new here; a first list has no news.
    /// A service whose list has no end is at fault.
    pub(super) async fn fetch_documents(&self) -> Result<Fetched, Failure> {
        let kept = with_notes(&self.archive, |archive| {
            let synced_at: Option<Timestamp> = archive.note(SYNCED_AT)?;
            Ok((archive.note(SYNC_MARK)?, synced_at.is_none()))
        });
        let (mark, is_first) = kept.await?;
        let mut place = mark.map(|mark| ("since", mark));
        let (mut news, mut records_are_others) = (0, false);
        let mut read = PagesRead::default();
        loop {
            let Some(page) = self.page(place.as_ref()).await? else {
                if records_are_others {
                    tracing::error!("a mark of the list just begun is unknown");
                    return Err(Failure::new(FailureCode::LandlordFault));
                }
                with_archive(&self.archive, Archive::begin_listing_anew).await?;
                (place, records_are_others) = (None, true);
                continue;
            };
            let (documents, mark) = (page.documents, page.sync_mark);
            if !documents.is_empty() || place.is_none() {
                news += with_archive(&self.archive, move |archive| {
                    let mut news = 0;
                    for document in documents.iter().filter(|_| !is_first) {
                        news += usize::from(!archive.has_document(&document.id)?);
                    }
                    archive.put_documents(&documents, Some(&mark))?;
                    Ok(news)
                })
                .await?;
            }
            match page.next_cursor {
                Some(next) => {
                    read.go_on(&next)?;
                    place = Some(("cursor", next));
                }
                None => {
                    return Ok(Fetched {
                        news,
                        records_are_others,
                        keep: Box::new(end_listing),
                    });
                }
            }
        }
    }

    /// A page of the list; none when the landlord does not know the mark.
    async fn page(&self, place: Option<&(&str, String)>) -> Result<Option<DocumentPage>, Failure> {
        let asked = self.session.authorised(async |token| {
            let place = place.map(|(name, mark)| (*name, mark.as_str()));
            match self.client.documents(&token, place).await {
                Err(error) if place.is_some() && error.is(ProblemKind::SyncMarkUnknown) => Ok(None),
                page => page.map(Some),
            }
        });
        asked.await
    }

    /// Fetches one document again: its record is damaged (R3).
    pub(crate) async fn fetch_document(&self, id: &DocumentId) -> Result<RentDocument, Failure> {
        let asked = self
            .session
            .authorised(async |token| self.client.document(&token, id).await);
        asked.await
    }

    /// Stores one document.
    pub(crate) async fn keep_document(&self, document: RentDocument) -> Result<(), Failure> {
        with_archive(&self.archive, move |archive| {
            archive.put_documents(&[document], None)
        })
        .await
    }

    /// Fetches documents with a damaged record again. If the landlord does not know one, its id may be damaged:
    /// then everything is listed anew.
    pub(crate) async fn fetch_set_aside(&self, set_aside: Vec<DocumentId>) -> Result<(), Failure> {
        let mut unknown = false;
        for id in set_aside {
            match self.fetch_document(&id).await {
                Ok(document) => self.keep_document(document).await?,
                Err(failure) if failure.code == FailureCode::NotFound => {
                    unknown = true;
                    with_archive(&self.archive, move |archive| archive.forget_document(&id)).await?;
                }
                Err(failure) => return Err(failure),
            }
        }
        if unknown {
            self.fetch_changes(&[Subject::Messages]).await?;
        }
        Ok(())
    }
}
