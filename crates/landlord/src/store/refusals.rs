//! Conversion of database errors into refusals.

use super::error::StoreError;
use crate::{figures::BUSY_RETRY_SECONDS, refusal::Refusal};

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        if error.is_busy() {
            return Self::Busy {
                retry_after: BUSY_RETRY_SECONDS,
            };
        }
        if error.is_unwritable() {
            return Self::Unwritable(error);
        }
        match error {
            StoreError::Damaged { .. } => Self::Stored(error.to_string()),
            StoreError::Database(_) | StoreError::Busy => Self::Store(error),
        }
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        StoreError::from(error).into()
    }
}
