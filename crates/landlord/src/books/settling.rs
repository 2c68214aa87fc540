//! A payment that came in here, and not through the rent system: it goes into the same books, and its *reçu* or
//! *quittance* follows at once (loi n° 89-462, art. 21).

use std::collections::{BTreeMap, BTreeSet, HashSet};

use contract::{Cents, DocumentKind, DocumentLine, LineKind, Proof};
use jiff::civil::Date;

use super::{
    Entries, Payment, Recorded,
    document::{Content, RecordedDocument, State},
    ledger::Ledger,
};

/// What the references of payments and documents begin with that were made here.
pub(crate) const MADE_HERE: &str = "EL-";

/// A payment's own name has so many characters.
pub(crate) const NAME_CHARACTERS: usize = 22;

/// A part of a payment: what it pays, and how much of that is left then.
pub(crate) struct PaidPart {
    /// The id of the document that asks for it; none when nothing is asked for any more.
    pub(crate) document: Option<String>,
    /// How much is paid of it.
    pub(crate) amount: Cents,
    /// Nothing of it is left.
    pub(crate) in_full: bool,
}

/// What a payment enters in the books of its lease, and how each document stands then.
pub(crate) struct Settlement {
    pub(crate) entries: Entries,
    pub(crate) states: Vec<(String, State)>,
}

/// Settles a payment of a lease: its parts, and the documents that prove them.
pub(crate) fn settle(
    recorded: &Recorded,
    lease: &str,
    name: &str,
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
        let reference = format!("{MADE_HERE}{name}-{}", place + 1);
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
    // Books that the rent system keeps otherwise may make a document say too much: then it is the rent system's to issue.
    // Nothing pays or replaces a document issued here just now, so the others stand the same without it.
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

/// The document issued here that one of the rent system says in its place: the proof of the same term, until the rent
/// system's own comes, which replaces it.
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
            // There may be several parts of a term, each with its reçu.
            let alike = content.kind.proof() == Proof::Term || own.amount() == content.amount();
            same && free && alike && state.withdrawn_on.is_none()
        })
        .map(|(own, _)| own.clone())
        .min()?;
    taken.insert(found.clone());
    Some(found)
}

/// What the references of the parts of a payment begin with, when a reference is that of the whole payment.
pub(crate) fn parts_of(reference: &str) -> Option<String> {
    let name = reference.strip_prefix(MADE_HERE)?;
    (name.len() == NAME_CHARACTERS).then(|| format!("{reference}-"))
}

/// What proves a part of a payment: the *quittance* of a term that is paid in full, a *reçu* of less. An
/// adjustment has neither: the account shows that it is paid.
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

/// A *quittance* is about its term alone: what an *avis* repeats of earlier ones is no part of it, but what it
/// takes off in the tenant's favour is.
fn lines_of_term(lines: &[DocumentLine]) -> Vec<DocumentLine> {
    let of_term = |line: &&DocumentLine| match line.kind {
        LineKind::EarlierBalance => line.amount < Cents(0),
        LineKind::Payment => false,
        _ => true,
    };
    lines.iter().filter(of_term).cloned().collect()
}
