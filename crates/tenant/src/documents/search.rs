//! Searching the documents by month, year, kind and amount.

use contract::{Cents, DocumentKind, FieldName};
use serde::Deserialize;

use crate::core::{
    archive::ListedDocument,
    failure::{Failure, FailureCode},
};

/// Criteria of a search. An absent criterion matches every document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DocumentSearch {
    /// The year of the term.
    pub year: Option<i16>,
    /// The month of the term, 1 to 12.
    pub month: Option<i8>,
    /// The kind of document.
    pub kind: Option<DocumentKind>,
    /// The amount as typed: `412,37`, or `412` for any cents; empty for any amount.
    pub amount: String,
}

/// The criteria of a search, parsed.
pub(crate) struct Wanted {
    pub(crate) year: Option<i16>,
    month: Option<i8>,
    kind: Option<DocumentKind>,
    amount: Option<WantedAmount>,
}

/// An amount without its sign, which nobody types.
enum WantedAmount {
    Exactly(u64),
    /// Whole euros, with any cents.
    Euros(u64),
}

impl DocumentSearch {
    pub(crate) fn read(self) -> Result<Wanted, Failure> {
        Ok(Wanted {
            year: self.year,
            month: self.month,
            kind: self.kind,
            amount: read_amount(&self.amount)?,
        })
    }
}

fn read_amount(text: &str) -> Result<Option<WantedAmount>, Failure> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let amount = Cents::parse(text)
        .map_err(|_| Failure::field(FieldName::Amount, FailureCode::AmountUnreadable, None))?;
    let amount = amount.0.unsigned_abs();
    Ok(Some(if text.contains([',', '.']) {
        WantedAmount::Exactly(amount)
    } else {
        WantedAmount::Euros(amount / 100)
    }))
}

impl Wanted {
    pub(crate) fn matches(&self, entry: &ListedDocument) -> bool {
        self.year.is_none_or(|year| entry.term.year() == year)
            && self.month.is_none_or(|month| entry.term.month() == month)
            && self.kind.is_none_or(|kind| entry.kind == kind)
            && match self.amount {
                None => true,
                Some(WantedAmount::Exactly(amount)) => entry.amount.0.unsigned_abs() == amount,
                Some(WantedAmount::Euros(euros)) => entry.amount.0.unsigned_abs() / 100 == euros,
            }
    }
}
