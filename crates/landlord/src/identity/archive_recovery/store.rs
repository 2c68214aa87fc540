//! Which recovery secrets a tenant has: their versions, and the keys that they are derived from (S12).

use contract::TenantCode;
use sqlx::Row;

use crate::{
    keys::KeyId,
    refusal::Refusal,
    store::{Reading, StoreError, Writing},
};

/// Adds the next version. The first one has no row.
pub(crate) async fn add(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    key: &KeyId,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO archive_recoveries (tenant_code, version, key_id, made_at)
         SELECT ?1, coalesce(max(version), 1) + 1, ?2, ?3 FROM archive_recoveries WHERE tenant_code = ?1",
    )
    .bind(tenant_code.as_str())
    .bind(key.as_str())
    .bind(now)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// The versions of a tenant and the ids of their keys, latest first.
pub(crate) async fn of_tenant(
    reading: &mut Reading,
    tenant_code: &TenantCode,
) -> Result<Vec<(i64, KeyId)>, Refusal> {
    let rows = sqlx::query(
        "SELECT version, key_id FROM archive_recoveries WHERE tenant_code = ? ORDER BY version DESC",
    )
    .bind(tenant_code.as_str())
    .fetch_all(reading.sql())
    .await?;
    let versions = rows.iter().map(|row| {
        let key: &str = row.try_get("key_id")?;
        let key = KeyId::parse(key).ok_or_else(|| StoreError::damaged("key_id", &key))?;
        let version: i64 = row.try_get("version")?;
        Ok((version, key))
    });
    versions.collect()
}

/// When the password was last typed in a session, in Unix seconds: to begin it, or again.
pub(crate) async fn password_typed_at(reading: &mut Reading, session: &str) -> Result<Option<i64>, Refusal> {
    let at = sqlx::query_scalar(
        "SELECT max(started_at, coalesce(reauthenticated_at, started_at)) FROM sessions WHERE id = ?",
    )
    .bind(session)
    .fetch_optional(reading.sql())
    .await?;
    Ok(at)
}
