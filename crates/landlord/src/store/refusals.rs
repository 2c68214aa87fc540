//! Conversion of database errors into refusals.

use super::error::StoreError;
use crate::refusal::Refusal;

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Database(_) => Self::Store(error),
            StoreError::Damaged { .. } => Self::Stored(error.to_string()),
        }
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}
