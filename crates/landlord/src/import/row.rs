//! One row of a file: reads its cells into types, and reports what was expected when a cell cannot be read.

mod date;

use crate::operator_words::say;
use contract::{Cents, MobilePhone, TenantCode, Term};
use jiff::civil::Date;

use self::date::parse_date;
use super::{
    problem::{ImportProblems, quoted},
    table::Table,
    vocabulary,
};

/// Maximum length of a text of one line, in characters.
const MAX_LINE_CHARACTERS: usize = 200;
/// Maximum length of a text of several paragraphs, in characters.
const MAX_TEXT_CHARACTERS: usize = 2_000;
/// Maximum surface, in hundredths of a square metre: far above any home.
const MAX_SURFACE: u32 = 100_000;
/// Maximum number of lines in a cell: an address, opening hours.
const MAX_LINES: usize = 8;
/// Maximum amount, in cents: far above any rent, and small enough that the sum over a whole file does not
/// overflow.
const MAX_AMOUNT: i64 = 10_000_000_000;

/// A row being read. A reader that fails reports its problem and returns `None`, so that one pass reports every
/// problem of the row.
pub(super) struct Row<'a> {
    table: &'a Table,
    line: u64,
    record: &'a csv::StringRecord,
    problems: &'a mut ImportProblems,
}

impl<'a> Row<'a> {
    pub(super) fn new(
        table: &'a Table,
        line: u64,
        record: &'a csv::StringRecord,
        problems: &'a mut ImportProblems,
    ) -> Self {
        Self {
            table,
            line,
            record,
            problems,
        }
    }

    /// The trimmed text of a cell; empty when the column or the cell is missing.
    pub(super) fn cell(&self, column: &str) -> &'a str {
        debug_assert!(
            self.table.columns.iter().any(|known| known.name == column),
            "{column} stands among the columns of {}",
            self.table.file
        );
        self.table
            .positions
            .iter()
            .find(|(name, _)| *name == column)
            .and_then(|(_, position)| self.record.get(*position))
            .unwrap_or_default()
            .trim()
    }

    fn refuse<T>(&mut self, column: &'static str, message: String) -> Option<T> {
        self.problems.cell(self.table.file, self.line, column, message);
        None
    }

    /// The text of a cell that must not be empty.
    fn filled(&mut self, column: &'static str, expected: &str) -> Option<&'a str> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return self.refuse(
                column,
                say("import-empty-cell", [("expected", expectation(expected))]),
            );
        }
        Some(cell)
    }

    fn parsed<T>(
        &mut self,
        column: &'static str,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let cell = self.filled(column, expected)?;
        match parse(cell) {
            Some(value) => Some(value),
            None => self.refuse(column, {
                let about = [("cell", quoted(cell)), ("expected", expectation(expected))];
                say("import-other-cell", about)
            }),
        }
    }

    /// A text of one line that must not be empty.
    pub(super) fn text(&mut self, column: &'static str) -> Option<String> {
        let cell = self.filled(column, "expected-text")?;
        self.one_line(column, cell)
    }

    /// A text of one line; an empty cell gives an empty text.
    pub(super) fn optional_text(&mut self, column: &'static str) -> Option<String> {
        self.one_line(column, self.cell(column))
    }

    fn one_line(&mut self, column: &'static str, cell: &str) -> Option<String> {
        if cell.contains(['\n', '\r']) {
            return self.refuse(column, expectation("expected-one-line"));
        }
        self.clean(column, cell)
    }

    /// The text with single spaces. Reports a text that is unreadable or too long.
    fn clean(&mut self, column: &'static str, text: &str) -> Option<String> {
        self.clean_of(column, text, MAX_LINE_CHARACTERS)
    }

    fn clean_of(&mut self, column: &'static str, text: &str, longest: usize) -> Option<String> {
        let unreadable = |c: char| c == '\u{fffd}' || (c.is_control() && !c.is_whitespace());
        if text.contains(unreadable) {
            return self.refuse(column, say("import-unreadable-character", []));
        }
        if text.chars().count() > longest {
            return self.refuse(
                column,
                say("import-too-long", [("characters", longest.to_string())]),
            );
        }
        // No-break spaces are the writer's choice and stay.
        let words = text.split([' ', '\t']).filter(|word| !word.is_empty());
        Some(words.collect::<Vec<_>>().join(" "))
    }

    /// The lines of a cell, separated by line breaks or `|`.
    pub(super) fn lines(&mut self, column: &'static str) -> Option<Vec<String>> {
        let cell = self.cell(column);
        let parts: Vec<&str> = cell
            .split(['\n', '\r', '|'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        if parts.len() > MAX_LINES {
            return self.refuse(
                column,
                say("import-too-many-lines", [("lines", MAX_LINES.to_string())]),
            );
        }
        parts.into_iter().map(|part| self.clean(column, part)).collect()
    }

    /// A postal address: the lines of `adresse`, then of `complement`, then `code_postal ville`.
    pub(super) fn address(&mut self) -> Option<Vec<String>> {
        let first = self.filled("adresse", "expected-street");
        let street = self.lines("adresse");
        let complement = self.lines("complement");
        let expected = "expected-postcode";
        let postcode = self.parsed("code_postal", expected, |text| {
            let valid = text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit());
            valid.then(|| text.to_owned())
        });
        let town = self.text("ville");
        first?;
        let mut lines = street?;
        lines.extend(complement?);
        lines.push(format!("{} {}", postcode?, town?));
        Some(lines)
    }

    pub(super) fn date(&mut self, column: &'static str) -> Option<Date> {
        let expected = "expected-date";
        self.parsed(column, expected, parse_date)
    }

    /// A date; `Some(None)` when the cell is empty, `None` when a problem was reported.
    pub(super) fn optional_date(&mut self, column: &'static str) -> Option<Option<Date>> {
        if self.cell(column).is_empty() {
            return Some(None);
        }
        self.date(column).map(Some)
    }

    pub(super) fn term(&mut self, column: &'static str) -> Option<Term> {
        let expected = "expected-term";
        self.parsed(column, expected, |text| Term::parse(text).ok())
    }

    pub(super) fn amount(&mut self, column: &'static str) -> Option<Cents> {
        let expected = "expected-amount";
        self.parsed(column, expected, |text| {
            Cents::parse(text)
                .ok()
                .filter(|amount| amount.0.abs() <= MAX_AMOUNT)
        })
    }

    /// An amount; `Some(None)` when the cell is empty, `None` when a problem was reported.
    pub(super) fn optional_amount(&mut self, column: &'static str) -> Option<Option<Cents>> {
        if self.cell(column).is_empty() {
            return Some(None);
        }
        self.amount(column).map(Some)
    }

    /// The value of a cell; `Some(None)` when the cell is empty, `None` when a problem was reported.
    pub(super) fn optional<T>(
        &mut self,
        column: &'static str,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<Option<T>> {
        if self.cell(column).is_empty() {
            return Some(None);
        }
        self.parsed(column, expected, parse).map(Some)
    }

    /// A text of one line; `Some(None)` when the cell is empty, `None` when a problem was reported.
    pub(super) fn text_or_none(&mut self, column: &'static str) -> Option<Option<String>> {
        let text = self.optional_text(column)?;
        Some((!text.is_empty()).then_some(text))
    }

    /// An area in hundredths of a square metre.
    pub(super) fn optional_surface(&mut self, column: &'static str) -> Option<Option<u32>> {
        let expected = "expected-surface";
        self.optional(column, expected, |text| {
            let figure = text.trim_end_matches("m²").trim_end_matches("m2");
            // Two decimals, like an amount.
            let hundredths = u32::try_from(Cents::parse(figure).ok()?.0).ok()?;
            (1..=MAX_SURFACE).contains(&hundredths).then_some(hundredths)
        })
    }

    pub(super) fn optional_telephone(&mut self, column: &'static str) -> Option<Option<String>> {
        if self.cell(column).is_empty() {
            return Some(None);
        }
        self.telephone(column).map(Some)
    }

    /// The lines of a cell, each parsed.
    pub(super) fn each_line<T>(
        &mut self,
        column: &'static str,
        expected: &str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<Vec<T>> {
        let lines = self.lines(column)?;
        let read: Option<Vec<T>> = lines.iter().map(|line| parse(line)).collect();
        match read {
            Some(read) => Some(read),
            None => self.refuse(column, expectation(expected)),
        }
    }

    /// References separated by line breaks or `|`, any number of them.
    pub(super) fn references(&mut self, column: &'static str) -> Option<Vec<String>> {
        let cell = self.cell(column);
        let parts = cell
            .split(['\n', '\r', '|'])
            .map(str::trim)
            .filter(|part| !part.is_empty());
        parts.map(|part| self.clean(column, part)).collect()
    }

    /// Paragraphs separated by line breaks or `|`. The cell must not be empty.
    pub(super) fn paragraphs(&mut self, column: &'static str) -> Option<Vec<String>> {
        let cell = self.filled(column, "expected-text")?;
        let parts: Vec<&str> = cell
            .split(['\n', '\r', '|'])
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        if cell.chars().count() > MAX_TEXT_CHARACTERS {
            return self.refuse(
                column,
                say(
                    "import-too-long",
                    [("characters", MAX_TEXT_CHARACTERS.to_string())],
                ),
            );
        }
        parts
            .into_iter()
            .map(|part| self.clean_of(column, part, MAX_TEXT_CHARACTERS))
            .collect()
    }

    /// A word of the vocabulary; case and accents do not matter.
    pub(super) fn of_vocabulary<T>(
        &mut self,
        column: &'static str,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        self.parsed(column, expected, |text| {
            parse(&crate::folded_text::folded(text, ' '))
        })
    }

    /// A tenant code. The message does not repeat it (S20).
    pub(super) fn tenant_code(&mut self, column: &'static str) -> Option<TenantCode> {
        let expected = "expected-tenant-code";
        let cell = self.filled(column, expected)?;
        match TenantCode::parse(cell) {
            Ok(code) => Some(code),
            Err(_) => self.refuse(column, expectation(expected)),
        }
    }

    /// A mobile number; `Some(None)` when the cell is empty. The message does not repeat it (S20).
    pub(super) fn optional_mobile(&mut self, column: &'static str) -> Option<Option<MobilePhone>> {
        let cell = self.cell(column);
        if cell.is_empty() {
            return Some(None);
        }
        match MobilePhone::parse(cell) {
            Ok(phone) => Some(Some(phone)),
            Err(_) => self.refuse(column, expectation("expected-mobile")),
        }
    }

    /// A telephone number, in French notation.
    pub(super) fn telephone(&mut self, column: &'static str) -> Option<String> {
        let expected = "expected-telephone";
        self.parsed(column, expected, |text| {
            contract::LandlinePhone::parse_optional(text)
                .ok()
                .flatten()
                .map(|phone| phone.national())
        })
    }

    pub(super) fn email(&mut self, column: &'static str) -> Option<String> {
        let expected = "expected-email";
        self.parsed(column, expected, |text| {
            contract::Email::parse(text)
                .ok()
                .map(|email| email.as_str().to_owned())
        })
    }
}

/// The sentence for what was expected.
fn expectation(id: &str) -> String {
    say(
        id,
        [
            ("digits", TenantCode::DIGITS.to_string()),
            ("documents", vocabulary::document_kinds()),
            ("lines", vocabulary::line_kinds()),
        ],
    )
}
