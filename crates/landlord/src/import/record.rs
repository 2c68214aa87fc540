//! The trait of types that are a row of a file.

use super::{row::Row, table::Column};

/// A row of a file of the export.
pub(super) trait Record: Sized {
    /// Name of the file.
    const FILE: &'static str;
    /// Whether an export may lack the file.
    const MAY_BE_MISSING: bool = false;
    /// Its columns.
    const COLUMNS: &'static [Column];
    /// The column whose value names the row in other files.
    const REFERRED_BY: &'static str;
    /// The column whose value has to be unique, if any.
    const UNIQUE: Option<&'static str>;

    /// Reads a row; `None` when a problem was reported.
    fn read(row: &mut Row<'_>) -> Option<Self>;

    /// What the row is known by: unique when [`Self::UNIQUE`] is set.
    fn key(&self) -> &str;
}
