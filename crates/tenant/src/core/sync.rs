//! Bringing the archive up to date with the landlord: it says what changed (`GET /v1/changes`), and only that is asked for.

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

/// Whom to ask, and where to keep the answers.
#[derive(Clone)]
pub(crate) struct Sync {
    pub(crate) client: LandlordClient,
    pub(crate) session: Arc<Session>,
    pub(crate) archive: Arc<Archive>,
}

/// What waits to go before anything is fetched.
pub(crate) struct Waiting {
    /// Something may have come of a payment.
    pub(crate) payment: bool,
    /// A message waits to be sent.
    pub(crate) message: bool,
}

impl Sync {
    /// What waits to go first.
    pub(crate) async fn waiting(&self) -> Result<Waiting, Failure> {
        with_notes(&self.archive, |archive| {
            Ok(Waiting {
                payment: archive.has_note(CARD_PAYMENT)?,
                message: archive.has_note(MESSAGE_OUTBOX)?,
            })
        })
        .await
    }

    /// Fetches what changed since the last time, and what cannot be read here (R3). When nothing changed, this is one
    /// request. Reports how many documents were not here the last time.
    ///
    /// `held_back`: subjects that are left as they are, for the next time.
    pub(crate) async fn fetch_changes(&self, held_back: &[Subject]) -> Result<usize, Failure> {
        // What is kept is read while the landlord answers.
        let (told, kept) = tokio::join!(self.changes(), with_notes(&self.archive, kept_marks));
        let (told, mut kept) = (told?, kept?);
        let mut news = 0;
        for row in &SUBJECTS {
            // A landlord's service of an earlier version has no mark for what it does not know.
            let Some(mark) = told.marks.get(&row.subject) else {
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
