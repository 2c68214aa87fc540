//! The journal's table (S22): entries are added, never changed.

use sqlx::{Row, sqlite::SqliteRow};

use crate::{
    refusal::Refusal,
    store::{Reading, Writing},
};

/// A row of the journal. `at` is Unix seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EntryRow {
    pub(crate) number: i64,
    pub(crate) at: i64,
    pub(crate) login: String,
    pub(crate) device: String,
    pub(crate) action: String,
    pub(crate) tenant: Option<String>,
    pub(crate) visit: Option<String>,
    pub(crate) detail: Option<String>,
    pub(crate) previous: Vec<u8>,
    pub(crate) hash: Vec<u8>,
}

fn entry_of(row: &SqliteRow) -> Result<EntryRow, Refusal> {
    Ok(EntryRow {
        number: row.try_get("number")?,
        at: row.try_get("at")?,
        login: row.try_get("login")?,
        device: row.try_get("device")?,
        action: row.try_get("action")?,
        tenant: row.try_get("tenant")?,
        visit: row.try_get("visit")?,
        detail: row.try_get("detail")?,
        previous: row.try_get("previous")?,
        hash: row.try_get("hash")?,
    })
}

/// Number and hash of the last entry.
pub(crate) async fn head(reading: &mut Reading) -> Result<Option<(i64, Vec<u8>)>, Refusal> {
    let row = sqlx::query(
        "SELECT number, hash FROM staff_journal WHERE number = (SELECT max(number) FROM staff_journal)",
    )
    .fetch_optional(reading.sql())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((row.try_get("number")?, row.try_get("hash")?)))
}

pub(crate) async fn add(writing: &mut Writing, entry: &EntryRow) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO staff_journal (number, at, login, device, action, tenant, visit, detail, previous, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(entry.number)
    .bind(entry.at)
    .bind(&entry.login)
    .bind(&entry.device)
    .bind(&entry.action)
    .bind(&entry.tenant)
    .bind(&entry.visit)
    .bind(&entry.detail)
    .bind(&entry.previous)
    .bind(&entry.hash)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Returns at most `most` entries after a number, in order.
pub(crate) async fn after(reading: &mut Reading, number: i64, most: i64) -> Result<Vec<EntryRow>, Refusal> {
    let rows = sqlx::query("SELECT * FROM staff_journal WHERE number > ? ORDER BY number LIMIT ?")
        .bind(number)
        .bind(most)
        .fetch_all(reading.sql())
        .await?;
    rows.iter().map(entry_of).collect()
}

/// The entries of an agency's staff since a moment (Unix seconds), in order.
pub(crate) async fn of_agency(
    reading: &mut Reading,
    agency: &str,
    since: i64,
) -> Result<Vec<EntryRow>, Refusal> {
    let rows = sqlx::query(
        "SELECT staff_journal.* FROM staff_journal JOIN staff ON staff.login = staff_journal.login
         WHERE staff.agency = ? AND at >= ? ORDER BY number",
    )
    .bind(agency)
    .bind(since)
    .fetch_all(reading.sql())
    .await?;
    rows.iter().map(entry_of).collect()
}

/// The entries about a tenant, each with the name of the staff member and of their agency, newest first.
pub(crate) async fn of_tenant(
    reading: &mut Reading,
    tenant: &str,
    most: i64,
) -> Result<Vec<(EntryRow, String, String)>, Refusal> {
    let rows = sqlx::query(
        "SELECT staff_journal.*, staff.name AS staff_name, agencies.name AS agency_name FROM staff_journal
         JOIN staff ON staff.login = staff_journal.login
         JOIN agencies ON agencies.reference = staff.agency
         WHERE tenant = ? ORDER BY number DESC LIMIT ?",
    )
    .bind(tenant)
    .bind(most)
    .fetch_all(reading.sql())
    .await?;
    rows.iter()
        .map(|row| {
            Ok((
                entry_of(row)?,
                row.try_get("staff_name")?,
                row.try_get("agency_name")?,
            ))
        })
        .collect()
}

/// Counts each action since a moment (Unix seconds), by one staff member or by all staff of an agency.
pub(crate) async fn counts(
    reading: &mut Reading,
    (login, agency): (Option<&str>, &str),
    since: i64,
) -> Result<Vec<(String, u32)>, Refusal> {
    let rows = sqlx::query(
        "SELECT action, count(*) AS times FROM staff_journal JOIN staff ON staff.login = staff_journal.login
         WHERE staff.agency = ?1 AND (?2 IS NULL OR staff.login = ?2) AND at >= ?3 GROUP BY action",
    )
    .bind(agency)
    .bind(login)
    .bind(since)
    .fetch_all(reading.sql())
    .await?;
    rows.iter()
        .map(|row| Ok((row.try_get("action")?, row.try_get("times")?)))
        .collect()
}
