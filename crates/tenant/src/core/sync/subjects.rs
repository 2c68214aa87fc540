//! The subjects of a synchronisation: one row for each.

use std::{collections::BTreeMap, pin::Pin};

use contract::{AgencyMessages, ChangeMark, LandlordProfile, Subject, Tenancy};
use jiff::Timestamp;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::Synchronisation;
use crate::core::{
    archive::{
        ATTESTATION_KEYS, Archive, ArchiveError, Batch, DOCUMENTS_MARK, LANDLORD, LAST_ANSWER, MESSAGES,
        MESSAGES_MARK, RENT_ACCOUNT, RENT_ACCOUNT_MARK, SYNC_MARK, TENANCY, TENANCY_MARK,
    },
    failure::Failure,
};

/// How a subject is kept up to date.
pub(super) struct SyncedSubject {
    pub(super) subject: Subject,
    /// Note with the mark of the stored content.
    pub(super) mark: &'static str,
    /// Whether the stored content is readable. A damaged note is fetched again (R3).
    is_readable: fn(&Archive) -> Result<bool, ArchiveError>,
    /// Fetches it from the landlord.
    pub(super) fetch: for<'a> fn(&'a Synchronisation) -> Fetching<'a>,
}

/// A fetch under way.
type Fetching<'a> = Pin<Box<dyn Future<Output = Result<Fetched, Failure>> + Send + 'a>>;

/// The fetched content of a subject.
pub(super) struct Fetched {
    /// Number of new things to notify the tenant of.
    pub(super) news: usize,
    /// The landlord's records differ from those of the last time: no stored mark is valid.
    pub(super) records_are_others: bool,
    /// Stores it, in the transaction that stores its mark.
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
pub(super) const SUBJECTS: [SyncedSubject; Subject::ALL.len()] = [
    SyncedSubject {
        subject: Subject::Documents,
        mark: DOCUMENTS_MARK,
        is_readable: |archive| is_kept::<String>(archive, SYNC_MARK),
        fetch: |sync| Box::pin(sync.fetch_documents()),
    },
    SyncedSubject {
        subject: Subject::Tenancy,
        mark: TENANCY_MARK,
        is_readable: |archive| {
            Ok(is_kept::<Tenancy>(archive, TENANCY)? && is_kept::<LandlordProfile>(archive, LANDLORD)?)
        },
        fetch: |sync| Box::pin(tenancy(sync)),
    },
    SyncedSubject {
        subject: Subject::Messages,
        mark: MESSAGES_MARK,
        // Read at each synchronisation, so the content is skipped.
        is_readable: |archive| is_kept::<IgnoredAny>(archive, MESSAGES),
        fetch: |sync| Box::pin(messages(sync)),
    },
    SyncedSubject {
        subject: Subject::RentAccount,
        mark: RENT_ACCOUNT_MARK,
        is_readable: |archive| is_kept::<IgnoredAny>(archive, RENT_ACCOUNT),
        fetch: |sync| Box::pin(rent_account(sync)),
    },
];

/// The marks of what is stored and readable.
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

/// The tenancy and the landlord's profile, which share one mark.
async fn tenancy(sync: &Synchronisation) -> Result<Fetched, Failure> {
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

async fn rent_account(sync: &Synchronisation) -> Result<Fetched, Failure> {
    let asked = sync
        .session
        .authorised(async |token| sync.client.rent_account(&token).await);
    let rent_account = asked.await?;
    Ok(Fetched::silently(move |batch| {
        batch.put_note(RENT_ACCOUNT, &rent_account)
    }))
}

async fn messages(sync: &Synchronisation) -> Result<Fetched, Failure> {
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

/// The moment of the latest answer.
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
