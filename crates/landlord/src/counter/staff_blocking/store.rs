//! Staff whom an operator keeps out for a while.

use contract::{StaffLogin, StaffRole};
use sqlx::Row;

use crate::{
    refusal::Refusal,
    store::{Reading, Writing, from_wire_name},
};

/// A member of staff, in whatever state their account is. Times are Unix seconds.
pub(super) struct StaffOnFile {
    pub(super) login: String,
    pub(super) name: String,
    pub(super) role: StaffRole,
    pub(super) agency: String,
    pub(super) active: bool,
    pub(super) blocked_at: Option<i64>,
    pub(super) closed_at: Option<i64>,
    /// Where they are signed in.
    pub(super) devices: Vec<String>,
    pub(super) recovery_codes: u32,
}

/// Finds a member of staff, also one whose account is blocked or closed.
pub(super) async fn find(
    reading: &mut Reading,
    login: &StaffLogin,
    now: i64,
) -> Result<Option<StaffOnFile>, Refusal> {
    let row = sqlx::query(
        "SELECT staff.login, staff.name, staff.role, staff.password_hash IS NOT NULL AS active, staff.blocked_at,
                staff.closed_at, agencies.name AS agency_name,
                (SELECT count(*) FROM staff_recovery_codes AS codes WHERE codes.login = staff.login) AS codes
         FROM staff JOIN agencies ON agencies.reference = staff.agency WHERE staff.login = ?",
    )
    .bind(login.as_str())
    .fetch_optional(reading.sql())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let devices = sqlx::query_scalar(
        "SELECT device FROM staff_sessions WHERE login = ? AND ends_at > ? ORDER BY device",
    )
    .bind(login.as_str())
    .bind(now)
    .fetch_all(reading.sql())
    .await?;
    Ok(Some(StaffOnFile {
        login: row.try_get("login")?,
        name: row.try_get("name")?,
        role: from_wire_name(row.try_get("role")?)?,
        agency: row.try_get("agency_name")?,
        active: row.try_get("active")?,
        blocked_at: row.try_get("blocked_at")?,
        closed_at: row.try_get("closed_at")?,
        devices,
        recovery_codes: row.try_get("codes")?,
    }))
}

/// Whether an account is not closed. It may be blocked.
pub(super) async fn is_open(reading: &mut Reading, login: &StaffLogin) -> Result<bool, Refusal> {
    let open =
        sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM staff WHERE login = ? AND closed_at IS NULL)")
            .bind(login.as_str())
            .fetch_one(reading.sql())
            .await?;
    Ok(open)
}

/// Blocks an account; returns false when no open account has this login. A blocked one stays blocked since then.
pub(super) async fn block(writing: &mut Writing, login: &StaffLogin, now: i64) -> Result<bool, Refusal> {
    let blocked = sqlx::query(
        "UPDATE staff SET blocked_at = coalesce(blocked_at, ?) WHERE login = ? AND closed_at IS NULL",
    )
    .bind(now)
    .bind(login.as_str())
    .execute(writing.sql())
    .await?;
    Ok(blocked.rows_affected() == 1)
}

/// Unblocks an account; returns false when no open account has this login.
pub(super) async fn unblock(writing: &mut Writing, login: &StaffLogin) -> Result<bool, Refusal> {
    let unblocked = sqlx::query("UPDATE staff SET blocked_at = NULL WHERE login = ? AND closed_at IS NULL")
        .bind(login.as_str())
        .execute(writing.sql())
        .await?;
    Ok(unblocked.rows_affected() == 1)
}

/// Ends every session of a member of staff.
pub(super) async fn end_sessions(writing: &mut Writing, login: &StaffLogin) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM staff_sessions WHERE login = ?")
        .bind(login.as_str())
        .execute(writing.sql())
        .await?;
    Ok(())
}
