//! Enrolments under way, and robot checks already used.

use contract::{MobilePhone, TenantCode};
use sqlx::{Row, SqliteConnection};

use crate::{keys::Hash, refusal::Refusal};

/// An enrolment under way. Moments are Unix seconds.
pub(crate) struct Enrolment {
    pub(crate) tenant_code: TenantCode,
    pub(crate) code_hash: Option<Vec<u8>>,
    pub(crate) code_expires_at: i64,
    pub(crate) wrong_tries: i64,
    pub(crate) messages: u32,
    pub(crate) last_message_at: Option<i64>,
    pub(crate) completed_phone: Option<MobilePhone>,
    pub(crate) verified: bool,
}

/// Marks a robot check as used; false when it already was (S4: the library accepts replays).
pub(crate) async fn spend_robot_check(
    connection: &mut SqliteConnection,
    nonce: &str,
    expires_at: i64,
    now: i64,
) -> Result<bool, Refusal> {
    sqlx::query("DELETE FROM spent_robot_checks WHERE expires_at < ?")
        .bind(now)
        .execute(&mut *connection)
        .await?;
    let inserted = sqlx::query("INSERT OR IGNORE INTO spent_robot_checks (nonce, expires_at) VALUES (?, ?)")
        .bind(nonce)
        .bind(expires_at)
        .execute(connection)
        .await?;
    Ok(inserted.rows_affected() == 1)
}

pub(crate) async fn open(
    connection: &mut SqliteConnection,
    token: &Hash,
    code: &TenantCode,
    expires_at: i64,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM enrolments WHERE expires_at < ?")
        .bind(now)
        .execute(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO enrolments (token_hash, tenant_code, expires_at) VALUES (?, ?, ?)")
        .bind(token.as_slice())
        .bind(code.as_str())
        .bind(expires_at)
        .execute(connection)
        .await?;
    Ok(())
}

/// The enrolment of a token, unless it has ended.
pub(crate) async fn find(
    connection: &mut SqliteConnection,
    token: &Hash,
    now: i64,
) -> Result<Enrolment, Refusal> {
    let row = sqlx::query("SELECT * FROM enrolments WHERE token_hash = ? AND expires_at > ?")
        .bind(token.as_slice())
        .bind(now)
        .fetch_optional(connection)
        .await?
        .ok_or(Refusal::EnrolmentEnded)?;
    let stored = |flaw: String| Refusal::Stored(flaw);
    let phone: Option<String> = row.try_get("completed_phone")?;
    Ok(Enrolment {
        tenant_code: TenantCode::parse(row.try_get("tenant_code")?)
            .map_err(|flaw| stored(flaw.to_string()))?,
        code_hash: row.try_get("code_hash")?,
        code_expires_at: row.try_get::<Option<i64>, _>("code_expires_at")?.unwrap_or(0),
        wrong_tries: row.try_get("wrong_tries")?,
        messages: row.try_get("messages")?,
        last_message_at: row.try_get("last_message_at")?,
        completed_phone: phone
            .map(|text| MobilePhone::parse(&text))
            .transpose()
            .map_err(|flaw| stored(flaw.to_string()))?,
        verified: row.try_get::<Option<i64>, _>("verified_at")?.is_some(),
    })
}

/// Puts a new code in force; it replaces the one before (S5).
pub(crate) async fn put_code(
    connection: &mut SqliteConnection,
    token: &Hash,
    phone: &MobilePhone,
    code: &Hash,
    code_expires_at: i64,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "UPDATE enrolments SET completed_phone = ?, code_hash = ?, code_expires_at = ?,
                wrong_tries = 0, messages = messages + 1, last_message_at = ?
         WHERE token_hash = ?",
    )
    .bind(phone.e164())
    .bind(code.as_slice())
    .bind(code_expires_at)
    .bind(now)
    .bind(token.as_slice())
    .execute(connection)
    .await?;
    Ok(())
}

pub(crate) async fn count_wrong_try(connection: &mut SqliteConnection, token: &Hash) -> Result<(), Refusal> {
    sqlx::query("UPDATE enrolments SET wrong_tries = wrong_tries + 1 WHERE token_hash = ?")
        .bind(token.as_slice())
        .execute(connection)
        .await?;
    Ok(())
}

/// The code was right: it is used up, and the profile may follow until `expires_at`.
pub(crate) async fn verify(
    connection: &mut SqliteConnection,
    token: &Hash,
    expires_at: i64,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "UPDATE enrolments SET verified_at = ?, code_hash = NULL, expires_at = ? WHERE token_hash = ?",
    )
    .bind(now)
    .bind(expires_at)
    .bind(token.as_slice())
    .execute(connection)
    .await?;
    Ok(())
}

pub(crate) async fn close(connection: &mut SqliteConnection, token: &Hash) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM enrolments WHERE token_hash = ?")
        .bind(token.as_slice())
        .execute(connection)
        .await?;
    Ok(())
}
