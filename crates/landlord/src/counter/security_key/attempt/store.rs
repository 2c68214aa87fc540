//! The attempts to ask security keys, and what the keys answered (S21).

use contract::StaffLogin;
use sqlx::Row;

use super::super::authenticator_data::{Algorithm, NewCredential, PublicKey};
use crate::{
    keys::Hash,
    refusal::Refusal,
    store::{Reading, Writing},
};

/// An attempt to store.
pub(super) struct NewAttempt<'a> {
    pub(super) attempt: &'a Hash,
    pub(super) page: &'a Hash,
    pub(super) challenge: &'a str,
    pub(super) number: i64,
    pub(super) device: &'a str,
    /// Who adds a key; none for a second factor.
    pub(super) login: Option<&'a StaffLogin>,
    pub(super) expires_at: i64,
}

/// Stores an attempt, and keeps the newest of its device only, at most `most`.
pub(super) async fn put(writing: &mut Writing, new: &NewAttempt<'_>, most: i64) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO staff_key_attempts (attempt_hash, page_hash, challenge, number, device, login, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(new.attempt.as_slice())
    .bind(new.page.as_slice())
    .bind(new.challenge)
    .bind(new.number)
    .bind(new.device)
    .bind(new.login.map(StaffLogin::as_str))
    .bind(new.expires_at)
    .execute(writing.sql())
    .await?;
    sqlx::query(
        "DELETE FROM staff_key_attempts WHERE rowid IN
             (SELECT rowid FROM staff_key_attempts WHERE device = ? ORDER BY expires_at DESC, rowid DESC
              LIMIT -1 OFFSET ?)",
    )
    .bind(new.device)
    .bind(most)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// An attempt whose key has not answered yet. Times are Unix seconds.
pub(super) struct Waiting {
    pub(super) challenge: String,
    pub(super) number: i64,
    pub(super) device: String,
    pub(super) login: Option<StaffLogin>,
    pub(super) expires_at: i64,
}

/// Finds the attempt of a page's token; none once the key has answered, or it has expired.
pub(super) async fn waiting(
    reading: &mut Reading,
    page: &Hash,
    now: i64,
) -> Result<Option<Waiting>, Refusal> {
    let row = sqlx::query(
        "SELECT * FROM staff_key_attempts WHERE page_hash = ? AND counter IS NULL AND expires_at > ?",
    )
    .bind(page.as_slice())
    .bind(now)
    .fetch_optional(reading.sql())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let login: Option<String> = row.try_get("login")?;
    let login = login.map(|login| StaffLogin::parse(&login)).transpose();
    Ok(Some(Waiting {
        challenge: row.try_get("challenge")?,
        number: row.try_get("number")?,
        device: row.try_get("device")?,
        login: login.map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
        expires_at: row.try_get("expires_at")?,
    }))
}

/// Stores that a key on file signed; returns false when a key has answered before, or the attempt has expired.
pub(super) async fn put_signed(
    writing: &mut Writing,
    page: &Hash,
    (key, counter): (&str, u32),
    now: i64,
) -> Result<bool, Refusal> {
    let stored = sqlx::query(
        "UPDATE staff_key_attempts SET counter = ?, signed_by = ?
         WHERE page_hash = ? AND counter IS NULL AND login IS NULL AND expires_at > ?",
    )
    .bind(i64::from(counter))
    .bind(key)
    .bind(page.as_slice())
    .bind(now)
    .execute(writing.sql())
    .await?;
    Ok(stored.rows_affected() == 1)
}

/// Stores the credential that a new key made; returns false as [`put_signed`].
pub(super) async fn put_made(
    writing: &mut Writing,
    page: &Hash,
    (credential, counter): (&NewCredential, u32),
    now: i64,
) -> Result<bool, Refusal> {
    let stored = sqlx::query(
        "UPDATE staff_key_attempts SET counter = ?, credential_id = ?, algorithm = ?, public_key = ?
         WHERE page_hash = ? AND counter IS NULL AND login IS NOT NULL AND expires_at > ?",
    )
    .bind(i64::from(counter))
    .bind(credential.id.as_slice())
    .bind(credential.public_key.algorithm.number())
    .bind(credential.public_key.bytes.as_slice())
    .bind(page.as_slice())
    .bind(now)
    .execute(writing.sql())
    .await?;
    Ok(stored.rows_affected() == 1)
}

/// Whether the key of an attempt has answered; none when this device has no such attempt.
pub(super) async fn is_answered(
    reading: &mut Reading,
    attempt: &Hash,
    device: &str,
    now: i64,
) -> Result<Option<bool>, Refusal> {
    let answered = sqlx::query_scalar(
        "SELECT counter IS NOT NULL FROM staff_key_attempts
         WHERE attempt_hash = ? AND device = ? AND expires_at > ?",
    )
    .bind(attempt.as_slice())
    .bind(device)
    .bind(now)
    .fetch_optional(reading.sql())
    .await?;
    Ok(answered)
}

/// Spends an attempt in which a key signed: returns the key's id and counter; none when it was spent, has expired, was
/// begun elsewhere or for something else, or when no key has answered.
pub(super) async fn spend_signed(
    writing: &mut Writing,
    attempt: &Hash,
    device: &str,
    now: i64,
) -> Result<Option<(String, i64)>, Refusal> {
    let row = sqlx::query(
        "DELETE FROM staff_key_attempts
         WHERE attempt_hash = ? AND device = ? AND expires_at > ? AND login IS NULL AND counter IS NOT NULL
         RETURNING signed_by, counter",
    )
    .bind(attempt.as_slice())
    .bind(device)
    .bind(now)
    .fetch_optional(writing.sql())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((row.try_get("signed_by")?, row.try_get("counter")?)))
}

/// Spends an attempt of this staff member in which a key made a credential: returns it with its counter; none as
/// [`spend_signed`].
pub(super) async fn spend_made(
    writing: &mut Writing,
    attempt: &Hash,
    (device, login): (&str, &StaffLogin),
    now: i64,
) -> Result<Option<(NewCredential, i64)>, Refusal> {
    let row = sqlx::query(
        "DELETE FROM staff_key_attempts
         WHERE attempt_hash = ? AND device = ? AND expires_at > ? AND login = ? AND counter IS NOT NULL
         RETURNING credential_id, algorithm, public_key, counter",
    )
    .bind(attempt.as_slice())
    .bind(device)
    .bind(now)
    .bind(login.as_str())
    .fetch_optional(writing.sql())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let algorithm: i64 = row.try_get("algorithm")?;
    let algorithm = Algorithm::of_number(algorithm)
        .ok_or_else(|| Refusal::Stored(format!("the algorithm {algorithm} of a security key")))?;
    let credential = NewCredential {
        id: row.try_get("credential_id")?,
        public_key: PublicKey {
            algorithm,
            bytes: row.try_get("public_key")?,
        },
    };
    Ok(Some((credential, row.try_get("counter")?)))
}

/// Deletes the attempts that have expired, at most `most`.
pub(crate) async fn purge(writing: &mut Writing, now: i64, most: i64) -> Result<u64, Refusal> {
    let statement = "DELETE FROM staff_key_attempts WHERE rowid IN
             (SELECT rowid FROM staff_key_attempts WHERE expires_at <= ? ORDER BY expires_at LIMIT ?)";
    Ok(writing.purge(statement, now, most).await?)
}
