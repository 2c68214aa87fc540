//! Devices known to an account (S7).

use contract::TenantCode;

use crate::{
    keys::Hash,
    refusal::Refusal,
    store::{Reading, Writing},
};

pub(crate) async fn put(
    writing: &mut Writing,
    token: &Hash,
    tenant_code: &TenantCode,
    expires_at: i64,
) -> Result<(), Refusal> {
    sqlx::query("INSERT INTO devices (token_hash, tenant_code, expires_at) VALUES (?, ?, ?)")
        .bind(token.as_slice())
        .bind(tenant_code.as_str())
        .bind(expires_at)
        .execute(writing.sql())
        .await?;
    Ok(())
}

pub(crate) async fn is_known(
    reading: &mut Reading,
    token: &Hash,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<bool, Refusal> {
    let known = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM devices WHERE token_hash = ? AND tenant_code = ? AND expires_at > ?)",
    )
    .bind(token.as_slice())
    .bind(tenant_code.as_str())
    .bind(now)
    .fetch_one(reading.sql())
    .await?;
    Ok(known)
}

/// Deletes every device of an account: someone who had the old password may own one of them.
pub(crate) async fn forget_all(writing: &mut Writing, tenant_code: &TenantCode) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM devices WHERE tenant_code = ?")
        .bind(tenant_code.as_str())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Deletes the devices that are no longer known, at most `most`.
pub(crate) async fn purge(writing: &mut Writing, now: i64, most: i64) -> Result<u64, Refusal> {
    let purged = sqlx::query(
        "DELETE FROM devices WHERE rowid IN
             (SELECT rowid FROM devices WHERE expires_at < ? ORDER BY expires_at LIMIT ?)",
    )
    .bind(now)
    .bind(most)
    .execute(writing.sql())
    .await?;
    Ok(purged.rows_affected())
}
