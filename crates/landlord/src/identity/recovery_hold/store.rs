//! Resets by SMS code, and the changes of number and address that do not count yet (S8).

use contract::{Email, TenantCode};
use sqlx::{Row, sqlite::SqliteRow};

use super::Changed;
use crate::{
    refusal::Refusal,
    store::{Reading, Writing},
};

/// The last reset of a tenant's password. `at` is Unix seconds.
pub(crate) struct Reset {
    pub(crate) at: i64,
    /// Whether nobody but the telephone proved who it was.
    pub(crate) held: bool,
    /// The confirmed address on file before.
    pub(crate) email: Option<Email>,
}

/// A change that does not count yet. Moments are Unix seconds.
pub(crate) struct Pending {
    pub(crate) kind: Changed,
    pub(crate) value: String,
    pub(crate) due_at: i64,
    /// The hash of the code sent to the new address; none once it came back.
    pub(crate) code: Option<Vec<u8>>,
    pub(crate) code_expires_at: Option<i64>,
    /// The hash of the code sent to the old address.
    pub(crate) release: Option<Vec<u8>>,
}

/// Stores a reset. The address of an earlier one stays where no other is known.
pub(crate) async fn put_reset(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    reset: &Reset,
) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO resets (tenant_code, at, held, email) VALUES (?, ?, ?, ?)
         ON CONFLICT (tenant_code) DO UPDATE SET
             at = excluded.at, held = excluded.held, email = coalesce(excluded.email, email)",
    )
    .bind(tenant_code.as_str())
    .bind(reset.at)
    .bind(reset.held)
    .bind(reset.email.as_ref().map(Email::as_str))
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Finds the last reset.
pub(crate) async fn reset(reading: &mut Reading, tenant_code: &TenantCode) -> Result<Option<Reset>, Refusal> {
    let row = sqlx::query("SELECT at, held, email FROM resets WHERE tenant_code = ?")
        .bind(tenant_code.as_str())
        .fetch_optional(reading.sql())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let email: Option<String> = row.try_get("email")?;
    let email = email.as_deref().map(Email::parse).transpose();
    Ok(Some(Reset {
        at: row.try_get("at")?,
        held: row.try_get("held")?,
        email: email.map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
    }))
}

/// Holds nothing any more because of the last reset.
pub(crate) async fn lift(writing: &mut Writing, tenant_code: &TenantCode) -> Result<(), Refusal> {
    sqlx::query("UPDATE resets SET held = 0 WHERE tenant_code = ?")
        .bind(tenant_code.as_str())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Stores a change, which replaces an earlier one of its kind.
pub(crate) async fn put(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    change: &Pending,
) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO pending_changes (tenant_code, kind, value, due_at, code_hash, code_expires_at, release_hash)
         VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (tenant_code, kind) DO UPDATE SET
             value = excluded.value, due_at = excluded.due_at, code_hash = excluded.code_hash,
             code_expires_at = excluded.code_expires_at, release_hash = excluded.release_hash",
    )
    .bind(tenant_code.as_str())
    .bind(change.kind.name())
    .bind(&change.value)
    .bind(change.due_at)
    .bind(&change.code)
    .bind(change.code_expires_at)
    .bind(&change.release)
    .execute(writing.sql())
    .await?;
    Ok(())
}

fn pending_of(row: &SqliteRow) -> Result<Pending, Refusal> {
    let kind: String = row.try_get("kind")?;
    Ok(Pending {
        kind: Changed::of_name(&kind)
            .ok_or_else(|| Refusal::Stored(format!("a change of the kind {kind}")))?,
        value: row.try_get("value")?,
        due_at: row.try_get("due_at")?,
        code: row.try_get("code_hash")?,
        code_expires_at: row.try_get("code_expires_at")?,
        release: row.try_get("release_hash")?,
    })
}

/// The changes of a tenant, except those whose code was not typed in time.
pub(crate) async fn of_tenant(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<Vec<Pending>, Refusal> {
    let rows = sqlx::query(
        "SELECT * FROM pending_changes
         WHERE tenant_code = ? AND (code_hash IS NULL OR code_expires_at > ?) ORDER BY kind",
    )
    .bind(tenant_code.as_str())
    .bind(now)
    .fetch_all(reading.sql())
    .await?;
    rows.iter().map(pending_of).collect()
}

/// The tenants with a change that waited long enough, at most `most`.
pub(crate) async fn due(reading: &mut Reading, now: i64, most: i64) -> Result<Vec<TenantCode>, Refusal> {
    let codes: Vec<String> = sqlx::query_scalar(
        "SELECT tenant_code FROM pending_changes WHERE code_hash IS NULL AND due_at <= ? ORDER BY due_at LIMIT ?",
    )
    .bind(now)
    .bind(most)
    .fetch_all(reading.sql())
    .await?;
    let codes = codes.iter().map(|code| TenantCode::parse(code));
    let codes: Result<Vec<_>, _> = codes.collect();
    codes.map_err(|flaw| Refusal::Stored(flaw.to_string()))
}

/// Records that the code of a new address came back.
pub(crate) async fn code_came_back(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    kind: Changed,
) -> Result<(), Refusal> {
    sqlx::query(
        "UPDATE pending_changes SET code_hash = NULL, code_expires_at = NULL WHERE tenant_code = ? AND kind = ?",
    )
    .bind(tenant_code.as_str())
    .bind(kind.name())
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Makes a change wait no longer.
pub(crate) async fn release(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    kind: Changed,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "UPDATE pending_changes SET due_at = ?, release_hash = NULL WHERE tenant_code = ? AND kind = ?",
    )
    .bind(now)
    .bind(tenant_code.as_str())
    .bind(kind.name())
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Drops a change; returns false when there was none.
pub(crate) async fn withdraw(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    kind: Changed,
) -> Result<bool, Refusal> {
    let withdrawn = sqlx::query("DELETE FROM pending_changes WHERE tenant_code = ? AND kind = ?")
        .bind(tenant_code.as_str())
        .bind(kind.name())
        .execute(writing.sql())
        .await?;
    Ok(withdrawn.rows_affected() == 1)
}

/// Drops every change of a tenant.
pub(crate) async fn withdraw_all(writing: &mut Writing, tenant_code: &TenantCode) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM pending_changes WHERE tenant_code = ?")
        .bind(tenant_code.as_str())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Deletes the resets before a moment (Unix seconds), at most `most`.
pub(crate) async fn purge(writing: &mut Writing, before: i64, most: i64) -> Result<u64, Refusal> {
    let statement =
        "DELETE FROM resets WHERE rowid IN (SELECT rowid FROM resets WHERE at < ? ORDER BY at LIMIT ?)";
    Ok(writing.purge(statement, before, most).await?)
}

/// Deletes the new addresses whose code was not typed in time, at most `most`.
pub(crate) async fn purge_unconfirmed(writing: &mut Writing, now: i64, most: i64) -> Result<u64, Refusal> {
    let statement = "DELETE FROM pending_changes WHERE rowid IN
             (SELECT rowid FROM pending_changes
              WHERE code_hash IS NOT NULL AND code_expires_at < ? ORDER BY code_expires_at LIMIT ?)";
    Ok(writing.purge(statement, now, most).await?)
}
