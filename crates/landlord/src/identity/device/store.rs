//! Devices known to an account (S7), and the sessions on them.

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

/// Stores the known device that a session is on.
pub(crate) async fn put_session(writing: &mut Writing, id: &str, device: &Hash) -> Result<(), Refusal> {
    sqlx::query("UPDATE sessions SET device = ? WHERE id = ?")
        .bind(device.as_slice())
        .bind(id)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Returns the known device that a session is on.
pub(crate) async fn of_session(reading: &mut Reading, id: &str) -> Result<Option<Vec<u8>>, Refusal> {
    let device = sqlx::query_scalar("SELECT device FROM sessions WHERE id = ?")
        .bind(id)
        .fetch_one(reading.sql())
        .await?;
    Ok(device)
}

/// Ends every session of a tenant on a known device.
pub(crate) async fn end_sessions(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    device: &[u8],
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query("UPDATE sessions SET ended_at = ? WHERE tenant_code = ? AND device = ? AND ended_at IS NULL")
        .bind(now)
        .bind(tenant_code.as_str())
        .bind(device)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Forgets one device.
pub(crate) async fn forget(writing: &mut Writing, token: &[u8]) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM devices WHERE token_hash = ?")
        .bind(token)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Forgets the devices of an account that no session in force is known to be on.
pub(crate) async fn forget_unused(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "DELETE FROM devices WHERE tenant_code = ?1 AND token_hash NOT IN
             (SELECT device FROM sessions
              WHERE tenant_code = ?1 AND ended_at IS NULL AND ends_at > ?2 AND device IS NOT NULL)",
    )
    .bind(tenant_code.as_str())
    .bind(now)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Forgets the oldest devices of an account, beyond the newest `kept`.
pub(crate) async fn forget_oldest(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    kept: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "DELETE FROM devices WHERE rowid IN
             (SELECT rowid FROM devices WHERE tenant_code = ?
              ORDER BY expires_at DESC, rowid DESC LIMIT -1 OFFSET ?)",
    )
    .bind(tenant_code.as_str())
    .bind(kept)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Deletes every device of an account except `spared`: someone who had the old password may own one of them.
pub(crate) async fn forget_others(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    spared: Option<&[u8]>,
) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM devices WHERE tenant_code = ? AND token_hash IS NOT ?")
        .bind(tenant_code.as_str())
        .bind(spared)
        .execute(writing.sql())
        .await?;
    Ok(())
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
    let statement = "DELETE FROM devices WHERE rowid IN
             (SELECT rowid FROM devices WHERE expires_at < ? ORDER BY expires_at LIMIT ?)";
    Ok(writing.purge(statement, now, most).await?)
}
