//! Sessions and their tokens (S9).

use contract::{SignedInDevice, TenantCode};
use sqlx::Row;

use crate::{
    keys::Hash,
    refusal::Refusal,
    store::{Reading, Writing, moment},
};

/// A refresh token as stored. Times are Unix seconds.
pub(crate) struct RefreshToken {
    pub(crate) session: String,
    pub(crate) predecessor: Option<Vec<u8>>,
    pub(crate) expires_at: i64,
    /// What its successor is derived with; none before the first refresh, and once it is spent.
    pub(crate) successor_salt: Option<Vec<u8>>,
    pub(crate) spent: bool,
    pub(crate) session_ends_at: i64,
    pub(crate) session_ended: bool,
}

pub(crate) async fn start(
    writing: &mut Writing,
    id: &str,
    tenant_code: &TenantCode,
    device_name: Option<&str>,
    ends_at: i64,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO sessions (id, tenant_code, device_name, started_at, last_seen_at, ends_at)
         VALUES (?1, ?2, ?3, ?4, ?4, ?5)",
    )
    .bind(id)
    .bind(tenant_code.as_str())
    .bind(device_name)
    .bind(now)
    .bind(ends_at)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Binds the session to a visit to a counter, with which it ends.
pub(crate) async fn put_visit(writing: &mut Writing, id: &str, visit: &str) -> Result<(), Refusal> {
    sqlx::query("UPDATE sessions SET visit = ? WHERE id = ?")
        .bind(visit)
        .bind(id)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Ends the sessions of a tenant that were seen longest ago, beyond the newest `kept`. Those of a visit end with it.
pub(crate) async fn end_oldest(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    kept: i64,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "UPDATE sessions SET ended_at = ?1 WHERE id IN
             (SELECT id FROM sessions
              WHERE tenant_code = ?2 AND ended_at IS NULL AND ends_at > ?1 AND visit IS NULL
              ORDER BY last_seen_at DESC, started_at DESC, rowid DESC LIMIT -1 OFFSET ?3)",
    )
    .bind(now)
    .bind(tenant_code.as_str())
    .bind(kept)
    .execute(writing.sql())
    .await?;
    Ok(())
}

pub(crate) async fn end(writing: &mut Writing, id: &str, now: i64) -> Result<(), Refusal> {
    sqlx::query("UPDATE sessions SET ended_at = ? WHERE id = ? AND ended_at IS NULL")
        .bind(now)
        .bind(id)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Ends every session of a tenant.
pub(crate) async fn end_all(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query("UPDATE sessions SET ended_at = ? WHERE tenant_code = ? AND ended_at IS NULL")
        .bind(now)
        .bind(tenant_code.as_str())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Stores a refresh token. One that is handed out again gets a new expiry.
pub(crate) async fn put_refresh_token(
    writing: &mut Writing,
    token: &Hash,
    session: &str,
    predecessor: Option<&Hash>,
    expires_at: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO refresh_tokens (token_hash, session, predecessor, expires_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (token_hash) DO UPDATE SET expires_at = excluded.expires_at",
    )
    .bind(token.as_slice())
    .bind(session)
    .bind(predecessor.map(|hash| hash.to_vec()))
    .bind(expires_at)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Stores an access token, the only one of its session.
pub(crate) async fn put_access_token(
    writing: &mut Writing,
    token: &Hash,
    session: &str,
    refresh_token: &Hash,
    expires_at: i64,
) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM access_tokens WHERE session = ?")
        .bind(session)
        .execute(writing.sql())
        .await?;
    sqlx::query(
        "INSERT INTO access_tokens (token_hash, session, refresh_token, expires_at) VALUES (?, ?, ?, ?)",
    )
    .bind(token.as_slice())
    .bind(session)
    .bind(refresh_token.as_slice())
    .bind(expires_at)
    .execute(writing.sql())
    .await?;
    Ok(())
}

pub(crate) async fn refresh_token(
    reading: &mut Reading,
    token: &Hash,
) -> Result<Option<RefreshToken>, Refusal> {
    let row = sqlx::query(
        "SELECT refresh_tokens.*, sessions.ends_at, sessions.ended_at FROM refresh_tokens
         JOIN sessions ON sessions.id = refresh_tokens.session WHERE token_hash = ?",
    )
    .bind(token.as_slice())
    .fetch_optional(reading.sql())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(RefreshToken {
        session: row.try_get("session")?,
        predecessor: row.try_get("predecessor")?,
        expires_at: row.try_get("expires_at")?,
        successor_salt: row.try_get("successor_salt")?,
        spent: row.try_get::<Option<i64>, _>("spent_at")?.is_some(),
        session_ends_at: row.try_get("ends_at")?,
        session_ended: row.try_get::<Option<i64>, _>("ended_at")?.is_some(),
    }))
}

/// Stores when the session was last refreshed.
pub(crate) async fn mark_seen(writing: &mut Writing, id: &str, now: i64) -> Result<(), Refusal> {
    sqlx::query("UPDATE sessions SET last_seen_at = ? WHERE id = ?")
        .bind(now)
        .bind(id)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Stores what the successor of a refresh token is derived with. The token works for as long as its successor: the
/// answer may be lost.
pub(crate) async fn put_successor(
    writing: &mut Writing,
    token: &Hash,
    salt: &[u8],
    expires_at: i64,
) -> Result<(), Refusal> {
    sqlx::query("UPDATE refresh_tokens SET successor_salt = ?, expires_at = ? WHERE token_hash = ?")
        .bind(salt)
        .bind(expires_at)
        .bind(token.as_slice())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Withdraws other successors of a token: issued before migration 0015, or under a key that was revoked since. None was
/// used, since its use would have spent the token.
pub(crate) async fn withdraw_others(
    writing: &mut Writing,
    token: &Hash,
    successor: &Hash,
) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM refresh_tokens WHERE predecessor = ? AND token_hash <> ?")
        .bind(token.as_slice())
        .bind(successor.as_slice())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Marks a token as spent once its successor was used. Using it again then counts as theft. The successor can no
/// longer be derived.
pub(crate) async fn spend(writing: &mut Writing, token: &[u8], now: i64) -> Result<(), Refusal> {
    sqlx::query(
        "UPDATE refresh_tokens SET spent_at = coalesce(spent_at, ?), successor_salt = NULL WHERE token_hash = ?",
    )
    .bind(now)
    .bind(token)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// The tenant and the session of an access token, and the refresh token that its first use spends.
pub(crate) struct SignedIn {
    pub(crate) tenant_code: TenantCode,
    pub(crate) session: String,
    /// The visit to a counter that the session belongs to.
    pub(crate) visit: Option<String>,
    pub(crate) unspent_predecessor: Option<Vec<u8>>,
}

pub(crate) async fn signed_in(
    reading: &mut Reading,
    access_token: &Hash,
    now: i64,
) -> Result<SignedIn, Refusal> {
    let row = sqlx::query(
        "SELECT sessions.tenant_code, sessions.id, sessions.visit,
                (SELECT earlier.token_hash FROM refresh_tokens AS current
                 JOIN refresh_tokens AS earlier ON earlier.token_hash = current.predecessor
                 WHERE current.token_hash = access_tokens.refresh_token AND earlier.spent_at IS NULL)
                    AS unspent_predecessor
         FROM access_tokens JOIN sessions ON sessions.id = access_tokens.session
         WHERE access_tokens.token_hash = ?1 AND access_tokens.expires_at > ?2
           AND sessions.ended_at IS NULL AND sessions.ends_at > ?2",
    )
    .bind(access_token.as_slice())
    .bind(now)
    .fetch_optional(reading.sql())
    .await?
    .ok_or(Refusal::SessionEnded)?;
    Ok(SignedIn {
        tenant_code: TenantCode::parse(row.try_get("tenant_code")?)
            .map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
        session: row.try_get("id")?,
        visit: row.try_get("visit")?,
        unspent_predecessor: row.try_get("unspent_predecessor")?,
    })
}

/// Lists the sessions in force of a tenant, last seen first.
pub(crate) async fn in_force(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    current: &str,
    now: i64,
) -> Result<Vec<SignedInDevice>, Refusal> {
    sqlx::query(
        "SELECT id, device_name, started_at, last_seen_at FROM sessions
         WHERE tenant_code = ? AND ended_at IS NULL AND ends_at > ?
         ORDER BY last_seen_at DESC, started_at DESC, id",
    )
    .bind(tenant_code.as_str())
    .bind(now)
    .fetch_all(reading.sql())
    .await?
    .iter()
    .map(|row| {
        let id: String = row.try_get("id")?;
        Ok(SignedInDevice {
            current: id == current,
            id,
            name: row.try_get("device_name")?,
            first_seen_at: moment(row.try_get("started_at")?)?,
            last_seen_at: moment(row.try_get("last_seen_at")?)?,
        })
    })
    .collect()
}

/// A session that was ended, and the known device that it was on.
pub(crate) struct EndedSession {
    /// None for a session of a visit, and for one from before migration 0020.
    pub(crate) device: Option<Vec<u8>>,
    pub(crate) of_visit: bool,
}

/// Ends a session of a tenant; `None` when it is not theirs or not in force.
pub(crate) async fn end_of(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    id: &str,
    now: i64,
) -> Result<Option<EndedSession>, Refusal> {
    let ended = sqlx::query(
        "UPDATE sessions SET ended_at = ?1
         WHERE id = ?2 AND tenant_code = ?3 AND ended_at IS NULL AND ends_at > ?1 RETURNING device, visit",
    )
    .bind(now)
    .bind(id)
    .bind(tenant_code.as_str())
    .fetch_optional(writing.sql())
    .await?;
    let Some(row) = ended else { return Ok(None) };
    Ok(Some(EndedSession {
        device: row.try_get("device")?,
        of_visit: row.try_get::<Option<String>, _>("visit")?.is_some(),
    }))
}

/// Ends every session of a tenant except `spared`.
pub(crate) async fn end_others(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    spared: &str,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query("UPDATE sessions SET ended_at = ? WHERE tenant_code = ? AND id <> ? AND ended_at IS NULL")
        .bind(now)
        .bind(tenant_code.as_str())
        .bind(spared)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Whether a session has neither ended nor expired.
pub(crate) async fn is_in_force(reading: &mut Reading, id: &str, now: i64) -> Result<bool, Refusal> {
    let in_force = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM sessions WHERE id = ? AND ended_at IS NULL AND ends_at > ?)",
    )
    .bind(id)
    .bind(now)
    .fetch_one(reading.sql())
    .await?;
    Ok(in_force)
}

/// Stores when the password was typed again in this session.
pub(crate) async fn mark_reauthenticated(writing: &mut Writing, id: &str, now: i64) -> Result<(), Refusal> {
    sqlx::query("UPDATE sessions SET reauthenticated_at = ? WHERE id = ?")
        .bind(now)
        .bind(id)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Returns when the password was last typed again in this session, in Unix seconds.
pub(crate) async fn reauthenticated_at(reading: &mut Reading, id: &str) -> Result<Option<i64>, Refusal> {
    let at = sqlx::query_scalar("SELECT reauthenticated_at FROM sessions WHERE id = ?")
        .bind(id)
        .fetch_one(reading.sql())
        .await?;
    Ok(at)
}

/// Deletes the oldest expired sessions, at most `most` rows of each table. Tokens go first: a session may have
/// thousands, and deleting it deletes them all at once.
pub(crate) async fn purge(writing: &mut Writing, now: i64, most: i64) -> Result<u64, Refusal> {
    let tokens = sqlx::query(
        "DELETE FROM refresh_tokens WHERE rowid IN
             (SELECT refresh_tokens.rowid
              FROM (SELECT id FROM sessions WHERE ends_at < ?1 ORDER BY ends_at LIMIT ?2) AS expired
              CROSS JOIN refresh_tokens ON refresh_tokens.session = expired.id LIMIT ?2)",
    )
    .bind(now)
    .bind(most)
    .execute(writing.sql())
    .await?;
    let sessions = sqlx::query(
        "DELETE FROM sessions WHERE id IN
             (SELECT id FROM (SELECT id FROM sessions WHERE ends_at < ?1 ORDER BY ends_at LIMIT ?2) AS expired
              WHERE NOT EXISTS (SELECT 1 FROM refresh_tokens WHERE refresh_tokens.session = expired.id))",
    )
    .bind(now)
    .bind(most)
    .execute(writing.sql())
    .await?;
    Ok(tokens.rows_affected().max(sessions.rows_affected()))
}
