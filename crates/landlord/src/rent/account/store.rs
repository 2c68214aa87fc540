//! What came in for a lease.

use contract::{Cents, DocumentId, TenantCode};
use sqlx::{Row, sqlite::SqliteRow};

use crate::store::Reading;
use crate::{books::account::LeasePayment, refusal::Refusal, store::date_of};

/// The payments of a lease, in the order of their days.
pub(crate) async fn of_lease(reading: &mut Reading, lease: &str) -> Result<Vec<LeasePayment>, Refusal> {
    sqlx::query("SELECT * FROM payments WHERE lease = ? ORDER BY received_on, reference")
        .bind(lease)
        .fetch_all(reading.sql())
        .await?
        .iter()
        .map(payment_of)
        .collect()
}

fn payment_of(row: &SqliteRow) -> Result<LeasePayment, Refusal> {
    Ok(LeasePayment {
        document: row.try_get::<Option<String>, _>("document")?.map(DocumentId),
        received_on: date_of(row, "received_on")?,
        amount: Cents(row.try_get("amount")?),
        method: row.try_get("method")?,
    })
}

/// The last revision of what the account of the tenant's lease is made of.
pub(crate) async fn account_revision(reading: &mut Reading, code: &TenantCode) -> Result<i64, Refusal> {
    Ok(sqlx::query_scalar(
        "SELECT max(
             coalesce((SELECT max(revision) FROM rent_documents WHERE rent_documents.lease = tenants.lease), 0),
             coalesce((SELECT max(revision) FROM payments WHERE payments.lease = tenants.lease), 0))
         FROM tenants WHERE tenant_code = ?",
    )
    .bind(code.as_str())
    .fetch_optional(reading.sql())
    .await?
    .unwrap_or(0))
}
