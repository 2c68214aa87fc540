//! Rent documents for tests, behind the feature `samples`, which no program enables. A test overrides the fields
//! it is about by struct update: `RentDocument { paid_on: None, ..quittance("a", 2026, 7) }`.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use jiff::{ToSpan, civil::date};

use crate::{Cents, DocumentId, DocumentKind, DocumentLine, IssuingLandlord, LineKind, RentDocument, Term};

/// A *quittance* of a month: Mme Durand's rent of 412,37 €, received on the 8th, issued on the 12th.
///
/// # Panics
///
/// When the month does not exist.
#[must_use]
pub fn quittance(id: &str, year: i16, month: i8) -> RentDocument {
    let amount = Cents(41_237);
    RentDocument {
        id: DocumentId(id.to_owned()),
        revision: 1,
        kind: DocumentKind::Quittance,
        term: Term::new(year, month).expect("a month"),
        issued_on: date(year, month, 12),
        due_on: None,
        amount,
        paid: amount,
        paid_on: Some(date(year, month, 8)),
        tenants: vec!["Mme Jeanne DURAND".to_owned()],
        dwelling: vec!["12 rue des Lilas".to_owned(), "62300 Lens".to_owned()],
        landlord: IssuingLandlord {
            name: "Habitat Test".to_owned(),
            address: vec!["1 place de la Gare".to_owned(), "62300 Lens".to_owned()],
            siret: "62082030500014".to_owned(),
        },
        lines: vec![line(LineKind::Rent, "Loyer", amount.0)],
        supersedes: None,
        superseded_by: None,
        withdrawn_on: None,
    }
}

/// An *avis d'échéance* for the same rent, unpaid: issued on the 25th, due on the 5th of the next month.
///
/// # Panics
///
/// When the month does not exist.
#[must_use]
pub fn avis(id: &str, year: i16, month: i8) -> RentDocument {
    let document = quittance(id, year, month);
    // jiff adds months before days.
    let due_on = document.term.first_day() + 1.month().days(4);
    RentDocument {
        kind: DocumentKind::Avis,
        issued_on: date(year, month, 25),
        due_on: Some(due_on),
        paid: Cents(0),
        paid_on: None,
        ..document
    }
}

/// A line of a document; `amount` is in cents.
#[must_use]
pub fn line(kind: LineKind, label: &str, amount: i64) -> DocumentLine {
    DocumentLine {
        kind,
        label: label.to_owned(),
        amount: Cents(amount),
    }
}
