//! SQL of the health check.

use crate::{refusal::Refusal, store::Reading};

/// Reads something from the database file.
pub(crate) async fn read(reading: &mut Reading) -> Result<(), Refusal> {
    sqlx::query("SELECT last FROM document_revision")
        .fetch_one(reading.sql())
        .await?;
    Ok(())
}
