//! `actualites.csv`: the landlord's news for its tenants. The file is optional.

use jiff::civil::Date;

use super::{record::Record, row::Row, table::Column};

/// A row of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NewsRow {
    pub(super) reference: String,
    pub(super) title: String,
    pub(super) text: Vec<String>,
    pub(super) from: Date,
    pub(super) until: Date,
    /// `None` for the tenants of all agencies.
    pub(super) agency: Option<String>,
    /// Empty for all dwellings of the agency.
    pub(super) dwellings: Vec<String>,
}

impl Record for NewsRow {
    const FILE: &'static str = "actualites.csv";
    const MAY_BE_MISSING: bool = true;
    const COLUMNS: &'static [Column] = &[
        Column::required("reference"),
        Column::required("titre"),
        Column::required("texte"),
        Column::required("debut"),
        Column::required("fin"),
        Column::optional("agence"),
        Column::optional("logements"),
    ];
    const REFERRED_BY: &'static str = "reference";
    const UNIQUE: Option<&'static str> = Some("reference");

    fn read(row: &mut Row<'_>) -> Option<Self> {
        let (reference, title) = (row.text("reference"), row.text("titre"));
        let (text, dwellings) = (row.paragraphs("texte"), row.references("logements"));
        let (from, until) = (row.date("debut"), row.date("fin"));
        let agency = row.text_or_none("agence");
        Some(Self {
            reference: reference?,
            title: title?,
            text: text?,
            from: from?,
            until: until?,
            agency: agency?,
            dwellings: dwellings?,
        })
    }

    fn key(&self) -> &str {
        &self.reference
    }
}
