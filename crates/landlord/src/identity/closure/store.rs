//! Closed accounts, and the links that close them (S25).

use contract::TenantCode;
use sqlx::Row;

use crate::{
    keys::Hash,
    refusal::Refusal,
    store::{Reading, Writing},
};

/// A closed account. `at` is Unix seconds.
pub(crate) struct Closure {
    pub(crate) at: i64,
    /// As `ClosedBy` names it.
    pub(crate) by: String,
}

/// Closes an account.
pub(crate) async fn put(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    by: &str,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query("INSERT INTO closures (tenant_code, closed_at, closed_by) VALUES (?, ?, ?)")
        .bind(tenant_code.as_str())
        .bind(now)
        .bind(by)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Finds the closure of an account; none when it is open.
pub(crate) async fn find(
    reading: &mut Reading,
    tenant_code: &TenantCode,
) -> Result<Option<Closure>, Refusal> {
    let row = sqlx::query("SELECT closed_at, closed_by FROM closures WHERE tenant_code = ?")
        .bind(tenant_code.as_str())
        .fetch_optional(reading.sql())
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Closure {
        at: row.try_get("closed_at")?,
        by: row.try_get("closed_by")?,
    }))
}

/// Opens an account again; returns false when it was open.
pub(crate) async fn remove(writing: &mut Writing, tenant_code: &TenantCode) -> Result<bool, Refusal> {
    let removed = sqlx::query("DELETE FROM closures WHERE tenant_code = ?")
        .bind(tenant_code.as_str())
        .execute(writing.sql())
        .await?;
    Ok(removed.rows_affected() == 1)
}

/// Stores the hash of a link.
pub(crate) async fn put_link(
    writing: &mut Writing,
    token: &Hash,
    tenant_code: &TenantCode,
    expires_at: i64,
) -> Result<(), Refusal> {
    sqlx::query("INSERT INTO closing_links (token_hash, tenant_code, expires_at) VALUES (?, ?, ?)")
        .bind(token.as_slice())
        .bind(tenant_code.as_str())
        .bind(expires_at)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// The account that a link closes, unless it has expired.
pub(crate) async fn of_link(
    reading: &mut Reading,
    token: &Hash,
    now: i64,
) -> Result<Option<TenantCode>, Refusal> {
    let code: Option<String> =
        sqlx::query_scalar("SELECT tenant_code FROM closing_links WHERE token_hash = ? AND expires_at > ?")
            .bind(token.as_slice())
            .bind(now)
            .fetch_optional(reading.sql())
            .await?;
    let code = code.map(|code| TenantCode::parse(&code)).transpose();
    code.map_err(|flaw| Refusal::Stored(flaw.to_string()))
}

/// Forgets every link of an account.
pub(crate) async fn forget_links(writing: &mut Writing, tenant_code: &TenantCode) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM closing_links WHERE tenant_code = ?")
        .bind(tenant_code.as_str())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Deletes the links that have expired, at most `most`.
pub(crate) async fn purge_links(writing: &mut Writing, now: i64, most: i64) -> Result<u64, Refusal> {
    let statement = "DELETE FROM closing_links WHERE rowid IN
             (SELECT rowid FROM closing_links WHERE expires_at < ? ORDER BY expires_at LIMIT ?)";
    Ok(writing.purge(statement, now, most).await?)
}
