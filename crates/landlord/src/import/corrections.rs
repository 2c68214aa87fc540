//! Corrections: documents that supersede another one.

use crate::operator_words::say;
use std::collections::HashMap;

use super::{
    export::Export,
    on_file::OnFile,
    problem::{ImportProblems, quoted},
    record::Record,
    records::DocumentRow,
};

const COLUMN: &str = "remplace";

/// Checks that each correction supersedes a document of its lease, that no document is superseded twice, and that
/// corrections form no circle.
pub(super) fn check(
    export: &Export,
    rows: &HashMap<&str, (u64, &DocumentRow)>,
    on_file: &OnFile,
    problems: &mut ImportProblems,
) {
    let mut superseded: HashMap<&str, &str> = on_file
        .recorded
        .documents
        .iter()
        .filter_map(|(reference, stored)| Some((reference.as_str(), stored.state.superseded_by.as_deref()?)))
        .collect();
    for (line, row) in &export.documents.rows {
        let Some(old) = row.supersedes.as_deref() else {
            continue;
        };
        let lease = match (rows.get(old), on_file.recorded.documents.get(old)) {
            (Some((_, old)), _) => &old.lease,
            (None, Some(stored)) => &stored.content.lease,
            (None, None) => {
                if !export.documents.refused(old) {
                    let message = say("import-corrects-unknown", [("document", quoted(old))]);
                    problems.cell(DocumentRow::FILE, *line, COLUMN, message);
                }
                continue;
            }
        };
        let other = superseded
            .insert(old, &row.reference)
            .filter(|other| *other != row.reference);
        let message = if *lease != row.lease {
            let about = [("document", quoted(old)), ("lease", quoted(lease))];
            say("import-corrects-other-lease", about)
        } else if let Some(other) = other {
            let about = [("document", quoted(old)), ("other", quoted(other))];
            say("import-corrected-already", about)
        } else if in_circle(&row.reference, rows) {
            say("import-corrects-itself", [])
        } else {
            continue;
        };
        problems.cell(DocumentRow::FILE, *line, COLUMN, message);
    }
}

/// Whether a document supersedes itself, directly or through others. Issued documents name only earlier ones, so a
/// circle lies within the export.
fn in_circle(start: &str, rows: &HashMap<&str, (u64, &DocumentRow)>) -> bool {
    let mut current = start;
    for _ in 0..=rows.len() {
        let next = rows.get(current).and_then(|(_, row)| row.supersedes.as_deref());
        match next {
            None => return false,
            Some(next) if next == start => return true,
            Some(next) => current = next,
        }
    }
    // A circle without `start` is reported at its own documents.
    false
}
