//! Security keys of staff (S21).

use contract::{SecurityKeyName, StaffLogin};
use sqlx::{Row, sqlite::SqliteRow};

use super::authenticator_data::{Algorithm, PublicKey};
use crate::{
    refusal::Refusal,
    store::{Reading, Writing},
};

/// A security key. Times are Unix seconds.
pub(super) struct SecurityKeyRow {
    pub(super) id: String,
    pub(super) name: SecurityKeyName,
    pub(super) credential_id: Vec<u8>,
    pub(super) public_key: PublicKey,
    pub(super) added_at: i64,
    pub(super) used_at: Option<i64>,
}

fn key_of(row: &SqliteRow) -> Result<SecurityKeyRow, Refusal> {
    let name: String = row.try_get("name")?;
    let algorithm: i64 = row.try_get("algorithm")?;
    let algorithm = Algorithm::of_number(algorithm)
        .ok_or_else(|| Refusal::Stored(format!("the algorithm {algorithm} of a security key")))?;
    Ok(SecurityKeyRow {
        id: row.try_get("id")?,
        name: SecurityKeyName::parse(&name).map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
        credential_id: row.try_get("credential_id")?,
        public_key: PublicKey {
            algorithm,
            bytes: row.try_get("public_key")?,
        },
        added_at: row.try_get("added_at")?,
        used_at: row.try_get("used_at")?,
    })
}

/// A security key to store.
pub(super) struct NewSecurityKey<'a> {
    pub(super) id: &'a str,
    pub(super) login: &'a StaffLogin,
    pub(super) name: &'a SecurityKeyName,
    pub(super) credential_id: &'a [u8],
    pub(super) public_key: &'a PublicKey,
    pub(super) counter: i64,
}

/// Adds a key; returns false when its credential is on file, for anybody.
pub(super) async fn add(writing: &mut Writing, key: &NewSecurityKey<'_>, now: i64) -> Result<bool, Refusal> {
    let added = sqlx::query(
        "INSERT INTO staff_security_keys (id, login, name, credential_id, algorithm, public_key, counter, added_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (credential_id) DO NOTHING",
    )
    .bind(key.id)
    .bind(key.login.as_str())
    .bind(key.name.as_str())
    .bind(key.credential_id)
    .bind(key.public_key.algorithm.number())
    .bind(key.public_key.bytes.as_slice())
    .bind(key.counter)
    .bind(now)
    .execute(writing.sql())
    .await?;
    Ok(added.rows_affected() == 1)
}

/// Lists the keys of a staff member, the oldest first.
pub(super) async fn of_login(
    reading: &mut Reading,
    login: &StaffLogin,
) -> Result<Vec<SecurityKeyRow>, Refusal> {
    let rows = sqlx::query("SELECT * FROM staff_security_keys WHERE login = ? ORDER BY added_at, id")
        .bind(login.as_str())
        .fetch_all(reading.sql())
        .await?;
    rows.iter().map(key_of).collect()
}

/// Finds the key that a credential is on, of anybody.
pub(super) async fn of_credential(
    reading: &mut Reading,
    credential_id: &[u8],
) -> Result<Option<SecurityKeyRow>, Refusal> {
    let row = sqlx::query("SELECT * FROM staff_security_keys WHERE credential_id = ?")
        .bind(credential_id)
        .fetch_optional(reading.sql())
        .await?;
    row.as_ref().map(key_of).transpose()
}

/// Stores the counter of a staff member's key that signed; returns false when they have no such key, or when the counter
/// did not grow, as that of a copy.
pub(super) async fn count(
    writing: &mut Writing,
    (login, id): (&StaffLogin, &str),
    counter: i64,
    now: i64,
) -> Result<bool, Refusal> {
    let counted = sqlx::query(
        "UPDATE staff_security_keys SET counter = ?1, used_at = ?2
         WHERE id = ?3 AND login = ?4 AND (?1 > counter OR (?1 = 0 AND counter = 0))",
    )
    .bind(counter)
    .bind(now)
    .bind(id)
    .bind(login.as_str())
    .execute(writing.sql())
    .await?;
    Ok(counted.rows_affected() == 1)
}

/// Removes a key; returns false when the staff member has no such key.
pub(super) async fn remove(writing: &mut Writing, login: &StaffLogin, id: &str) -> Result<bool, Refusal> {
    let removed = sqlx::query("DELETE FROM staff_security_keys WHERE id = ? AND login = ?")
        .bind(id)
        .bind(login.as_str())
        .execute(writing.sql())
        .await?;
    Ok(removed.rows_affected() == 1)
}

/// Removes each key of a staff member.
pub(crate) async fn remove_all(writing: &mut Writing, login: &StaffLogin) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM staff_security_keys WHERE login = ?")
        .bind(login.as_str())
        .execute(writing.sql())
        .await?;
    Ok(())
}
