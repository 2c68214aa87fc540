//! Brings the archive up to date: asks the landlord what changed (`GET /v1/changes`), and fetches only that.

mod documents;
mod pdfs;
mod subjects;

use std::sync::Arc;

use contract::{Changes, Subject};

use self::subjects::{SUBJECTS, kept_marks};
use crate::core::{
    archive::{Archive, CARD_PAYMENT, MESSAGE_OUTBOX, SYNCED_AT, with_archive, with_notes},
    client::LandlordClient,
    failure::Failure,
    session::Session,
};

/// The landlord to ask, and the archive to keep the answers in.
#[derive(Clone)]
pub(crate) struct Synchronisation {
    pub(crate) client: LandlordClient,
    pub(crate) session: Arc<Session>,
    pub(crate) archive: Arc<Archive>,
}

/// Pending work to finish before anything is fetched.
pub(crate) struct Waiting {
    /// A card payment may have a result.
    pub(crate) payment: bool,
    /// A message is pending.
    pub(crate) message: bool,
}

impl Synchronisation {
    /// Finds the pending work.
    pub(crate) async fn waiting(&self) -> Result<Waiting, Failure> {
        with_notes(&self.archive, |archive| {
            Ok(Waiting {
                payment: archive.has_note(CARD_PAYMENT)?,
                message: archive.has_note(MESSAGE_OUTBOX)?,
            })
        })
        .await
    }

    /// Fetches what changed since the last time, and what is unreadable here (R3). When nothing changed, this is
    /// one request. Returns how many documents are new here.
    ///
    /// `held_back`: subjects to skip until the next time.
    pub(crate) async fn fetch_changes(&self, held_back: &[Subject]) -> Result<usize, Failure> {
        // Reads the stored marks while the landlord answers.
        let (latest, kept) = tokio::join!(self.changes(), with_notes(&self.archive, kept_marks));
        let (latest, mut kept) = (latest?, kept?);
        let mut news = 0;
        for row in &SUBJECTS {
            // An earlier version of the landlord's service has no mark for a subject it does not know.
            let Some(mark) = latest.marks.get(&row.subject) else {
                continue;
            };
            if held_back.contains(&row.subject) || kept.get(&row.subject) == Some(mark) {
                continue;
            }
            let fetched = (row.fetch)(self).await?;
            if fetched.records_are_others {
                kept.clear();
            }
            news += fetched.news;
            let mark = mark.clone();
            with_archive(&self.archive, move |archive| {
                archive.together(|batch| {
                    (fetched.keep)(batch)?;
                    batch.put_note(row.mark, &mark)
                })
            })
            .await?;
        }
        let clock = self.client.clock();
        with_notes(&self.archive, move |archive| archive.keep_now(&clock, SYNCED_AT)).await?;
        Ok(news)
    }

    async fn changes(&self) -> Result<Changes, Failure> {
        let asked = self
            .session
            .authorised(async |token| self.client.changes(&token).await);
        asked.await
    }
}
