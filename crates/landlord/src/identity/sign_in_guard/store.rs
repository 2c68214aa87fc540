//! Wrong passwords in a row, and the accounts that ask for an SMS code (S7).

use contract::TenantCode;
use sqlx::Row;

use crate::{
    keys::Hash,
    refusal::Refusal,
    store::{Reading, Writing},
};

/// A subject's wrong passwords in a row. `last_at` is Unix seconds.
#[derive(Default)]
pub(crate) struct Failures {
    pub(crate) count: u32,
    pub(crate) last_at: i64,
}

/// Finds the wrong passwords in a row, unless the last one is older than `since`.
pub(crate) async fn find(reading: &mut Reading, subject: &Hash, since: i64) -> Result<Failures, Refusal> {
    let row =
        sqlx::query("SELECT failures, last_at FROM sign_in_failures WHERE subject = ? AND last_at >= ?")
            .bind(subject.as_slice())
            .bind(since)
            .fetch_optional(reading.sql())
            .await?;
    let Some(row) = row else {
        return Ok(Failures::default());
    };
    Ok(Failures {
        count: row.try_get("failures")?,
        last_at: row.try_get("last_at")?,
    })
}

/// Counts a wrong password. The count starts again when the last one is older than `since`.
pub(crate) async fn count(
    writing: &mut Writing,
    subject: &Hash,
    since: i64,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO sign_in_failures (subject, failures, last_at) VALUES (?1, 1, ?2)
         ON CONFLICT (subject) DO UPDATE SET
             failures = CASE WHEN last_at >= ?3 THEN failures + 1 ELSE 1 END, last_at = excluded.last_at",
    )
    .bind(subject.as_slice())
    .bind(now)
    .bind(since)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Uncounts an attempt that was counted in advance. Restores the earlier pause, unless other attempts were counted
/// since.
pub(crate) async fn take_back(
    writing: &mut Writing,
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
    .execute(writing.sql())
    .await?;
    Ok(())
}

pub(crate) async fn clear(writing: &mut Writing, subject: &Hash) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM sign_in_failures WHERE subject = ?")
        .bind(subject.as_slice())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Whether unknown devices need an SMS code beside the right password.
pub(crate) async fn asks_for_sms(reading: &mut Reading, tenant_code: &TenantCode) -> Result<bool, Refusal> {
    let asks = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM accounts WHERE tenant_code = ? AND sms_since IS NOT NULL)",
    )
    .bind(tenant_code.as_str())
    .fetch_one(reading.sql())
    .await?;
    Ok(asks)
}

/// Makes unknown devices need an SMS code from now on; returns false when they did before.
pub(crate) async fn ask_for_sms(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<bool, Refusal> {
    let asked = sqlx::query("UPDATE accounts SET sms_since = ? WHERE tenant_code = ? AND sms_since IS NULL")
        .bind(now)
        .bind(tenant_code.as_str())
        .execute(writing.sql())
        .await?;
    Ok(asked.rows_affected() == 1)
}

/// Makes unknown devices need no SMS code: one was right.
pub(crate) async fn stop_asking_for_sms(
    writing: &mut Writing,
    tenant_code: &TenantCode,
) -> Result<(), Refusal> {
    sqlx::query("UPDATE accounts SET sms_since = NULL WHERE tenant_code = ?")
        .bind(tenant_code.as_str())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Deletes the subjects whose last wrong password is older than a moment (Unix seconds), at most `most`.
pub(crate) async fn purge(writing: &mut Writing, before: i64, most: i64) -> Result<u64, Refusal> {
    let statement = "DELETE FROM sign_in_failures WHERE rowid IN
             (SELECT rowid FROM sign_in_failures WHERE last_at < ? ORDER BY last_at LIMIT ?)";
    Ok(writing.purge(statement, before, most).await?)
}
