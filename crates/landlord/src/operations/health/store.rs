//! SQL of the health check.

use crate::{
    refusal::Refusal,
    store::{Reading, Writing},
};

/// Reads something from the database file.
pub(crate) async fn read(reading: &mut Reading) -> Result<(), Refusal> {
    sqlx::query("SELECT last FROM document_revision")
        .fetch_one(reading.sql())
        .await?;
    Ok(())
}

/// Writes more to the disk than a file has left over by chance, and takes it back.
pub(crate) async fn prove_writable(mut writing: Writing) -> Result<(), Refusal> {
    sqlx::query("CREATE TABLE written_as_proof AS SELECT zeroblob(65536) AS bytes")
        .execute(writing.sql())
        .await?;
    sqlx::query("DROP TABLE written_as_proof")
        .execute(writing.sql())
        .await?;
    Ok(writing.commit().await?)
}
