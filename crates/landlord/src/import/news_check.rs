//! Checks `actualites.csv` against the other files and what is known.

use super::{
    export::Export,
    news::NewsRow,
    on_file::OnFile,
    problem::{ImportProblems, unknown},
    record::Record,
    records::{AgencyRow, DwellingRow},
};
use crate::operator_words::say;

/// Reports unknown agencies and dwellings, and news that ends before it begins.
pub(super) fn check(export: &Export, on_file: &OnFile, problems: &mut ImportProblems) {
    for (line, row) in &export.news.rows {
        let mut tell = |column, message| problems.cell(NewsRow::FILE, *line, column, message);
        if row.until < row.from {
            tell("fin", say("import-news-ends-before", []));
        }
        let is_agency = |name: &String| {
            on_file.agencies.contains_key(name)
                || export.agencies.refused(name)
                || export.agencies.rows.iter().any(|(_, row)| row.key() == name)
        };
        if let Some(agency) = row.agency.as_ref().filter(|name| !is_agency(name)) {
            let message = unknown("import-unknown-agency", agency, AgencyRow::FILE);
            tell("agence", message);
        }
        let is_dwelling = |name: &&String| {
            on_file.dwellings.contains_key(*name)
                || export.dwellings.refused(name)
                || export.dwellings.rows.iter().any(|(_, row)| row.key() == *name)
        };
        for dwelling in row.dwellings.iter().filter(|name| !is_dwelling(name)) {
            let message = unknown("import-unknown-dwelling", dwelling, DwellingRow::FILE);
            tell("logements", message);
        }
    }
}
