//! Agency staff and their devices (S21).

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
    /// The salt of the second factor that was shown to who activates the account.
    pub(crate) pending_salt: Option<Vec<u8>>,
    /// Hash of the activation code, and when it expires.
    pub(crate) activation: Option<(Vec<u8>, i64)>,
    /// Hash of the activation that may be sent again, and until when.
    pub(crate) repeat: Option<(Vec<u8>, i64)>,
}

impl StaffMember {
    /// The member with the second factor that was shown to who activates the account; `None` when none was.
    pub(crate) fn learning(self) -> Option<Self> {
        let totp_salt = self.pending_salt.clone()?;
        Some(Self { totp_salt, ..self })
    }
}

/// The role's name in the database.
pub(crate) fn role_name(role: StaffRole) -> &'static str {
    match role {
        StaffRole::AgencyManager => "agencyManager",
        StaffRole::Helper | StaffRole::Unknown => "helper",
    }
}

pub(crate) fn member_of(row: &SqliteRow) -> Result<StaffMember, Refusal> {
    let login: String = row.try_get("login")?;
    let repeat: Option<Vec<u8>> = row.try_get("repeat_hash")?;
    let repeat_until: Option<i64> = row.try_get("repeat_until")?;
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
        pending_salt: row.try_get("pending_salt")?,
        activation: activation.zip(activation_expires_at),
        repeat: repeat.zip(repeat_until),
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
                          password_hash = NULL, pending_salt = NULL, repeat_hash = NULL, repeat_until = NULL
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

/// Stores the salt of a second factor that is shown now, and forgets the one shown before. Returns false when this
/// activation code is no longer in force.
pub(crate) async fn put_pending_salt(
    writing: &mut Writing,
    (login, activation): (&StaffLogin, &[u8]),
    salt: &Hash,
) -> Result<bool, Refusal> {
    let set = sqlx::query(
        "UPDATE staff SET pending_salt = ?
         WHERE login = ? AND activation_hash = ? AND closed_at IS NULL AND blocked_at IS NULL",
    )
    .bind(salt.as_slice())
    .bind(login.as_str())
    .bind(activation)
    .execute(writing.sql())
    .await?;
    Ok(set.rows_affected() == 1)
}

/// What an activation stores.
pub(crate) struct Activation<'a> {
    pub(crate) login: &'a StaffLogin,
    pub(crate) password_hash: &'a str,
    pub(crate) recovery_codes: &'a [Hash],
    /// Hash of the request, by which it may be sent again, and until when.
    pub(crate) repeat: Option<(&'a Hash, i64)>,
}

/// Activates an account with the second factor of this salt. The activation code ends. Returns false when the code or
/// the salt is no longer in force.
pub(crate) async fn activate(
    writing: &mut Writing,
    (activation, salt): (&[u8], &[u8]),
    stored: &Activation<'_>,
) -> Result<bool, Refusal> {
    let set = sqlx::query(
        "UPDATE staff SET password_hash = ?, totp_salt = pending_salt, pending_salt = NULL, activation_hash = NULL,
                          activation_expires_at = NULL, repeat_hash = ?, repeat_until = ?
         WHERE login = ? AND activation_hash = ? AND pending_salt = ? AND closed_at IS NULL AND blocked_at IS NULL",
    )
    .bind(stored.password_hash)
    .bind(stored.repeat.map(|(hash, _)| hash.to_vec()))
    .bind(stored.repeat.map(|(_, until)| until))
    .bind(stored.login.as_str())
    .bind(activation)
    .bind(salt)
    .execute(writing.sql())
    .await?;
    if set.rows_affected() == 0 {
        return Ok(false);
    }
    put_recovery_codes(writing, stored).await?;
    Ok(true)
}

async fn put_recovery_codes(writing: &mut Writing, stored: &Activation<'_>) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM staff_recovery_codes WHERE login = ?")
        .bind(stored.login.as_str())
        .execute(writing.sql())
        .await?;
    for code in stored.recovery_codes {
        sqlx::query("INSERT INTO staff_recovery_codes (login, code_hash) VALUES (?, ?)")
            .bind(stored.login.as_str())
            .bind(code.as_slice())
            .execute(writing.sql())
            .await?;
    }
    Ok(())
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
