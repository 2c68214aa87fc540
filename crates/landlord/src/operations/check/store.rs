//! What the check reads in the database.

use crate::store::{Reading, StoreError};

/// Version of the database's last migration.
pub(crate) async fn schema_version(reading: &mut Reading) -> Result<i64, StoreError> {
    let version: Option<i64> = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
        .fetch_one(reading.sql())
        .await?;
    Ok(version.unwrap_or(0))
}

/// Moment of the journal's last entry, in Unix seconds.
pub(crate) async fn last_entry(reading: &mut Reading) -> Result<Option<i64>, StoreError> {
    let at = sqlx::query_scalar(
        "SELECT at FROM staff_journal WHERE number = (SELECT max(number) FROM staff_journal)",
    )
    .fetch_optional(reading.sql())
    .await?;
    Ok(at)
}
