//! Visits of tenants to a counter.

use contract::{IdentityDocument, MobilePhone, StaffLogin, TenantAtCounter, TenantCode, VisitPurpose};
use jiff::civil::Date;
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
    pub(crate) expires_at: i64,
}

pub(crate) async fn begin(writing: &mut Writing, visit: &NewVisit<'_>, now: i64) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO visits (id, session, login, device, tenant_code, identity_document, purposes, began_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(visit.id)
    .bind(visit.session.as_slice())
    .bind(visit.login.as_str())
    .bind(visit.device)
    .bind(visit.tenant_code.as_str())
    .bind(to_wire_name(&visit.identity_document)?)
    .bind(to_json(visit.purposes)?)
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

/// Ends the visits under way in a staff session, with their tenants' enrolments and sessions, and returns the
/// visits. An expired visit ends at its expiry.
pub(crate) async fn end_of_session(
    writing: &mut Writing,
    session: &Hash,
    now: i64,
) -> Result<Vec<VisitRow>, Refusal> {
    let rows = sqlx::query("SELECT * FROM visits WHERE session = ? AND ended_at IS NULL")
        .bind(session.as_slice())
        .fetch_all(writing.sql())
        .await?;
    let visits: Vec<VisitRow> = rows.iter().map(visit_of).collect::<Result<_, _>>()?;
    for visit in &visits {
        sqlx::query("UPDATE visits SET ended_at = min(?1, expires_at) WHERE id = ?2")
            .bind(now)
            .bind(&visit.id)
            .execute(writing.sql())
            .await?;
        sqlx::query("DELETE FROM enrolments WHERE visit = ?")
            .bind(&visit.id)
            .execute(writing.sql())
            .await?;
        sqlx::query("UPDATE sessions SET ended_at = ? WHERE visit = ? AND ended_at IS NULL")
            .bind(now)
            .bind(&visit.id)
            .execute(writing.sql())
            .await?;
    }
    Ok(visits)
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

/// `reset_since`: a password reset after this moment (Unix seconds) is recent.
fn at_counter(row: &SqliteRow, reset_since: i64) -> Result<TenantAtCounter, Refusal> {
    let tenant_code: String = row.try_get("tenant_code")?;
    let mobile: Option<String> = row.try_get("mobile")?;
    let mobile = mobile.map(|text| MobilePhone::parse(&text)).transpose();
    Ok(TenantAtCounter {
        tenant_code: TenantCode::parse(&tenant_code).map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
        name: row.try_get("name")?,
        dwelling: json_of(row, "address")?,
        mobile: mobile
            .map_err(|flaw| Refusal::Stored(flaw.to_string()))?
            .map(|mobile| mobile.mask()),
        registered: row.try_get("registered")?,
        recently_reset: row
            .try_get::<Option<i64>, _>("reset_at")?
            .is_some_and(|at| at > reset_since),
    })
}

/// Finds a tenant by code, as staff see them.
pub(crate) async fn tenant(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    reset_since: i64,
) -> Result<Option<TenantAtCounter>, Refusal> {
    of_code(reading, tenant_code.as_str(), reset_since).await
}

async fn of_code(
    reading: &mut Reading,
    tenant_code: &str,
    reset_since: i64,
) -> Result<Option<TenantAtCounter>, Refusal> {
    let row = sqlx::query(
        "SELECT tenants.tenant_code, tenants.name, dwellings.address,
                coalesce(confirmed_mobiles.mobile, tenants.mobile) AS mobile,
                accounts.tenant_code IS NOT NULL AS registered, resets.at AS reset_at
         FROM tenants
         JOIN leases ON leases.reference = tenants.lease
         JOIN dwellings ON dwellings.reference = leases.dwelling
         LEFT JOIN confirmed_mobiles ON confirmed_mobiles.tenant_code = tenants.tenant_code
         LEFT JOIN accounts ON accounts.tenant_code = tenants.tenant_code
         LEFT JOIN resets ON resets.tenant_code = tenants.tenant_code
         WHERE tenants.tenant_code = ?",
    )
    .bind(tenant_code)
    .fetch_optional(reading.sql())
    .await?;
    row.map(|row| at_counter(&row, reset_since)).transpose()
}

/// Lists an agency's tenants with this birth date, by name.
pub(crate) async fn born_on(
    reading: &mut Reading,
    (day, agency): (Date, &str),
    reset_since: i64,
) -> Result<Vec<TenantAtCounter>, Refusal> {
    let tenant_codes: Vec<String> = sqlx::query_scalar(
        "SELECT tenants.tenant_code FROM tenants
         JOIN leases ON leases.reference = tenants.lease
         JOIN dwellings ON dwellings.reference = leases.dwelling
         WHERE tenants.born_on = ? AND dwellings.agency = ? ORDER BY tenants.name",
    )
    .bind(day.to_string())
    .bind(agency)
    .fetch_all(reading.sql())
    .await?;
    let mut tenants = Vec::with_capacity(tenant_codes.len());
    for tenant_code in &tenant_codes {
        tenants.extend(of_code(reading, tenant_code, reset_since).await?);
    }
    Ok(tenants)
}

/// Deletes the visits that began before a moment (Unix seconds) and have no enrolment left, at most `most`.
pub(crate) async fn purge(writing: &mut Writing, before: i64, most: i64) -> Result<u64, Refusal> {
    let purged = sqlx::query(
        "DELETE FROM visits WHERE id IN
             (SELECT id FROM visits WHERE began_at < ?
              AND NOT EXISTS (SELECT 1 FROM enrolments WHERE enrolments.visit = visits.id)
              ORDER BY began_at LIMIT ?)",
    )
    .bind(before)
    .bind(most)
    .execute(writing.sql())
    .await?;
    Ok(purged.rows_affected())
}
