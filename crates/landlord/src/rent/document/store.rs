//! Rent documents, each read only through the lease of the tenant who asks.

use contract::{DocumentId, RentDocument, TenantCode, Term};
use sqlx::{Row, sqlite::SqliteRow};

use crate::store::Reading;
use crate::{
    refusal::Refusal,
    store::{date_of, from_json, optional_date_of, word},
};

/// The documents of the tenant's lease that changed after a revision, in the order of change.
pub(crate) async fn changed_after(
    reading: &mut Reading,
    code: &TenantCode,
    revision: i64,
    limit: i64,
) -> Result<Vec<RentDocument>, Refusal> {
    sqlx::query(
        "SELECT rent_documents.* FROM rent_documents
         JOIN tenants ON tenants.lease = rent_documents.lease
         WHERE tenants.tenant_code = ? AND rent_documents.revision > ?
         ORDER BY rent_documents.revision LIMIT ?",
    )
    .bind(code.as_str())
    .bind(revision)
    .bind(limit)
    .fetch_all(reading.sql())
    .await?
    .iter()
    .map(document_of)
    .collect()
}

/// All documents of a lease.
pub(crate) async fn of_lease(reading: &mut Reading, lease: &str) -> Result<Vec<RentDocument>, Refusal> {
    sqlx::query("SELECT * FROM rent_documents WHERE lease = ? ORDER BY revision")
        .bind(lease)
        .fetch_all(reading.sql())
        .await?
        .iter()
        .map(document_of)
        .collect()
}

/// The last revision that was given to a document of anybody.
pub(crate) async fn last_revision(reading: &mut Reading) -> Result<i64, Refusal> {
    Ok(sqlx::query_scalar("SELECT last FROM document_revision")
        .fetch_one(reading.sql())
        .await?)
}

/// One document, when it is of the tenant's lease.
pub(crate) async fn find(
    reading: &mut Reading,
    code: &TenantCode,
    id: &DocumentId,
) -> Result<RentDocument, Refusal> {
    let row = sqlx::query(
        "SELECT rent_documents.* FROM rent_documents
         JOIN tenants ON tenants.lease = rent_documents.lease
         WHERE tenants.tenant_code = ? AND rent_documents.id = ?",
    )
    .bind(code.as_str())
    .bind(&id.0)
    .fetch_optional(reading.sql())
    .await?
    .ok_or(Refusal::NotFound)?;
    document_of(&row)
}

/// One document, whoever's it is, with the tenants that it is given to. Only for what proves already that it
/// holds the document: a code that the landlord signed.
pub(crate) async fn find_issued(
    reading: &mut Reading,
    id: &DocumentId,
) -> Result<Option<(RentDocument, Vec<TenantCode>)>, Refusal> {
    let row = sqlx::query("SELECT * FROM rent_documents WHERE id = ?")
        .bind(&id.0)
        .fetch_optional(reading.sql())
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let codes: Vec<String> = sqlx::query_scalar("SELECT tenant_code FROM tenants WHERE lease = ? ORDER BY 1")
        .bind(row.try_get::<&str, _>("lease")?)
        .fetch_all(reading.sql())
        .await?;
    let codes: Result<_, _> = codes.iter().map(|code| TenantCode::parse(code)).collect();
    let codes = codes.map_err(|flaw| Refusal::Stored(flaw.to_string()))?;
    Ok(Some((document_of(&row)?, codes)))
}

fn document_of(row: &SqliteRow) -> Result<RentDocument, Refusal> {
    Ok(RentDocument {
        id: DocumentId(row.try_get("id")?),
        revision: row.try_get("revision")?,
        kind: word(row.try_get("kind")?)?,
        term: Term::parse(row.try_get("term")?).map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
        issued_on: date_of(row, "issued_on")?,
        due_on: optional_date_of(row, "due_on")?,
        amount: contract::Cents(row.try_get("amount")?),
        paid: contract::Cents(row.try_get("paid")?),
        paid_on: optional_date_of(row, "paid_on")?,
        tenants: from_json(row.try_get("tenants")?)?,
        dwelling: from_json(row.try_get("dwelling")?)?,
        landlord: from_json(row.try_get("landlord")?)?,
        lines: from_json(row.try_get("lines")?)?,
        supersedes: row.try_get::<Option<String>, _>("supersedes")?.map(DocumentId),
        superseded_by: row.try_get::<Option<String>, _>("superseded_by")?.map(DocumentId),
        withdrawn_on: optional_date_of(row, "withdrawn_on")?,
    })
}
