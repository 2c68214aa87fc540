//! Reads the books of leases from the database, and records what is entered in them, both for imports and for
//! payments by card.

use std::collections::{BTreeSet, HashMap, HashSet};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::IssuingLandlord;

use super::{
    account::store as payments,
    document::store::{self as documents, DocumentRow, NewDocument},
};
use crate::{
    books::{
        Entries, Payment, Recorded, Tally,
        document::{Content, RecordedDocument, State},
        settling::parts_of,
    },
    keys::random_bytes,
    refusal::Refusal,
    store::{Reading, StoreError, Writing},
};

/// Entries could not be recorded.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RecordError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system gives no random numbers.
    #[error("no random numbers: {0}")]
    Random(#[from] getrandom::Error),
}

impl From<RecordError> for Refusal {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Store(error) => error.into(),
            RecordError::Random(error) => error.into(),
        }
    }
}

/// The books of one lease.
pub(crate) async fn of_lease(reading: &mut Reading, lease: &str) -> Result<Recorded, StoreError> {
    let rows = documents::rows_of_lease(reading, lease).await?;
    let payments = payments::entered(reading, Some(lease)).await?;
    Ok(Recorded {
        documents: recorded(rows),
        payments: by_reference(payments),
    })
}

/// The books of some leases, and the named documents and payments of other leases: the import reports a reference
/// that another lease uses.
pub(crate) async fn about(
    reading: &mut Reading,
    leases: &BTreeSet<String>,
    named_documents: &BTreeSet<&str>,
    named_payments: &HashSet<&str>,
) -> Result<Recorded, StoreError> {
    let mut rows = Vec::new();
    for lease in leases {
        rows.extend(documents::rows_of_lease(reading, lease).await?);
    }
    let found: HashSet<&str> = rows.iter().map(|row| row.reference.as_str()).collect();
    let elsewhere: Vec<&str> = named_documents
        .iter()
        .copied()
        .filter(|reference| !found.contains(reference))
        .collect();
    // A first import finds nothing, so it skips one query for each document.
    if documents::are_any(reading).await? {
        for reference in elsewhere {
            rows.extend(documents::row_of_reference(reading, reference).await?);
        }
    }
    let mut payments = payments::entered(reading, None).await?;
    payments.retain(|payment| {
        leases.contains(&payment.lease) || named_payments.contains(payment.reference.as_str())
    });
    Ok(Recorded {
        documents: recorded(rows),
        payments: by_reference(payments),
    })
}

fn by_reference(payments: Vec<Payment>) -> HashMap<String, Payment> {
    let payments = payments.into_iter();
    payments
        .map(|payment| (payment.reference.clone(), payment))
        .collect()
}

/// The rows as the books see them, with references instead of ids.
fn recorded(rows: Vec<DocumentRow>) -> HashMap<String, RecordedDocument> {
    let references: HashMap<String, String> = rows
        .iter()
        .map(|row| (row.document.id.0.clone(), row.reference.clone()))
        .collect();
    rows.into_iter()
        .map(|row| {
            let document = row.document;
            let reference_of = |id: Option<contract::DocumentId>| references.get(&id?.0).cloned();
            let recorded = RecordedDocument {
                id: document.id.0,
                content: Content {
                    lease: row.lease,
                    kind: document.kind,
                    term: document.term,
                    issued_on: document.issued_on,
                    due_on: document.due_on,
                    lines: document.lines,
                    supersedes: reference_of(document.supersedes),
                },
                state: State {
                    paid: document.paid,
                    paid_on: document.paid_on,
                    superseded_by: reference_of(document.superseded_by),
                    withdrawn_on: document.withdrawn_on,
                },
            };
            (row.reference, recorded)
        })
        .collect()
}

/// The tenants' names and the address lines of each lease, which new documents name.
#[derive(Default)]
pub(crate) struct LeaseParties {
    pub(crate) tenants: HashMap<String, Vec<String>>,
    pub(crate) dwellings: HashMap<String, Vec<String>>,
}

/// How many documents and payments were recorded.
pub(crate) struct RecordedTallies {
    pub(crate) documents: Tally,
    pub(crate) payments: Tally,
}

/// Records entries and the state of each document. `states` comes from a ledger that was opened over `recorded`
/// and `entries`.
///
/// # Errors
/// When the database fails or the system gives no random numbers. The caller's transaction must not be committed
/// then.
pub(crate) async fn record(
    writing: &mut Writing,
    recorded: &Recorded,
    entries: &Entries,
    states: &[(String, State)],
    (landlord, parties): (&IssuingLandlord, &LeaseParties),
) -> Result<RecordedTallies, RecordError> {
    let ids = document_ids(entries, recorded)?;
    let before = documents::last_revision(writing).await?;
    let mut revision = before;
    let contents: HashMap<&str, &Content> = entries
        .documents
        .iter()
        .map(|(reference, content)| (reference.as_str(), content))
        .collect();
    let mut documents = Tally::default();
    for (reference, state) in states {
        let stored = recorded.documents.get(reference);
        if stored.is_some_and(|stored| stored.state == *state) {
            documents.unchanged += usize::from(contents.contains_key(reference.as_str()));
            continue;
        }
        revision += 1;
        let superseded_by = state.superseded_by.as_ref().and_then(|later| ids.get(later));
        if stored.is_some() {
            documents.changed += 1;
            documents::change_state(writing, reference, state, superseded_by, revision).await?;
        } else if let (Some(content), Some(id)) = (contents.get(reference.as_str()), ids.get(reference)) {
            documents.added += 1;
            let of_lease = |parties: &HashMap<String, Vec<String>>| {
                parties.get(&content.lease).cloned().unwrap_or_default()
            };
            let new = NewDocument {
                id,
                reference,
                content,
                state,
                tenants: of_lease(&parties.tenants),
                dwelling: of_lease(&parties.dwellings),
                landlord,
                supersedes: content.supersedes.as_ref().and_then(|earlier| ids.get(earlier)),
                superseded_by,
                revision,
            };
            documents::insert(writing, new).await?;
        }
    }
    let mut payments = Tally::default();
    for payment in &entries.payments {
        if !payments.count(recorded.payments.get(&payment.reference), payment) {
            continue;
        }
        revision += 1;
        let document = payment.document.as_ref().and_then(|document| ids.get(document));
        payments::put(writing, payment, document, revision).await?;
        if let Some(parts) = parts_of(&payment.reference) {
            payments::remove_parts(writing, &parts).await?;
        }
    }
    if revision != before {
        documents::put_revision(writing, revision).await?;
    }
    Ok(RecordedTallies { documents, payments })
}

/// The id of each document by its reference: the recorded ids, and new random ones.
fn document_ids(entries: &Entries, recorded: &Recorded) -> Result<HashMap<String, String>, getrandom::Error> {
    let mut ids: HashMap<String, String> = recorded
        .documents
        .iter()
        .map(|(reference, document)| (reference.clone(), document.id.clone()))
        .collect();
    for (reference, _) in &entries.documents {
        if !ids.contains_key(reference) {
            ids.insert(
                reference.clone(),
                BASE64_URL_SAFE_NO_PAD.encode(&random_bytes()?[..16]),
            );
        }
    }
    Ok(ids)
}
