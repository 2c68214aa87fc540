//! *Mon dossier*: files for a tenant to hand to others, made on this computer from the landlord's documents. Only
//! what the archive lacks needs a network.

mod amounts;
mod cover;
mod joining;
mod layout;
pub(crate) mod making;
mod proofs;
mod statement;

use std::{collections::HashSet, ffi::OsStr, path::Path};

use contract::{DocumentId, Term, attestation_codes_in};
use jiff::civil::Date;
use paper::Words;
use serde::{Deserialize, Serialize};

use self::{
    cover::Cover,
    joining::{JoinError, Part},
    layout::{LayoutError, PageLayout},
    proofs::Proofs,
    statement::Year,
};
use crate::{
    core::{
        archive::{ArchivedDocument, DocumentValidity},
        failure::{Failure, FailureCode},
    },
    figures::MAX_JOINED_DOCUMENTS,
};

/// The file to make of the documents.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "papers", rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum FileWanted {
    /// *Mon dossier*: what proves the rent of the last months, as one PDF.
    Dossier,
    /// The documents that the tenant chose, as one PDF.
    Selection {
        /// Their ids.
        ids: Vec<DocumentId>,
    },
    /// *Relevé de l'année*, as a PDF.
    YearStatement {
        /// The year.
        year: i16,
    },
    /// All amounts, as a table for a spreadsheet.
    Amounts,
}

/// The format of a file that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GeneratedFormat {
    /// For reading and printing.
    Pdf,
    /// For a spreadsheet.
    Csv,
}

/// A file that was made, ready to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Its name, without any data of the tenant.
    pub name: String,
    /// Its format.
    pub format: GeneratedFormat,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Number of documents it is made of.
    pub documents: u32,
    /// The months that it proves, oldest first: those of *Mon dossier*.
    pub months: Vec<Term>,
}

/// What was saved and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SavedFile {
    /// The name of the file, as the tenant may have changed it.
    pub name: String,
    /// The name of the folder.
    pub folder: String,
    /// Number of documents it is made of.
    pub documents: u32,
    /// The months that it proves, oldest first. They may be long ago, since a month in arrears proves nothing.
    pub months: Vec<Term>,
}

impl SavedFile {
    /// A file saved at a path: how many documents it is made of, and the months that it proves.
    #[must_use]
    pub fn at(path: &Path, documents: u32, months: Vec<Term>) -> Self {
        let words = |name: Option<&OsStr>| name.unwrap_or_default().to_string_lossy().into_owned();
        Self {
            name: words(path.file_name()),
            folder: words(path.parent().and_then(Path::file_name)),
            documents,
            months,
        }
    }
}

/// Documents whose PDFs are joined into one file, in order.
pub(crate) struct Joined {
    documents: Vec<ArchivedDocument>,
    proofs: Option<Proofs>,
}

impl Joined {
    /// The documents that prove the newest paid months, at most `DOSSIER_MONTHS`.
    pub(crate) fn dossier(documents: &[ArchivedDocument]) -> Result<Self, Failure> {
        let proofs = Proofs::newest(documents).ok_or_else(|| Failure::new(FailureCode::NothingProved))?;
        let documents = proofs.documents().into_iter().map(|document| ArchivedDocument {
            document: document.clone(),
            validity: DocumentValidity::Current,
        });
        Ok(Self {
            documents: documents.collect(),
            proofs: Some(proofs),
        })
    }

    /// The documents that the tenant chose, oldest first.
    pub(crate) fn selection(documents: Vec<ArchivedDocument>, ids: &[DocumentId]) -> Result<Self, Failure> {
        let wanted: HashSet<&DocumentId> = ids.iter().collect();
        let chosen: Vec<ArchivedDocument> = documents
            .into_iter()
            .filter(|archived| wanted.contains(&archived.document.id))
            .collect();
        if chosen.is_empty() {
            return Err(Failure::new(FailureCode::NothingChosen));
        }
        if chosen.len() > MAX_JOINED_DOCUMENTS {
            return Err(Failure::new(FailureCode::TooManyChosen));
        }
        if chosen.len() < wanted.len() {
            return Err(Failure::new(FailureCode::NotFound));
        }
        Ok(Self {
            documents: chosen,
            proofs: None,
        })
    }

    /// The documents whose PDFs are needed, in order.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &ArchivedDocument> {
        self.documents.iter()
    }

    /// Joins the cover and the PDFs, one for each of [`Self::documents`], into one file.
    pub(crate) fn make(
        &self,
        words: Words,
        pdfs: &[Vec<u8>],
        product: &str,
        made_on: Date,
    ) -> Result<GeneratedFile, Failure> {
        let mut parts = Vec::with_capacity(pdfs.len());
        for (archived, pdf) in self.documents.iter().zip(pdfs) {
            let part = Part::read(pdf).map_err(|error| cannot_join(archived.document.term, &error))?;
            parts.push((cover::entry(words, &archived.document), part));
        }
        let cover = Cover {
            words,
            product,
            made_on,
            proofs: self.proofs.as_ref(),
            documents: &self.documents,
            verifiable: pdfs.iter().any(|pdf| !attestation_codes_in(pdf).is_empty()),
        };
        let pages: Vec<usize> = parts.iter().map(|(_, part)| part.pages()).collect();
        // The cover names the page on which each document starts, so its own pages are counted first.
        let own_pages = cover.layout(&pages, 1).pages();
        let cover = draw(cover.layout(&pages, own_pages))?;
        let bytes = Part::read(&cover)
            .and_then(|cover| joining::join(words.language(), &cover, &parts))
            .map_err(|error| {
                tracing::error!(%error, "the PDFs are not joined");
                Failure::new(FailureCode::Internal)
            })?;
        let count = self.documents.len();
        let day = made_on.to_string().into();
        let name = match &self.proofs {
            Some(proofs) => words.file_name(
                "file-dossier",
                [("months", proofs.months.len().into()), ("day", day)],
            ),
            None => words.file_name("file-documents", [("count", count.into()), ("day", day)]),
        };
        Ok(GeneratedFile {
            name: format!("{name}.pdf"),
            format: GeneratedFormat::Pdf,
            bytes,
            documents: counted(count),
            months: self.proofs.iter().flat_map(Proofs::terms).collect(),
        })
    }
}

/// The statement of a year.
pub(crate) fn year_statement(
    words: Words,
    documents: &[ArchivedDocument],
    year: i16,
    product: &str,
    made_on: Date,
) -> Result<GeneratedFile, Failure> {
    let statement =
        Year::of(year, documents, made_on).ok_or_else(|| Failure::new(FailureCode::NothingOfYear))?;
    let of_year = documents
        .iter()
        .filter(|archived| archived.document.term.year() == year);
    Ok(GeneratedFile {
        name: format!(
            "{}.pdf",
            words.file_name("file-statement", [("year", year.to_string().into())])
        ),
        format: GeneratedFormat::Pdf,
        documents: counted(of_year.count()),
        months: Vec::new(),
        bytes: draw(statement.layout(words, product, documents, made_on))?,
    })
}

/// The table of all amounts.
pub(crate) fn amounts(
    words: Words,
    documents: &[ArchivedDocument],
    made_on: Date,
) -> Result<GeneratedFile, Failure> {
    let bytes = amounts::table(words, documents, made_on).map_err(|error| {
        tracing::error!(%error, "the table is not made");
        Failure::new(FailureCode::Internal)
    })?;
    Ok(GeneratedFile {
        name: format!(
            "{}.csv",
            words.file_name("file-amounts", [("day", made_on.to_string().into())])
        ),
        format: GeneratedFormat::Csv,
        bytes,
        documents: counted(documents.len()),
        months: Vec::new(),
    })
}

fn draw(layout: PageLayout) -> Result<Vec<u8>, Failure> {
    layout.finish().map_err(|error: LayoutError| {
        tracing::error!(%error, "the pages are not drawn");
        Failure::new(FailureCode::Internal)
    })
}

fn cannot_join(term: Term, error: &JoinError) -> Failure {
    tracing::warn!(%error, "a PDF cannot be joined");
    Failure::new(FailureCode::PdfNotJoinable).about(term)
}

fn counted(documents: usize) -> u32 {
    u32::try_from(documents).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use contract::{Cents, DocumentKind, LineKind, RentDocument, Term, samples};
    use jiff::civil::date;

    use super::*;

    /// A document that counts, with one line.
    pub(super) fn archived(
        id: &str,
        kind: DocumentKind,
        term: &str,
        amount: i64,
        paid: i64,
    ) -> ArchivedDocument {
        let term = Term::parse(term).expect("a month");
        let document = RentDocument {
            kind,
            amount: Cents(amount),
            paid: Cents(paid),
            paid_on: (paid > 0).then(|| date(2026, 10, 8)),
            lines: vec![samples::line(LineKind::Rent, "Loyer", amount)],
            ..samples::quittance(id, term.year(), term.month())
        };
        ArchivedDocument {
            document,
            validity: DocumentValidity::Current,
        }
    }

    /// The same with another validity.
    pub(super) fn with_validity(validity: DocumentValidity, archived: ArchivedDocument) -> ArchivedDocument {
        ArchivedDocument { validity, ..archived }
    }
}
