//! The keys that the database knows (S26).

use contract::AttestationKey;
use sqlx::{Row, sqlite::SqliteRow};

use super::{
    KeyId,
    register::{KeyUse, KnownKey},
};
use crate::store::{Reading, StoreError, Writing, from_wire_name, to_wire_name};

fn key_of(row: &SqliteRow) -> Result<KnownKey, StoreError> {
    let id: &str = row.try_get("id")?;
    let public: Option<&str> = row.try_get("public")?;
    let public = public.map(AttestationKey::parse).transpose();
    Ok(KnownKey {
        id: KeyId::parse(id).ok_or_else(|| StoreError::damaged("id", &id))?,
        usage: from_wire_name(row.try_get("use")?)?,
        public: public.map_err(|flaw| StoreError::damaged("public", &flaw))?,
        known_since: row.try_get("known_since")?,
        retired_at: row.try_get("retired_at")?,
        revoked_at: row.try_get("revoked_at")?,
    })
}

/// All keys, in the order in which they came.
pub(crate) async fn all(reading: &mut Reading) -> Result<Vec<KnownKey>, StoreError> {
    let rows = sqlx::query("SELECT * FROM service_keys ORDER BY number")
        .fetch_all(reading.sql())
        .await?;
    rows.iter().map(key_of).collect()
}

/// Adds a key behind the others. One that is known stays as it is.
pub(crate) async fn add(writing: &mut Writing, key: &KnownKey) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO service_keys (id, use, public, known_since, retired_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO NOTHING",
    )
    .bind(key.id.as_str())
    .bind(to_wire_name(&key.usage)?)
    .bind(key.public.as_ref().map(ToString::to_string))
    .bind(key.known_since)
    .bind(key.retired_at)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Retires the key in use of one use: another one takes its place.
pub(crate) async fn retire(writing: &mut Writing, usage: KeyUse, now: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE service_keys SET retired_at = ? WHERE use = ? AND retired_at IS NULL")
        .bind(now)
        .bind(to_wire_name(&usage)?)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Revokes a key: nothing of it is believed any more.
pub(crate) async fn revoke(writing: &mut Writing, id: &KeyId, now: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE service_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
        .bind(now)
        .bind(id.as_str())
        .execute(writing.sql())
        .await?;
    Ok(())
}
