//! Settles a payment that was made here, not through the rent system: it goes into the same books, and its *reçu*
//! or *quittance* is issued at once (loi n° 89-462, art. 21).

use std::collections::{BTreeMap, BTreeSet, HashSet};

use contract::{Cents, DocumentKind, DocumentLine, LineKind, Proof};
use jiff::civil::Date;

use super::{
    Entries, Payment, Recorded,
    document::{Content, RecordedDocument, State},
    ledger::Ledger,
};

/// Prefix of the references of payments and documents that were made here.
pub(crate) const MADE_HERE: &str = "EL-";

/// Length of a payment's own id, in characters.
pub(crate) const ID_CHARACTERS: usize = 22;

/// The part of a payment that pays one document.
pub(crate) struct PaidPart {
    /// Id of the document that it pays; `None` when nothing is owed any more.
    pub(crate) document: Option<String>,
    /// Amount of the part.
    pub(crate) amount: Cents,
    /// Whether the document is paid in full with it.
    pub(crate) in_full: bool,
}

/// What a payment enters in the books of its lease, and the state of each document after it.
pub(crate) struct Settlement {
    pub(crate) entries: Entries,
    pub(crate) states: Vec<(String, State)>,
}

/// Settles a payment of a lease: enters its parts, and the documents that prove them. `id` is the payment's own
/// id.
pub(crate) fn settle(
    recorded: &Recorded,
    lease: &str,
    id: &str,
    parts: &[PaidPart],
    (today, method): (Date, &str),
) -> Settlement {
    let references: BTreeMap<&str, &str> = recorded
        .documents
        .iter()
        .map(|(reference, document)| (document.id.as_str(), reference.as_str()))
        .collect();
    let mut entries = Entries::default();
    for (place, part) in parts.iter().enumerate() {
        let reference = format!("{MADE_HERE}{id}-{}", place + 1);
        let pays = part
            .document
            .as_deref()
            .and_then(|id| references.get(id).copied());
        if let Some(document) = pays.and_then(|pays| recorded.documents.get(pays))
            && let Some(content) = proof(recorded, document, part, (today, method))
        {
            entries.documents.push((reference.clone(), content));
        }
        entries.payments.push(Payment {
            reference,
            lease: lease.to_owned(),
            document: pays.map(str::to_owned),
            received_on: today,
            amount: part.amount,
            method: method.to_owned(),
        });
    }
    let ledger = Ledger::open(entries.over(recorded));
    // When the rent system keeps its books differently, a document issued here may claim too much: it is dropped,
    // and the rent system issues its own. No payment and no correction names a document issued just now, so the
    // other states are the same without it.
    let overstated: BTreeSet<String> = ledger
        .overstatements()
        .map(|(reference, _)| reference.to_owned())
        .filter(|reference| entries.documents.iter().any(|(new, _)| new == reference))
        .collect();
    let states = ledger
        .states()
        .filter(|(reference, _)| !overstated.contains(*reference))
        .map(|(reference, state)| (reference.to_owned(), state))
        .collect();
    entries
        .documents
        .retain(|(reference, _)| !overstated.contains(reference));
    Settlement { entries, states }
}

/// The reference of a document issued here that a document of the rent system replaces: the proof of the same kind
/// for the same term. Adds it to `taken`, so that no other document replaces it.
pub(crate) fn stand_in(
    reference: &str,
    content: &Content,
    recorded: &Recorded,
    taken: &mut HashSet<String>,
) -> Option<String> {
    let is_proof = content.kind.proof() != Proof::Nothing;
    let found = recorded
        .documents
        .iter()
        .filter(|(own, _)| is_proof && own.starts_with(MADE_HERE) && !taken.contains(*own))
        .filter(|(_, stored)| {
            let (own, state) = (&stored.content, &stored.state);
            let same = (&own.lease, own.kind, own.term) == (&content.lease, content.kind, content.term);
            let free = state
                .superseded_by
                .as_deref()
                .is_none_or(|later| later == reference);
            // A term may be paid in several parts, each with its reçu: these are matched by amount.
            let alike = content.kind.proof() == Proof::Term || own.amount() == content.amount();
            same && free && alike && state.withdrawn_on.is_none()
        })
        .map(|(own, _)| own.clone())
        .min()?;
    taken.insert(found.clone());
    Some(found)
}

/// Prefix of the references of a payment's parts; `None` when `reference` is not that of a whole payment made
/// here.
pub(crate) fn parts_of(reference: &str) -> Option<String> {
    let id = reference.strip_prefix(MADE_HERE)?;
    (id.len() == ID_CHARACTERS).then(|| format!("{reference}-"))
}

/// What proves a part of a payment: the *quittance* of a term that is paid in full, a *reçu* for less. An
/// adjustment gets neither: the account shows that it is paid.
fn proof(
    recorded: &Recorded,
    paid: &RecordedDocument,
    part: &PaidPart,
    (today, method): (Date, &str),
) -> Option<Content> {
    let asked = &paid.content;
    if !asked.kind.bills_term() {
        return None;
    }
    let has_quittance = recorded.documents.values().any(|stored| {
        stored.content.kind.proof() == Proof::Term
            && (&stored.content.lease, stored.content.term) == (&asked.lease, asked.term)
            && stored.state.superseded_by.is_none()
            && stored.state.withdrawn_on.is_none()
    });
    let (kind, lines) = match (part.in_full, has_quittance) {
        (true, true) => return None,
        (true, false) => (DocumentKind::Quittance, lines_of_term(&asked.lines)),
        (false, _) => {
            let label = format!("Paiement du {} par {method}", today.strftime("%d/%m/%Y"));
            let line = DocumentLine {
                kind: LineKind::Payment,
                label,
                amount: part.amount,
            };
            (DocumentKind::Recu, vec![line])
        }
    };
    Some(Content {
        lease: asked.lease.clone(),
        kind,
        term: asked.term,
        issued_on: today,
        due_on: None,
        lines,
        supersedes: None,
    })
}

/// The lines of a *quittance*, which is about its term alone: no payments, and no earlier balance that the *avis*
/// repeats, unless it is in the tenant's favour.
fn lines_of_term(lines: &[DocumentLine]) -> Vec<DocumentLine> {
    let of_term = |line: &&DocumentLine| match line.kind {
        LineKind::EarlierBalance => line.amount < Cents(0),
        LineKind::Payment => false,
        _ => true,
    };
    lines.iter().filter(of_term).cloned().collect()
}
