//! The history of consents (RGPD, art. 7): entries are added, never changed.

use contract::{ConsentEntry, ConsentKind, TenantCode};
use sqlx::{Row, sqlite::SqliteRow};

use crate::{
    refusal::Refusal,
    store::{Reading, Writing, from_wire_name, moment},
};

pub(crate) async fn add(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    consent: ConsentKind,
    given: bool,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query("INSERT INTO consent_entries (tenant_code, consent, given, at) VALUES (?, ?, ?, ?)")
        .bind(tenant_code.as_str())
        .bind(match consent {
            ConsentKind::Mails => "mails",
            ConsentKind::ElectronicReceipts => "electronicReceipts",
        })
        .bind(given)
        .bind(now)
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Returns the newest entries of a tenant, at most `most`, oldest first.
pub(crate) async fn history(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    most: i64,
) -> Result<Vec<ConsentEntry>, Refusal> {
    let newest =
        "SELECT consent, given, at FROM consent_entries WHERE tenant_code = ? ORDER BY id DESC LIMIT ?";
    let rows = sqlx::query(newest)
        .bind(tenant_code.as_str())
        .bind(most)
        .fetch_all(reading.sql())
        .await?;
    rows.iter().rev().map(entry_of).collect()
}

/// Returns the last entry of each consent of a tenant, however many there are.
pub(crate) async fn last_of_each(
    reading: &mut Reading,
    tenant_code: &TenantCode,
) -> Result<Vec<ConsentEntry>, Refusal> {
    let last = "SELECT consent, given, at FROM consent_entries
         WHERE id IN (SELECT max(id) FROM consent_entries WHERE tenant_code = ? GROUP BY consent)";
    let rows = sqlx::query(last)
        .bind(tenant_code.as_str())
        .fetch_all(reading.sql())
        .await?;
    rows.iter().map(entry_of).collect()
}

fn entry_of(row: &SqliteRow) -> Result<ConsentEntry, Refusal> {
    Ok(ConsentEntry {
        consent: from_wire_name(row.try_get("consent")?)?,
        given: row.try_get("given")?,
        at: moment(row.try_get("at")?)?,
    })
}

/// Returns the ids of entries of tenants without an account whose latest entry is older than a moment (Unix
/// seconds), at most `most`.
pub(crate) async fn lapsed(reading: &mut Reading, before: i64, most: i64) -> Result<Vec<i64>, Refusal> {
    let ids = sqlx::query_scalar(
        "SELECT old.id FROM consent_entries AS old
         WHERE old.at < ?1
           AND NOT EXISTS (SELECT 1 FROM accounts WHERE accounts.tenant_code = old.tenant_code)
           AND NOT EXISTS (SELECT 1 FROM consent_entries AS later
                           WHERE later.tenant_code = old.tenant_code AND later.at >= ?1)
         ORDER BY old.at LIMIT ?2",
    )
    .bind(before)
    .bind(most)
    .fetch_all(reading.sql())
    .await?;
    Ok(ids)
}

/// Deletes an entry, unless its tenant has an account again.
pub(crate) async fn forget(writing: &mut Writing, id: i64) -> Result<(), Refusal> {
    sqlx::query(
        "DELETE FROM consent_entries WHERE id = ? AND NOT EXISTS
             (SELECT 1 FROM accounts WHERE accounts.tenant_code = consent_entries.tenant_code)",
    )
    .bind(id)
    .execute(writing.sql())
    .await?;
    Ok(())
}
