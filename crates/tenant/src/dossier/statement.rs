//! The statement of a year: what was called for and what was paid, month by month.

use std::collections::BTreeMap;

use contract::{Cents, DocumentKind, LineKind, RentDocument, Term};
use jiff::civil::Date;
use paper::{Words, capitalised};

use super::{
    ArchivedDocument,
    cover::parties,
    layout::{Column, PageLayout, Run, Table},
};
use crate::core::archive::DocumentValidity;

/// The amounts of a month, from its documents.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Month {
    rent: Cents,
    charges: Cents,
    /// APL and RLS: negative.
    aid: Cents,
    /// SLS, adjustments, earlier balances and all other lines.
    others: Cents,
    called: Cents,
    paid: Cents,
}

/// A year, from the documents that count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Year {
    year: i16,
    /// January to the current month, or to the newest document if that is later; none for a month without amounts.
    months: Vec<(Term, Option<Month>)>,
    /// Listed but not added: an avis may contain them as well.
    adjustments: Vec<RentDocument>,
}

impl Month {
    fn of<'a>(documents: impl Iterator<Item = &'a RentDocument> + Clone) -> Option<Self> {
        let newest = |kind: DocumentKind| {
            let of_kind = documents.clone().filter(move |document| document.kind == kind);
            of_kind.max_by_key(|document| (document.issued_on, &document.id))
        };
        let (avis, quittance) = (newest(DocumentKind::Avis), newest(DocumentKind::Quittance));
        // A reçu alone says what was paid, not what was called for.
        let Some(bill) = avis.or(quittance) else {
            let recus = documents.filter(|document| document.kind == DocumentKind::Recu);
            let paid: Vec<Cents> = recus.map(|recu| recu.amount).collect();
            return (!paid.is_empty()).then(|| Self {
                paid: paid.into_iter().sum(),
                ..Self::default()
            });
        };
        let mut month = Self {
            called: bill.amount,
            // A quittance says that the whole term is paid, even where the avis does not say so yet.
            paid: match quittance {
                Some(quittance) => quittance.amount.max(Cents(0)),
                None => bill.paid,
            },
            ..Self::default()
        };
        for line in &bill.lines {
            let column = match line.kind {
                LineKind::Rent => &mut month.rent,
                LineKind::Charges => &mut month.charges,
                LineKind::Apl | LineKind::Rls => &mut month.aid,
                LineKind::Sls
                | LineKind::Regularisation
                | LineKind::EarlierBalance
                | LineKind::Payment
                | LineKind::Other => &mut month.others,
            };
            *column = *column + line.amount;
        }
        Some(month)
    }

    fn plus(self, other: Self) -> Self {
        Self {
            rent: self.rent + other.rent,
            charges: self.charges + other.charges,
            aid: self.aid + other.aid,
            others: self.others + other.others,
            called: self.called + other.called,
            paid: self.paid + other.paid,
        }
    }

    fn cells(self, words: Words, others: bool) -> Vec<String> {
        let mut amounts = vec![self.rent, self.charges, self.aid];
        amounts.extend(others.then_some(self.others));
        amounts.extend([self.called, self.paid]);
        amounts.into_iter().map(|amount| words.amount(amount)).collect()
    }
}

impl Year {
    /// The year, from the documents that count; none when no such document is of that year.
    pub(super) fn of(year: i16, documents: &[ArchivedDocument], today: Date) -> Option<Self> {
        let mut of_term: BTreeMap<Term, Vec<&RentDocument>> = BTreeMap::new();
        for archived in documents {
            if archived.document.term.year() == year && archived.validity == DocumentValidity::Current {
                of_term
                    .entry(archived.document.term)
                    .or_default()
                    .push(&archived.document);
            }
        }
        let newest = of_term.keys().next_back().copied()?;
        let terms = (1..=12).filter_map(|month| Term::new(year, month).ok());
        let come = |term: &Term| term.first_day() <= today || *term <= newest;
        let months = terms.filter(come).map(|term| {
            let documents = of_term.get(&term).map(Vec::as_slice).unwrap_or_default();
            (term, Month::of(documents.iter().copied()))
        });
        let mut adjustments: Vec<RentDocument> = of_term
            .values()
            .flatten()
            .filter(|document| document.kind == DocumentKind::Regularisation)
            .map(|document| (*document).clone())
            .collect();
        adjustments.sort_by_key(|document| document.issued_on);
        Some(Self {
            year,
            months: months.collect(),
            adjustments,
        })
    }

    fn sum(&self) -> Month {
        let known = self.months.iter().filter_map(|(_, month)| *month);
        known.fold(Month::default(), Month::plus)
    }

    /// Lays out the statement.
    pub(super) fn layout(
        &self,
        words: Words,
        product: &str,
        documents: &[ArchivedDocument],
        made_on: Date,
    ) -> PageLayout {
        let day = words.date(made_on);
        let mut layout = PageLayout::new(
            words,
            &self.of_this_year(words, "statement-title"),
            product.to_owned(),
            made_on,
            words.text_with(
                "statement-foot",
                [("product", product.into()), ("day", day.into())],
            ),
        );
        layout.paragraph(&[Run::plain(&words.text("statement-lead"))]);
        let of_year: Vec<ArchivedDocument> = documents
            .iter()
            .filter(|archived| archived.document.term.year() == self.year)
            .cloned()
            .collect();
        layout.facts(&parties(words, &of_year, made_on));
        layout.section(&self.of_this_year(words, "statement-months"));
        layout.table(&self.table(words));
        let silent: Vec<String> = self
            .months
            .iter()
            .filter(|(_, month)| month.is_none())
            .map(|(term, _)| words.term(*term))
            .collect();
        if !silent.is_empty() {
            layout.callout(&[
                Run::bold(&words.text("statement-gaps-title")),
                Run::plain(" "),
                Run::plain(&words.text_with("statement-gaps", [("months", words.listed(&silent).into())])),
            ]);
        }
        self.add_adjustments(words, &mut layout);
        layout.section(&words.text("statement-reading"));
        layout.paragraph(&[
            Run::bold(&words.text("statement-no-quittance")),
            Run::plain(" "),
            Run::plain(&words.text_with("statement-made-by", [("product", product.into())])),
        ]);
        layout.footnote(&words.text("statement-columns"));
        if self.sum_has_others() {
            layout.footnote(&words.text("statement-others"));
        }
        layout
    }

    /// A sentence that names the year.
    fn of_this_year(&self, words: Words, id: &str) -> String {
        words.text_with(id, [("year", self.year.to_string().into())])
    }

    fn sum_has_others(&self) -> bool {
        let mut known = self.months.iter().filter_map(|(_, month)| *month);
        known.any(|month| month.others != Cents(0))
    }

    fn table(&self, words: Words) -> Table {
        let others = self.sum_has_others();
        let mut header = vec![
            "statement-column-month",
            "statement-column-rent",
            "statement-column-charges",
            "statement-column-aid",
        ];
        header.extend(others.then_some("statement-column-others"));
        header.extend(["statement-column-called", "statement-column-paid"]);
        let figures = vec![Column::of_numbers(if others { 56.0 } else { 66.0 }); header.len() - 1];
        let named = |name: String, cells: Vec<String>| [name].into_iter().chain(cells).collect();
        let rows = self.months.iter().map(|(term, month)| {
            let name = capitalised(&words.month(term.month()));
            let cells = month.map_or_else(
                || vec!["–".to_owned(); figures.len()],
                |month| month.cells(words, others),
            );
            named(name, cells)
        });
        Table {
            rows: rows.collect(),
            footer: Some(named(
                self.of_this_year(words, "statement-total"),
                self.sum().cells(words, others),
            )),
            columns: Table::columns_beside_the_first(&figures),
            header: header.into_iter().map(|id| words.text(id)).collect(),
            size: 9.5,
        }
    }

    fn add_adjustments(&self, words: Words, layout: &mut PageLayout) {
        if self.adjustments.is_empty() {
            return;
        }
        layout.section(&words.text("statement-adjustments"));
        let rows = self.adjustments.iter().map(|document| {
            let day = words.date(document.issued_on);
            vec![
                words.text_with("statement-adjustment", [("day", day.into())]),
                words.amount(document.amount),
                words.amount(document.paid),
            ]
        });
        layout.table(&Table {
            columns: Table::columns_beside_the_first(&[Column::of_numbers(80.0); 2]),
            header: [
                "statement-column-document",
                "statement-column-amount",
                "statement-column-paid",
            ]
            .map(|id| words.text(id))
            .to_vec(),
            rows: rows.collect(),
            footer: None,
            size: 9.5,
        });
        layout.footnote(&words.text("statement-adjustments-note"));
    }
}

#[cfg(test)]
mod tests {
    use contract::DocumentLine;
    use jiff::civil::date;

    use super::*;
    use crate::dossier::tests::{archived, with_validity};

    const TODAY: Date = date(2026, 11, 23);

    fn billed(mut archived: ArchivedDocument, lines: &[(LineKind, i64)]) -> ArchivedDocument {
        archived.document.lines = lines
            .iter()
            .map(|(kind, amount)| DocumentLine {
                kind: *kind,
                label: String::new(),
                amount: Cents(*amount),
            })
            .collect();
        archived
    }

    fn month_of(documents: &[ArchivedDocument]) -> Option<Month> {
        let year = Year::of(2026, documents, TODAY)?;
        year.months.into_iter().find(|(term, _)| term.month() == 9)?.1
    }

    #[test]
    fn the_columns_of_an_avis_add_up_to_its_total() {
        let avis = archived("a", DocumentKind::Avis, "2026-09", 31_500, 20_000);
        let lines = [
            (LineKind::Rent, 40_000),
            (LineKind::Charges, 7_000),
            (LineKind::Apl, -12_000),
            (LineKind::Rls, -5_000),
            (LineKind::Sls, 1_000),
            (LineKind::EarlierBalance, 500),
        ];
        let month = month_of(&[billed(avis, &lines)]).expect("a month");
        assert_eq!(
            month,
            Month {
                rent: Cents(40_000),
                charges: Cents(7_000),
                aid: Cents(-17_000),
                others: Cents(1_500),
                called: Cents(31_500),
                paid: Cents(20_000),
            }
        );
        let sum = month.rent + month.charges + month.aid + month.others;
        assert_eq!(sum, month.called);
    }

    #[test]
    fn an_avis_and_a_quittance_count_once_as_paid_in_full() {
        let avis = archived("a", DocumentKind::Avis, "2026-09", 40_000, 0);
        let quittance = archived("q", DocumentKind::Quittance, "2026-09", 40_000, 40_000);
        for documents in [vec![avis.clone(), quittance.clone()], vec![quittance]] {
            let month = month_of(&documents).expect("a month");
            assert_eq!((month.called, month.paid), (Cents(40_000), Cents(40_000)));
        }
        assert_eq!(month_of(&[avis]).expect("a month").paid, Cents(0));
    }

    #[test]
    fn a_replaced_or_withdrawn_document_is_not_counted() {
        let quittance = archived("q", DocumentKind::Quittance, "2026-09", 40_000, 40_000);
        for void in [DocumentValidity::Superseded, DocumentValidity::Withdrawn] {
            assert_eq!(
                Year::of(2026, &[with_validity(void, quittance.clone())], TODAY),
                None
            );
            let correction = archived("c", DocumentKind::Quittance, "2026-09", 39_000, 39_000);
            let documents = [with_validity(void, quittance.clone()), correction];
            assert_eq!(month_of(&documents).expect("a month").called, Cents(39_000));
        }
    }

    #[test]
    fn recus_alone_show_what_was_paid() {
        let recus = [
            archived("r", DocumentKind::Recu, "2026-09", 10_000, 10_000),
            archived("s", DocumentKind::Recu, "2026-09", 5_000, 5_000),
        ];
        let month = month_of(&recus).expect("a month");
        assert_eq!((month.called, month.paid), (Cents(0), Cents(15_000)));
    }

    #[test]
    fn lists_months_without_a_document_but_no_future_ones() {
        let documents = [archived("q", DocumentKind::Quittance, "2026-09", 40_000, 40_000)];
        let year = Year::of(2026, &documents, TODAY).expect("a year");
        assert_eq!(year.months.len(), 11);
        let known = year.months.iter().filter(|(_, month)| month.is_some());
        assert_eq!(known.count(), 1);
        assert_eq!(Year::of(2025, &documents, TODAY), None);
    }

    #[test]
    fn an_adjustment_is_listed_and_not_added() {
        let documents = [
            archived("q", DocumentKind::Quittance, "2026-09", 40_000, 40_000),
            archived("r", DocumentKind::Regularisation, "2026-06", -3_000, 0),
        ];
        let year = Year::of(2026, &documents, TODAY).expect("a year");
        assert_eq!(year.adjustments.len(), 1);
        assert_eq!(year.sum().called, Cents(40_000));
    }
}
