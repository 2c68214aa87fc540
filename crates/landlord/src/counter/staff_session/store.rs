//! Sessions of agency staff (S21).

use contract::StaffLogin;
use sqlx::Row;

use crate::{
    counter::staff::store::{StaffMember, member_of},
    keys::Hash,
    refusal::Refusal,
    store::{Reading, Writing},
};

/// A staff session. Times are Unix seconds.
pub(crate) struct StaffSessionRow {
    pub(crate) token: Hash,
    pub(crate) member: StaffMember,
    pub(crate) device: String,
    /// Hash of the device's token.
    pub(crate) device_token: Vec<u8>,
    pub(crate) last_active_at: i64,
    pub(crate) ends_at: i64,
}

pub(crate) async fn start_session(
    writing: &mut Writing,
    token: &Hash,
    login: &StaffLogin,
    device: &str,
    (ends_at, now): (i64, i64),
) -> Result<(), Refusal> {
    // Who signs in has had the answer to the activation.
    sqlx::query("UPDATE staff SET repeat_hash = NULL, repeat_until = NULL WHERE login = ?")
        .bind(login.as_str())
        .execute(writing.sql())
        .await?;
    sqlx::query(
        "INSERT INTO staff_sessions (token_hash, login, device, started_at, last_active_at, ends_at)
         VALUES (?1, ?2, ?3, ?4, ?4, ?5)",
    )
    .bind(token.as_slice())
    .bind(login.as_str())
    .bind(device)
    .bind(now)
    .bind(ends_at)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Finds the session of a token, unless the session, its account or its device has ended, or an operator blocked the
/// account.
pub(crate) async fn session(
    reading: &mut Reading,
    token: Hash,
    now: i64,
) -> Result<Option<StaffSessionRow>, Refusal> {
    let row = sqlx::query(
        "SELECT staff.*, agencies.name AS agency_name, staff_sessions.device, staff_sessions.last_active_at,
                staff_sessions.ends_at, staff_devices.token_hash AS device_token
         FROM staff_sessions
         JOIN staff ON staff.login = staff_sessions.login AND staff.closed_at IS NULL AND staff.blocked_at IS NULL
         JOIN staff_devices ON staff_devices.name = staff_sessions.device AND staff_devices.closed_at IS NULL
         JOIN agencies ON agencies.reference = staff.agency
         WHERE staff_sessions.token_hash = ? AND staff_sessions.ends_at > ?",
    )
    .bind(token.as_slice())
    .bind(now)
    .fetch_optional(reading.sql())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(StaffSessionRow {
        token,
        member: member_of(&row)?,
        device: row.try_get("device")?,
        device_token: row.try_get("device_token")?,
        last_active_at: row.try_get("last_active_at")?,
        ends_at: row.try_get("ends_at")?,
    }))
}

/// Stores the time of the latest request of a session.
pub(crate) async fn touch_session(writing: &mut Writing, token: &Hash, now: i64) -> Result<(), Refusal> {
    sqlx::query("UPDATE staff_sessions SET last_active_at = ? WHERE token_hash = ?")
        .bind(now)
        .bind(token.as_slice())
        .execute(writing.sql())
        .await?;
    Ok(())
}

pub(crate) async fn end_session(writing: &mut Writing, token: &Hash) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM staff_sessions WHERE token_hash = ?")
        .bind(token.as_slice())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Deletes the staff sessions that have ended, at most `most`.
pub(crate) async fn purge_sessions(writing: &mut Writing, now: i64, most: i64) -> Result<u64, Refusal> {
    let statement = "DELETE FROM staff_sessions WHERE rowid IN
             (SELECT rowid FROM staff_sessions WHERE ends_at < ? ORDER BY ends_at LIMIT ?)";
    Ok(writing.purge(statement, now, most).await?)
}
