//! What the check reads in the database.

use crate::store::{Reading, StoreError};

/// Moment of the journal's last entry, in Unix seconds.
pub(crate) async fn last_entry(reading: &mut Reading) -> Result<Option<i64>, StoreError> {
    let at = sqlx::query_scalar(
        "SELECT at FROM staff_journal WHERE number = (SELECT max(number) FROM staff_journal)",
    )
    .fetch_optional(reading.sql())
    .await?;
    Ok(at)
}

/// Whether an export was imported: each has agencies.
pub(crate) async fn has_agencies(reading: &mut Reading) -> Result<bool, StoreError> {
    let has = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM agencies)")
        .fetch_one(reading.sql())
        .await?;
    Ok(has)
}
