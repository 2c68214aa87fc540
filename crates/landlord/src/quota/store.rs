//! SQL of the quotas.

use sqlx::Row;

use crate::{
    figures::AtMost,
    keys::Hash,
    refusal::Refusal,
    store::{Reading, Writing},
};

/// Counts one event.
pub(crate) async fn count(
    writing: &mut Writing,
    kind: &str,
    subject: &Hash,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query("INSERT INTO counted_events (kind, subject, at) VALUES (?, ?, ?)")
        .bind(kind)
        .bind(subject.as_slice())
        .bind(now)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Time of the event that fills the limit, or `None` while there is room. There is room again once that event has
/// left the window.
pub(crate) async fn filled_since(
    reading: &mut Reading,
    kind: &str,
    subject: &Hash,
    limit: AtMost,
    now: i64,
) -> Result<Option<i64>, Refusal> {
    let row = sqlx::query(
        "SELECT at FROM counted_events WHERE kind = ? AND subject = ? AND at > ?
         ORDER BY at DESC LIMIT 1 OFFSET ?",
    )
    .bind(kind)
    .bind(subject.as_slice())
    .bind(now - limit.window)
    .bind(limit.events - 1)
    .fetch_optional(reading.sql())
    .await?;
    Ok(row.map(|row| row.try_get("at")).transpose()?)
}

/// Number of events since a moment (Unix seconds); no more than `most` are counted.
pub(crate) async fn count_since(
    reading: &mut Reading,
    kind: &str,
    subject: &Hash,
    since: i64,
    most: i64,
) -> Result<i64, Refusal> {
    let counted = sqlx::query_scalar(
        "SELECT count(*) FROM
             (SELECT 1 FROM counted_events WHERE kind = ? AND subject = ? AND at > ? LIMIT ?) AS recent",
    )
    .bind(kind)
    .bind(subject.as_slice())
    .bind(since)
    .bind(most)
    .fetch_one(reading.sql())
    .await?;
    Ok(counted)
}

/// Deletes one event that was counted in advance.
pub(crate) async fn take_back(
    writing: &mut Writing,
    kind: &str,
    subject: &Hash,
    at: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "DELETE FROM counted_events WHERE rowid =
             (SELECT rowid FROM counted_events WHERE kind = ? AND subject = ? AND at = ? LIMIT 1)",
    )
    .bind(kind)
    .bind(subject.as_slice())
    .bind(at)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// The oldest use of another tenant code by an address (S2), when it has used as many others as the limit allows.
pub(crate) async fn other_codes_since(
    reading: &mut Reading,
    address: &Hash,
    code: &Hash,
    limit: AtMost,
    now: i64,
) -> Result<Option<i64>, Refusal> {
    let row = sqlx::query(
        "SELECT count(*) AS others, min(at) AS oldest FROM codes_of_addresses
         WHERE address = ? AND tenant_code <> ? AND at > ?",
    )
    .bind(address.as_slice())
    .bind(code.as_slice())
    .bind(now - limit.window)
    .fetch_one(reading.sql())
    .await?;
    if row.try_get::<i64, _>("others")? < limit.events {
        return Ok(None);
    }
    Ok(row.try_get("oldest")?)
}

/// Records that an address used a tenant code (S2).
pub(crate) async fn record_code_of_address(
    writing: &mut Writing,
    address: &Hash,
    code: &Hash,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query("INSERT OR REPLACE INTO codes_of_addresses (address, tenant_code, at) VALUES (?, ?, ?)")
        .bind(address.as_slice())
        .bind(code.as_slice())
        .bind(now)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Deletes the oldest events before a moment (Unix seconds), at most `most`.
pub(crate) async fn purge_events(writing: &mut Writing, before: i64, most: i64) -> Result<u64, Refusal> {
    let statement = "DELETE FROM counted_events WHERE rowid IN
             (SELECT rowid FROM counted_events WHERE at < ? ORDER BY at LIMIT ?)";
    Ok(writing.purge(statement, before, most).await?)
}

/// Deletes the oldest tenant codes of addresses before a moment (Unix seconds), at most `most`.
pub(crate) async fn purge_codes_of_addresses(
    writing: &mut Writing,
    before: i64,
    most: i64,
) -> Result<u64, Refusal> {
    let statement = "DELETE FROM codes_of_addresses WHERE rowid IN
             (SELECT rowid FROM codes_of_addresses WHERE at < ? ORDER BY at LIMIT ?)";
    Ok(writing.purge(statement, before, most).await?)
}
