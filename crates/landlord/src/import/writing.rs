//! Writes what is new or has changed, in the caller's transaction.

use std::collections::{BTreeMap, HashMap, HashSet};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{DocumentKind, IssuingLandlord};
use serde::Serialize;

use super::{
    ImportError, ImportSummary, Tally,
    documents::{Content, State},
    known::{Known, Tenant},
    ledger::Ledger,
    news,
    plan::Plan,
    settling::parts_of,
};
use crate::store::Writing;

/// Writes a plan over what is known.
pub(super) async fn write(
    connection: &mut Writing,
    plan: &Plan,
    known: &Known,
    landlord: &IssuingLandlord,
) -> Result<ImportSummary, ImportError> {
    let agencies = write_agencies(connection, plan, known).await?;
    let dwellings = write_dwellings(connection, plan, known).await?;
    let leases = write_leases(connection, plan, known).await?;
    let tenants = write_tenants(connection, plan, known).await?;
    let ids = document_ids(plan, known)?;
    let mut revision = known.revision;
    let documents = write_documents(connection, plan, known, landlord, &ids, &mut revision).await?;
    let payments = write_payments(connection, plan, known, &ids, &mut revision).await?;
    if revision != known.revision {
        sqlx::query("UPDATE document_revision SET last = ?")
            .bind(revision)
            .execute(connection.sql())
            .await?;
    }
    let news = news::write(connection, &plan.news, &known.news).await?;
    Ok(ImportSummary {
        agencies,
        dwellings,
        leases,
        tenants,
        documents,
        payments,
        news,
    })
}

impl Tally {
    /// Counts a row; true when it has to be written.
    pub(super) fn count<T: PartialEq>(&mut self, stored: Option<&T>, row: &T) -> bool {
        let counter = match stored {
            None => &mut self.added,
            Some(stored) if stored == row => &mut self.unchanged,
            Some(_) => &mut self.changed,
        };
        *counter += 1;
        stored != Some(row)
    }
}

async fn write_agencies(connection: &mut Writing, plan: &Plan, known: &Known) -> Result<Tally, ImportError> {
    let mut tally = Tally::default();
    for agency in &plan.agencies {
        if !tally.count(known.agencies.get(&agency.reference), agency) {
            continue;
        }
        sqlx::query(
            "INSERT INTO agencies (reference, name, address, telephone, email, opening_hours)
             VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (reference) DO UPDATE SET
                 name = excluded.name, address = excluded.address, telephone = excluded.telephone,
                 email = excluded.email, opening_hours = excluded.opening_hours",
        )
        .bind(&agency.reference)
        .bind(&agency.name)
        .bind(json(&agency.address)?)
        .bind(&agency.telephone)
        .bind(&agency.email)
        .bind(json(&agency.opening_hours)?)
        .execute(connection.sql())
        .await?;
    }
    Ok(tally)
}

async fn write_dwellings(connection: &mut Writing, plan: &Plan, known: &Known) -> Result<Tally, ImportError> {
    let mut tally = Tally::default();
    for dwelling in &plan.dwellings {
        if !tally.count(known.dwellings.get(&dwelling.reference), dwelling) {
            continue;
        }
        sqlx::query(
            "INSERT INTO dwellings (reference, address, kind, agency, details) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (reference) DO UPDATE SET
                 address = excluded.address, kind = excluded.kind, agency = excluded.agency,
                 details = excluded.details",
        )
        .bind(&dwelling.reference)
        .bind(json(&dwelling.address)?)
        .bind(&dwelling.kind)
        .bind(&dwelling.agency)
        .bind(json(&dwelling.details)?)
        .execute(connection.sql())
        .await?;
    }
    Ok(tally)
}

async fn write_leases(connection: &mut Writing, plan: &Plan, known: &Known) -> Result<Tally, ImportError> {
    let mut tally = Tally::default();
    for lease in &plan.leases {
        if !tally.count(known.leases.get(&lease.reference), lease) {
            continue;
        }
        sqlx::query(
            "INSERT INTO leases (reference, dwelling, starts_on, deposit, occupants) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (reference) DO UPDATE SET
                 dwelling = excluded.dwelling, starts_on = excluded.starts_on,
                 deposit = excluded.deposit, occupants = excluded.occupants",
        )
        .bind(&lease.reference)
        .bind(&lease.dwelling)
        .bind(lease.starts_on.to_string())
        .bind(lease.deposit.map(|deposit| deposit.0))
        .bind(json(&lease.occupants)?)
        .execute(connection.sql())
        .await?;
    }
    Ok(tally)
}

async fn write_tenants(connection: &mut Writing, plan: &Plan, known: &Known) -> Result<Tally, ImportError> {
    let mut tally = Tally::default();
    for tenant in &plan.tenants {
        if !tally.count(known.tenants.get(tenant.tenant_code.as_str()), tenant) {
            continue;
        }
        // A number that the tenant confirmed stands until the rent system says something new.
        let mobile = tenant.mobile.as_ref().map(contract::MobilePhone::e164);
        let says_another = "DELETE FROM confirmed_mobiles WHERE tenant_code = ?1
             AND (SELECT mobile FROM tenants WHERE tenant_code = ?1) IS NOT ?2";
        sqlx::query(says_another)
            .bind(tenant.tenant_code.as_str())
            .bind(mobile)
            .execute(connection.sql())
            .await?;
        sqlx::query(
            "INSERT INTO tenants (tenant_code, lease, name, mobile, born_on) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (tenant_code) DO UPDATE SET
                 lease = excluded.lease, name = excluded.name, mobile = excluded.mobile,
                 born_on = excluded.born_on",
        )
        .bind(tenant.tenant_code.as_str())
        .bind(&tenant.lease)
        .bind(&tenant.name)
        .bind(mobile)
        .bind(tenant.born_on.map(|day| day.to_string()))
        .execute(connection.sql())
        .await?;
    }
    Ok(tally)
}

/// The id of every document by its reference: the stored ones, and new random ones.
fn document_ids(plan: &Plan, known: &Known) -> Result<HashMap<String, String>, ImportError> {
    let mut ids: HashMap<String, String> = known
        .documents
        .iter()
        .map(|(reference, stored)| (reference.clone(), stored.id.clone()))
        .collect();
    for (reference, _) in &plan.documents {
        if !ids.contains_key(reference) {
            let mut bytes = [0; 16];
            getrandom::fill(&mut bytes)?;
            ids.insert(reference.clone(), BASE64_URL_SAFE_NO_PAD.encode(bytes));
        }
    }
    Ok(ids)
}

async fn write_documents(
    connection: &mut Writing,
    plan: &Plan,
    known: &Known,
    landlord: &IssuingLandlord,
    ids: &HashMap<String, String>,
    revision: &mut i64,
) -> Result<Tally, ImportError> {
    let homes = Homes::of(plan, known);
    let landlord = json(landlord)?;
    let books = plan.books(known);
    let contents: HashMap<&str, &Content> = books.documents.iter().copied().collect();
    let exported: HashSet<&str> = plan
        .documents
        .iter()
        .map(|(reference, _)| reference.as_str())
        .collect();
    let mut tally = Tally::default();
    for (reference, state) in Ledger::open(books).states() {
        let stored = known.documents.get(reference);
        if stored.is_some_and(|stored| stored.state == state) {
            tally.unchanged += usize::from(exported.contains(reference));
            continue;
        }
        *revision += 1;
        let superseded_by = state.superseded_by.as_ref().and_then(|later| ids.get(later));
        if stored.is_some() {
            tally.changed += 1;
            sqlx::query(
                "UPDATE rent_documents SET paid = ?, paid_on = ?, superseded_by = ?, withdrawn_on = ?, revision = ?
                 WHERE reference = ?",
            )
            .bind(state.paid.0)
            .bind(state.paid_on.map(|day| day.to_string()))
            .bind(superseded_by)
            .bind(state.withdrawn_on.map(|day| day.to_string()))
            .bind(*revision)
            .bind(reference)
            .execute(connection.sql())
            .await?;
        } else if let (Some(content), Some(id)) = (contents.get(reference), ids.get(reference)) {
            tally.added += 1;
            let supersedes = content.supersedes.as_ref().and_then(|earlier| ids.get(earlier));
            let document = NewDocument {
                id,
                reference,
                content,
                state: &state,
                tenants: homes.tenants(&content.lease)?,
                dwelling: homes.dwelling(&content.lease)?,
                landlord: &landlord,
                supersedes,
                superseded_by,
                revision: *revision,
            };
            document.insert(connection).await?;
        }
    }
    Ok(tally)
}

struct NewDocument<'a> {
    id: &'a str,
    reference: &'a str,
    content: &'a Content,
    state: &'a State,
    tenants: String,
    dwelling: String,
    landlord: &'a str,
    supersedes: Option<&'a String>,
    superseded_by: Option<&'a String>,
    revision: i64,
}

impl NewDocument<'_> {
    async fn insert(self, connection: &mut Writing) -> Result<(), ImportError> {
        sqlx::query(
            "INSERT INTO rent_documents (id, reference, lease, kind, term, issued_on, due_on, amount, paid,
                 paid_on, tenants, dwelling, landlord, lines, supersedes, superseded_by, withdrawn_on, revision)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(self.id)
        .bind(self.reference)
        .bind(&self.content.lease)
        .bind(kind_word(self.content.kind))
        .bind(self.content.term.to_string())
        .bind(self.content.issued_on.to_string())
        .bind(self.content.due_on.map(|day| day.to_string()))
        .bind(self.content.amount().0)
        .bind(self.state.paid.0)
        .bind(self.state.paid_on.map(|day| day.to_string()))
        .bind(self.tenants)
        .bind(self.dwelling)
        .bind(self.landlord)
        .bind(json(&self.content.lines)?)
        .bind(self.supersedes)
        .bind(self.superseded_by)
        .bind(self.state.withdrawn_on.map(|day| day.to_string()))
        .bind(self.revision)
        .execute(connection.sql())
        .await?;
        Ok(())
    }
}

/// The word of the `kind` column, which is the word on the wire. The import reads no unknown kind.
fn kind_word(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Avis | DocumentKind::Unknown => "avis",
        DocumentKind::Quittance => "quittance",
        DocumentKind::Recu => "recu",
        DocumentKind::Regularisation => "regularisation",
    }
}

/// Who lives where on the day of the import: what new documents name.
struct Homes<'a> {
    tenants: HashMap<&'a str, Vec<&'a str>>,
    dwellings: HashMap<&'a str, &'a [String]>,
}

impl<'a> Homes<'a> {
    fn of(plan: &'a Plan, known: &'a Known) -> Self {
        // By tenant code, the order in which the service names the tenants of a lease.
        let mut by_code: BTreeMap<&str, &Tenant> = known
            .tenants
            .iter()
            .map(|(code, tenant)| (code.as_str(), tenant))
            .collect();
        by_code.extend(
            plan.tenants
                .iter()
                .map(|tenant| (tenant.tenant_code.as_str(), tenant)),
        );
        let mut tenants: HashMap<&str, Vec<&str>> = HashMap::new();
        for tenant in by_code.into_values() {
            tenants.entry(&tenant.lease).or_default().push(&tenant.name);
        }

        let mut addresses: HashMap<&str, &[String]> = HashMap::new();
        for dwelling in known.dwellings.values().chain(&plan.dwellings) {
            addresses.insert(&dwelling.reference, &dwelling.address);
        }
        let mut dwellings: HashMap<&str, &[String]> = HashMap::new();
        for lease in known.leases.values().chain(&plan.leases) {
            if let Some(address) = addresses.get(lease.dwelling.as_str()) {
                dwellings.insert(&lease.reference, address);
            }
        }
        Self { tenants, dwellings }
    }

    fn tenants(&self, lease: &str) -> Result<String, ImportError> {
        json(&self.tenants.get(lease).map_or(&[][..], Vec::as_slice))
    }

    fn dwelling(&self, lease: &str) -> Result<String, ImportError> {
        json(&self.dwellings.get(lease).copied().unwrap_or_default())
    }
}

async fn write_payments(
    connection: &mut Writing,
    plan: &Plan,
    known: &Known,
    ids: &HashMap<String, String>,
    revision: &mut i64,
) -> Result<Tally, ImportError> {
    let mut tally = Tally::default();
    for payment in &plan.payments {
        if !tally.count(known.payments.get(&payment.reference), payment) {
            continue;
        }
        *revision += 1;
        sqlx::query(
            "INSERT INTO payments (reference, lease, document, received_on, amount, method, revision)
             VALUES (?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (reference) DO UPDATE SET
                 document = excluded.document, received_on = excluded.received_on,
                 amount = excluded.amount, method = excluded.method, revision = excluded.revision",
        )
        .bind(&payment.reference)
        .bind(&payment.lease)
        .bind(payment.document.as_ref().and_then(|document| ids.get(document)))
        .bind(payment.received_on.to_string())
        .bind(payment.amount.0)
        .bind(&payment.method)
        .bind(*revision)
        .execute(connection.sql())
        .await?;
        if let Some(parts) = parts_of(&payment.reference) {
            sqlx::query("DELETE FROM payments WHERE substr(reference, 1, length(?1)) = ?1")
                .bind(parts)
                .execute(connection.sql())
                .await?;
        }
    }
    Ok(tally)
}

pub(super) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, ImportError> {
    serde_json::to_string(value).map_err(|error| ImportError::Damaged {
        column: "json",
        reason: error.to_string(),
    })
}
