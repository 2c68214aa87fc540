//! Why an import wrote nothing.

use std::{io, path::PathBuf};

use super::problem::ImportProblems;
use crate::{rent::bookkeeping::RecordError, store::StoreError};

/// Nothing was imported. The messages are in French, for the landlord's IT people.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The files have to be corrected.
    #[error("import refusé, rien n’a été écrit ({} à corriger)\n{}", errors(problems.count()), problems)]
    Refused {
        /// All problems in the files.
        problems: ImportProblems,
    },
    /// A file exists but cannot be read.
    #[error("le fichier {} ne peut pas être lu\u{a0}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The database failed.
    #[error("la base de données a échoué, rien n’a été écrit\u{a0}: {0}")]
    Database(StoreError),
    /// The database holds a value that this service does not write.
    #[error("la base de données est abîmée (colonne {column})\u{a0}: {reason}")]
    Damaged {
        /// The column.
        column: String,
        /// What is wrong.
        reason: String,
    },
    /// The system gives no random numbers.
    #[error("le système ne donne pas de nombres aléatoires\u{a0}: {0}")]
    Random(#[from] getrandom::Error),
    /// The program is being stopped.
    #[error("l’import a été interrompu, rien n’a été écrit\u{a0}: {0}")]
    Interrupted(#[from] tokio::task::JoinError),
}

impl From<StoreError> for ImportError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Database(_) => Self::Database(error),
            StoreError::Damaged { column, reason } => Self::Damaged { column, reason },
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

fn errors(count: usize) -> String {
    match count {
        1 => "1 erreur".to_owned(),
        count => format!("{count} erreurs"),
    }
}
