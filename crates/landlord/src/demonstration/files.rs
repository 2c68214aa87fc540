//! The CSV files, each written as a different rent system would.

use std::{fs, io, path::Path};

use encoding_rs::WINDOWS_1252;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Windows-1252 with `;`, as French office software saves.
    Office,
    /// UTF-8 with `,`, as servers export.
    Server,
    /// UTF-8 with a byte order mark and `;`, as recent spreadsheets save.
    Spreadsheet,
}

/// A file being filled.
pub(super) struct File {
    name: &'static str,
    dialect: Dialect,
    writer: csv::Writer<Vec<u8>>,
}

impl File {
    /// A file with its headers.
    pub(super) fn new(name: &'static str, dialect: Dialect, headers: &[&str]) -> io::Result<Self> {
        let separator = match dialect {
            Dialect::Office | Dialect::Spreadsheet => b';',
            Dialect::Server => b',',
        };
        let end = match dialect {
            Dialect::Office | Dialect::Spreadsheet => csv::Terminator::CRLF,
            Dialect::Server => csv::Terminator::Any(b'\n'),
        };
        let writer = csv::WriterBuilder::new()
            .delimiter(separator)
            .terminator(end)
            .from_writer(Vec::new());
        let mut file = Self {
            name,
            dialect,
            writer,
        };
        file.row(headers)?;
        Ok(file)
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        Ok(self.writer.write_record(cells)?)
    }

    /// Writes the file into a directory.
    pub(super) fn save(self, directory: &Path) -> io::Result<()> {
        let bytes = self
            .writer
            .into_inner()
            .map_err(csv::IntoInnerError::into_error)?;
        let bytes = match self.dialect {
            Dialect::Server => bytes,
            Dialect::Spreadsheet => [&b"\xEF\xBB\xBF"[..], &bytes].concat(),
            Dialect::Office => {
                let text = String::from_utf8(bytes).map_err(io::Error::other)?;
                WINDOWS_1252.encode(&text).0.into_owned()
            }
        };
        fs::write(directory.join(self.name), bytes)
    }
}
