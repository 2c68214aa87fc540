//! SQL of the health check.

use crate::{refusal::Refusal, store::Reading};

/// Reads something from the database file.
pub(crate) async fn read(reading: &mut Reading) -> Result<(), Refusal> {
    sqlx::query("SELECT 1 FROM sqlite_schema LIMIT 1")
        .fetch_optional(reading.sql())
        .await?;
    Ok(())
}
