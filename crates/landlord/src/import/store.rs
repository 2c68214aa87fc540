//! What an import reads and writes beside the books: agencies, dwellings, leases, tenants, news.

use std::collections::HashMap;

use contract::{Cents, MobilePhone, TenantCode};
use sqlx::Row;

use super::{
    news::NewsRow,
    plan::{Lease, Tenant},
    records::{AgencyRow, DwellingRow},
};
use crate::store::{Reading, StoreError, Writing, date_of, json_of, optional_date_of, to_json};

pub(super) async fn agencies(reading: &mut Reading) -> Result<HashMap<String, AgencyRow>, StoreError> {
    let rows = sqlx::query("SELECT * FROM agencies")
        .fetch_all(reading.sql())
        .await?;
    rows.iter()
        .map(|row| {
            let agency = AgencyRow {
                reference: row.try_get("reference")?,
                name: row.try_get("name")?,
                address: json_of(row, "address")?,
                telephone: row.try_get("telephone")?,
                email: row.try_get("email")?,
                opening_hours: json_of(row, "opening_hours")?,
            };
            Ok((agency.reference.clone(), agency))
        })
        .collect()
}

pub(super) async fn put_agency(writing: &mut Writing, agency: &AgencyRow) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO agencies (reference, name, address, telephone, email, opening_hours)
         VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (reference) DO UPDATE SET
             name = excluded.name, address = excluded.address, telephone = excluded.telephone,
             email = excluded.email, opening_hours = excluded.opening_hours",
    )
    .bind(&agency.reference)
    .bind(&agency.name)
    .bind(to_json(&agency.address)?)
    .bind(&agency.telephone)
    .bind(&agency.email)
    .bind(to_json(&agency.opening_hours)?)
    .execute(writing.sql())
    .await?;
    Ok(())
}

pub(super) async fn dwellings(reading: &mut Reading) -> Result<HashMap<String, DwellingRow>, StoreError> {
    let rows = sqlx::query("SELECT * FROM dwellings")
        .fetch_all(reading.sql())
        .await?;
    rows.iter()
        .map(|row| {
            let dwelling = DwellingRow {
                reference: row.try_get("reference")?,
                address: json_of(row, "address")?,
                kind: row.try_get("kind")?,
                agency: row.try_get("agency")?,
                details: json_of(row, "details")?,
            };
            Ok((dwelling.reference.clone(), dwelling))
        })
        .collect()
}

pub(super) async fn put_dwelling(writing: &mut Writing, dwelling: &DwellingRow) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO dwellings (reference, address, kind, agency, details) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (reference) DO UPDATE SET
             address = excluded.address, kind = excluded.kind, agency = excluded.agency,
             details = excluded.details",
    )
    .bind(&dwelling.reference)
    .bind(to_json(&dwelling.address)?)
    .bind(&dwelling.kind)
    .bind(&dwelling.agency)
    .bind(to_json(&dwelling.details)?)
    .execute(writing.sql())
    .await?;
    Ok(())
}

pub(super) async fn leases(reading: &mut Reading) -> Result<HashMap<String, Lease>, StoreError> {
    let rows = sqlx::query("SELECT * FROM leases")
        .fetch_all(reading.sql())
        .await?;
    rows.iter()
        .map(|row| {
            let lease = Lease {
                reference: row.try_get("reference")?,
                dwelling: row.try_get("dwelling")?,
                starts_on: date_of(row, "starts_on")?,
                deposit: row.try_get::<Option<i64>, _>("deposit")?.map(Cents),
                occupants: json_of(row, "occupants")?,
            };
            Ok((lease.reference.clone(), lease))
        })
        .collect()
}

pub(super) async fn put_lease(writing: &mut Writing, lease: &Lease) -> Result<(), StoreError> {
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
    .bind(to_json(&lease.occupants)?)
    .execute(writing.sql())
    .await?;
    Ok(())
}

pub(super) async fn tenants(reading: &mut Reading) -> Result<HashMap<String, Tenant>, StoreError> {
    let rows = sqlx::query("SELECT * FROM tenants")
        .fetch_all(reading.sql())
        .await?;
    rows.iter()
        .map(|row| {
            let code: String = row.try_get("tenant_code")?;
            let mobile: Option<String> = row.try_get("mobile")?;
            let tenant = Tenant {
                tenant_code: TenantCode::parse(&code)
                    .map_err(|flaw| StoreError::damaged("tenant_code", &flaw))?,
                lease: row.try_get("lease")?,
                name: row.try_get("name")?,
                mobile: mobile
                    .map(|text| MobilePhone::parse(&text))
                    .transpose()
                    .map_err(|flaw| StoreError::damaged("mobile", &flaw))?,
                born_on: optional_date_of(row, "born_on")?,
            };
            Ok((code, tenant))
        })
        .collect()
}

pub(super) async fn put_tenant(writing: &mut Writing, tenant: &Tenant) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO tenants (tenant_code, lease, name, mobile, born_on) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (tenant_code) DO UPDATE SET
             lease = excluded.lease, name = excluded.name, mobile = excluded.mobile,
             born_on = excluded.born_on",
    )
    .bind(tenant.tenant_code.as_str())
    .bind(&tenant.lease)
    .bind(&tenant.name)
    .bind(tenant.mobile.as_ref().map(MobilePhone::e164))
    .bind(tenant.born_on.map(|day| day.to_string()))
    .execute(writing.sql())
    .await?;
    Ok(())
}

pub(super) async fn news(reading: &mut Reading) -> Result<HashMap<String, NewsRow>, StoreError> {
    let rows = sqlx::query("SELECT * FROM news").fetch_all(reading.sql()).await?;
    rows.iter()
        .map(|row| {
            let news = NewsRow {
                reference: row.try_get("reference")?,
                title: row.try_get("title")?,
                text: json_of(row, "text")?,
                from: date_of(row, "shown_from")?,
                until: date_of(row, "shown_until")?,
                agency: row.try_get("agency")?,
                dwellings: json_of(row, "dwellings")?,
            };
            Ok((news.reference.clone(), news))
        })
        .collect()
}

pub(super) async fn put_news(writing: &mut Writing, news: &NewsRow) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO news (reference, title, text, shown_from, shown_until, agency, dwellings)
         VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (reference) DO UPDATE SET
             title = excluded.title, text = excluded.text, shown_from = excluded.shown_from,
             shown_until = excluded.shown_until, agency = excluded.agency, dwellings = excluded.dwellings",
    )
    .bind(&news.reference)
    .bind(&news.title)
    .bind(to_json(&news.text)?)
    .bind(news.from.to_string())
    .bind(news.until.to_string())
    .bind(&news.agency)
    .bind(to_json(&news.dwellings)?)
    .execute(writing.sql())
    .await?;
    Ok(())
}
