//! Rent documents as the import sees them: a content frozen at issue, and a state that follows the
//! payments and the corrections.

use contract::{Cents, DocumentKind, DocumentLine, LineKind, Term};
use jiff::civil::Date;

/// What is frozen once the document is issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) lease: String,
    pub(super) kind: DocumentKind,
    pub(super) term: Term,
    pub(super) issued_on: Date,
    pub(super) due_on: Option<Date>,
    pub(super) lines: Vec<DocumentLine>,
    /// Reference of the document that it corrects.
    pub(super) supersedes: Option<String>,
}

impl Content {
    pub(super) fn amount(&self) -> Cents {
        self.lines.iter().map(|line| line.amount).sum()
    }

    /// What the dwelling costs for the term, before what is deducted or brought forward.
    pub(super) fn rent_and_charges(&self) -> Cents {
        let of_term =
            |line: &&DocumentLine| matches!(line.kind, LineKind::Rent | LineKind::Charges | LineKind::Sls);
        self.lines.iter().filter(of_term).map(|line| line.amount).sum()
    }

    /// The words of what differs, none when nothing does.
    pub(super) fn differences(&self, other: &Self) -> Option<String> {
        let differing = [
            (self.lease != other.lease, "le bail"),
            (self.kind != other.kind, "le type"),
            (self.term != other.term, "le terme"),
            (self.issued_on != other.issued_on, "la date d’émission"),
            (self.due_on != other.due_on, "la date d’échéance"),
            (self.lines != other.lines, "les lignes"),
            (self.supersedes != other.supersedes, "le document remplacé"),
        ];
        let words: Vec<&str> = differing
            .into_iter()
            .filter_map(|(differs, word)| differs.then_some(word))
            .collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}

/// What changes after issue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct State {
    pub(super) paid: Cents,
    /// The day the last payment was received.
    pub(super) paid_on: Option<Date>,
    /// Reference of the document that corrects it.
    pub(super) superseded_by: Option<String>,
    /// The day it was withdrawn.
    pub(super) withdrawn_on: Option<Date>,
}

/// A document already in the database.
#[derive(Debug, Clone)]
pub(super) struct StoredDocument {
    pub(super) id: String,
    pub(super) content: Content,
    pub(super) state: State,
}
