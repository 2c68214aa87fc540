//! Rent documents. A tenant reads them only through their own lease.

use contract::{DocumentId, DocumentKind, IssuingLandlord, RentDocument, TenantCode, Term};
use sqlx::{Row, sqlite::SqliteRow};

use crate::{
    books::document::{Content, State},
    refusal::Refusal,
    store::{Reading, StoreError, Writing, date_of, json_of, optional_date_of, to_json, to_wire_name},
};

/// The documents of the tenant's lease that changed after a revision, in the order of change, at most `limit`.
pub(crate) async fn changed_after(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    revision: i64,
    limit: i64,
) -> Result<Vec<RentDocument>, Refusal> {
    sqlx::query(
        "SELECT rent_documents.* FROM rent_documents
         JOIN tenants ON tenants.lease = rent_documents.lease
         WHERE tenants.tenant_code = ? AND rent_documents.revision > ?
         ORDER BY rent_documents.revision LIMIT ?",
    )
    .bind(tenant_code.as_str())
    .bind(revision)
    .bind(limit)
    .fetch_all(reading.sql())
    .await?
    .iter()
    .map(document_of)
    .collect()
}

/// The documents of the tenant's lease that changed last, in the order of change, at most `limit`.
pub(crate) async fn changed_last(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    limit: i64,
) -> Result<Vec<RentDocument>, Refusal> {
    let rows = sqlx::query(
        "SELECT rent_documents.* FROM rent_documents
         JOIN tenants ON tenants.lease = rent_documents.lease
         WHERE tenants.tenant_code = ?
         ORDER BY rent_documents.revision DESC LIMIT ?",
    )
    .bind(tenant_code.as_str())
    .bind(limit)
    .fetch_all(reading.sql())
    .await?;
    rows.iter().rev().map(document_of).collect()
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

/// The last revision given to a document or payment of any lease.
pub(crate) async fn last_revision(reading: &mut Reading) -> Result<i64, StoreError> {
    Ok(sqlx::query_scalar("SELECT last FROM document_revision")
        .fetch_one(reading.sql())
        .await?)
}

/// The last revision of a document of the tenant's lease; 0 when there is none.
pub(crate) async fn last_revision_for(
    reading: &mut Reading,
    tenant_code: &TenantCode,
) -> Result<i64, Refusal> {
    let last = "SELECT coalesce(max(rent_documents.revision), 0) FROM rent_documents
         JOIN tenants ON tenants.lease = rent_documents.lease
         WHERE tenants.tenant_code = ?";
    Ok(sqlx::query_scalar(last)
        .bind(tenant_code.as_str())
        .fetch_one(reading.sql())
        .await?)
}

/// One document of the tenant's lease.
pub(crate) async fn find(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    id: &DocumentId,
) -> Result<RentDocument, Refusal> {
    let row = sqlx::query(
        "SELECT rent_documents.* FROM rent_documents
         JOIN tenants ON tenants.lease = rent_documents.lease
         WHERE tenants.tenant_code = ? AND rent_documents.id = ?",
    )
    .bind(tenant_code.as_str())
    .bind(&id.0)
    .fetch_optional(reading.sql())
    .await?
    .ok_or(Refusal::NotFound)?;
    document_of(&row)
}

/// One document of any lease, with the tenants of that lease. Only for the id in a code that the landlord signed:
/// the code proves that its holder has the document.
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
    let tenant_codes: Vec<String> =
        sqlx::query_scalar("SELECT tenant_code FROM tenants WHERE lease = ? ORDER BY 1")
            .bind(row.try_get::<&str, _>("lease")?)
            .fetch_all(reading.sql())
            .await?;
    let tenant_codes: Result<_, _> = tenant_codes
        .iter()
        .map(|tenant_code| TenantCode::parse(tenant_code))
        .collect();
    let tenant_codes = tenant_codes.map_err(|flaw| Refusal::Stored(flaw.to_string()))?;
    Ok(Some((document_of(&row)?, tenant_codes)))
}

/// A document with its reference in the rent system and its lease.
pub(crate) struct DocumentRow {
    pub(crate) reference: String,
    pub(crate) lease: String,
    pub(crate) document: RentDocument,
}

/// All documents of a lease, for its books.
pub(crate) async fn rows_of_lease(
    reading: &mut Reading,
    lease: &str,
) -> Result<Vec<DocumentRow>, StoreError> {
    sqlx::query("SELECT * FROM rent_documents WHERE lease = ?")
        .bind(lease)
        .fetch_all(reading.sql())
        .await?
        .iter()
        .map(row_of)
        .collect()
}

/// The document with a reference, of any lease.
pub(crate) async fn row_of_reference(
    reading: &mut Reading,
    reference: &str,
) -> Result<Option<DocumentRow>, StoreError> {
    let row = sqlx::query("SELECT * FROM rent_documents WHERE reference = ?")
        .bind(reference)
        .fetch_optional(reading.sql())
        .await?;
    row.as_ref().map(row_of).transpose()
}

/// Whether there is any document.
pub(crate) async fn are_any(reading: &mut Reading) -> Result<bool, StoreError> {
    let any = sqlx::query_scalar("SELECT max(revision) IS NOT NULL FROM rent_documents")
        .fetch_one(reading.sql())
        .await?;
    Ok(any)
}

/// A document to issue.
pub(crate) struct NewDocument<'a> {
    pub(crate) id: &'a str,
    pub(crate) reference: &'a str,
    pub(crate) content: &'a Content,
    pub(crate) state: &'a State,
    pub(crate) tenants: Vec<String>,
    pub(crate) dwelling: Vec<String>,
    pub(crate) landlord: &'a IssuingLandlord,
    /// Id of the document that it corrects.
    pub(crate) supersedes: Option<&'a String>,
    pub(crate) superseded_by: Option<&'a String>,
    pub(crate) revision: i64,
}

/// Issues a document.
pub(crate) async fn insert(writing: &mut Writing, new: NewDocument<'_>) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO rent_documents (id, reference, lease, kind, term, issued_on, due_on, amount, paid,
             paid_on, tenants, dwelling, landlord, lines, supersedes, superseded_by, withdrawn_on, revision)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(new.id)
    .bind(new.reference)
    .bind(&new.content.lease)
    .bind(to_wire_name(&new.content.kind)?)
    .bind(new.content.term.to_string())
    .bind(new.content.issued_on.to_string())
    .bind(new.content.due_on.map(|day| day.to_string()))
    .bind(new.content.amount().0)
    .bind(new.state.paid.0)
    .bind(new.state.paid_on.map(|day| day.to_string()))
    .bind(to_json(&new.tenants)?)
    .bind(to_json(&new.dwelling)?)
    .bind(to_json(new.landlord)?)
    .bind(to_json(&new.content.lines)?)
    .bind(new.supersedes)
    .bind(new.superseded_by)
    .bind(new.state.withdrawn_on.map(|day| day.to_string()))
    .bind(new.revision)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Replaces the state of a document. Its content is frozen.
pub(crate) async fn change_state(
    writing: &mut Writing,
    reference: &str,
    state: &State,
    superseded_by: Option<&String>,
    revision: i64,
) -> Result<(), StoreError> {
    sqlx::query(
        "UPDATE rent_documents SET paid = ?, paid_on = ?, superseded_by = ?, withdrawn_on = ?, revision = ?
         WHERE reference = ?",
    )
    .bind(state.paid.0)
    .bind(state.paid_on.map(|day| day.to_string()))
    .bind(superseded_by)
    .bind(state.withdrawn_on.map(|day| day.to_string()))
    .bind(revision)
    .bind(reference)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Stores the last revision that was given.
pub(crate) async fn put_revision(writing: &mut Writing, revision: i64) -> Result<(), StoreError> {
    sqlx::query("UPDATE document_revision SET last = ?")
        .bind(revision)
        .execute(writing.sql())
        .await?;
    Ok(())
}

fn row_of(row: &SqliteRow) -> Result<DocumentRow, StoreError> {
    Ok(DocumentRow {
        reference: row.try_get("reference")?,
        lease: row.try_get("lease")?,
        document: decode(row)?,
    })
}

fn document_of(row: &SqliteRow) -> Result<RentDocument, Refusal> {
    Ok(decode(row)?)
}

/// Reports an unknown name as damage: read as an unknown kind, which asks for nothing, the document would remove a
/// debt from the books.
fn kind_of(row: &SqliteRow) -> Result<DocumentKind, StoreError> {
    let name: String = row.try_get("kind")?;
    DocumentKind::of_wire_name(&name).ok_or_else(|| StoreError::damaged("kind", &name))
}

/// The only decoder of a row of `rent_documents`.
fn decode(row: &SqliteRow) -> Result<RentDocument, StoreError> {
    Ok(RentDocument {
        id: DocumentId(row.try_get("id")?),
        revision: row.try_get("revision")?,
        kind: kind_of(row)?,
        term: Term::parse(row.try_get("term")?).map_err(|flaw| StoreError::damaged("term", &flaw))?,
        issued_on: date_of(row, "issued_on")?,
        due_on: optional_date_of(row, "due_on")?,
        amount: contract::Cents(row.try_get("amount")?),
        paid: contract::Cents(row.try_get("paid")?),
        paid_on: optional_date_of(row, "paid_on")?,
        tenants: json_of(row, "tenants")?,
        dwelling: json_of(row, "dwelling")?,
        landlord: json_of(row, "landlord")?,
        lines: json_of(row, "lines")?,
        supersedes: row.try_get::<Option<String>, _>("supersedes")?.map(DocumentId),
        superseded_by: row.try_get::<Option<String>, _>("superseded_by")?.map(DocumentId),
        withdrawn_on: optional_date_of(row, "withdrawn_on")?,
    })
}
