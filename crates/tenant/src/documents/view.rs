//! Rent documents as the wizard shows them.

use contract::{
    Cents, DocumentId, DocumentKind, DocumentLine, DocumentStatus, IssuingLandlord, Proof, RentDocument, Term,
};
use jiff::civil::Date;
use serde::Serialize;

use crate::{
    core::{
        archive::{DocumentValidity, ListedDocument},
        freshness::Freshness,
    },
    documents::{left_to_pay::LeftToPay, pdf_code::PdfCode},
};

/// One row of *Mes quittances*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DocumentSummary {
    /// Its id.
    pub id: DocumentId,
    /// Its kind.
    pub kind: DocumentKind,
    /// The term it is about.
    pub term: Term,
    /// The day it was issued.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub issued_on: Date,
    /// Its amount.
    pub amount: Cents,
    /// Its status today.
    pub status: DocumentStatus,
    /// What is left to pay of it, as in *Mon compte*; 0 when it asks for nothing.
    pub left: Cents,
    /// Whether it still counts.
    pub validity: DocumentValidity,
}

/// The PDF of a document, when the archive holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PdfFacts {
    /// Its size in bytes.
    pub size: u32,
}

/// One receipt in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS), ts(rename = "RentDocument"))]
pub struct DocumentView {
    /// What its row shows.
    #[serde(flatten)]
    pub summary: DocumentSummary,
    /// The tenants it names.
    pub tenants: Vec<String>,
    /// The dwelling it names.
    pub dwelling: Vec<String>,
    /// The landlord it names.
    pub landlord: IssuingLandlord,
    /// Its lines.
    pub lines: Vec<DocumentLine>,
    /// The amount received for it.
    pub paid: Cents,
    /// The day of the last payment.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub paid_on: Option<Date>,
    /// What is left to pay of the month that a *reçu* is about; 0 for any other document.
    pub month_left: Cents,
    /// The day it has to be paid.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub due_on: Option<Date>,
    /// The document it corrects.
    pub supersedes: Option<DocumentId>,
    /// The document that corrects it.
    pub superseded_by: Option<DocumentId>,
    /// The day the landlord withdrew it.
    #[cfg_attr(feature = "typescript", ts(type = "string | null"))]
    pub withdrawn_on: Option<Date>,
    /// Its PDF, when the archive holds it.
    pub pdf: Option<PdfFacts>,
    /// What the code of its PDF proves.
    pub pdf_code: PdfCode,
}

/// The documents of one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct YearOfDocuments {
    /// The year of their terms.
    pub year: i16,
    /// How many there are.
    pub count: u32,
    /// The documents, newest first; none when the wizard has to ask for them.
    pub documents: Option<Vec<DocumentSummary>>,
}

/// *Mes quittances*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DocumentList {
    /// Who is signed in, once it is known.
    pub person: Option<String>,
    /// The years, newest first; the newest ones with their documents.
    pub years: Vec<YearOfDocuments>,
    /// How many damaged records were set aside (R3).
    pub set_aside: u32,
    /// How fresh the list is.
    pub freshness: Freshness,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FoundDocuments {
    /// How many were found.
    pub count: u32,
    /// The newest ones, newest first; fewer than `count` when many were found.
    pub documents: Vec<DocumentSummary>,
}

impl DocumentList {
    /// How many documents there are.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.years.iter().map(|year| year.count).sum()
    }

    /// The documents that come with the list, newest first.
    pub fn documents(&self) -> impl Iterator<Item = &DocumentSummary> {
        self.years.iter().flat_map(|year| year.documents.iter().flatten())
    }
}

impl DocumentSummary {
    pub(crate) fn of(entry: ListedDocument, today: Date, left: &LeftToPay) -> Self {
        let left = left.of(&entry.id, entry.kind, entry.left());
        Self {
            status: entry.status(today, left),
            left,
            id: entry.id,
            kind: entry.kind,
            term: entry.term,
            issued_on: entry.issued_on,
            amount: entry.amount,
            validity: entry.validity,
        }
    }
}

impl DocumentView {
    pub(crate) fn of(
        document: RentDocument,
        validity: DocumentValidity,
        today: Date,
        left: &LeftToPay,
        pdf_size: Option<u32>,
        pdf_code: PdfCode,
    ) -> Self {
        let month_left = match document.kind.proof() {
            Proof::Part => left.of_term(document.term),
            Proof::Term | Proof::Nothing => Cents(0),
        };
        let left = left.of(&document.id, document.kind, document.amount - document.paid);
        Self {
            summary: DocumentSummary {
                id: document.id.clone(),
                kind: document.kind,
                term: document.term,
                issued_on: document.issued_on,
                amount: document.amount,
                status: document.status_with(today, left),
                left,
                validity,
            },
            tenants: document.tenants,
            dwelling: document.dwelling,
            landlord: document.landlord,
            lines: document.lines,
            paid: document.paid,
            paid_on: document.paid_on,
            month_left,
            due_on: document.due_on,
            supersedes: document.supersedes,
            superseded_by: document.superseded_by,
            withdrawn_on: document.withdrawn_on,
            pdf: pdf_size.map(|size| PdfFacts { size }),
            pdf_code,
        }
    }
}
