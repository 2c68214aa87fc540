//! What a synchronisation keeps: one row a subject.

use std::{collections::BTreeMap, pin::Pin};

use contract::{AgencyMessages, ChangeMark, LandlordProfile, Subject, Tenancy};
use jiff::Timestamp;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::Sync;
use crate::core::{
    archive::{
        ATTESTATION_KEYS, Archive, ArchiveError, Batch, DOCUMENTS_MARK, LANDLORD, LAST_ANSWER, MESSAGES,
        MESSAGES_MARK, RENT_ACCOUNT, RENT_ACCOUNT_MARK, SYNC_MARK, TENANCY, TENANCY_MARK,
    },
    failure::Failure,
};

/// How a subject is kept up to date.
pub(super) struct Row {
    pub(super) subject: Subject,
    /// The note with the mark of what is kept.
    pub(super) mark: &'static str,
    /// Whether what is kept can be read here: a damaged note is fetched again (R3).
    is_readable: fn(&Archive) -> Result<bool, ArchiveError>,
    /// Asks the landlord for it.
    pub(super) fetch: for<'a> fn(&'a Sync) -> Fetching<'a>,
}

/// A subject on its way.
type Fetching<'a> = Pin<Box<dyn Future<Output = Result<Fetched, Failure>> + Send + 'a>>;

/// What has come of a subject.
pub(super) struct Fetched {
    /// How many things in it the tenant may be told of.
    pub(super) news: usize,
    /// The landlord's records are others than those of last time: no mark that is kept says anything of them.
    pub(super) records_are_others: bool,
    /// Keeps it, in the transaction that keeps its mark.
    pub(super) keep: Keep,
}

type Keep = Box<dyn FnOnce(&Batch<'_>) -> Result<(), ArchiveError> + Send>;

impl Fetched {
    fn silently(keep: impl FnOnce(&Batch<'_>) -> Result<(), ArchiveError> + Send + 'static) -> Self {
        Self {
            news: 0,
            records_are_others: false,
            keep: Box::new(keep),
        }
    }
}

/// Every subject, in the order in which they are fetched.
pub(super) const SUBJECTS: [Row; Subject::ALL.len()] = [
    Row {
        subject: Subject::Documents,
        mark: DOCUMENTS_MARK,
        is_readable: |archive| is_kept::<String>(archive, SYNC_MARK),
        fetch: |sync| Box::pin(sync.fetch_documents()),
    },
    Row {
        subject: Subject::Tenancy,
        mark: TENANCY_MARK,
        is_readable: |archive| {
            Ok(is_kept::<Tenancy>(archive, TENANCY)? && is_kept::<LandlordProfile>(archive, LANDLORD)?)
        },
        fetch: |sync| Box::pin(tenancy(sync)),
    },
    Row {
        subject: Subject::Messages,
        mark: MESSAGES_MARK,
        // Looked at each time: what is in them is passed over.
        is_readable: |archive| is_kept::<IgnoredAny>(archive, MESSAGES),
        fetch: |sync| Box::pin(messages(sync)),
    },
    Row {
        subject: Subject::RentAccount,
        mark: RENT_ACCOUNT_MARK,
        is_readable: |archive| is_kept::<IgnoredAny>(archive, RENT_ACCOUNT),
        fetch: |sync| Box::pin(rent_account(sync)),
    },
];

/// The marks of what is kept and can be read.
pub(super) fn kept_marks(archive: &Archive) -> Result<BTreeMap<Subject, ChangeMark>, ArchiveError> {
    let mut marks = BTreeMap::new();
    for row in &SUBJECTS {
        if (row.is_readable)(archive)?
            && let Some(mark) = archive.note(row.mark)?
        {
            marks.insert(row.subject, mark);
        }
    }
    Ok(marks)
}

fn is_kept<T: DeserializeOwned>(archive: &Archive, note: &str) -> Result<bool, ArchiveError> {
    Ok(archive.note::<T>(note)?.is_some())
}

/// The tenancy and the landlord's profile: one mark is of both.
async fn tenancy(sync: &Sync) -> Result<Fetched, Failure> {
    let asked = sync
        .session
        .authorised(async |token| sync.client.tenancy(&token).await);
    let tenancy = asked.await?;
    let asked = sync
        .session
        .authorised(async |token| sync.client.landlord_profile(&token).await);
    let landlord = asked.await?;
    Ok(Fetched::silently(move |batch| {
        batch.put_note(ATTESTATION_KEYS, &landlord.attestation_keys)?;
        batch.put_note(LANDLORD, &landlord)?;
        batch.put_note(TENANCY, &tenancy)
    }))
}

async fn rent_account(sync: &Sync) -> Result<Fetched, Failure> {
    let asked = sync
        .session
        .authorised(async |token| sync.client.rent_account(&token).await);
    let account = asked.await?;
    Ok(Fetched::silently(move |batch| {
        batch.put_note(RENT_ACCOUNT, &account)
    }))
}

async fn messages(sync: &Sync) -> Result<Fetched, Failure> {
    let asked = sync
        .session
        .authorised(async |token| sync.client.messages(&token).await);
    let messages = asked.await?;
    Ok(Fetched::silently(move |batch| {
        if let Some(last) = last_answer(&messages) {
            batch.put_note(LAST_ANSWER, &last)?;
        }
        batch.put_note(MESSAGES, &messages)
    }))
}

/// The last answer of all.
fn last_answer(sent: &AgencyMessages) -> Option<Timestamp> {
    let answers = sent.messages.iter().filter_map(|message| message.answer.as_ref());
    answers.map(|answer| answer.at).max()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_subject_has_one_row_and_a_mark_of_its_own() {
        let subjects: BTreeSet<Subject> = SUBJECTS.iter().map(|row| row.subject).collect();
        assert_eq!(subjects, Subject::ALL.into_iter().collect());
        let marks: BTreeSet<&str> = SUBJECTS.iter().map(|row| row.mark).collect();
        assert_eq!(marks.len(), SUBJECTS.len());
    }
}
