//! All amounts as a CSV table, as Excel in the same language opens it: UTF-8 with a byte order mark, semicolons.

use contract::{DocumentStatus, LineKind};
use jiff::civil::Date;
use paper::Words;

use super::ArchivedDocument;
use crate::core::archive::DocumentValidity;

/// The byte order mark. Without it, Excel reads the text in a code page of Windows.
const MARK: &str = "\u{feff}";
const HEADINGS: [&str; 12] = [
    "amounts-column-year",
    "amounts-column-month",
    "amounts-column-document",
    "amounts-column-state",
    "amounts-column-issued",
    "amounts-column-due",
    "amounts-column-paid",
    "amounts-column-label",
    "amounts-column-kind",
    "amounts-column-amount",
    "amounts-column-total",
    "amounts-column-received",
];

/// One row for each line of a document, and one for its totals. Totals have columns of their own, so that the sum
/// of a column counts nothing twice.
pub(super) fn table(
    words: Words,
    documents: &[ArchivedDocument],
    today: Date,
) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::from(MARK));
    table.write_record(HEADINGS.map(|id| words.text(id)))?;
    for archived in documents {
        let document = &archived.document;
        let day = |day| words.date_in_figures(day);
        let row = |label: &str, nature: String, amounts: [String; 3]| {
            let [amount, total, received] = amounts;
            [
                document.term.year().to_string(),
                document.term.month().to_string(),
                words.document_kind(document.kind),
                words.text(state(archived, today)),
                day(document.issued_on),
                document.due_on.map(day).unwrap_or_default(),
                document.paid_on.map(day).unwrap_or_default(),
                plain(label),
                nature,
                amount,
                total,
                received,
            ]
        };
        let none = String::new;
        for line in &document.lines {
            let nature = if line.kind == LineKind::Other {
                String::new()
            } else {
                words.line_kind(line.kind)
            };
            table.write_record(row(
                &line.label,
                nature,
                [words.decimal(line.amount), none(), none()],
            ))?;
        }
        let totals = [
            none(),
            words.decimal(document.amount),
            words.decimal(document.paid),
        ];
        table.write_record(row(&words.text("amounts-total"), String::new(), totals))?;
    }
    table.into_inner().map_err(|error| error.into_error().into())
}

/// The id of the sentence for a document's state.
fn state(archived: &ArchivedDocument, today: Date) -> &'static str {
    match archived.validity {
        DocumentValidity::Superseded => "amounts-superseded",
        DocumentValidity::Withdrawn => "amounts-withdrawn",
        DocumentValidity::Missing => "amounts-missing",
        DocumentValidity::Current => match archived.document.status(today) {
            DocumentStatus::Paid => "amounts-paid",
            DocumentStatus::PartlyPaid => "amounts-partly-paid",
            DocumentStatus::Due => "amounts-due",
            DocumentStatus::Overdue => "amounts-overdue",
            DocumentStatus::Settled => "amounts-settled",
            DocumentStatus::ForInformation => "amounts-for-information",
        },
    }
}

/// A text of the landlord, made safe: no spreadsheet reads it as a formula.
fn plain(words: &str) -> String {
    let words: String = words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let words = words.trim();
    if words.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        format!("'{words}")
    } else {
        words.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use contract::{Cents, DocumentKind, DocumentLine, Language};

    use super::*;
    use crate::dossier::tests::{archived, with_validity};

    const TODAY: Date = jiff::civil::date(2026, 11, 23);

    fn rows(documents: &[ArchivedDocument]) -> Vec<Vec<String>> {
        let bytes = table(crate::wording::words(Language::Fr), documents, TODAY).expect("a table");
        let text = String::from_utf8(bytes).expect("UTF-8");
        let text = text.strip_prefix(MARK).expect("the mark of UTF-8").to_owned();
        assert!(text.ends_with("\r\n"));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(text.as_bytes());
        let records = reader.records().map(|record| record.expect("a row"));
        records
            .map(|record| record.iter().map(str::to_owned).collect())
            .collect()
    }

    fn lines(labels: &[(LineKind, &str, i64)]) -> Vec<DocumentLine> {
        let line = |(kind, label, amount): &(LineKind, &str, i64)| DocumentLine {
            kind: *kind,
            label: (*label).to_owned(),
            amount: Cents(*amount),
        };
        labels.iter().map(line).collect()
    }

    #[test]
    fn each_line_has_a_row_and_the_columns_add_up_to_the_documents() {
        let mut avis = archived("a", DocumentKind::Avis, "2026-09", 128_055, 100_000);
        avis.document.lines = lines(&[
            (LineKind::Rent, "Loyer", 120_000),
            (LineKind::Charges, "Provisions", 20_060),
            (LineKind::Apl, "APL", -12_005),
        ]);
        let mut recu = archived("r", DocumentKind::Recu, "2026-09", 100_000, 100_000);
        recu.document.lines = lines(&[(LineKind::Payment, "Paiement reçu", 100_000)]);
        let documents = [avis, recu];
        let rows = rows(&documents);
        assert_eq!(rows.len(), 3 + 1 + 1 + 1);
        let first = &rows[0];
        assert_eq!(first[..4], ["2026", "9", "avis d’échéance", "payé en partie"]);
        assert_eq!(first[7..], ["Loyer", "Loyer", "1200,00", "", ""]);
        assert_eq!(rows[2][9], "-120,05");
        assert_eq!(rows[3][7..], ["Total du document", "", "", "1280,55", "1000,00"]);
        let sum = |column: usize| -> Cents {
            let cells = rows.iter().map(|row| row[column].as_str());
            cells
                .filter(|cell| !cell.is_empty())
                .map(|cell| Cents::parse(cell).expect("an amount"))
                .sum()
        };
        let total: Cents = documents.iter().map(|archived| archived.document.amount).sum();
        let received: Cents = documents.iter().map(|archived| archived.document.paid).sum();
        assert_eq!((sum(9), sum(10), sum(11)), (total, total, received));
    }

    #[test]
    fn no_label_becomes_a_formula_or_an_extra_cell() {
        let mut avis = archived("a", DocumentKind::Avis, "2026-09", 0, 0);
        let labels = [
            "=HYPERLINK(\"http://x\")",
            "+1",
            "-2+3",
            "@SUM(A1)",
            "\t=1+1",
            " =1+1",
            "\r\n=1",
            "Eau; gaz",
            "L’« eau »",
        ];
        avis.document.lines = labels
            .iter()
            .flat_map(|label| lines(&[(LineKind::Other, label, 0)]))
            .collect();
        let rows = rows(&[avis]);
        let written: Vec<&str> = rows.iter().map(|row| row[7].as_str()).collect();
        assert_eq!(
            written[..labels.len()],
            [
                "'=HYPERLINK(\"http://x\")",
                "'+1",
                "'-2+3",
                "'@SUM(A1)",
                "'=1+1",
                "'=1+1",
                "'=1",
                "Eau; gaz",
                "L’« eau »"
            ]
        );
    }

    #[test]
    fn shows_why_a_document_no_longer_counts() {
        let quittance = || archived("q", DocumentKind::Quittance, "2026-09", 1, 1);
        let void = [
            with_validity(DocumentValidity::Superseded, quittance()),
            with_validity(DocumentValidity::Withdrawn, quittance()),
            quittance(),
        ];
        let mut states: Vec<String> = rows(&void).into_iter().map(|row| row[3].clone()).collect();
        states.dedup();
        assert_eq!(states, ["remplacé", "annulé", "payé"]);
    }
}
