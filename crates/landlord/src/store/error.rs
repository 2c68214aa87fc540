//! Errors of the database.

/// The database failed, or holds a value that this service does not write.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed.
    #[error("{0}")]
    Database(#[from] sqlx::Error),
    /// A stored value cannot be read.
    #[error("{column}: {reason}")]
    Damaged {
        /// The column.
        column: String,
        /// What is wrong.
        reason: String,
    },
}

impl StoreError {
    /// The error for a column that holds a value this service does not write.
    pub(crate) fn damaged(column: &str, reason: &impl ToString) -> Self {
        Self::Damaged {
            column: column.to_owned(),
            reason: reason.to_string(),
        }
    }
}
