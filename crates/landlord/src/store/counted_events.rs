//! What the quotas count.

use sqlx::{Row, SqliteConnection};

use crate::{keys::Hash, refusal::Refusal};

/// Counts one event.
pub(crate) async fn count(
    connection: &mut SqliteConnection,
    kind: &str,
    subject: &Hash,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query("INSERT INTO counted_events (kind, subject, at) VALUES (?, ?, ?)")
        .bind(kind)
        .bind(subject.as_slice())
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

/// The moment of the event that fills a quota of `most` events in the last `window` seconds, when
/// it is full: once that event leaves the window there is room again.
pub(crate) async fn filled_since(
    connection: &mut SqliteConnection,
    kind: &str,
    subject: &Hash,
    most: i64,
    window: i64,
    now: i64,
) -> Result<Option<i64>, Refusal> {
    let row = sqlx::query(
        "SELECT at FROM counted_events WHERE kind = ? AND subject = ? AND at > ?
         ORDER BY at DESC LIMIT 1 OFFSET ?",
    )
    .bind(kind)
    .bind(subject.as_slice())
    .bind(now - window)
    .bind(most - 1)
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| row.try_get("at")).transpose()?)
}

/// Forgets events older than every window.
pub(crate) async fn forget_before(connection: &mut SqliteConnection, moment: i64) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM counted_events WHERE at < ?")
        .bind(moment)
        .execute(connection)
        .await?;
    Ok(())
}
