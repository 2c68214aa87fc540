//! What proves that the rent of a month is paid, and which months a dossier covers.

use contract::{DocumentKind, DocumentStatus, RentDocument, Term};
use jiff::civil::Date;

use super::ArchivedDocument;
use crate::{core::archive::DocumentValidity, figures::DOSSIER_MONTHS};

/// What proves one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MonthProof {
    /// The landlord states that the whole term is paid.
    Quittance(RentDocument),
    /// An avis shown as paid in full, and the reçus of its term.
    PaidAvis {
        avis: RentDocument,
        recus: Vec<RentDocument>,
    },
}

/// The months that a dossier proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proofs {
    /// Oldest first.
    pub(super) months: Vec<(Term, MonthProof)>,
    /// The months in between without proof.
    pub(super) gaps: Vec<Term>,
}

impl MonthProof {
    /// Its documents, in reading order.
    pub(super) fn documents(&self) -> Vec<&RentDocument> {
        match self {
            Self::Quittance(quittance) => vec![quittance],
            Self::PaidAvis { avis, recus } => [avis].into_iter().chain(recus).collect(),
        }
    }

    fn of(term: Term, documents: &[ArchivedDocument]) -> Option<Self> {
        let current = |kind: DocumentKind| {
            let of_kind = documents.iter().filter(move |archived| {
                archived.document.term == term
                    && archived.document.kind == kind
                    && archived.validity == DocumentValidity::Current
            });
            of_kind.map(|archived| &archived.document)
        };
        let newest = |kind| current(kind).max_by_key(|document| (document.issued_on, &document.id));
        if let Some(quittance) = newest(DocumentKind::Quittance) {
            return Some(Self::Quittance(quittance.clone()));
        }
        let avis = newest(DocumentKind::Avis)?;
        // Whether it is paid does not depend on the day.
        if !matches!(
            avis.status(Date::MIN),
            DocumentStatus::Paid | DocumentStatus::Settled
        ) {
            return None;
        }
        let mut recus: Vec<RentDocument> = current(DocumentKind::Recu).cloned().collect();
        recus.sort_by(|a, b| (a.issued_on, &a.id).cmp(&(b.issued_on, &b.id)));
        Some(Self::PaidAvis {
            avis: avis.clone(),
            recus,
        })
    }
}

impl Proofs {
    /// The months, oldest first.
    pub(super) fn terms(&self) -> impl Iterator<Item = Term> {
        self.months.iter().map(|(term, _)| *term)
    }

    /// The newest proved months, at most [`DOSSIER_MONTHS`]; none when no month is proved.
    pub(super) fn newest(documents: &[ArchivedDocument]) -> Option<Self> {
        let mut terms: Vec<Term> = documents.iter().map(|archived| archived.document.term).collect();
        terms.sort_unstable();
        terms.dedup();
        let mut months: Vec<(Term, MonthProof)> = terms
            .into_iter()
            .rev()
            .filter_map(|term| Some((term, MonthProof::of(term, documents)?)))
            .take(DOSSIER_MONTHS)
            .collect();
        months.reverse();
        let (first, last) = (months.first()?.0, months.last()?.0);
        let gaps = std::iter::successors(after(first), |term| after(*term))
            .take_while(|term| *term < last)
            .filter(|term| months.iter().all(|(proved, _)| proved != term))
            .collect();
        Some(Self { months, gaps })
    }

    /// Every document, oldest month first.
    pub(super) fn documents(&self) -> Vec<&RentDocument> {
        self.months
            .iter()
            .flat_map(|(_, proof)| proof.documents())
            .collect()
    }
}

fn after(term: Term) -> Option<Term> {
    match term.month() {
        12 => Term::new(term.year() + 1, 1).ok(),
        month => Term::new(term.year(), month + 1).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::tests::{archived, with_validity};

    fn ids(proofs: Option<&Proofs>) -> Vec<&str> {
        let documents = proofs.map(Proofs::documents).unwrap_or_default();
        documents
            .into_iter()
            .map(|document| document.id.0.as_str())
            .collect()
    }

    fn quittance(id: &str, term: &str) -> ArchivedDocument {
        archived(id, DocumentKind::Quittance, term, 40_000, 40_000)
    }

    #[test]
    fn the_three_newest_quittances_are_joined_oldest_first() {
        let documents = ["2026-06", "2026-09", "2026-07", "2026-08"].map(|term| quittance(term, term));
        let proofs = Proofs::newest(&documents);
        assert_eq!(ids(proofs.as_ref()), ["2026-07", "2026-08", "2026-09"]);
        assert_eq!(proofs.expect("proved").gaps, []);
    }

    #[test]
    fn accepts_fewer_than_three_quittances_but_not_zero() {
        let two = [quittance("a", "2025-12"), quittance("b", "2026-01")];
        assert_eq!(ids(Proofs::newest(&two).as_ref()), ["a", "b"]);
        assert_eq!(Proofs::newest(&two).expect("proved").gaps, []);
        assert_eq!(ids(Proofs::newest(&two[..1]).as_ref()), ["a"]);
        assert_eq!(Proofs::newest(&[]), None);
    }

    #[test]
    fn a_replaced_withdrawn_or_unlisted_quittance_proves_nothing() {
        for void in [
            DocumentValidity::Superseded,
            DocumentValidity::Withdrawn,
            DocumentValidity::Missing,
        ] {
            let documents = [
                with_validity(void, quittance("void", "2026-09")),
                quittance("august", "2026-08"),
            ];
            assert_eq!(ids(Proofs::newest(&documents).as_ref()), ["august"], "{void:?}");
            assert_eq!(Proofs::newest(&documents[..1]), None, "{void:?}");
        }
    }

    #[test]
    fn a_correction_takes_the_place_of_the_quittance_it_replaces() {
        let documents = [
            with_validity(DocumentValidity::Superseded, quittance("first", "2026-09")),
            quittance("second", "2026-09"),
        ];
        assert_eq!(ids(Proofs::newest(&documents).as_ref()), ["second"]);
    }

    #[test]
    fn two_quittances_of_a_month_count_once() {
        let mut later = quittance("later", "2026-09");
        later.document.issued_on = later.document.issued_on.tomorrow().expect("a day");
        let documents = [
            later,
            quittance("earlier", "2026-09"),
            quittance("august", "2026-08"),
        ];
        assert_eq!(ids(Proofs::newest(&documents).as_ref()), ["august", "later"]);
    }

    #[test]
    fn a_paid_avis_with_its_recus_stands_for_a_missing_quittance() {
        let documents = [
            archived("second", DocumentKind::Recu, "2026-09", 30_000, 30_000),
            archived("first", DocumentKind::Recu, "2026-09", 10_000, 10_000),
            archived("avis", DocumentKind::Avis, "2026-09", 40_000, 40_000),
            quittance("august", "2026-08"),
            archived("other", DocumentKind::Avis, "2026-08", 40_000, 40_000),
        ];
        let proofs = Proofs::newest(&documents).expect("proved");
        assert_eq!(ids(Some(&proofs)), ["august", "avis", "first", "second"]);
        assert_eq!(proofs.months.len(), 2);
    }

    #[test]
    fn an_unpaid_or_partly_paid_avis_proves_nothing() {
        for paid in [0, 39_999] {
            let documents = [
                archived("avis", DocumentKind::Avis, "2026-09", 40_000, paid),
                archived("recu", DocumentKind::Recu, "2026-09", paid, paid),
            ];
            assert_eq!(Proofs::newest(&documents), None, "{paid}");
        }
    }

    #[test]
    fn an_avis_with_nothing_to_pay_proves_its_month() {
        let documents = [archived("avis", DocumentKind::Avis, "2026-09", -500, 0)];
        assert_eq!(ids(Proofs::newest(&documents).as_ref()), ["avis"]);
    }

    #[test]
    fn reports_months_in_between_without_proof() {
        let documents = [
            quittance("november", "2025-11"),
            archived("unpaid", DocumentKind::Avis, "2025-12", 40_000, 0),
            quittance("january", "2026-01"),
            quittance("march", "2026-03"),
        ];
        let proofs = Proofs::newest(&documents).expect("proved");
        assert_eq!(ids(Some(&proofs)), ["november", "january", "march"]);
        let gaps: Vec<String> = proofs.gaps.iter().map(Term::to_string).collect();
        assert_eq!(gaps, ["2025-12", "2026-02"]);
    }

    #[test]
    fn a_regularisation_proves_no_month() {
        let adjusted = archived("adjusted", DocumentKind::Regularisation, "2026-09", 5_000, 5_000);
        assert_eq!(Proofs::newest(&[adjusted]), None);
    }
}
