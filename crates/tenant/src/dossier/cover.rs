//! The first sheet of a dossier: whose it is, what is joined, and who made it.

use contract::{DocumentKind, RentDocument, Term};
use jiff::civil::Date;
use paper::french;

use super::{
    KeptDocument,
    proofs::{Proof, Proofs},
    sheet::{Column, Run, Sheet, Table},
};
use crate::core::archive::DocumentStanding;

/// What a cover says, but for the pages.
pub(super) struct Cover<'a> {
    pub(super) product: &'a str,
    pub(super) made_on: Date,
    /// What it proves; none for documents that the tenant chose.
    pub(super) proofs: Option<&'a Proofs>,
    /// In order.
    pub(super) documents: &'a [KeptDocument],
    /// Whether some document carries the landlord's code.
    pub(super) verifiable: bool,
}

impl Cover<'_> {
    /// The sheet, when these are the numbers of pages of the documents and the cover has so many itself.
    pub(super) fn sheet(&self, pages: &[usize], own_pages: usize) -> Sheet {
        let title = if self.proofs.is_some() {
            "Justificatifs de loyer"
        } else {
            "Documents de loyer"
        };
        let made_on = french::date(self.made_on);
        let foot = format!(
            "Page faite par {} le {made_on}. Elle n’est pas un document du bailleur.",
            self.product
        );
        let mut sheet = Sheet::new(title, self.product.to_owned(), self.made_on, foot)
            .among(own_pages + pages.iter().sum::<usize>());
        sheet.paragraph(&[Run::plain(&self.in_short())]);
        sheet.facts(&parties(self.documents, self.made_on));
        self.remarks(&mut sheet);
        sheet.section("Documents joints");
        sheet.table(&self.list(pages, own_pages));
        sheet.section("Comment lire ce dossier");
        sheet.paragraph(&[
            Run::plain("Cette page a été faite sur l’ordinateur du locataire, avec "),
            Run::plain(self.product),
            Run::plain(", à partir des documents émis par le bailleur. "),
            Run::bold("Les pages qui suivent sont celles du bailleur, telles qu’il les a émises."),
        ]);
        if self.verifiable {
            sheet.paragraph(&[Run::plain(
                "Un document qui porte un code QR se vérifie auprès du bailleur\u{a0}: lisez le code avec un \
                 téléphone, ou cliquez dessus.",
            )]);
        }
        sheet
    }

    fn in_short(&self) -> String {
        let Some(proofs) = self.proofs else {
            return format!("Ce fichier réunit {}.", counted(self.documents));
        };
        let months: Vec<String> = proofs
            .months
            .iter()
            .map(|(term, _)| french::term(*term))
            .collect();
        format!(
            "Ce dossier réunit {}, pour {}.",
            counted(self.documents),
            french::listed(&months)
        )
    }

    fn remarks(&self, sheet: &mut Sheet) {
        let Some(proofs) = self.proofs else { return };
        if !proofs.gaps.is_empty() {
            let gaps: Vec<String> = proofs.gaps.iter().map(|term| french::term(*term)).collect();
            sheet.notice(&[
                Run::bold("Ces mois ne se suivent pas. "),
                Run::plain(&format!(
                    "Le jour où cette page a été faite, aucun document ne prouvait le paiement du loyer pour {}.",
                    french::listed(&gaps)
                )),
            ]);
        }
        let without: Vec<&(Term, Proof)> = proofs
            .months
            .iter()
            .filter(|(_, proof)| matches!(proof, Proof::PaidAvis { .. }))
            .collect();
        if !without.is_empty() {
            let months: Vec<String> = without.iter().map(|(term, _)| french::term(*term)).collect();
            let recus = without.iter().any(|(_, proof)| proof.documents().len() > 1);
            sheet.notice(&[
                Run::bold(&format!("Sans quittance pour {}. ", french::listed(&months))),
                Run::plain(if recus {
                    "L’avis d’échéance, sur lequel il ne reste rien à payer, et les reçus du même mois sont joints."
                } else {
                    "L’avis d’échéance, sur lequel il ne reste rien à payer, est joint."
                }),
            ]);
        }
    }

    fn list(&self, pages: &[usize], own_pages: usize) -> Table {
        let mut next = own_pages + 1;
        let rows = self.documents.iter().zip(pages).map(|(kept, pages)| {
            let first = next;
            next += pages;
            let last = next - 1;
            vec![
                format!(
                    "{}{}",
                    french::capitalised(name(&kept.document)),
                    void(kept.standing)
                ),
                french::term(kept.document.term),
                french::date(kept.document.issued_on),
                french::amount(kept.document.amount),
                if first == last {
                    first.to_string()
                } else {
                    format!("{first}\u{a0}à\u{a0}{last}")
                },
            ]
        });
        Table {
            columns: Table::columns_beside_the_first(&[
                Column::of_words(92.0),
                Column::of_words(104.0),
                Column::of_figures(66.0),
                Column::of_figures(42.0),
            ]),
            header: ["Document", "Mois", "Émis le", "Montant", "Page"]
                .map(str::to_owned)
                .to_vec(),
            rows: rows.collect(),
            footer: None,
            size: 10.5,
        }
    }
}

/// The line of a document in the outline of the file.
pub(super) fn entry(document: &RentDocument) -> String {
    format!(
        "{}, {}",
        french::capitalised(name(document)),
        french::term(document.term)
    )
}

fn name(document: &RentDocument) -> &'static str {
    french::document_kind(document.kind)
}

fn void(standing: DocumentStanding) -> &'static str {
    match standing {
        DocumentStanding::Current => "",
        DocumentStanding::Superseded => " (n’est plus valable\u{a0}: remplacé)",
        DocumentStanding::Withdrawn => " (n’est plus valable\u{a0}: annulé)",
        DocumentStanding::Missing => " (n’est plus chez le bailleur)",
    }
}

/// `3 quittances de loyer et 1 avis d’échéance`
fn counted(documents: &[KeptDocument]) -> String {
    // What most are asked for comes first.
    let first = DocumentKind::Quittance;
    let others = DocumentKind::ALL.iter().copied().filter(|kind| *kind != first);
    let kinds = [first].into_iter().chain(others).chain([DocumentKind::Unknown]);
    let counts = kinds.filter_map(|kind| {
        let of_kind = documents.iter().filter(|kept| kept.document.kind == kind);
        match of_kind.count() {
            0 => None,
            count => Some(french::documents_of_kind(kind, count)),
        }
    });
    french::listed(&counts.collect::<Vec<_>>())
}

/// Whom and what the documents name, the newest first; more than one where they differ.
pub(super) fn parties(documents: &[KeptDocument], made_on: Date) -> Vec<(&'static str, Vec<String>)> {
    let distinct = |told: &dyn Fn(&RentDocument) -> String| {
        let mut all: Vec<String> = Vec::new();
        for kept in documents.iter().rev() {
            let words = told(&kept.document);
            if !words.is_empty() && !all.contains(&words) {
                all.push(words);
            }
        }
        all
    };
    let tenants = distinct(&|document| french::names(&document.tenants));
    let landlord = distinct(&|document| {
        let landlord = &document.landlord;
        let siret = format!("SIRET\u{a0}{}", french::siret(&landlord.siret));
        let parts = [&landlord.name].into_iter().chain(&landlord.address);
        let parts: Vec<&str> = parts.map(String::as_str).chain([siret.as_str()]).collect();
        parts.join(", ")
    });
    vec![
        (
            if documents.iter().any(|kept| kept.document.tenants.len() > 1) {
                "Locataires"
            } else {
                "Locataire"
            },
            tenants,
        ),
        ("Logement", distinct(&|document| document.dwelling.join(", "))),
        ("Bailleur", landlord),
        ("Page faite le", vec![french::date(made_on)]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::tests::{kept, standing};

    const MADE_ON: Date = jiff::civil::date(2026, 11, 23);

    /// What the cover says in letters.
    fn told(documents: &[KeptDocument], proofs: Option<&Proofs>) -> String {
        let cover = Cover {
            product: "Espace Locataire",
            made_on: MADE_ON,
            proofs,
            documents,
            verifiable: false,
        };
        let pages = vec![1; documents.len()];
        let pdf = cover.sheet(&pages, 1).finish().expect("an accessible PDF");
        let text = pdf_extract::extract_text_from_mem(&pdf).expect("text");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn dossier(documents: &[KeptDocument]) -> String {
        let proofs = Proofs::newest(documents).expect("proved");
        let joined = proofs.documents().into_iter();
        let joined: Vec<KeptDocument> = joined
            .map(|document| KeptDocument {
                document: document.clone(),
                standing: DocumentStanding::Current,
            })
            .collect();
        told(&joined, Some(&proofs))
    }

    fn quittance(term: &str) -> KeptDocument {
        kept(term, DocumentKind::Quittance, term, 40_000, 40_000)
    }

    #[test]
    fn a_gap_of_a_month_is_said_plainly() {
        let text = dossier(&[quittance("2026-07"), quittance("2026-09"), quittance("2026-10")]);
        assert!(text.contains("Ces mois ne se suivent pas."), "{text}");
        assert!(text.contains("loyer pour août 2026."), "{text}");
        let text = dossier(&["2026-08", "2026-09", "2026-10"].map(quittance));
        assert!(!text.contains("ne se suivent pas"), "{text}");
    }

    #[test]
    fn an_avis_that_stands_for_a_quittance_is_never_called_one() {
        let text = dossier(&[
            quittance("2026-09"),
            kept("a", DocumentKind::Avis, "2026-10", 40_000, 40_000),
            kept("r", DocumentKind::Recu, "2026-10", 40_000, 40_000),
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
    fn a_chosen_document_that_counts_no_more_is_marked() {
        let void = [
            standing(DocumentStanding::Superseded, quittance("2026-09")),
            standing(DocumentStanding::Withdrawn, quittance("2026-10")),
        ];
        let text = told(&void, None);
        assert!(text.contains("remplacé") && text.contains("annulé"), "{text}");
    }

    #[test]
    fn every_tenant_and_dwelling_that_the_documents_name_is_told_once() {
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
