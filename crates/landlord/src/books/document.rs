//! Rent documents as the books see them: content that is frozen at issue, and state that follows payments and
//! corrections.

use contract::{Cents, DocumentKind, DocumentLine, LineKind, Term};
use jiff::civil::Date;

use crate::operator_words::say;

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

    /// The parts that differ, in the operators' words; `None` when nothing does.
    pub(crate) fn differences(&self, other: &Self) -> Option<String> {
        let differing = [
            (self.lease != other.lease, "changed-lease"),
            (self.kind != other.kind, "changed-kind"),
            (self.term != other.term, "changed-term"),
            (self.issued_on != other.issued_on, "changed-issued"),
            (self.due_on != other.due_on, "changed-due"),
            (self.lines != other.lines, "changed-lines"),
            (self.supersedes != other.supersedes, "changed-supersedes"),
        ];
        let words: Vec<String> = differing
            .into_iter()
            .filter(|(differs, _)| *differs)
            .map(|(_, id)| say(id, []))
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
