//! Bringing the archive up to date with the landlord.

use std::{collections::HashSet, sync::Arc};

use contract::{AgencyMessages, DocumentId, DocumentPage, LandlordProfile, ProblemKind, Tenancy};
use jiff::Timestamp;
use serde::de::IgnoredAny;

use crate::core::{
    archive::{
        ATTESTATION_KEYS, Archive, ArchiveError, CARD_PAYMENT, LANDLORD, LAST_ANSWER, MESSAGES,
        MESSAGES_MARK, OUTBOX, RENT_ACCOUNT, RENT_ACCOUNT_MARK, SYNC_MARK, SYNCED_AT, TENANCY, TENANCY_MARK,
        with_archive, with_notes,
    },
    client::{LandlordClient, PdfUnderWay},
    failure::{Failure, FailureCode},
    session::Session,
};

/// Whom to ask, and where to keep the answers.
#[derive(Clone)]
pub(crate) struct Sync {
    pub(crate) client: LandlordClient,
    pub(crate) session: Arc<Session>,
    pub(crate) archive: Arc<Archive>,
}

impl Sync {
    /// How far the last synchronisation came, and what waits to go first.
    pub(crate) async fn begin(&self) -> Result<Beginning, Failure> {
        with_notes(&self.archive, |archive| {
            let synced_at: Option<Timestamp> = archive.note(SYNCED_AT)?;
            Ok(Beginning {
                mark: archive.note(SYNC_MARK)?,
                is_first: synced_at.is_none(),
                payment_waits: archive.has_note(CARD_PAYMENT)?,
                message_waits: archive.has_note(OUTBOX)?,
            })
        })
        .await
    }

    /// Fetches what changed since the last time. Each page is kept before the next is asked for, so
    /// that a cut loses one page at most. When nothing changed, this is one request. Tells how many documents
    /// were not here the last time; a first list has no news.
    ///
    /// `all_sent`: no message waits here that may have arrived, and would be shown twice.
    pub(crate) async fn fetch_documents(
        &self,
        beginning: Beginning,
        all_sent: bool,
    ) -> Result<usize, Failure> {
        let mut news = 0;
        let is_first = beginning.is_first;
        let mut place = beginning.mark.map(|mark| ("since", mark));
        // What is kept is read while the landlord answers.
        let (asked, kept_marks) =
            tokio::join!(self.page(place.as_ref()), with_notes(&self.archive, Marks::kept));
        let (mut asked, mut kept_marks) = (asked?, kept_marks?);
        let marks = loop {
            let Some(page) = asked else {
                // The landlord's records are others than those of last time.
                with_archive(&self.archive, Archive::begin_listing_anew).await?;
                (place, kept_marks) = (None, Marks::default());
                asked = self.page(None).await?;
                continue;
            };
            let (documents, mark) = (page.documents, page.sync_mark);
            let ends = page.next_cursor.is_none();
            if !documents.is_empty() || place.is_none() {
                news += with_archive(&self.archive, move |archive| {
                    let mut news = 0;
                    for document in documents.iter().filter(|_| !is_first) {
                        news += usize::from(!archive.has_document(&document.id)?);
                    }
                    archive.put_documents(&documents, Some(&mark))?;
                    if ends {
                        archive.end_listing()?;
                    }
                    Ok(news)
                })
                .await?;
            }
            match page.next_cursor {
                Some(next) => place = Some(("cursor", next)),
                None => {
                    break Marks {
                        tenancy: page.tenancy_mark,
                        account: page.account_mark,
                        messages: page.messages_mark,
                    };
                }
            }
            asked = self.page(place.as_ref()).await?;
        };
        if marks.tenancy.is_none() || marks.tenancy != kept_marks.tenancy {
            self.fetch_tenancy(marks.tenancy).await?;
        }
        // A landlord's service of an earlier version takes no messages, or keeps no account.
        if all_sent && marks.messages.is_some() && marks.messages != kept_marks.messages {
            self.fetch_messages(marks.messages).await?;
        }
        if marks.account.is_some() && marks.account != kept_marks.account {
            self.fetch_rent_account(marks.account).await?;
        }
        let clock = self.client.clock();
        with_notes(&self.archive, move |archive| archive.keep_now(&clock, SYNCED_AT)).await?;
        Ok(news)
    }

    /// A page of the list; none when the landlord does not know the mark it is asked after.
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

    /// Fetches the tenancy and the landlord's profile: one of them changed.
    async fn fetch_tenancy(&self, mark: Option<String>) -> Result<(), Failure> {
        let asked = self
            .session
            .authorised(async |token| self.client.tenancy(&token).await);
        let tenancy = asked.await?;
        let asked = self
            .session
            .authorised(async |token| self.client.landlord_profile(&token).await);
        let landlord = asked.await?;
        with_archive(&self.archive, move |archive| {
            archive.put_note(ATTESTATION_KEYS, &landlord.attestation_keys)?;
            archive.put_note(LANDLORD, &landlord)?;
            archive.put_note(TENANCY, &tenancy)?;
            archive.put_note(TENANCY_MARK, &mark)
        })
        .await
    }

    async fn fetch_rent_account(&self, mark: Option<String>) -> Result<(), Failure> {
        let asked = self
            .session
            .authorised(async |token| self.client.rent_account(&token).await);
        let account = asked.await?;
        with_archive(&self.archive, move |archive| {
            archive.put_note(RENT_ACCOUNT, &account)?;
            archive.put_note(RENT_ACCOUNT_MARK, &mark)
        })
        .await
    }

    async fn fetch_messages(&self, mark: Option<String>) -> Result<(), Failure> {
        let asked = self
            .session
            .authorised(async |token| self.client.messages(&token).await);
        let messages = asked.await?;
        with_archive(&self.archive, move |archive| {
            if let Some(last) = last_answer(&messages) {
                archive.put_note(LAST_ANSWER, &last)?;
            }
            archive.put_note(MESSAGES, &messages)?;
            archive.put_note(MESSAGES_MARK, &mark)
        })
        .await
    }

    /// Fetches one document again: its record is damaged (R3), or its PDF is of a later revision.
    pub(crate) async fn fetch_document(&self, id: &DocumentId) -> Result<(), Failure> {
        let asked = self
            .session
            .authorised(async |token| self.client.document(&token, id).await);
        let document = asked.await?;
        with_archive(&self.archive, move |archive| {
            archive.put_documents(&[document], None)
        })
        .await
    }

    /// Fetches again the documents whose record is damaged. One that the landlord does not know may have
    /// been damaged in its id: then all are listed anew.
    pub(crate) async fn fetch_set_aside(&self, set_aside: Vec<DocumentId>) -> Result<(), Failure> {
        let mut unknown = false;
        for id in set_aside {
            match self.fetch_document(&id).await {
                Ok(()) => {}
                Err(failure) if failure.code == FailureCode::NotFound => {
                    unknown = true;
                    with_archive(&self.archive, move |archive| archive.forget_document(&id)).await?;
                }
                Err(failure) => return Err(failure),
            }
        }
        if unknown {
            with_archive(&self.archive, Archive::begin_listing_anew).await?;
            let beginning = self.begin().await?;
            self.fetch_documents(beginning, false).await?;
        }
        Ok(())
    }

    /// Looks up what is to be fetched of a document's PDF.
    pub(crate) async fn begin_pdf(&self, id: &DocumentId) -> Result<PdfFetch, Failure> {
        let wanted = id.clone();
        let kept = with_archive(&self.archive, move |archive| {
            Ok((archive.document(&wanted)?, archive.partial_pdf(&wanted)?))
        });
        let (document, partial) = kept.await?;
        let document = document.ok_or_else(|| Failure::new(FailureCode::NotFound))?;
        Ok(PdfFetch {
            held: partial.as_ref().map_or(0, |partial| partial.bytes.len()),
            under_way: PdfUnderWay::from(partial),
            id: document.id,
            revision: document.revision,
        })
    }

    /// Fetches what is left of a PDF.
    pub(crate) async fn fetch_pdf(&self, fetch: &PdfFetch) -> Result<Vec<u8>, Failure> {
        let asked = self.session.authorised(async |token| {
            self.client
                .document_pdf(&token, &fetch.id, &fetch.under_way)
                .await
        });
        asked.await
    }

    /// Keeps a PDF that has come whole.
    pub(crate) async fn keep_pdf(&self, fetch: PdfFetch, pdf: Vec<u8>) -> Result<(), Failure> {
        with_archive(&self.archive, move |archive| {
            archive.put_pdf(&fetch.id, fetch.revision, &pdf)
        })
        .await
    }

    /// Keeps what has come of a PDF that was cut, to go on from there; tells whether any came.
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

    /// The documents without the PDF of their present revision, newest first, and how many documents
    /// there are.
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

/// Where a synchronisation begins.
pub(crate) struct Beginning {
    /// The last page that was kept.
    mark: Option<String>,
    /// Nothing was ever synchronised to its end.
    is_first: bool,
    /// Something may have come of a payment.
    pub(crate) payment_waits: bool,
    /// A message waits to be sent.
    pub(crate) message_waits: bool,
}

/// What the landlord's records are named by, beside the documents.
#[derive(Default)]
struct Marks {
    tenancy: Option<String>,
    account: Option<String>,
    messages: Option<String>,
}

impl Marks {
    /// The marks of what can be read here: a damaged note is fetched again (R3).
    fn kept(archive: &Archive) -> Result<Self, ArchiveError> {
        let tenancy = archive.note::<Tenancy>(TENANCY)?.is_some()
            && archive.note::<LandlordProfile>(LANDLORD)?.is_some();
        // Looked at each time: what is in them is passed over.
        let account = archive.note::<IgnoredAny>(RENT_ACCOUNT)?.is_some();
        let messages = archive.note::<IgnoredAny>(MESSAGES)?.is_some();
        let mark = |name, readable| if readable { archive.note(name) } else { Ok(None) };
        Ok(Self {
            tenancy: mark(TENANCY_MARK, tenancy)?,
            account: mark(RENT_ACCOUNT_MARK, account)?,
            messages: mark(MESSAGES_MARK, messages)?,
        })
    }
}

/// A PDF on its way.
pub(crate) struct PdfFetch {
    id: DocumentId,
    revision: i64,
    under_way: PdfUnderWay,
    /// How many bytes an earlier attempt had left.
    held: usize,
}

/// The last answer of all.
fn last_answer(sent: &AgencyMessages) -> Option<Timestamp> {
    let answers = sent.messages.iter().filter_map(|message| message.answer.as_ref());
    answers.map(|answer| answer.at).max()
}
