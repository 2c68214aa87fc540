//! Tenants as staff see them.

use contract::{MobilePhone, TenantAtCounter, TenantCode};
use jiff::civil::Date;
use sqlx::{Row, sqlite::SqliteRow};

use crate::{
    refusal::Refusal,
    store::{Reading, json_of, moment},
};

/// To whom tenants are shown, and when.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'a> {
    /// Reference of the agency of staff.
    pub(crate) agency: &'a str,
    /// A password reset after this moment (Unix seconds) is recent.
    pub(crate) reset_since: i64,
}

fn at_counter(row: &SqliteRow, seen: Seen<'_>) -> Result<TenantAtCounter, Refusal> {
    let agency: String = row.try_get("agency")?;
    let agency_name: String = row.try_get("agency_name")?;
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
            .is_some_and(|at| at > seen.reset_since),
        closed_since: row
            .try_get::<Option<i64>, _>("closed_at")?
            .map(moment)
            .transpose()?,
        other_agency: (agency != seen.agency).then_some(agency_name),
    })
}

/// Finds a tenant by code, as staff see them.
pub(crate) async fn tenant(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    seen: Seen<'_>,
) -> Result<Option<TenantAtCounter>, Refusal> {
    of_code(reading, tenant_code.as_str(), seen).await
}

async fn of_code(
    reading: &mut Reading,
    tenant_code: &str,
    seen: Seen<'_>,
) -> Result<Option<TenantAtCounter>, Refusal> {
    let row = sqlx::query(
        "SELECT tenants.tenant_code, tenants.name, dwellings.address, dwellings.agency, agencies.name AS agency_name,
                coalesce(confirmed_mobiles.mobile, tenants.mobile) AS mobile,
                accounts.tenant_code IS NOT NULL AS registered, resets.at AS reset_at,
                closures.closed_at
         FROM tenants
         JOIN leases ON leases.reference = tenants.lease
         JOIN dwellings ON dwellings.reference = leases.dwelling
         JOIN agencies ON agencies.reference = dwellings.agency
         LEFT JOIN confirmed_mobiles ON confirmed_mobiles.tenant_code = tenants.tenant_code
         LEFT JOIN accounts ON accounts.tenant_code = tenants.tenant_code
         LEFT JOIN resets ON resets.tenant_code = tenants.tenant_code
         LEFT JOIN closures ON closures.tenant_code = tenants.tenant_code
         WHERE tenants.tenant_code = ?",
    )
    .bind(tenant_code)
    .fetch_optional(reading.sql())
    .await?;
    row.map(|row| at_counter(&row, seen)).transpose()
}

/// Lists the tenants of the agency of staff with this birth date, by name.
pub(crate) async fn born_on(
    reading: &mut Reading,
    day: Date,
    seen: Seen<'_>,
) -> Result<Vec<TenantAtCounter>, Refusal> {
    let tenant_codes: Vec<String> = sqlx::query_scalar(
        "SELECT tenants.tenant_code FROM tenants
         JOIN leases ON leases.reference = tenants.lease
         JOIN dwellings ON dwellings.reference = leases.dwelling
         WHERE tenants.born_on = ? AND dwellings.agency = ? ORDER BY tenants.name",
    )
    .bind(day.to_string())
    .bind(seen.agency)
    .fetch_all(reading.sql())
    .await?;
    let mut tenants = Vec::with_capacity(tenant_codes.len());
    for tenant_code in &tenant_codes {
        tenants.extend(of_code(reading, tenant_code, seen).await?);
    }
    Ok(tenants)
}
