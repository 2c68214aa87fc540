//! *Mon dossier*: files that a tenant hands to others, made on this computer of what the landlord issued,
//! without a network.

mod amounts;
mod joining;
mod proofs;
mod sheet;

use contract::RentDocument;

use crate::archive::DocumentStanding;

/// A document of the archive, and whether it still counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    pub(crate) document: RentDocument,
    pub(crate) standing: DocumentStanding,
}

#[cfg(test)]
mod tests {
    use contract::{Cents, DocumentId, DocumentKind, DocumentLine, IssuingLandlord, LineKind, Term};
    use jiff::civil::date;

    use super::*;

    /// A document that counts, of one line.
    pub(super) fn kept(id: &str, kind: DocumentKind, term: &str, amount: i64, paid: i64) -> Kept {
        let document = RentDocument {
            id: DocumentId(id.to_owned()),
            revision: 1,
            kind,
            term: Term::parse(term).expect("a month"),
            issued_on: date(2026, 10, 1),
            due_on: None,
            amount: Cents(amount),
            paid: Cents(paid),
            paid_on: (paid > 0).then(|| date(2026, 10, 8)),
            tenants: vec!["Mme Jeanne DURAND".to_owned()],
            dwelling: vec!["3 rue des Lilas".to_owned(), "62300 Lens".to_owned()],
            landlord: IssuingLandlord {
                name: "Habitat Test".to_owned(),
                address: vec!["1 place de la Gare".to_owned(), "62300 Lens".to_owned()],
                siret: "62082030500017".to_owned(),
            },
            lines: vec![DocumentLine {
                kind: LineKind::Rent,
                label: "Loyer".to_owned(),
                amount: Cents(amount),
            }],
            supersedes: None,
            superseded_by: None,
            withdrawn_on: None,
        };
        Kept {
            document,
            standing: DocumentStanding::Current,
        }
    }

    /// The same, standing otherwise.
    pub(super) fn standing(standing: DocumentStanding, kept: Kept) -> Kept {
        Kept { standing, ..kept }
    }
}
