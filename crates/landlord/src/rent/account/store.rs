//! The payments of a lease.

use contract::{Cents, DocumentId, TenantCode};
use sqlx::{Row, sqlite::SqliteRow};

use crate::{
    books::{Payment, account::LeasePayment},
    refusal::Refusal,
    store::{Reading, StoreError, Writing, date_of},
};

/// The payments of a lease, sorted by day.
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

/// The payments as they were entered, of one lease or of all.
pub(crate) async fn entered(reading: &mut Reading, lease: Option<&str>) -> Result<Vec<Payment>, StoreError> {
    let rows = match lease {
        Some(lease) => {
            sqlx::query(
                "SELECT payments.*, rent_documents.reference AS document_reference
                 FROM payments LEFT JOIN rent_documents ON rent_documents.id = payments.document
                 WHERE payments.lease = ?",
            )
            .bind(lease)
            .fetch_all(reading.sql())
            .await?
        }
        None => {
            sqlx::query(
                "SELECT payments.*, rent_documents.reference AS document_reference
                 FROM payments LEFT JOIN rent_documents ON rent_documents.id = payments.document",
            )
            .fetch_all(reading.sql())
            .await?
        }
    };
    rows.iter()
        .map(|row| {
            Ok(Payment {
                reference: row.try_get("reference")?,
                lease: row.try_get("lease")?,
                document: row.try_get("document_reference")?,
                received_on: date_of(row, "received_on")?,
                amount: Cents(row.try_get("amount")?),
                method: row.try_get("method")?,
            })
        })
        .collect()
}

/// Enters a payment, or replaces the one with its reference. `document` is the id of the document that it names.
pub(crate) async fn put(
    writing: &mut Writing,
    payment: &Payment,
    document: Option<&String>,
    revision: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO payments (reference, lease, document, received_on, amount, method, revision)
         VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (reference) DO UPDATE SET
             document = excluded.document, received_on = excluded.received_on,
             amount = excluded.amount, method = excluded.method, revision = excluded.revision",
    )
    .bind(&payment.reference)
    .bind(&payment.lease)
    .bind(document)
    .bind(payment.received_on.to_string())
    .bind(payment.amount.0)
    .bind(&payment.method)
    .bind(revision)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Removes the parts of a payment: the payments whose references begin with `parts`.
pub(crate) async fn remove_parts(writing: &mut Writing, parts: &str) -> Result<(), StoreError> {
    // The bounds let SQLite use the primary key.
    sqlx::query(
        "DELETE FROM payments WHERE reference >= ?1 AND reference < ?1 || char(0x10FFFF)
         AND substr(reference, 1, length(?1)) = ?1",
    )
    .bind(parts)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// The last revision of the documents and payments of the tenant's lease; 0 when there are none.
pub(crate) async fn account_revision(
    reading: &mut Reading,
    tenant_code: &TenantCode,
) -> Result<i64, Refusal> {
    Ok(sqlx::query_scalar(
        "SELECT max(
             coalesce((SELECT max(revision) FROM rent_documents WHERE rent_documents.lease = tenants.lease), 0),
             coalesce((SELECT max(revision) FROM payments WHERE payments.lease = tenants.lease), 0))
         FROM tenants WHERE tenant_code = ?",
    )
    .bind(tenant_code.as_str())
    .fetch_optional(reading.sql())
    .await?
    .unwrap_or(0))
}
