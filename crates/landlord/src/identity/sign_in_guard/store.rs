//! Wrong passwords in a row (S7).

use sqlx::{Row, SqliteConnection};

use crate::{keys::Hash, refusal::Refusal};

/// Wrong passwords in a row of one subject.
#[derive(Default)]
pub(crate) struct Failures {
    pub(crate) count: u32,
    pub(crate) last_at: i64,
}

pub(crate) async fn find(connection: &mut SqliteConnection, subject: &Hash) -> Result<Failures, Refusal> {
    let row = sqlx::query("SELECT failures, last_at FROM sign_in_failures WHERE subject = ?")
        .bind(subject.as_slice())
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else {
        return Ok(Failures::default());
    };
    Ok(Failures {
        count: row.try_get("failures")?,
        last_at: row.try_get("last_at")?,
    })
}

pub(crate) async fn count(
    connection: &mut SqliteConnection,
    subject: &Hash,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO sign_in_failures (subject, failures, last_at) VALUES (?, 1, ?)
         ON CONFLICT (subject) DO UPDATE SET failures = failures + 1, last_at = excluded.last_at",
    )
    .bind(subject.as_slice())
    .bind(now)
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes one back that was counted in advance. The pause that stood before stands again, unless others
/// were counted since.
pub(crate) async fn take_back(
    connection: &mut SqliteConnection,
    subject: &Hash,
    before: &Failures,
) -> Result<(), Refusal> {
    sqlx::query(
        "UPDATE sign_in_failures
         SET last_at = CASE failures - 1 WHEN ?2 THEN ?3 ELSE last_at END, failures = max(failures - 1, 0)
         WHERE subject = ?1",
    )
    .bind(subject.as_slice())
    .bind(before.count)
    .bind(before.last_at)
    .execute(connection)
    .await?;
    Ok(())
}

pub(crate) async fn clear(connection: &mut SqliteConnection, subject: &Hash) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM sign_in_failures WHERE subject = ?")
        .bind(subject.as_slice())
        .execute(connection)
        .await?;
    Ok(())
}

/// Forgets what lies longer back.
pub(crate) async fn forget_before(connection: &mut SqliteConnection, moment: i64) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM sign_in_failures WHERE last_at < ?")
        .bind(moment)
        .execute(connection)
        .await?;
    Ok(())
}
