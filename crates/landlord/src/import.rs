//! Imports what the landlord's rent system exports.
#![doc = include_str!("../../../docs/CSV.md")]

mod checks;
mod corrections;
mod dwelling_details;
mod error;
mod export;
mod news;
mod news_check;
mod on_file;
mod plan;
mod problem;
mod record;
mod records;
mod row;
mod store;
mod summary;
mod table;
mod vocabulary;
mod writing;

use std::path::Path;

use contract::IssuingLandlord;

pub(crate) use self::vocabulary::line_spelling;
pub use self::{
    error::ImportError,
    problem::{ImportProblem, ImportProblems},
    summary::ImportSummary,
};
use self::{export::Export, on_file::OnFile};
pub use crate::books::Tally;
use crate::{
    books::{document::State, ledger::Ledger},
    context::Context,
    counter::journal::{self as staff_journal, Deed, OperatorAction},
    operations::operator::Operator,
    store::{Database, Pool, Writing},
};

/// Imports the files of a directory in one transaction.
///
/// New documents name the tenants, the dwelling and the landlord as they are on the day of import.
///
/// # Errors
/// When the files have problems or cannot be read, the database fails or is damaged, the system gives no random
/// numbers, or the program is stopped. Nothing was written then.
pub async fn import_directory(
    pool: &Pool,
    landlord: &IssuingLandlord,
    directory: &Path,
) -> Result<ImportSummary, ImportError> {
    let (writing, summary) = write(&Database::new(pool.clone()), landlord, directory).await?;
    finish(writing, summary).await
}

/// Imports as [`import_directory`] does. The journal records the operator's import when it changes something (S22).
pub(crate) async fn import_recorded(
    service: &Context,
    operator: &Operator,
    landlord: &IssuingLandlord,
    directory: &Path,
) -> Result<ImportSummary, ImportError> {
    let (mut writing, summary) = write(&service.store, landlord, directory).await?;
    if !summary.changed_nothing() {
        let counts = summary.to_string();
        let deed = Deed {
            detail: Some(&counts),
            ..Deed::default()
        };
        let imported = (OperatorAction::Imported, deed);
        staff_journal::write_of_operator(&mut writing, service, operator, imported).await?;
    }
    finish(writing, summary).await
}

/// Writes what the files of a directory say, and commits nothing yet.
async fn write(
    database: &Database,
    landlord: &IssuingLandlord,
    directory: &Path,
) -> Result<(Writing, ImportSummary), ImportError> {
    let directory = directory.to_owned();
    let (export, mut problems) = tokio::task::spawn_blocking(move || {
        let mut problems = ImportProblems::default();
        Export::read(&directory, &mut problems).map(|export| (export, problems))
    })
    .await??;

    let mut writing = database.write().await?;
    let on_file = OnFile::load(&mut writing, &export).await?;
    let checks::Checked { plan, lines } = checks::check(export, &on_file, &mut problems);
    let mut states: Vec<(String, State)> = Vec::new();
    // With rows missing, the books would only repeat the problems that are reported already.
    if checks::has_whole_books(&problems) {
        let ledger = Ledger::open(plan.entries.over(&on_file.recorded));
        checks::check_receipts(&ledger, &lines, &mut problems);
        let ledger_states = ledger.states();
        states.extend(ledger_states.map(|(reference, state)| (reference.to_owned(), state)));
    }
    if !problems.is_empty() {
        problems.sort();
        return Err(ImportError::Refused { problems });
    }
    let summary = writing::write(&mut writing, &plan, &on_file, &states, landlord).await?;
    Ok((writing, summary))
}

async fn finish(writing: Writing, summary: ImportSummary) -> Result<ImportSummary, ImportError> {
    writing.commit().await?;
    tracing::info!(
        documents = summary.documents.added,
        payments = summary.payments.added,
        "import done"
    );
    Ok(summary)
}
