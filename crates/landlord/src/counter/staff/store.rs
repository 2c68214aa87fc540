//! Agency staff, their devices and their sessions (S21).

use contract::{StaffLogin, StaffRole};
use sqlx::{Row, sqlite::SqliteRow};

use crate::{
    keys::Hash,
    refusal::Refusal,
    store::{Reading, Writing, from_wire_name},
};

/// A staff member. Times are Unix seconds.
pub(crate) struct StaffMember {
    pub(crate) login: StaffLogin,
    pub(crate) name: String,
    pub(crate) role: StaffRole,
    /// The agency's reference.
    pub(crate) agency: String,
    /// The agency's name: « Agence de Lens ».
    pub(crate) agency_name: String,
    pub(crate) password_hash: Option<String>,
    pub(crate) totp_salt: Vec<u8>,
    /// Hash of the activation code, and when it expires.
    pub(crate) activation: Option<(Vec<u8>, i64)>,
}

/// The role's name in the database.
pub(crate) fn role_name(role: StaffRole) -> &'static str {
    match role {
        StaffRole::AgencyManager => "agencyManager",
        StaffRole::Helper | StaffRole::Unknown => "helper",
    }
}

fn member_of(row: &SqliteRow) -> Result<StaffMember, Refusal> {
    let login: String = row.try_get("login")?;
    let activation: Option<Vec<u8>> = row.try_get("activation_hash")?;
    let activation_expires_at: Option<i64> = row.try_get("activation_expires_at")?;
    Ok(StaffMember {
        login: StaffLogin::parse(&login).map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
        name: row.try_get("name")?,
        role: from_wire_name(row.try_get("role")?)?,
        agency: row.try_get("agency")?,
        agency_name: row.try_get("agency_name")?,
        password_hash: row.try_get("password_hash")?,
        totp_salt: row.try_get("totp_salt")?,
        activation: activation.zip(activation_expires_at),
    })
}

/// Finds a staff member whose account is open and not blocked.
pub(crate) async fn find(reading: &mut Reading, login: &StaffLogin) -> Result<Option<StaffMember>, Refusal> {
    let row = sqlx::query(
        "SELECT staff.*, agencies.name AS agency_name FROM staff JOIN agencies ON agencies.reference = staff.agency
         WHERE login = ? AND closed_at IS NULL AND blocked_at IS NULL",
    )
    .bind(login.as_str())
    .fetch_optional(reading.sql())
    .await?;
    row.as_ref().map(member_of).transpose()
}

/// Lists the staff whose account is open, by agency and login.
pub(crate) async fn list(reading: &mut Reading) -> Result<Vec<StaffMember>, Refusal> {
    let rows = sqlx::query(
        "SELECT staff.*, agencies.name AS agency_name FROM staff JOIN agencies ON agencies.reference = staff.agency
         WHERE closed_at IS NULL ORDER BY agency, login",
    )
    .fetch_all(reading.sql())
    .await?;
    rows.iter().map(member_of).collect()
}

/// Adds an account that is not active yet. Returns false when the login exists: the login of a closed account is
/// never reused.
pub(crate) async fn add(
    writing: &mut Writing,
    login: &StaffLogin,
    (name, role, agency): (&str, StaffRole, &str),
    now: i64,
) -> Result<bool, Refusal> {
    let added = sqlx::query(
        "INSERT OR IGNORE INTO staff (login, name, role, agency, totp_salt, created_at) VALUES (?, ?, ?, ?, x'', ?)",
    )
    .bind(login.as_str())
    .bind(name)
    .bind(role_name(role))
    .bind(agency)
    .bind(now)
    .execute(writing.sql())
    .await?;
    Ok(added.rows_affected() == 1)
}

/// Stores an activation code and a new salt for the second factor. The old password, second factor and sessions
/// stop working.
pub(crate) async fn await_activation(
    writing: &mut Writing,
    login: &StaffLogin,
    (activation, salt): (&Hash, &Hash),
    expires_at: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "UPDATE staff SET activation_hash = ?, activation_expires_at = ?, totp_salt = ?, totp_last_step = 0,
                          password_hash = NULL
         WHERE login = ?",
    )
    .bind(activation.as_slice())
    .bind(expires_at)
    .bind(salt.as_slice())
    .bind(login.as_str())
    .execute(writing.sql())
    .await?;
    end_sessions(writing, login).await
}

/// Activates an account; returns false when this activation code is no longer in force. The code stays valid until
/// the first sign-in, so that a client that lost the answer can retry.
pub(crate) async fn activate(
    writing: &mut Writing,
    (login, activation): (&StaffLogin, &[u8]),
    password_hash: &str,
    recovery_codes: &[Hash],
) -> Result<bool, Refusal> {
    let set = sqlx::query(
        "UPDATE staff SET password_hash = ? WHERE login = ? AND activation_hash = ? AND closed_at IS NULL",
    )
    .bind(password_hash)
    .bind(login.as_str())
    .bind(activation)
    .execute(writing.sql())
    .await?;
    if set.rows_affected() == 0 {
        return Ok(false);
    }
    sqlx::query("DELETE FROM staff_recovery_codes WHERE login = ?")
        .bind(login.as_str())
        .execute(writing.sql())
        .await?;
    for code in recovery_codes {
        sqlx::query("INSERT INTO staff_recovery_codes (login, code_hash) VALUES (?, ?)")
            .bind(login.as_str())
            .bind(code.as_slice())
            .execute(writing.sql())
            .await?;
    }
    Ok(true)
}

/// Closes an account and ends its sessions; returns false when no open account has this login.
pub(crate) async fn close(writing: &mut Writing, login: &StaffLogin, now: i64) -> Result<bool, Refusal> {
    let closed = sqlx::query("UPDATE staff SET closed_at = ? WHERE login = ? AND closed_at IS NULL")
        .bind(now)
        .bind(login.as_str())
        .execute(writing.sql())
        .await?;
    end_sessions(writing, login).await?;
    Ok(closed.rows_affected() == 1)
}

async fn end_sessions(writing: &mut Writing, login: &StaffLogin) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM staff_sessions WHERE login = ?")
        .bind(login.as_str())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Replaces the password and ends every session except `spared`.
pub(crate) async fn change_password(
    writing: &mut Writing,
    login: &StaffLogin,
    password_hash: &str,
    spared: &Hash,
) -> Result<(), Refusal> {
    sqlx::query("UPDATE staff SET password_hash = ? WHERE login = ?")
        .bind(password_hash)
        .bind(login.as_str())
        .execute(writing.sql())
        .await?;
    sqlx::query("DELETE FROM staff_sessions WHERE login = ? AND token_hash <> ?")
        .bind(login.as_str())
        .bind(spared.as_slice())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Replaces the hash of an unchanged password when the hash parameters changed (S6). Returns false when `stored`
/// is no longer on file.
pub(crate) async fn rehash(
    writing: &mut Writing,
    login: &StaffLogin,
    stored: &str,
    rehashed: &str,
) -> Result<bool, Refusal> {
    let set = sqlx::query("UPDATE staff SET password_hash = ? WHERE login = ? AND password_hash = ?")
        .bind(rehashed)
        .bind(login.as_str())
        .bind(stored)
        .execute(writing.sql())
        .await?;
    Ok(set.rows_affected() == 1)
}

/// Spends a step of the second factor; returns false when it, or a later step, was spent before.
pub(crate) async fn spend_step(
    writing: &mut Writing,
    login: &StaffLogin,
    step: i64,
) -> Result<bool, Refusal> {
    let spent = sqlx::query("UPDATE staff SET totp_last_step = ?1 WHERE login = ?2 AND totp_last_step < ?1")
        .bind(step)
        .bind(login.as_str())
        .execute(writing.sql())
        .await?;
    Ok(spent.rows_affected() == 1)
}

/// Spends a recovery code; returns false when there is no such code.
pub(crate) async fn spend_recovery_code(
    writing: &mut Writing,
    login: &StaffLogin,
    code: &Hash,
) -> Result<bool, Refusal> {
    let spent = sqlx::query("DELETE FROM staff_recovery_codes WHERE login = ? AND code_hash = ?")
        .bind(login.as_str())
        .bind(code.as_slice())
        .execute(writing.sql())
        .await?;
    Ok(spent.rows_affected() == 1)
}

pub(crate) async fn count_recovery_codes(reading: &mut Reading, login: &StaffLogin) -> Result<u32, Refusal> {
    let count = sqlx::query_scalar("SELECT count(*) FROM staff_recovery_codes WHERE login = ?")
        .bind(login.as_str())
        .fetch_one(reading.sql())
        .await?;
    Ok(count)
}

/// Enrols a device, or enrols a closed one again. Returns false when a device of this name is enrolled.
pub(crate) async fn enrol_device(
    writing: &mut Writing,
    name: &str,
    token: &Hash,
    now: i64,
) -> Result<bool, Refusal> {
    let enrolled = sqlx::query(
        "INSERT INTO staff_devices (name, token_hash, enrolled_at) VALUES (?, ?, ?)
         ON CONFLICT (name) DO UPDATE SET
             token_hash = excluded.token_hash, enrolled_at = excluded.enrolled_at, closed_at = NULL
         WHERE closed_at IS NOT NULL",
    )
    .bind(name)
    .bind(token.as_slice())
    .bind(now)
    .execute(writing.sql())
    .await?;
    Ok(enrolled.rows_affected() == 1)
}

/// Returns the name of the enrolled device that a token belongs to.
pub(crate) async fn device(reading: &mut Reading, token: &Hash) -> Result<Option<String>, Refusal> {
    let name =
        sqlx::query_scalar("SELECT name FROM staff_devices WHERE token_hash = ? AND closed_at IS NULL")
            .bind(token.as_slice())
            .fetch_optional(reading.sql())
            .await?;
    Ok(name)
}

/// Lists the names of the enrolled devices.
pub(crate) async fn devices(reading: &mut Reading) -> Result<Vec<String>, Refusal> {
    let names = sqlx::query_scalar("SELECT name FROM staff_devices WHERE closed_at IS NULL ORDER BY name")
        .fetch_all(reading.sql())
        .await?;
    Ok(names)
}

/// Closes a device and ends its sessions; returns false when no device of this name is enrolled.
pub(crate) async fn close_device(writing: &mut Writing, name: &str, now: i64) -> Result<bool, Refusal> {
    let closed = sqlx::query("UPDATE staff_devices SET closed_at = ? WHERE name = ? AND closed_at IS NULL")
        .bind(now)
        .bind(name)
        .execute(writing.sql())
        .await?;
    sqlx::query("DELETE FROM staff_sessions WHERE device = ?")
        .bind(name)
        .execute(writing.sql())
        .await?;
    Ok(closed.rows_affected() == 1)
}

/// A staff session. Times are Unix seconds.
pub(crate) struct StaffSessionRow {
    pub(crate) token: Hash,
    pub(crate) member: StaffMember,
    pub(crate) device: String,
    pub(crate) last_active_at: i64,
}

pub(crate) async fn start_session(
    writing: &mut Writing,
    token: &Hash,
    login: &StaffLogin,
    device: &str,
    (ends_at, now): (i64, i64),
) -> Result<(), Refusal> {
    sqlx::query("UPDATE staff SET activation_hash = NULL, activation_expires_at = NULL WHERE login = ?")
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

/// Finds the session of a token, unless the session, its account or its device has ended.
pub(crate) async fn session(
    reading: &mut Reading,
    token: Hash,
    now: i64,
) -> Result<Option<StaffSessionRow>, Refusal> {
    let row = sqlx::query(
        "SELECT staff.*, agencies.name AS agency_name, staff_sessions.device, staff_sessions.last_active_at
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
        last_active_at: row.try_get("last_active_at")?,
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
    let purged = sqlx::query(
        "DELETE FROM staff_sessions WHERE rowid IN
             (SELECT rowid FROM staff_sessions WHERE ends_at < ? ORDER BY ends_at LIMIT ?)",
    )
    .bind(now)
    .bind(most)
    .execute(writing.sql())
    .await?;
    Ok(purged.rows_affected())
}
