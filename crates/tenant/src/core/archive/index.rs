//! The list by year: one sealed record a year, so that a window with thousands of documents unseals only those in
//! sight. It is derived from the documents, and rebuilt when it is damaged.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashSet, btree_map::Entry as MapEntry},
};

use contract::{Cents, DocumentId, DocumentKind, DocumentStatus, RentDocument, Term};
use jiff::civil::Date;
use rusqlite::{Connection, Transaction};
use serde::{Deserialize, Serialize};

use super::{Archive, ArchiveError, NOTE, remove};

pub(super) const YEAR: &str = "year";
/// Note with the number of documents of each year.
const YEARS: &str = "years";

/// What the list shows of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "PackedEntry", try_from = "PackedEntry")]
pub(crate) struct ListedDocument {
    pub(crate) id: DocumentId,
    pub(crate) kind: DocumentKind,
    pub(crate) term: Term,
    pub(crate) issued_on: Date,
    due_on: Option<Date>,
    pub(crate) amount: Cents,
    paid: Cents,
    pub(crate) validity: DocumentValidity,
}

/// An entry as stored: no field names, and days as numbers, which read twice as fast.
type PackedEntry = (
    DocumentId,
    DocumentKind,
    i32,
    i32,
    Option<i32>,
    Cents,
    Cents,
    DocumentValidity,
);

/// A packed day that does not exist.
#[derive(Debug, thiserror::Error)]
#[error("no day of a calendar")]
pub(crate) struct NoDay;

/// `2026-07-31` as 20260731.
fn pack(day: Date) -> i32 {
    (i32::from(day.year()) * 100 + i32::from(day.month())) * 100 + i32::from(day.day())
}

fn unpack(packed: i32) -> Result<Date, NoDay> {
    let (year, month, day) = (packed / 10_000, packed / 100 % 100, packed % 100);
    let part = |part: i32| i8::try_from(part).map_err(|_| NoDay);
    let year = i16::try_from(year).map_err(|_| NoDay)?;
    Date::new(year, part(month)?, part(day)?).map_err(|_| NoDay)
}

impl From<ListedDocument> for PackedEntry {
    fn from(entry: ListedDocument) -> Self {
        (
            entry.id,
            entry.kind,
            pack(entry.term.first_day()),
            pack(entry.issued_on),
            entry.due_on.map(pack),
            entry.amount,
            entry.paid,
            entry.validity,
        )
    }
}

impl TryFrom<PackedEntry> for ListedDocument {
    type Error = NoDay;

    fn try_from(packed: PackedEntry) -> Result<Self, NoDay> {
        let (id, kind, term, issued_on, due_on, amount, paid, validity) = packed;
        let term = unpack(term)?;
        Ok(Self {
            id,
            kind,
            term: Term::new(term.year(), term.month()).map_err(|_| NoDay)?,
            issued_on: unpack(issued_on)?,
            due_on: due_on.map(unpack).transpose()?,
            amount,
            paid,
            validity,
        })
    }
}

/// Whether a document still counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum DocumentValidity {
    /// It counts.
    Current,
    /// Another document corrects it.
    Superseded,
    /// The landlord has withdrawn it.
    Withdrawn,
    /// The landlord no longer lists it, without saying why.
    Missing,
}

/// The number of documents of each year, newest year first.
pub(crate) type Years = Vec<(i16, usize)>;

type Block = Vec<ListedDocument>;
type Blocks = BTreeMap<i16, Block>;
type Counts = BTreeMap<i16, usize>;

impl ListedDocument {
    pub(crate) fn of(document: &RentDocument, missing: &HashSet<DocumentId>) -> Self {
        Self {
            id: document.id.clone(),
            kind: document.kind,
            term: document.term,
            issued_on: document.issued_on,
            due_on: document.due_on,
            amount: document.amount,
            paid: document.paid,
            validity: validity(document, missing),
        }
    }

    /// What is left to pay of it, by its own figures.
    pub(crate) fn left(&self) -> Cents {
        self.amount - self.paid
    }

    /// The status of the document on a day, when so much is left to pay.
    pub(crate) fn status(&self, today: Date, left: Cents) -> DocumentStatus {
        DocumentStatus::on(today, self.kind, self.amount, self.paid, left, self.due_on)
    }

    /// Newest term first, then newest issue.
    fn order(&self) -> Reverse<(Term, Date, &DocumentId)> {
        Reverse((self.term, self.issued_on, &self.id))
    }
}

/// Whether a document still counts; `missing` are those that the landlord no longer lists.
pub(super) fn validity(document: &RentDocument, missing: &HashSet<DocumentId>) -> DocumentValidity {
    if document.withdrawn_on.is_some() {
        DocumentValidity::Withdrawn
    } else if document.superseded_by.is_some() {
        DocumentValidity::Superseded
    } else if missing.contains(&document.id) {
        DocumentValidity::Missing
    } else {
        DocumentValidity::Current
    }
}

impl Archive {
    /// The number of documents of each year, newest year first.
    pub(crate) fn years(&self) -> Result<Years, ArchiveError> {
        match self.note(YEARS)? {
            Some(years) => Ok(years),
            None => Ok(count(&self.make_index()?).into_iter().rev().collect()),
        }
    }

    /// The documents of a year, newest first.
    pub(crate) fn documents_of(&self, year: i16) -> Result<Vec<ListedDocument>, ArchiveError> {
        match self.get(YEAR, &year.to_string())? {
            Some(block) => Ok(block),
            None => Ok(self.make_index()?.remove(&year).unwrap_or_default()),
        }
    }

    /// Rebuilds the list from every readable document. A disk that refuses the write does not prevent it (R4).
    fn make_index(&self) -> Result<Blocks, ArchiveError> {
        let mut database = self.database();
        let missing = self.missing(&database)?;
        let mut blocks = Blocks::new();
        for document in &self.read_all(&database)?.readable {
            let block = blocks.entry(document.term.year()).or_default();
            block.push(ListedDocument::of(document, &missing));
        }
        for block in blocks.values_mut() {
            block.sort_by(|a, b| a.order().cmp(&b.order()));
        }
        if let Err(error) = self.replace_index(&mut database, &blocks) {
            tracing::warn!(%error, "the list is not kept");
        }
        Ok(blocks)
    }

    fn replace_index(&self, database: &mut Connection, blocks: &Blocks) -> Result<(), ArchiveError> {
        let transaction = database.transaction()?;
        transaction.execute("DELETE FROM records WHERE kind = ?", [YEAR])?;
        self.write_blocks(&transaction, blocks, count(blocks))?;
        Ok(transaction.commit()?)
    }

    /// Adds documents to the list, in the transaction that stores them. A missing or unreadable list is left to be
    /// rebuilt on demand.
    pub(super) fn take_into_index(
        &self,
        transaction: &Transaction<'_>,
        documents: &[RentDocument],
    ) -> Result<(), ArchiveError> {
        let Some(years) = self.get_in::<Years>(transaction, NOTE, YEARS)? else {
            return Ok(());
        };
        let mut years: Counts = years.into_iter().collect();
        let missing = self.missing(transaction)?;
        let mut blocks = Blocks::new();
        for document in documents {
            let year = document.term.year();
            let block = match blocks.entry(year) {
                MapEntry::Occupied(read) => read.into_mut(),
                MapEntry::Vacant(unread) => {
                    let kept: Option<Block> = self.get_in(transaction, YEAR, &year.to_string())?;
                    match kept {
                        Some(block) => unread.insert(block),
                        None if years.contains_key(&year) => return self.forget_index(transaction),
                        None => unread.insert(Block::new()),
                    }
                }
            };
            block.retain(|entry| entry.id != document.id);
            block.push(ListedDocument::of(document, &missing));
        }
        for block in blocks.values_mut() {
            block.sort_by(|a, b| a.order().cmp(&b.order()));
        }
        years.extend(count(&blocks));
        self.write_blocks(transaction, &blocks, years)
    }

    /// Drops the list, to be rebuilt on demand.
    pub(super) fn forget_index(&self, transaction: &Transaction<'_>) -> Result<(), ArchiveError> {
        remove(transaction, NOTE, YEARS)
    }

    fn write_blocks(
        &self,
        transaction: &Transaction<'_>,
        blocks: &Blocks,
        years: Counts,
    ) -> Result<(), ArchiveError> {
        for (year, block) in blocks {
            let content = serde_json::to_vec(block)?;
            self.put(transaction, YEAR, &year.to_string(), 0, &content)?;
        }
        let years: Years = years.into_iter().rev().collect();
        self.put(transaction, NOTE, YEARS, 0, &serde_json::to_vec(&years)?)
    }
}

fn count(blocks: &Blocks) -> Counts {
    blocks.iter().map(|(year, block)| (*year, block.len())).collect()
}
