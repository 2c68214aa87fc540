//! Visits of tenants to a counter.

use contract::{IdentityDocument, StaffLogin, TenantCode, VisitPurpose};
use sqlx::{Row, sqlite::SqliteRow};

use crate::{
    keys::Hash,
    refusal::Refusal,
    store::{Reading, Writing, json_of, to_json, to_wire_name},
};

/// A visit. Times are Unix seconds.
pub(crate) struct VisitRow {
    pub(crate) id: String,
    pub(crate) login: String,
    pub(crate) device: String,
    pub(crate) tenant_code: TenantCode,
    pub(crate) identity_document: String,
    pub(crate) purposes: Vec<VisitPurpose>,
    pub(crate) approved: bool,
    pub(crate) began_at: i64,
    pub(crate) expires_at: i64,
}

fn visit_of(row: &SqliteRow) -> Result<VisitRow, Refusal> {
    let tenant_code: String = row.try_get("tenant_code")?;
    Ok(VisitRow {
        id: row.try_get("id")?,
        login: row.try_get("login")?,
        device: row.try_get("device")?,
        tenant_code: TenantCode::parse(&tenant_code).map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
        identity_document: row.try_get("identity_document")?,
        purposes: json_of(row, "purposes")?,
        approved: row.try_get::<Option<String>, _>("approved_by")?.is_some(),
        began_at: row.try_get("began_at")?,
        expires_at: row.try_get("expires_at")?,
    })
}

/// A visit to store.
pub(crate) struct NewVisit<'a> {
    pub(crate) id: &'a str,
    pub(crate) session: &'a Hash,
    pub(crate) login: &'a StaffLogin,
    pub(crate) device: &'a str,
    pub(crate) tenant_code: &'a TenantCode,
    pub(crate) identity_document: IdentityDocument,
    pub(crate) purposes: &'a [VisitPurpose],
    /// Hash of the token by which the tenant signs in.
    pub(crate) token: &'a Hash,
    pub(crate) expires_at: i64,
}

pub(crate) async fn begin(writing: &mut Writing, visit: &NewVisit<'_>, now: i64) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO visits (id, session, login, device, tenant_code, identity_document, purposes, token_hash, began_at,
                             expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(visit.id)
    .bind(visit.session.as_slice())
    .bind(visit.login.as_str())
    .bind(visit.device)
    .bind(visit.tenant_code.as_str())
    .bind(to_wire_name(&visit.identity_document)?)
    .bind(to_json(visit.purposes)?)
    .bind(visit.token.as_slice())
    .bind(now)
    .bind(visit.expires_at)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Finds the visit under way in a staff session.
pub(crate) async fn current(
    reading: &mut Reading,
    session: &Hash,
    now: i64,
) -> Result<Option<VisitRow>, Refusal> {
    let row = sqlx::query("SELECT * FROM visits WHERE session = ? AND ended_at IS NULL AND expires_at > ?")
        .bind(session.as_slice())
        .bind(now)
        .fetch_optional(reading.sql())
        .await?;
    row.as_ref().map(visit_of).transpose()
}

/// Finds a visit by its id, ended or not.
pub(crate) async fn find(reading: &mut Reading, id: &str) -> Result<Option<VisitRow>, Refusal> {
    let row = sqlx::query("SELECT * FROM visits WHERE id = ?")
        .bind(id)
        .fetch_optional(reading.sql())
        .await?;
    row.as_ref().map(visit_of).transpose()
}

/// Finds a visit that is under way.
pub(crate) async fn in_force(reading: &mut Reading, id: &str, now: i64) -> Result<Option<VisitRow>, Refusal> {
    let row = sqlx::query("SELECT * FROM visits WHERE id = ? AND ended_at IS NULL AND expires_at > ?")
        .bind(id)
        .bind(now)
        .fetch_optional(reading.sql())
        .await?;
    row.as_ref().map(visit_of).transpose()
}

/// Finds the visit under way that a token belongs to.
pub(crate) async fn of_token(
    reading: &mut Reading,
    token: &Hash,
    now: i64,
) -> Result<Option<VisitRow>, Refusal> {
    let row =
        sqlx::query("SELECT * FROM visits WHERE token_hash = ? AND ended_at IS NULL AND expires_at > ?")
            .bind(token.as_slice())
            .bind(now)
            .fetch_optional(reading.sql())
            .await?;
    row.as_ref().map(visit_of).transpose()
}

/// Replaces what the tenant agreed to.
pub(crate) async fn set_purposes(
    writing: &mut Writing,
    id: &str,
    purposes: &[VisitPurpose],
) -> Result<(), Refusal> {
    sqlx::query("UPDATE visits SET purposes = ? WHERE id = ?")
        .bind(to_json(purposes)?)
        .bind(id)
        .execute(writing.sql())
        .await?;
    Ok(())
}

pub(crate) async fn approve(writing: &mut Writing, id: &str, by: &StaffLogin) -> Result<(), Refusal> {
    sqlx::query("UPDATE visits SET approved_by = ? WHERE id = ?")
        .bind(by.as_str())
        .bind(id)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Which visits.
#[derive(Clone, Copy)]
pub(crate) enum Of<'a> {
    /// Of a session of staff.
    Session(&'a Hash),
    /// Of a member of staff.
    Login(&'a StaffLogin),
    /// Of a member of staff, except in one session.
    OtherSessions(&'a StaffLogin, &'a Hash),
    /// On a device.
    Device(&'a str),
    /// Expired at a moment (Unix seconds), the oldest first, at most so many.
    Expired(i64, i64),
}

/// Lists visits that were not ended.
pub(crate) async fn not_ended(reading: &mut Reading, which: Of<'_>) -> Result<Vec<VisitRow>, Refusal> {
    let rows =
        match which {
            Of::Session(session) => {
                sqlx::query("SELECT * FROM visits WHERE session = ? AND ended_at IS NULL")
                    .bind(session.as_slice())
                    .fetch_all(reading.sql())
                    .await?
            }
            Of::Login(login) => {
                sqlx::query("SELECT * FROM visits WHERE login = ? AND ended_at IS NULL")
                    .bind(login.as_str())
                    .fetch_all(reading.sql())
                    .await?
            }
            Of::OtherSessions(login, spared) => {
                sqlx::query("SELECT * FROM visits WHERE login = ? AND session <> ? AND ended_at IS NULL")
                    .bind(login.as_str())
                    .bind(spared.as_slice())
                    .fetch_all(reading.sql())
                    .await?
            }
            Of::Device(device) => {
                sqlx::query("SELECT * FROM visits WHERE device = ? AND ended_at IS NULL")
                    .bind(device)
                    .fetch_all(reading.sql())
                    .await?
            }
            Of::Expired(at, most) => sqlx::query(
                "SELECT * FROM visits WHERE ended_at IS NULL AND expires_at <= ? ORDER BY expires_at LIMIT ?",
            )
            .bind(at)
            .bind(most)
            .fetch_all(reading.sql())
            .await?,
        };
    rows.iter().map(visit_of).collect()
}

/// Ends a visit, with its tenant's enrolments and sessions. An expired one ends at its expiry.
pub(crate) async fn end(writing: &mut Writing, id: &str, now: i64) -> Result<(), Refusal> {
    sqlx::query("UPDATE visits SET ended_at = min(?1, expires_at) WHERE id = ?2")
        .bind(now)
        .bind(id)
        .execute(writing.sql())
        .await?;
    sqlx::query("DELETE FROM enrolments WHERE visit = ?")
        .bind(id)
        .execute(writing.sql())
        .await?;
    sqlx::query("UPDATE sessions SET ended_at = ? WHERE visit = ? AND ended_at IS NULL")
        .bind(now)
        .bind(id)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Records that a search showed a tenant to a session of staff.
pub(crate) async fn record_found(
    writing: &mut Writing,
    session: &Hash,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO found_tenants (session, tenant_code, at) VALUES (?, ?, ?)
         ON CONFLICT (session, tenant_code) DO UPDATE SET at = excluded.at",
    )
    .bind(session.as_slice())
    .bind(tenant_code.as_str())
    .bind(now)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Whether a search showed a tenant to a session of staff after a moment (Unix seconds).
pub(crate) async fn was_found(
    reading: &mut Reading,
    session: &Hash,
    tenant_code: &TenantCode,
    since: i64,
) -> Result<bool, Refusal> {
    let found = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM found_tenants WHERE session = ? AND tenant_code = ? AND at > ?)",
    )
    .bind(session.as_slice())
    .bind(tenant_code.as_str())
    .bind(since)
    .fetch_one(reading.sql())
    .await?;
    Ok(found)
}

/// Deletes what searches found before a moment (Unix seconds), at most `most`.
pub(crate) async fn purge_found(writing: &mut Writing, before: i64, most: i64) -> Result<u64, Refusal> {
    let statement = "DELETE FROM found_tenants WHERE rowid IN
             (SELECT rowid FROM found_tenants WHERE at < ? ORDER BY at LIMIT ?)";
    Ok(writing.purge(statement, before, most).await?)
}

/// Total seconds of the ended visits that began since a moment (Unix seconds), by one staff member or by all staff
/// of an agency.
pub(crate) async fn seconds(
    reading: &mut Reading,
    (login, agency): (Option<&str>, &str),
    since: i64,
) -> Result<i64, Refusal> {
    let seconds = sqlx::query_scalar(
        "SELECT coalesce(sum(ended_at - began_at), 0) FROM visits JOIN staff ON staff.login = visits.login
         WHERE staff.agency = ?1 AND (?2 IS NULL OR staff.login = ?2) AND began_at >= ?3 AND ended_at IS NOT NULL",
    )
    .bind(agency)
    .bind(login)
    .bind(since)
    .fetch_one(reading.sql())
    .await?;
    Ok(seconds)
}

/// Deletes the visits that began before a moment (Unix seconds) and have no enrolment left, at most `most`.
pub(crate) async fn purge(writing: &mut Writing, before: i64, most: i64) -> Result<u64, Refusal> {
    let statement = "DELETE FROM visits WHERE id IN
             (SELECT id FROM visits WHERE began_at < ?
              AND NOT EXISTS (SELECT 1 FROM enrolments WHERE enrolments.visit = visits.id)
              ORDER BY began_at LIMIT ?)";
    Ok(writing.purge(statement, before, most).await?)
}
