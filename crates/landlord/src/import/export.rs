//! Reads the files of an export into types, and checks each row by itself.

use crate::operator_words::say;
use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use super::{
    error::ImportError,
    news::NewsRow,
    problem::{ImportProblem, ImportProblems, quoted},
    record::Record,
    records::{AgencyRow, DocumentRow, DwellingRow, LineRow, TenantRow},
    row::Row,
    table::Table,
};
use crate::books::Payment;

/// The readable rows of a file.
pub(super) struct CsvFile<T> {
    /// Each row with its line.
    pub(super) rows: Vec<(u64, T)>,
    /// References of refused rows. A row of another file that names one of them is not reported too.
    refused: HashSet<String>,
    /// Whether the file could be read as a table.
    readable: bool,
}

impl<T> CsvFile<T> {
    /// Whether the row with a reference was refused, or may have been because the file is unreadable.
    pub(super) fn refused(&self, reference: &str) -> bool {
        !self.readable || self.refused.contains(reference)
    }
}

/// The files of an export.
pub(super) struct Export {
    pub(super) agencies: CsvFile<AgencyRow>,
    pub(super) dwellings: CsvFile<DwellingRow>,
    pub(super) tenants: CsvFile<TenantRow>,
    pub(super) documents: CsvFile<DocumentRow>,
    pub(super) lines: CsvFile<LineRow>,
    pub(super) payments: CsvFile<Payment>,
    pub(super) news: CsvFile<NewsRow>,
}

impl Export {
    /// Reads the files of a directory. Problems in them go to `problems`; a file that the system cannot read is an
    /// error.
    pub(super) fn read(directory: &Path, problems: &mut ImportProblems) -> Result<Self, ImportError> {
        Ok(Self {
            agencies: csv_file(directory, problems)?,
            dwellings: csv_file(directory, problems)?,
            tenants: csv_file(directory, problems)?,
            documents: csv_file(directory, problems)?,
            lines: csv_file(directory, problems)?,
            payments: csv_file(directory, problems)?,
            news: csv_file(directory, problems)?,
        })
    }
}

fn csv_file<T: Record>(directory: &Path, problems: &mut ImportProblems) -> Result<CsvFile<T>, ImportError> {
    let path = directory.join(T::FILE);
    match std::fs::read(&path) {
        Ok(bytes) => Ok(csv_file_of_bytes(&bytes, problems)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && T::MAY_BE_MISSING => Ok(CsvFile {
            rows: Vec::new(),
            refused: HashSet::new(),
            readable: true,
        }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            problems.file(
                T::FILE,
                say(
                    "import-file-missing",
                    [("folder", quoted(&directory.to_string_lossy()))],
                ),
            );
            Ok(csv_file_of_bytes(&[], &mut ImportProblems::default()))
        }
        Err(source) => Err(ImportError::Unreadable { path, source }),
    }
}

fn csv_file_of_bytes<T: Record>(bytes: &[u8], problems: &mut ImportProblems) -> CsvFile<T> {
    let mut csv_file = CsvFile {
        rows: Vec::new(),
        refused: HashSet::new(),
        readable: false,
    };
    let Some(table) = Table::read(T::FILE, T::COLUMNS, bytes, problems) else {
        return csv_file;
    };
    csv_file.readable = true;
    let mut first_lines: HashMap<String, u64> = HashMap::new();
    for (line, record) in &table.rows {
        let mut row = Row::new(&table, *line, record, problems);
        let referred_by = row.cell(T::REFERRED_BY).to_owned();
        let read = T::read(&mut row);
        let overflowing = record
            .iter()
            .skip(table.width)
            .any(|cell| !cell.trim().is_empty());
        if overflowing {
            problems.add(ImportProblem {
                file: T::FILE,
                line: Some(*line),
                column: None,
                message: say(
                    "import-too-many-columns",
                    [
                        ("columns", record.len().to_string()),
                        ("expected", table.width.to_string()),
                    ],
                ),
            });
        }
        let Some(read) = read.filter(|_| !overflowing) else {
            csv_file.refused.insert(referred_by);
            continue;
        };
        if let Some(column) = T::UNIQUE
            && let Some(first) = first_lines.insert(read.key().to_owned(), *line)
        {
            problems.cell(
                T::FILE,
                *line,
                column,
                say("import-not-unique", [("line", first.to_string())]),
            );
            continue;
        }
        csv_file.rows.push((*line, read));
    }
    csv_file
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read_without_panic<T: Record>(bytes: &[u8]) {
        let mut problems = ImportProblems::default();
        let csv_file: CsvFile<T> = csv_file_of_bytes(bytes, &mut problems);
        assert!(
            !problems.is_empty() || (csv_file.readable && csv_file.refused.is_empty()),
            "a refused row reports a problem"
        );
    }

    fn with_header<T: Record>(rest: &[u8]) -> Vec<u8> {
        let names: Vec<&str> = T::COLUMNS.iter().map(|column| column.name).collect();
        let mut bytes = names.join(";").into_bytes();
        bytes.push(b'\n');
        bytes.extend_from_slice(rest);
        bytes
    }

    /// The row of `docs/CSV.md` that has to list the columns of a file.
    fn described<T: Record>() -> String {
        let columns = T::COLUMNS.iter().map(|column| {
            if column.required {
                format!("`{}`", column.name)
            } else {
                format!("[`{}`]", column.name)
            }
        });
        let missing = if T::MAY_BE_MISSING {
            " (may be missing)"
        } else {
            ""
        };
        let columns = columns.collect::<Vec<_>>().join(", ");
        format!("| `{}`{missing} | {columns} |", T::FILE)
    }

    #[test]
    fn csv_md_lists_every_file_and_column() {
        let page = include_str!("../../../../docs/CSV.md");
        for row in [
            described::<AgencyRow>(),
            described::<DwellingRow>(),
            described::<TenantRow>(),
            described::<DocumentRow>(),
            described::<LineRow>(),
            described::<Payment>(),
            described::<NewsRow>(),
        ] {
            assert!(page.lines().any(|line| line == row), "docs/CSV.md has no {row}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_as_a_file_are_read_without_panic(
            bytes in proptest::collection::vec(
                prop_oneof![any::<u8>(), proptest::sample::select(&b";,\n\r\"0123456789/-|. "[..])],
                0..300,
            ),
        ) {
            for header in [false, true] {
                macro_rules! try_files {
                    ($($record:ty),*) => {
                        $(if header {
                            read_without_panic::<$record>(&with_header::<$record>(&bytes));
                        } else {
                            read_without_panic::<$record>(&bytes);
                        })*
                    };
                }
                try_files!(AgencyRow, DwellingRow, TenantRow, DocumentRow, LineRow, Payment, NewsRow);
            }
        }
    }
}
