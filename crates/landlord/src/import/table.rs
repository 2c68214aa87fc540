//! Reads a CSV file, as rent systems and spreadsheets write it, into rows with their line numbers.

use crate::operator_words::say;
use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::problem::{ImportProblem, ImportProblems, quoted};
use crate::folded_text::folded;

/// A column that a file may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    /// Its header, without accents, in lower case.
    pub(super) name: &'static str,
    /// Whether the file must have it.
    pub(super) required: bool,
}

impl Column {
    pub(super) const fn required(name: &'static str) -> Self {
        Self { name, required: true }
    }

    pub(super) const fn optional(name: &'static str) -> Self {
        Self {
            name,
            required: false,
        }
    }
}

/// The rows of a file, and where its columns are.
pub(super) struct Table {
    pub(super) file: &'static str,
    /// The columns that are read from the file.
    pub(super) columns: &'static [Column],
    /// Position of each column found in the header.
    pub(super) positions: Vec<(&'static str, usize)>,
    /// Number of columns in the header, known or not.
    pub(super) width: usize,
    /// Each row with the line where it begins.
    pub(super) rows: Vec<(u64, csv::StringRecord)>,
}

impl Table {
    /// Reads the bytes of a file; `None` when the file is empty or its columns cannot be determined. Problems of
    /// its rows would only repeat that.
    pub(super) fn read(
        file: &'static str,
        columns: &'static [Column],
        bytes: &[u8],
        problems: &mut ImportProblems,
    ) -> Option<Self> {
        let text = decoded(bytes);
        let text = text.trim_start_matches('\u{feff}');
        let separator = separator(text);
        if let Some(line) = unclosed_quote(text, separator) {
            problems.add(ImportProblem {
                file,
                line: Some(line),
                column: None,
                message: say("import-unclosed-quote", []),
            });
            return None;
        }
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());

        let mut lines = LineCounter::new(text);
        let mut records = reader.records().filter_map(|record| {
            let record = record.ok()?;
            let line = lines.line_at(record.position().map_or(0, csv::Position::byte));
            Some((line, record))
        });
        let Some((header_line, header)) = records.next() else {
            problems.file(file, say("import-empty-file", []));
            return None;
        };
        let positions = positions(file, columns, header_line, &header, problems)?;

        let mut rows = Vec::new();
        for (line, record) in records {
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            rows.push((line, record));
        }
        Some(Self {
            file,
            columns,
            positions,
            width: header.len(),
            rows,
        })
    }
}

/// The position of each known column. Reports a required column that is missing and a column that occurs twice,
/// and returns `None` then.
fn positions(
    file: &'static str,
    columns: &[Column],
    line: u64,
    header: &csv::StringRecord,
    problems: &mut ImportProblems,
) -> Option<Vec<(&'static str, usize)>> {
    let names: Vec<String> = header.iter().map(|cell| folded(cell, '_')).collect();
    let mut positions = Vec::new();
    let mut complete = true;
    for column in columns {
        let mut found = (0..names.len()).filter(|position| names[*position] == column.name);
        let message = match (found.next(), found.next()) {
            (Some(position), None) => {
                positions.push((column.name, position));
                continue;
            }
            (Some(_), Some(_)) => say("import-column-twice", []),
            (None, _) if column.required => {
                say("import-column-missing", [("header", quoted(&names.join(", ")))])
            }
            (None, _) => continue,
        };
        complete = false;
        problems.cell(file, line, column.name, message);
    }
    complete.then_some(positions)
}

/// The text of a file: UTF-8 or UTF-16 as its byte order mark says, UTF-8 when it is valid, and
/// Windows-1252 otherwise, which is what French office software writes.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode_with_bom_removal(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// `;` or `,`, whichever occurs more often in the first line.
fn separator(text: &str) -> u8 {
    let header = text.trim_start().split(['\n', '\r']).next().unwrap_or_default();
    if header.matches(',').count() > header.matches(';').count() {
        b','
    } else {
        b';'
    }
}

/// The line of a quotation mark that opens a cell and is never closed: the cell would swallow the rest of the
/// file.
fn unclosed_quote(text: &str, separator: u8) -> Option<u64> {
    let (mut line, mut opened_on) = (1, None);
    let mut cell_start = true;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if byte == b'\n' || (byte == b'\r' && bytes.peek() != Some(&b'\n')) {
            line += 1;
        }
        if opened_on.is_some() {
            if byte == b'"' && bytes.next_if_eq(&b'"').is_none() {
                opened_on = None;
            }
            continue;
        }
        if byte == b'"' && cell_start {
            opened_on = Some(line);
        }
        cell_start = byte == separator || byte == b'\n' || byte == b'\r';
    }
    opened_on
}

/// Counts lines as an editor does, including line breaks in cells and blank lines between rows.
struct LineCounter<'a> {
    text: &'a [u8],
    offset: usize,
    line: u64,
}

impl<'a> LineCounter<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text: text.as_bytes(),
            offset: 0,
            line: 1,
        }
    }

    /// The line of the first byte at or after an offset that is not a line break. Offsets must grow from call to
    /// call.
    fn line_at(&mut self, offset: u64) -> u64 {
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        while let Some(byte) = self.text.get(self.offset) {
            let line_break = matches!(byte, b'\n' | b'\r');
            if self.offset >= offset && !line_break {
                break;
            }
            let ends_line = match byte {
                b'\n' => true,
                b'\r' => self.text.get(self.offset + 1) != Some(&b'\n'),
                _ => false,
            };
            self.line += u64::from(ends_line);
            self.offset += 1;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COLUMNS: [Column; 2] = [
        Column {
            name: "reference",
            required: true,
        },
        Column {
            name: "libelle",
            required: false,
        },
    ];

    fn read(bytes: &[u8]) -> (Option<Table>, ImportProblems) {
        let mut problems = ImportProblems::default();
        let table = Table::read("lignes.csv", &COLUMNS, bytes, &mut problems);
        (table, problems)
    }

    #[test]
    fn finds_headers_in_any_order_case_and_encoding_with_or_without_accents() {
        let utf8 = "\u{feff}Libellé;Inconnue;\"RÉFÉRENCE\"\nLoyer d’été;x;A\n";
        let decomposed = "Libelle\u{301};Inconnue;reference\nLoyer d’été;x;A\n";
        let (windows, _, _) = WINDOWS_1252.encode("Libellé,Inconnue,Référence\r\nLoyer d’été,x,A\r\n");
        let utf16: Vec<u8> = "\u{feff}libelle;?;reference\nLoyer d’été;x;A"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for bytes in [utf8.as_bytes(), decomposed.as_bytes(), &windows, &utf16] {
            let (table, problems) = read(bytes);
            assert!(problems.is_empty(), "{problems}");
            let table = table.expect("readable");
            assert_eq!(table.positions, [("reference", 2), ("libelle", 0)]);
            assert_eq!(&table.rows[0].1[0], "Loyer d’été");
        }
    }

    #[test]
    fn counts_line_breaks_in_cells_and_blank_lines_as_lines() {
        let (table, _) = read(b"reference;libelle\r\n\r\nA;\"one\r\ntwo\"\r\n;\r\n\r\nB;x\r\n");
        let lines: Vec<u64> = table
            .expect("readable")
            .rows
            .iter()
            .map(|(line, _)| *line)
            .collect();
        assert_eq!(lines, [3, 7]);
    }

    #[test]
    fn reports_what_makes_a_file_unreadable() {
        for (text, message) in [
            ("", "le fichier est vide"),
            ("libelle;montant\n", "ligne 1, colonne «\u{a0}reference\u{a0}»"),
            ("reference;Référence\n", "deux fois"),
            ("reference;libelle\nA;\"x\nB;y\n", "ligne 2\u{a0}: un guillemet"),
        ] {
            let (_, problems) = read(text.as_bytes());
            assert!(
                problems.to_string().contains(message),
                "{text:?} gives {problems}"
            );
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
        }

        #[test]
        fn any_csv_is_read_without_panic(text in "(reference|libelle|[A-Z;,\"\r\n\u{feff}é ]){0,80}") {
            let (table, _) = read(text.as_bytes());
            let lines = 1 + text.matches(['\n', '\r']).count() as u64;
            prop_assert!(table.is_none_or(|table| table.rows.iter().all(|(line, _)| *line <= lines)));
        }
    }
}
