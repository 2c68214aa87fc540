//! Rent documents as the books see them: content that is frozen at issue, and state that follows payments and
//! corrections.

use contract::{Cents, DocumentKind, DocumentLine, LineKind, Term};
use jiff::civil::Date;

/// The part of a document that is frozen at issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Content {
    pub(crate) lease: String,
    pub(crate) kind: DocumentKind,
    pub(crate) term: Term,
    pub(crate) issued_on: Date,
    pub(crate) due_on: Option<Date>,
    pub(crate) lines: Vec<DocumentLine>,
    /// Reference of the document that it corrects.
    pub(crate) supersedes: Option<String>,
}

impl Content {
    pub(crate) fn amount(&self) -> Cents {
        self.lines.iter().map(|line| line.amount).sum()
    }

    /// The cost of the dwelling for the term (rent, charges, SLS), before deductions and earlier balances.
    pub(crate) fn rent_and_charges(&self) -> Cents {
        let of_term =
            |line: &&DocumentLine| matches!(line.kind, LineKind::Rent | LineKind::Charges | LineKind::Sls);
        self.lines.iter().filter(of_term).map(|line| line.amount).sum()
    }

    /// The parts that differ, in French; `None` when nothing does.
    pub(crate) fn differences(&self, other: &Self) -> Option<String> {
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

/// The part of a document that changes after issue.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct State {
    pub(crate) paid: Cents,
    /// The day of the last payment. For a *quittance*, the day from which payments covered it.
    pub(crate) paid_on: Option<Date>,
    /// Reference of the document that corrects it.
    pub(crate) superseded_by: Option<String>,
    /// The day it was withdrawn.
    pub(crate) withdrawn_on: Option<Date>,
}

/// A recorded document.
#[derive(Debug, Clone)]
pub(crate) struct RecordedDocument {
    pub(crate) id: String,
    pub(crate) content: Content,
    pub(crate) state: State,
}
