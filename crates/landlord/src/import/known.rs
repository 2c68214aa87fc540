//! What the database already knows, as far as an export is about it.

use std::collections::{BTreeSet, HashMap, HashSet};

use contract::{Cents, MobilePhone, TenantCode, Term};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use sqlx::{Row, sqlite::SqliteRow};

use super::{
    ImportError,
    documents::{Content, State, StoredDocument},
    export::Export,
    news::{self, NewsRow},
    records::{AgencyRow, DwellingRow, PaymentRow},
};
use crate::store::Reading;

/// A lease: one home, one or several tenants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Lease {
    pub(super) reference: String,
    pub(super) dwelling: String,
    pub(super) starts_on: Date,
    pub(super) deposit: Option<Cents>,
    /// Who lives there with the tenants.
    pub(super) occupants: Vec<String>,
}

/// A tenant on file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tenant {
    pub(super) tenant_code: TenantCode,
    pub(super) lease: String,
    pub(super) name: String,
    pub(super) mobile: Option<MobilePhone>,
    pub(super) born_on: Option<Date>,
}

/// What the database knows, by reference.
pub(super) struct Known {
    pub(super) agencies: HashMap<String, AgencyRow>,
    pub(super) dwellings: HashMap<String, DwellingRow>,
    pub(super) leases: HashMap<String, Lease>,
    pub(super) tenants: HashMap<String, Tenant>,
    /// The documents of the leases that the export is about, and those that it names.
    pub(super) documents: HashMap<String, StoredDocument>,
    /// The payments of those leases, and those that the export names.
    pub(super) payments: HashMap<String, PaymentRow>,
    pub(super) news: HashMap<String, NewsRow>,
    /// The last revision given.
    pub(super) revision: i64,
}

impl Known {
    /// What an export is about.
    pub(super) async fn load(connection: &mut Reading, export: &Export) -> Result<Self, ImportError> {
        let documents = &export.documents.rows;
        let payments = &export.payments.rows;
        let leases = documents.iter().map(|(_, row)| row.lease.clone());
        let leases = leases.chain(payments.iter().map(|(_, row)| row.lease.clone()));
        let named = documents.iter().map(|(_, row)| row.reference.as_str());
        let named = named.chain(payments.iter().filter_map(|(_, row)| row.document.as_deref()));
        let paid = payments.iter().map(|(_, row)| row.reference.as_str());
        let named = (&named.collect(), &paid.collect());
        Self::about(connection, &leases.collect(), named, None).await
    }

    /// What one lease is about, and nothing of the others.
    pub(super) async fn of_lease(connection: &mut Reading, lease: &str) -> Result<Self, ImportError> {
        let leases = BTreeSet::from([lease.to_owned()]);
        let named = (&BTreeSet::new(), &HashSet::new());
        Self::about(connection, &leases, named, Some(lease)).await
    }

    /// `only` one lease, or all that can matter.
    async fn about(
        connection: &mut Reading,
        leases: &BTreeSet<String>,
        (documents, payments): (&BTreeSet<&str>, &HashSet<&str>),
        only: Option<&str>,
    ) -> Result<Self, ImportError> {
        let revision = sqlx::query_scalar("SELECT last FROM document_revision")
            .fetch_one(connection.sql())
            .await?;
        Ok(Self {
            agencies: agencies(connection).await?,
            dwellings: dwellings(connection, only).await?,
            leases: self::leases(connection, only).await?,
            tenants: tenants(connection, only).await?,
            documents: self::documents(connection, documents, leases).await?,
            payments: self::payments(connection, payments, leases, only).await?,
            news: news::known(connection).await?,
            revision,
        })
    }
}

async fn agencies(connection: &mut Reading) -> Result<HashMap<String, AgencyRow>, ImportError> {
    let rows = sqlx::query("SELECT * FROM agencies")
        .fetch_all(connection.sql())
        .await?;
    rows.iter()
        .map(|row| {
            let agency = AgencyRow {
                reference: row.try_get("reference")?,
                name: row.try_get("name")?,
                address: json(row, "address")?,
                telephone: row.try_get("telephone")?,
                email: row.try_get("email")?,
                opening_hours: json(row, "opening_hours")?,
            };
            Ok((agency.reference.clone(), agency))
        })
        .collect()
}

async fn dwellings(
    connection: &mut Reading,
    only: Option<&str>,
) -> Result<HashMap<String, DwellingRow>, ImportError> {
    let rows = sqlx::query(
        "SELECT * FROM dwellings
         WHERE ?1 IS NULL OR reference IN (SELECT dwelling FROM leases WHERE leases.reference = ?1)",
    )
    .bind(only)
    .fetch_all(connection.sql())
    .await?;
    rows.iter()
        .map(|row| {
            let dwelling = DwellingRow {
                reference: row.try_get("reference")?,
                address: json(row, "address")?,
                kind: row.try_get("kind")?,
                agency: row.try_get("agency")?,
                details: json(row, "details")?,
            };
            Ok((dwelling.reference.clone(), dwelling))
        })
        .collect()
}

async fn leases(connection: &mut Reading, only: Option<&str>) -> Result<HashMap<String, Lease>, ImportError> {
    let rows = sqlx::query("SELECT * FROM leases WHERE ?1 IS NULL OR reference = ?1")
        .bind(only)
        .fetch_all(connection.sql())
        .await?;
    rows.iter()
        .map(|row| {
            let lease = Lease {
                reference: row.try_get("reference")?,
                dwelling: row.try_get("dwelling")?,
                starts_on: date(row, "starts_on")?,
                deposit: row.try_get::<Option<i64>, _>("deposit")?.map(Cents),
                occupants: json(row, "occupants")?,
            };
            Ok((lease.reference.clone(), lease))
        })
        .collect()
}

async fn tenants(
    connection: &mut Reading,
    only: Option<&str>,
) -> Result<HashMap<String, Tenant>, ImportError> {
    let rows = sqlx::query("SELECT * FROM tenants WHERE ?1 IS NULL OR lease = ?1")
        .bind(only)
        .fetch_all(connection.sql())
        .await?;
    rows.iter()
        .map(|row| {
            let code: String = row.try_get("tenant_code")?;
            let mobile: Option<String> = row.try_get("mobile")?;
            let tenant = Tenant {
                tenant_code: TenantCode::parse(&code).map_err(|flaw| damaged("tenant_code", flaw))?,
                lease: row.try_get("lease")?,
                name: row.try_get("name")?,
                mobile: mobile
                    .map(|text| MobilePhone::parse(&text))
                    .transpose()
                    .map_err(|flaw| damaged("mobile", flaw))?,
                born_on: row
                    .try_get::<Option<String>, _>("born_on")?
                    .map(|text| text.parse())
                    .transpose()
                    .map_err(|error| damaged("born_on", error))?,
            };
            Ok((code, tenant))
        })
        .collect()
}

/// The documents of these leases, and those of other leases that are named: a reference that is taken
/// elsewhere has to be told.
async fn documents(
    connection: &mut Reading,
    named: &BTreeSet<&str>,
    leases: &BTreeSet<String>,
) -> Result<HashMap<String, StoredDocument>, ImportError> {
    let mut rows = Vec::new();
    for lease in leases {
        let of_lease = sqlx::query("SELECT * FROM rent_documents WHERE lease = ?")
            .bind(lease)
            .fetch_all(connection.sql())
            .await?;
        rows.extend(of_lease);
    }
    let found: HashSet<String> = rows
        .iter()
        .map(|row| row.try_get("reference"))
        .collect::<Result<_, _>>()?;
    let named: Vec<&str> = named
        .iter()
        .copied()
        .filter(|reference| !found.contains(*reference))
        .collect();
    // A first import finds nothing: it need not ask once per document.
    let any: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM rent_documents)")
        .fetch_one(connection.sql())
        .await?;
    for reference in named.into_iter().filter(|_| any) {
        let elsewhere = sqlx::query("SELECT * FROM rent_documents WHERE reference = ?")
            .bind(reference)
            .fetch_optional(connection.sql())
            .await?;
        rows.extend(elsewhere);
    }

    let references: HashMap<String, String> = rows
        .iter()
        .map(|row| Ok((row.try_get("id")?, row.try_get("reference")?)))
        .collect::<Result<_, sqlx::Error>>()?;
    rows.iter()
        .map(|row| Ok((row.try_get("reference")?, stored_document(row, &references)?)))
        .collect()
}

fn stored_document(
    row: &SqliteRow,
    references: &HashMap<String, String>,
) -> Result<StoredDocument, ImportError> {
    let reference_of = |column: &str| -> Result<Option<String>, ImportError> {
        let id: Option<String> = row.try_get(column)?;
        Ok(id.and_then(|id| references.get(&id).cloned()))
    };
    let kind: String = row.try_get("kind")?;
    Ok(StoredDocument {
        id: row.try_get("id")?,
        content: Content {
            lease: row.try_get("lease")?,
            kind: serde_json::from_value(kind.into()).map_err(|error| damaged("kind", error))?,
            term: Term::parse(row.try_get("term")?).map_err(|flaw| damaged("term", flaw))?,
            issued_on: date(row, "issued_on")?,
            due_on: optional_date(row, "due_on")?,
            lines: json(row, "lines")?,
            supersedes: reference_of("supersedes")?,
        },
        state: State {
            paid: Cents(row.try_get("paid")?),
            paid_on: optional_date(row, "paid_on")?,
            superseded_by: reference_of("superseded_by")?,
            withdrawn_on: optional_date(row, "withdrawn_on")?,
        },
    })
}

async fn payments(
    connection: &mut Reading,
    named: &HashSet<&str>,
    leases: &BTreeSet<String>,
    only: Option<&str>,
) -> Result<HashMap<String, PaymentRow>, ImportError> {
    let rows = sqlx::query(
        "SELECT payments.*, rent_documents.reference AS document_reference
         FROM payments LEFT JOIN rent_documents ON rent_documents.id = payments.document
         WHERE ?1 IS NULL OR payments.lease = ?1",
    )
    .bind(only)
    .fetch_all(connection.sql())
    .await?;
    let mut payments = HashMap::new();
    for row in &rows {
        let (reference, lease): (String, String) = (row.try_get("reference")?, row.try_get("lease")?);
        if !leases.contains(&lease) && !named.contains(reference.as_str()) {
            continue;
        }
        let payment = PaymentRow {
            reference: reference.clone(),
            lease,
            document: row.try_get("document_reference")?,
            received_on: date(row, "received_on")?,
            amount: Cents(row.try_get("amount")?),
            method: row.try_get("method")?,
        };
        payments.insert(reference, payment);
    }
    Ok(payments)
}

pub(super) fn json<T: DeserializeOwned>(row: &SqliteRow, column: &'static str) -> Result<T, ImportError> {
    serde_json::from_str(row.try_get(column)?).map_err(|error| damaged(column, error))
}

pub(super) fn date(row: &SqliteRow, column: &'static str) -> Result<Date, ImportError> {
    let text: &str = row.try_get(column)?;
    text.parse().map_err(|error| damaged(column, error))
}

fn optional_date(row: &SqliteRow, column: &'static str) -> Result<Option<Date>, ImportError> {
    let text: Option<&str> = row.try_get(column)?;
    text.map(|text| text.parse().map_err(|error| damaged(column, error)))
        .transpose()
}

fn damaged(column: &'static str, error: impl std::fmt::Display) -> ImportError {
    ImportError::Damaged {
        column,
        reason: error.to_string(),
    }
}
