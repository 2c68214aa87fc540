//! Errors of the database.

/// The low byte of SQLite's codes for a lock that another connection holds: `SQLITE_BUSY` and `SQLITE_LOCKED`.
const BUSY_CODES: [i32; 2] = [5, 6];
/// SQLite's extended codes for a disk that takes nothing: it is full, or fails where something is written.
const UNWRITABLE_CODES: [i32; 6] = [
    13,   // SQLITE_FULL
    778,  // SQLITE_IOERR_WRITE
    1034, // SQLITE_IOERR_FSYNC
    1290, // SQLITE_IOERR_DIR_FSYNC
    1546, // SQLITE_IOERR_TRUNCATE
    4874, // SQLITE_IOERR_SHMSIZE
];
/// SQLite's code for a file that is no database: `SQLITE_NOTADB`.
const NO_DATABASE_CODE: i32 = 26;

/// The database failed, is busy, or holds a value that this service does not write.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database failed.
    #[error("{0}")]
    Database(#[from] sqlx::Error),
    /// Another write took too long.
    #[error("the database is busy")]
    Busy,
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

    /// Whether the same request may succeed later: a lock or a connection was not free in time.
    pub(crate) fn is_busy(&self) -> bool {
        match self {
            Self::Busy | Self::Database(sqlx::Error::PoolTimedOut) => true,
            Self::Database(_) | Self::Damaged { .. } => {
                self.code().is_some_and(|code| BUSY_CODES.contains(&code))
            }
        }
    }

    /// Whether the disk took nothing: it is full, or failed. Reading goes on.
    pub(crate) fn is_unwritable(&self) -> bool {
        self.extended_code()
            .is_some_and(|code| UNWRITABLE_CODES.contains(&code))
    }

    /// Whether the file is no database.
    pub(crate) fn is_of_no_database(&self) -> bool {
        self.code() == Some(NO_DATABASE_CODE)
    }

    /// The low byte of SQLite's code; the upper ones say more about it.
    fn code(&self) -> Option<i32> {
        Some(self.extended_code()? & 0xff)
    }

    fn extended_code(&self) -> Option<i32> {
        let Self::Database(sqlx::Error::Database(error)) = self else {
            return None;
        };
        error.code()?.parse().ok()
    }
}
