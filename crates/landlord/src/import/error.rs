//! Why an import wrote nothing.

use std::{io, path::PathBuf};

use super::problem::ImportProblems;
use crate::{
    operator_words::{say, words},
    refusal::Refusal,
    rent::bookkeeping::RecordError,
    store::StoreError,
};

/// Nothing was imported. The messages are in French, for the landlord's IT people.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The files have to be corrected.
    #[error("{}\n{problems}", refused(problems.count()))]
    Refused {
        /// All problems in the files.
        problems: ImportProblems,
    },
    /// A file exists but cannot be read.
    #[error("{}", say("import-unreadable", [("path", path.display().to_string()), ("source", source.to_string())]))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database failed.
    #[error("{}", say("import-database", [("reason", .0.to_string())]))]
    Database(StoreError),
    /// The database holds a value that this service does not write.
    #[error("{}", say("import-damaged", [("column", column.clone()), ("reason", reason.clone())]))]
    Damaged {
        /// The column.
        column: String,
        /// What is wrong.
        reason: String,
    },
    /// The system gives no random numbers.
    #[error("{}", say("import-random", [("reason", .0.to_string())]))]
    Random(#[from] getrandom::Error),
    /// The program is being stopped.
    #[error("{}", say("import-interrupted", [("reason", .0.to_string())]))]
    Interrupted(#[from] tokio::task::JoinError),
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Database(_) | StoreError::Busy => Self::Database(error),
            StoreError::Damaged { column, reason } => Self::Damaged { column, reason },
        }
    }
}

/// The journal was not written.
impl From<Refusal> for ImportError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Store(error) | Refusal::Unwritable(error) => error.into(),
            Refusal::Busy { .. } => Self::Database(StoreError::Busy),
            other => Self::Damaged {
                column: "staff_journal".to_owned(),
                reason: other.to_string(),
            },
        }
    }
}

impl From<RecordError> for ImportError {
    fn from(error: RecordError) -> Self {
        match error {
            RecordError::Store(error) => error.into(),
            RecordError::Random(error) => error.into(),
        }
    }
}

fn refused(count: usize) -> String {
    words().text_with("import-refused", [("count", count.into())])
}
