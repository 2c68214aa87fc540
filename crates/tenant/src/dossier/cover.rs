//! The cover of a dossier: the parties, the documents that are joined, and who made it.

use contract::{DocumentKind, RentDocument, Term};
use jiff::civil::Date;
use paper::{Words, capitalised, siret};

use super::{
    ArchivedDocument,
    layout::{Column, PageLayout, Run, Table},
    proofs::{MonthProof, Proofs},
};
use crate::core::archive::DocumentValidity;

/// The content of a cover, except for page numbers.
pub(super) struct Cover<'a> {
    pub(super) words: Words,
    pub(super) product: &'a str,
    pub(super) made_on: Date,
    /// What the dossier proves; none for documents that the tenant chose.
    pub(super) proofs: Option<&'a Proofs>,
    /// In the order of the file.
    pub(super) documents: &'a [ArchivedDocument],
    /// Whether a document carries the landlord's code.
    pub(super) verifiable: bool,
}

impl Cover<'_> {
    /// Lays out the cover. `pages`: page count of each document. `own_pages`: page count of the cover.
    pub(super) fn layout(&self, pages: &[usize], own_pages: usize) -> PageLayout {
        let words = self.words;
        let title = words.text(if self.proofs.is_some() {
            "cover-title-proofs"
        } else {
            "cover-title-documents"
        });
        let (product, day) = (self.product, words.date(self.made_on));
        let foot = words.text_with("cover-foot", [("product", product.into()), ("day", day.into())]);
        let mut layout = PageLayout::new(words, &title, product.to_owned(), self.made_on, foot)
            .among(own_pages + pages.iter().sum::<usize>());
        layout.paragraph(&[Run::plain(&self.in_short())]);
        layout.facts(&parties(words, self.documents, self.made_on));
        self.remarks(&mut layout);
        layout.section(&words.text("cover-list"));
        layout.table(&self.list(pages, own_pages));
        layout.section(&words.text("cover-reading"));
        layout.paragraph(&[
            Run::plain(&words.text_with("cover-made-by", [("product", product.into())])),
            Run::plain(" "),
            Run::bold(&words.text("cover-unchanged")),
        ]);
        if self.verifiable {
            layout.paragraph(&[Run::plain(&words.text("cover-code"))]);
        }
        layout
    }

    fn in_short(&self) -> String {
        let words = self.words;
        let documents = counted(words, self.documents).into();
        match self.proofs {
            None => words.text_with("cover-joins", [("documents", documents)]),
            Some(proofs) => {
                let months = self.months(proofs.months.iter().map(|(term, _)| term));
                words.text_with(
                    "cover-joins-months",
                    [("documents", documents), ("months", months.into())],
                )
            }
        }
    }

    /// `août 2026, septembre 2026 et octobre 2026`
    fn months<'t>(&self, terms: impl Iterator<Item = &'t Term>) -> String {
        let months: Vec<String> = terms.map(|term| self.words.term(*term)).collect();
        self.words.listed(&months)
    }

    fn remarks(&self, layout: &mut PageLayout) {
        let Some(proofs) = self.proofs else { return };
        let words = self.words;
        if !proofs.gaps.is_empty() {
            let months = self.months(proofs.gaps.iter());
            layout.callout(&[
                Run::bold(&words.text("cover-gaps-title")),
                Run::plain(" "),
                Run::plain(&words.text_with("cover-gaps", [("months", months.into())])),
            ]);
        }
        let without: Vec<&(Term, MonthProof)> = proofs
            .months
            .iter()
            .filter(|(_, proof)| matches!(proof, MonthProof::PaidAvis { .. }))
            .collect();
        if !without.is_empty() {
            let months = self.months(without.iter().map(|(term, _)| term));
            let recus = without.iter().any(|(_, proof)| proof.documents().len() > 1);
            layout.callout(&[
                Run::bold(&words.text_with("cover-without-quittance-title", [("months", months.into())])),
                Run::plain(" "),
                Run::plain(&words.text(if recus {
                    "cover-paid-avis-and-recus"
                } else {
                    "cover-paid-avis"
                })),
            ]);
        }
    }

    fn list(&self, pages: &[usize], own_pages: usize) -> Table {
        let words = self.words;
        let mut next = own_pages + 1;
        let rows = self.documents.iter().zip(pages).map(|(archived, pages)| {
            let first = next;
            next += pages;
            let last = next - 1;
            vec![
                listed_name(words, archived),
                words.term(archived.document.term),
                words.date(archived.document.issued_on),
                words.amount(archived.document.amount),
                if first == last {
                    first.to_string()
                } else {
                    words.text_with("page-range", [("first", first.into()), ("last", last.into())])
                },
            ]
        });
        Table {
            columns: Table::columns_beside_the_first(&[
                Column::of_words(92.0),
                Column::of_words(104.0),
                Column::of_numbers(66.0),
                Column::of_numbers(42.0),
            ]),
            header: [
                "cover-column-document",
                "cover-column-month",
                "cover-column-issued",
                "cover-column-amount",
                "cover-column-page",
            ]
            .map(|id| words.text(id))
            .to_vec(),
            rows: rows.collect(),
            footer: None,
            size: 10.5,
        }
    }
}

/// The entry of a document in the outline of the file.
pub(super) fn entry(words: Words, document: &RentDocument) -> String {
    let (name, month) = (name(words, document), words.term(document.term));
    words.text_with(
        "cover-entry",
        [("document", name.into()), ("month", month.into())],
    )
}

fn name(words: Words, document: &RentDocument) -> String {
    capitalised(&words.document_kind(document.kind))
}

/// The name of a document in the list, and why it no longer counts.
fn listed_name(words: Words, archived: &ArchivedDocument) -> String {
    let name = name(words, &archived.document);
    let why = match archived.validity {
        DocumentValidity::Current => return name,
        DocumentValidity::Superseded => "cover-superseded",
        DocumentValidity::Withdrawn => "cover-withdrawn",
        DocumentValidity::Missing => "cover-missing",
    };
    words.text_with(
        "cover-void",
        [("document", name.into()), ("why", words.text(why).into())],
    )
}

/// `3 quittances de loyer et 1 avis d’échéance`
fn counted(words: Words, documents: &[ArchivedDocument]) -> String {
    // Quittances first: they are what most tenants are asked for.
    let first = DocumentKind::Quittance;
    let others = DocumentKind::ALL.iter().copied().filter(|kind| *kind != first);
    let kinds = [first].into_iter().chain(others).chain([DocumentKind::Unknown]);
    let counts = kinds.filter_map(|kind| {
        let of_kind = documents.iter().filter(|archived| archived.document.kind == kind);
        match of_kind.count() {
            0 => None,
            count => Some(words.documents_of_kind(kind, count)),
        }
    });
    words.listed(&counts.collect::<Vec<_>>())
}

/// The tenants, dwelling and landlord that the documents name, and the date. Where documents differ, every value
/// is listed, newest first.
pub(super) fn parties(
    words: Words,
    documents: &[ArchivedDocument],
    made_on: Date,
) -> Vec<(String, Vec<String>)> {
    let distinct = |text_of: &dyn Fn(&RentDocument) -> String| {
        let mut all: Vec<String> = Vec::new();
        for archived in documents.iter().rev() {
            let text = text_of(&archived.document);
            if !text.is_empty() && !all.contains(&text) {
                all.push(text);
            }
        }
        all
    };
    let tenants = distinct(&|document| words.names(&document.tenants));
    let landlord = distinct(&|document| {
        let landlord = &document.landlord;
        let siret = words.text_with("party-siret", [("siret", siret(&landlord.siret).into())]);
        let parts = [&landlord.name].into_iter().chain(&landlord.address);
        let parts: Vec<&str> = parts.map(String::as_str).chain([siret.as_str()]).collect();
        parts.join(", ")
    });
    let most = documents
        .iter()
        .map(|archived| archived.document.tenants.len())
        .max();
    vec![
        (
            words.text_with("party-tenants", [("count", most.unwrap_or_default().into())]),
            tenants,
        ),
        (
            words.text("party-dwelling"),
            distinct(&|document| document.dwelling.join(", ")),
        ),
        (words.text("party-landlord"), landlord),
        (words.text("party-made-on"), vec![words.date(made_on)]),
    ]
}

#[cfg(test)]
mod tests {
    use contract::Language;

    use super::*;
    use crate::dossier::tests::{archived, with_validity};

    const MADE_ON: Date = jiff::civil::date(2026, 11, 23);

    /// The text of the cover.
    fn cover_text(documents: &[ArchivedDocument], proofs: Option<&Proofs>) -> String {
        let cover = Cover {
            words: crate::wording::words(Language::Fr),
            product: "Espace Locataire",
            made_on: MADE_ON,
            proofs,
            documents,
            verifiable: false,
        };
        let pages = vec![1; documents.len()];
        let pdf = cover.layout(&pages, 1).finish().expect("an accessible PDF");
        let text = pdf_extract::extract_text_from_mem(&pdf).expect("text");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn dossier(documents: &[ArchivedDocument]) -> String {
        let proofs = Proofs::newest(documents).expect("proved");
        let joined = proofs.documents().into_iter();
        let joined: Vec<ArchivedDocument> = joined
            .map(|document| ArchivedDocument {
                document: document.clone(),
                validity: DocumentValidity::Current,
            })
            .collect();
        cover_text(&joined, Some(&proofs))
    }

    fn quittance(term: &str) -> ArchivedDocument {
        archived(term, DocumentKind::Quittance, term, 40_000, 40_000)
    }

    #[test]
    fn names_the_months_that_are_missing() {
        let text = dossier(&[quittance("2026-07"), quittance("2026-09"), quittance("2026-10")]);
        assert!(text.contains("Ces mois ne se suivent pas."), "{text}");
        assert!(text.contains("loyer pour août 2026."), "{text}");
        let text = dossier(&["2026-08", "2026-09", "2026-10"].map(quittance));
        assert!(!text.contains("ne se suivent pas"), "{text}");
    }

    #[test]
    fn an_avis_in_place_of_a_quittance_is_not_called_one() {
        let text = dossier(&[
            quittance("2026-09"),
            archived("a", DocumentKind::Avis, "2026-10", 40_000, 40_000),
            archived("r", DocumentKind::Recu, "2026-10", 40_000, 40_000),
        ]);
        for said in [
            "1 quittance de loyer, 1 avis d’échéance et 1 reçu de paiement partiel",
            "Sans quittance pour octobre 2026.",
            "et les reçus du même mois sont joints",
        ] {
            assert!(text.contains(said), "{said}: {text}");
        }
    }

    #[test]
    fn marks_a_chosen_document_that_no_longer_counts() {
        let void = [
            with_validity(DocumentValidity::Superseded, quittance("2026-09")),
            with_validity(DocumentValidity::Withdrawn, quittance("2026-10")),
        ];
        let text = cover_text(&void, None);
        assert!(text.contains("remplacé") && text.contains("annulé"), "{text}");
    }

    #[test]
    fn lists_each_tenant_and_dwelling_once() {
        let mut moved = quittance("2026-10");
        moved.document.dwelling = vec!["9 rue Neuve".to_owned(), "62000 Arras".to_owned()];
        moved.document.tenants.push("M. Karim DURAND".to_owned());
        let text = dossier(&[quittance("2026-08"), quittance("2026-09"), moved]);
        assert!(text.contains("Locataires"), "{text}");
        for (said, times) in [("9 rue Neuve", 1), ("12 rue des Lilas", 1), ("Karim DURAND", 1)] {
            assert_eq!(text.matches(said).count(), times, "{said}: {text}");
        }
    }
}
