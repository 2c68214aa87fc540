//! What the check reads in the database.

use crate::store::{Reading, StoreError};

/// Version of the database's last migration.
pub(crate) async fn schema_version(reading: &mut Reading) -> Result<i64, StoreError> {
    let version = sqlx::query_scalar("SELECT version FROM _sqlx_migrations ORDER BY version DESC LIMIT 1")
        .fetch_optional(reading.sql())
        .await?;
    Ok(version.unwrap_or(0))
}

/// Moment of the journal's last entry, in Unix seconds.
pub(crate) async fn last_entry(reading: &mut Reading) -> Result<Option<i64>, StoreError> {
    let at = sqlx::query_scalar("SELECT at FROM staff_journal ORDER BY number DESC LIMIT 1")
        .fetch_optional(reading.sql())
        .await?;
    Ok(at)
}
