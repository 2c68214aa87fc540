//! The problems in an export, worded so that the person who makes it can find them.

use crate::operator_words::{say, words};
use std::fmt;

/// Maximum number of problems listed. A wrong column makes one a line, and the first ones say it all.
const LISTED: usize = 200;

/// One thing to correct in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportProblem {
    /// Name of the file.
    pub file: &'static str,
    /// Line as a text editor counts it, from 1; `None` for the file as a whole.
    pub line: Option<u64>,
    /// Header of the column; `None` for the whole line.
    pub column: Option<&'static str>,
    /// What is expected, in French.
    pub message: String,
}

impl fmt::Display for ImportProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let file = self.file.to_owned();
        let place = match (self.line, self.column) {
            (None, None) => file,
            (None, Some(column)) => say("import-column", [("file", file), ("column", quoted(column))]),
            (Some(line), None) => say("import-line", [("file", file), ("line", line.to_string())]),
            (Some(line), Some(column)) => {
                let cell = [
                    ("file", file),
                    ("line", line.to_string()),
                    ("column", quoted(column)),
                ];
                say("import-cell", cell)
            }
        };
        let about = [("reference", place), ("message", self.message.clone())];
        write!(f, "{}", say("import-about", about))
    }
}

/// The problems in an export: the first 200, and the number of others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportProblems {
    listed: Vec<ImportProblem>,
    others: usize,
}

impl ImportProblems {
    /// The problems listed, by file and line.
    #[must_use]
    pub fn listed(&self) -> &[ImportProblem] {
        &self.listed
    }

    /// The number of problems that are not listed.
    #[must_use]
    pub fn others(&self) -> usize {
        self.others
    }

    /// The number of all problems.
    #[must_use]
    pub fn count(&self) -> usize {
        self.listed.len() + self.others
    }

    pub(super) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// Whether these files have no problem. False as soon as some problems are not listed: they could be about
    /// these files.
    pub(super) fn spare(&self, files: &[&str]) -> bool {
        self.others == 0 && !self.listed.iter().any(|problem| files.contains(&problem.file))
    }

    pub(super) fn add(&mut self, problem: ImportProblem) {
        if self.listed.len() < LISTED {
            self.listed.push(problem);
        } else {
            self.others += 1;
        }
    }

    /// Adds a problem of one cell.
    pub(super) fn cell(&mut self, file: &'static str, line: u64, column: &'static str, message: String) {
        self.add(ImportProblem {
            file,
            line: Some(line),
            column: Some(column),
            message,
        });
    }

    /// Adds a problem of a file as a whole.
    pub(super) fn file(&mut self, file: &'static str, message: String) {
        self.add(ImportProblem {
            file,
            line: None,
            column: None,
            message,
        });
    }

    pub(super) fn sort(&mut self) {
        self.listed.sort_by_key(|problem| (problem.file, problem.line));
    }
}

impl fmt::Display for ImportProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, problem) in self.listed.iter().enumerate() {
            if position > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        match self.others {
            0 => Ok(()),
            others => write!(
                f,
                "\n{}",
                words().text_with("import-others", [("count", others.into())])
            ),
        }
    }
}

/// The message for a reference to something that is in no file.
pub(super) fn unknown(id: &str, reference: &str, file: &str) -> String {
    say(id, [("reference", quoted(reference)), ("file", file.to_owned())])
}

/// A text of the export between French quotation marks, cut after 40 characters and without control characters.
pub(super) fn quoted(text: &str) -> String {
    const SHOWN: usize = 40;
    let mut shown: String = text
        .chars()
        .take(SHOWN)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(SHOWN).is_some() {
        shown.push('…');
    }
    say("quoted", [("text", shown)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_the_first_200_problems_and_counts_the_others() {
        let mut problems = ImportProblems::default();
        for line in 0..205 {
            problems.cell("lignes.csv", line, "montant", "un montant est attendu".to_owned());
        }
        assert_eq!((problems.listed().len(), problems.others()), (200, 5));
        let text = problems.to_string();
        assert!(text.starts_with("lignes.csv, ligne 0, colonne «\u{a0}montant\u{a0}»\u{a0}: un montant"));
        assert!(text.ends_with("\n… et 5 autres"));
    }
}
