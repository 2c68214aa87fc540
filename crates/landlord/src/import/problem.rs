//! What is wrong in the exports, said so that the person who makes them can find it.

use std::fmt;

/// How many problems are listed: a wrong column makes one per line, and the first ones tell it all.
const LISTED: usize = 200;

/// One thing to correct in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportProblem {
    /// Name of the file.
    pub file: &'static str,
    /// Line as a text editor counts it, from 1; none when the file as a whole is meant.
    pub line: Option<u64>,
    /// Header of the column; none when the whole line is meant.
    pub column: Option<&'static str>,
    /// What is expected, in French.
    pub message: String,
}

impl fmt::Display for ImportProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ", ligne {line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ", colonne {}", quoted(column))?;
        }
        write!(f, "\u{a0}: {}", self.message)
    }
}

/// Everything that is wrong in an export: the first 200 problems, and how many more there are.
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

    /// How many more there are than are listed.
    #[must_use]
    pub fn others(&self) -> usize {
        self.others
    }

    /// How many there are in all.
    #[must_use]
    pub fn count(&self) -> usize {
        self.listed.len() + self.others
    }

    pub(super) fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }

    /// True when nothing is told of these files.
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

    /// A problem of one cell.
    pub(super) fn cell(&mut self, file: &'static str, line: u64, column: &'static str, message: String) {
        self.add(ImportProblem {
            file,
            line: Some(line),
            column: Some(column),
            message,
        });
    }

    /// A problem of a file as a whole.
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
            1 => write!(f, "\n… et 1 autre"),
            others => write!(f, "\n… et {others} autres"),
        }
    }
}

/// A word of the export between French quotation marks, cut when it is long.
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
    format!("«\u{a0}{shown}\u{a0}»")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_hundred_first_problems_are_listed_and_the_others_counted() {
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
