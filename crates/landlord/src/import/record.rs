//! What makes a type the row of a file.

use super::{row::Row, table::Column};

/// A row of a file of the export.
pub(super) trait Record: Sized {
    /// Name of the file.
    const FILE: &'static str;
    /// An export may do without the file.
    const MAY_BE_MISSING: bool = false;
    /// Its columns.
    const COLUMNS: &'static [Column];
    /// The column by which other files name the row.
    const REFERRED_BY: &'static str;
    /// The column that no two rows share.
    const UNIQUE: Option<&'static str>;

    /// Reads a row; none when a problem was told.
    fn read(row: &mut Row<'_>) -> Option<Self>;

    /// What the row has in the unique column.
    fn key(&self) -> &str;
}
