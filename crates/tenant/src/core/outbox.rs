//! "Send once" at the tenant's end: a write that the service has to do once is on disk with its key before it is
//! sent. After a network failure the client retries with the same key, until the service accepts the entry or
//! refuses it for good. The service's `once` ignores repeats.

use std::marker::PhantomData;

use contract::{ProblemKind, WireSecret};
use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::core::{
    archive::{Archive, ArchiveError, Batch},
    client::ClientError,
    failure::Failure,
    request_key::random_key,
    session::Session,
};

/// Problems that a retry cannot fix: the service would answer the same.
const FINAL: [ProblemKind; 3] = [
    ProblemKind::InvalidRequest,
    ProblemKind::IdempotencyKeyReused,
    ProblemKind::AmountNotOwed,
];

/// A write to send once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OutboxEntry<T> {
    /// The `Idempotency-Key`: a request with the same key is the same write (S16).
    pub(crate) key: Uuid,
    /// When the entry was stored.
    #[serde(rename = "keptAt")]
    pub(crate) stored_at: Timestamp,
    pub(crate) state: EntryState,
    /// Why it was refused, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<RefusalReason>,
    pub(crate) content: T,
}

/// Why an entry was refused for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum RefusalReason {
    /// Its content is larger than what the service takes.
    TooHeavy,
    /// A reason that this version does not know.
    #[serde(other)]
    Unknown,
}

impl RefusalReason {
    fn of(error: &ClientError) -> Option<Self> {
        matches!(error, ClientError::TooHeavy).then_some(Self::TooHeavy)
    }
}

/// The state of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum EntryState {
    /// To be sent; it may have arrived already.
    #[serde(rename = "waiting")]
    Pending,
    /// Refused by the service for good.
    Refused,
}

/// The service's final answer to an entry.
#[derive(Debug)]
pub(crate) enum SendOutcome<R> {
    Accepted(R),
    /// Not to be sent again.
    Refused(ClientError),
}

/// What came of sending the pending entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sending {
    /// Each was accepted, or refused for good.
    Done,
    /// Some could not leave. They are sent the next time.
    Unsent,
}

impl<T> OutboxEntry<T> {
    /// A new entry, with a random key.
    ///
    /// # Errors
    /// When the system's random number generator fails.
    pub(crate) fn new(content: T, now: Timestamp) -> Result<Self, getrandom::Error> {
        Ok(Self {
            key: random_key()?,
            stored_at: now,
            state: EntryState::Pending,
            reason: None,
            content,
        })
    }

    pub(crate) fn is_pending(&self) -> bool {
        self.state == EntryState::Pending
    }

    /// Sends the request with the entry's key. `also_final` lists more problems that refuse this kind of entry for
    /// good.
    ///
    /// # Errors
    /// When no final answer arrives. The entry stays pending.
    pub(crate) async fn send<R, F>(
        &self,
        session: &Session,
        also_final: &[ProblemKind],
        request: impl Fn(WireSecret) -> F,
    ) -> Result<SendOutcome<R>, Failure>
    where
        F: Future<Output = Result<R, ClientError>>,
    {
        let sent = session.authorised(async |token| match request(token).await {
            Err(error) if is_final(&error, also_final) => Ok(SendOutcome::Refused(error)),
            accepted => accepted.map(SendOutcome::Accepted),
        });
        sent.await
    }
}

fn is_final(error: &ClientError, also_final: &[ProblemKind]) -> bool {
    matches!(error, ClientError::TooHeavy) || FINAL.iter().chain(also_final).any(|kind| error.is(*kind))
}

/// The entries of one kind, oldest first, in a note of the archive. Change it in [`Archive::commit`], so that it
/// is on disk before it is sent.
pub(crate) struct Outbox<T> {
    note: &'static str,
    content: PhantomData<fn() -> T>,
}

impl<T: Serialize + DeserializeOwned> Outbox<T> {
    pub(crate) const fn in_note(note: &'static str) -> Self {
        Self {
            note,
            content: PhantomData,
        }
    }

    /// All entries.
    pub(crate) fn entries(&self, archive: &Archive) -> Result<Vec<OutboxEntry<T>>, ArchiveError> {
        // Usually empty: then nothing is unsealed.
        if !archive.has_note(self.note)? {
            return Ok(Vec::new());
        }
        Ok(archive.note(self.note)?.unwrap_or_default())
    }

    /// Adds an entry.
    pub(crate) fn push(&self, batch: &Batch<'_>, entry: OutboxEntry<T>) -> Result<(), ArchiveError> {
        batch.change_list(self.note, |entries| entries.push(entry))
    }

    /// Marks an entry as refused for good: it stays, and is not sent again.
    pub(crate) fn refuse(
        &self,
        batch: &Batch<'_>,
        key: Uuid,
        error: &ClientError,
    ) -> Result<(), ArchiveError> {
        batch.change_list(self.note, |entries: &mut Vec<OutboxEntry<T>>| {
            for entry in entries.iter_mut().filter(|entry| entry.key == key) {
                entry.state = EntryState::Refused;
                entry.reason = RefusalReason::of(error);
            }
        })
    }

    /// Removes an entry.
    pub(crate) fn remove(&self, batch: &Batch<'_>, key: Uuid) -> Result<(), ArchiveError> {
        batch.change_list(self.note, |entries: &mut Vec<OutboxEntry<T>>| {
            entries.retain(|entry| entry.key != key);
        })
    }

    /// Removes all entries. Those that cannot be understood are kept aside.
    pub(crate) fn clear(&self, batch: &Batch<'_>) -> Result<(), ArchiveError> {
        batch.note_to_replace::<Vec<OutboxEntry<T>>>(self.note)?;
        batch.forget_note(self.note)
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, path::Path};

    use contract::{Problem, SessionTokens, TenantCode};
    use secrecy::SecretString;

    use super::*;
    use crate::core::{
        archive::ArchiveKey, client::LandlordClient, current_language::CurrentLanguage, failure::FailureCode,
        proxy::Proxies, secrets::Vault,
    };

    const OUTBOX: Outbox<String> = Outbox::in_note("test-outbox");

    fn open(folder: &Path, key: &SecretString) -> Archive {
        let key = ArchiveKey::from_secret(key).expect("a key");
        let tenant = TenantCode::parse("204518730961245").expect("fifteen digits");
        Archive::open(folder, key, tenant).expect("opens")
    }

    fn entry(content: &str) -> OutboxEntry<String> {
        OutboxEntry::new(content.to_owned(), Timestamp::UNIX_EPOCH).expect("random numbers")
    }

    fn push(archive: &Archive, entry: &OutboxEntry<String>) {
        let stored = archive.commit(|batch| OUTBOX.push(batch, entry.clone()));
        stored.expect("the entry is stored");
    }

    /// A session whose token lasts, so that none is requested.
    async fn session() -> Session {
        let nobody = "http://127.0.0.1:9/".parse().expect("an address");
        let client = LandlordClient::new(nobody, CurrentLanguage::default(), &Proxies::default());
        let client = client.expect("a client");
        let session = Session::new(client, Vault::in_memory());
        let tokens = SessionTokens {
            access_token: "access".to_owned().into(),
            access_expires_in: 600,
            refresh_token: "refresh".to_owned().into(),
            refresh_expires_in: 600,
            device_token: None,
        };
        session.begin(tokens).await;
        session
    }

    fn problem(kind: ProblemKind) -> ClientError {
        let problem = serde_json::json!({ "type": kind, "title": "no", "status": 400 });
        let problem: Problem = serde_json::from_value(problem).expect("a problem");
        ClientError::Problem(Box::new(problem))
    }

    #[test]
    fn each_entry_has_a_random_key_of_version_4() {
        let (one, another) = (entry("one"), entry("one"));
        assert_ne!(one.key, another.key);
        assert_eq!(one.key.get_version_num(), 4);
    }

    #[test]
    fn an_entry_is_read_under_the_names_that_it_was_stored_with() {
        let stored = serde_json::json!({
            "key": "67e55044-10b1-426f-9247-bb680e5fe0c8",
            "keptAt": "1970-01-01T00:00:00Z",
            "state": "waiting",
            "content": "once",
        });
        let entry: OutboxEntry<String> = serde_json::from_value(stored).expect("an entry");
        assert_eq!(entry.stored_at, Timestamp::UNIX_EPOCH);
        assert!(entry.is_pending());
        assert_eq!(entry.reason, None);
    }

    #[test]
    fn an_entry_survives_a_restart_with_its_key_until_it_is_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let secret = ArchiveKey::make().expect("random").to_secret();
        let (first, second) = (entry("first"), entry("second"));
        let archive = open(folder.path(), &secret);
        assert_eq!(OUTBOX.entries(&archive).expect("read"), []);
        push(&archive, &first);
        push(&archive, &second);
        drop(archive);

        let archive = open(folder.path(), &secret);
        let entries = OUTBOX.entries(&archive).expect("read");
        assert_eq!(entries, [first.clone(), second.clone()], "the oldest first");
        let removed = archive.commit(|batch| OUTBOX.remove(batch, first.key));
        removed.expect("removed");
        assert_eq!(OUTBOX.entries(&archive).expect("read"), [second]);
    }

    #[test]
    fn a_refused_entry_stays_and_is_no_longer_pending() {
        let folder = tempfile::tempdir().expect("a folder");
        let archive = open(folder.path(), &ArchiveKey::make().expect("random").to_secret());
        let (refused, pending) = (entry("refused"), entry("pending"));
        push(&archive, &refused);
        push(&archive, &pending);
        let marked = archive.commit(|batch| OUTBOX.refuse(batch, refused.key, &ClientError::TooHeavy));
        marked.expect("marked");
        let entries = OUTBOX.entries(&archive).expect("read");
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[0].reason, Some(RefusalReason::TooHeavy));
        let left: Vec<Uuid> = entries
            .iter()
            .filter(|entry| entry.is_pending())
            .map(|entry| entry.key)
            .collect();
        assert_eq!(left, [pending.key]);
    }

    #[test]
    fn a_failed_commit_leaves_the_outbox_unchanged() {
        let folder = tempfile::tempdir().expect("a folder");
        let archive = open(folder.path(), &ArchiveKey::make().expect("random").to_secret());
        let stored = entry("stored");
        push(&archive, &stored);
        let cut = archive.commit(|batch| {
            OUTBOX.clear(batch)?;
            OUTBOX.push(batch, entry("another"))?;
            Err(ArchiveError::Disordered)
        });
        cut.expect_err("cut");
        assert_eq!(OUTBOX.entries(&archive).expect("read"), [stored]);
    }

    #[test]
    fn an_outbox_that_cannot_be_understood_is_kept_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let archive = open(folder.path(), &ArchiveKey::make().expect("random").to_secret());
        let kept_aside = |number: u32| {
            let note = archive.note::<String>(&format!("test-outbox.aside-{number}"));
            note.expect("read")
        };
        for (number, strange) in [(1, "pushed over"), (2, "cleared")] {
            archive.put_note("test-outbox", &strange).expect("kept");
            assert_eq!(OUTBOX.entries(&archive).expect("read"), []);
            let changed = archive.commit(|batch| match number {
                1 => OUTBOX.push(batch, entry("new")),
                _ => OUTBOX.clear(batch),
            });
            changed.expect("changed");
            assert_eq!(kept_aside(number).as_deref(), Some(strange));
        }
        push(&archive, &entry("understood"));
        archive.commit(|batch| OUTBOX.clear(batch)).expect("cleared");
        assert_eq!(kept_aside(3), None);
        assert_eq!(kept_aside(1).as_deref(), Some("pushed over"), "for good");
    }

    #[tokio::test]
    async fn a_cut_request_is_retried_with_the_same_key() {
        let (session, entry) = (session().await, entry("once"));
        let (entry, keys) = (&entry, &RefCell::new(Vec::new()));
        let send = |answer: fn() -> Result<u8, ClientError>| {
            entry.send(&session, &[], move |_| {
                keys.borrow_mut().push(entry.key);
                async move { answer() }
            })
        };
        let cut = send(|| Err(ClientError::Slow)).await;
        assert_eq!(cut.expect_err("no answer").code, FailureCode::Slow);
        let busy = send(|| Err(problem(ProblemKind::Busy))).await;
        assert_eq!(busy.expect_err("not now").code, FailureCode::LandlordBusy);
        let accepted = send(|| Ok(7)).await;
        assert!(matches!(accepted, Ok(SendOutcome::Accepted(7))), "{accepted:?}");
        assert_eq!(*keys.borrow(), [entry.key; 3]);
    }

    #[tokio::test]
    async fn only_problems_that_would_repeat_are_final() {
        let (session, entry) = (session().await, entry("once"));
        let answer: Result<SendOutcome<()>, Failure> = entry
            .send(&session, &[], async |_| Err(ClientError::TooHeavy))
            .await;
        assert!(matches!(&answer, Ok(SendOutcome::Refused(_))), "{answer:?}");
        for kind in FINAL {
            let answer: Result<SendOutcome<()>, Failure> =
                entry.send(&session, &[], async |_| Err(problem(kind))).await;
            assert!(
                matches!(&answer, Ok(SendOutcome::Refused(error)) if error.is(kind)),
                "{answer:?}"
            );
        }
        for passing in [
            ProblemKind::TooManyAttempts,
            ProblemKind::PaymentInFlight,
            ProblemKind::NotFound,
            ProblemKind::Internal,
            ProblemKind::Unknown,
        ] {
            let answer: Result<SendOutcome<()>, Failure> =
                entry.send(&session, &[], async |_| Err(problem(passing))).await;
            assert!(answer.is_err(), "{passing:?}: {answer:?}");
            let answer: Result<SendOutcome<()>, Failure> = entry
                .send(&session, &[passing], async |_| Err(problem(passing)))
                .await;
            assert!(
                matches!(answer, Ok(SendOutcome::Refused(_))),
                "{passing:?}: {answer:?}"
            );
        }
    }
}
