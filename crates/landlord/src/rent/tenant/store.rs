//! Tenants, their homes and agencies, as imported.

use contract::{
    Agency, Cents, DwellingDetails, Email, Language, LeaseDetails, MobilePhone, News, Tenancy, TenantCode,
};
use jiff::civil::Date;
use sqlx::{Row, sqlite::SqliteRow};

use crate::{
    refusal::Refusal,
    store::{Reading, StoreError, Writing, date_of, json_of},
};

/// What sign-up needs to know of a tenant on file.
pub(crate) struct TenantOnFile {
    pub(crate) mobile: Option<MobilePhone>,
    pub(crate) agency: Agency,
    /// The e-mail address of the account, when there is one.
    pub(crate) email: Option<Email>,
    /// Whether a code that was sent to that address came back.
    pub(crate) email_confirmed: bool,
    /// Language of the account; French without an account.
    pub(crate) language: Language,
    /// Whether nobody may come in until the agency opens the account again (S25).
    pub(crate) closed: bool,
}

impl TenantOnFile {
    pub(crate) fn is_registered(&self) -> bool {
        self.email.is_some()
    }

    /// Whether this is the address on file, and its code came back.
    pub(crate) fn has_confirmed(&self, email: &Email) -> bool {
        self.email_confirmed && self.email.as_ref() == Some(email)
    }
}

fn agency_of(row: &SqliteRow) -> Result<Agency, Refusal> {
    Ok(Agency {
        name: row.try_get("agency_name")?,
        address: json_of(row, "agency_address")?,
        telephone: row.try_get("telephone")?,
        email: row.try_get("email")?,
        opening_hours: json_of(row, "opening_hours")?,
    })
}

/// Parsed in place of a missing number: parsing takes time, and the difference would reveal who is on file (S2).
/// The number is assigned to nobody.
const NO_MOBILE: &str = "+33639980000";
/// Parsed in place of a missing e-mail address (S2).
const NO_EMAIL: &str = "personne@exemple.invalid";
/// Parsed in place of missing lines of an agency (S2).
const NO_LINES: &str = r#"["1 rue de Nulle-Part","59000 Lille"]"#;

/// The tenant with a code. An unknown code costs the same work as a known one (S2).
pub(crate) async fn find(
    reading: &mut Reading,
    tenant_code: &TenantCode,
) -> Result<Option<TenantOnFile>, Refusal> {
    let row = sqlx::query(
        "SELECT coalesce(confirmed_mobiles.mobile, tenants.mobile) AS mobile,
                tenants.tenant_code IS NOT NULL AS known,
                coalesce(agencies.name, '') AS agency_name,
                coalesce(agencies.address, ?2) AS agency_address,
                coalesce(agencies.telephone, '') AS telephone, coalesce(agencies.email, '') AS email,
                coalesce(agencies.opening_hours, ?2) AS opening_hours,
                accounts.email AS account_email, coalesce(accounts.language, '') AS language,
                accounts.email_confirmed_at IS NOT NULL AS email_confirmed,
                closures.tenant_code IS NOT NULL AS closed
         FROM (SELECT ?1 AS tenant_code) AS asked
         LEFT JOIN tenants ON tenants.tenant_code = asked.tenant_code
         LEFT JOIN leases ON leases.reference = tenants.lease
         LEFT JOIN dwellings ON dwellings.reference = leases.dwelling
         LEFT JOIN agencies ON agencies.reference = dwellings.agency
         LEFT JOIN confirmed_mobiles ON confirmed_mobiles.tenant_code = tenants.tenant_code
         LEFT JOIN accounts ON accounts.tenant_code = tenants.tenant_code
         LEFT JOIN closures ON closures.tenant_code = tenants.tenant_code",
    )
    .bind(tenant_code.as_str())
    .bind(NO_LINES)
    .fetch_one(reading.sql())
    .await?;
    let mobile: Option<String> = row.try_get("mobile")?;
    let read = MobilePhone::parse(mobile.as_deref().unwrap_or(NO_MOBILE))
        .map_err(|flaw| Refusal::Stored(flaw.to_string()))?;
    let email: Option<String> = row.try_get("account_email")?;
    let read_email = Email::parse(email.as_deref().unwrap_or(NO_EMAIL))
        .map_err(|flaw| Refusal::Stored(flaw.to_string()))?;
    let tenant = TenantOnFile {
        mobile: mobile.is_some().then_some(read),
        agency: agency_of(&row)?,
        email: email.is_some().then_some(read_email),
        email_confirmed: row.try_get("email_confirmed")?,
        language: Language::of_subtag(row.try_get("language")?),
        closed: row.try_get("closed")?,
    };
    Ok(row.try_get::<bool, _>("known")?.then_some(tenant))
}

/// Stores a number that the tenant confirmed here. It takes precedence over the rent system's.
pub(crate) async fn confirm_mobile(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    mobile: &MobilePhone,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO confirmed_mobiles (tenant_code, mobile, confirmed_at) VALUES (?, ?, ?)
         ON CONFLICT (tenant_code) DO UPDATE SET
             mobile = excluded.mobile, confirmed_at = excluded.confirmed_at",
    )
    .bind(tenant_code.as_str())
    .bind(mobile.e164())
    .bind(now)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Deletes the number that the tenant confirmed: the rent system's is on file again.
pub(crate) async fn forget_confirmed_mobile(
    writing: &mut Writing,
    tenant_code: &TenantCode,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM confirmed_mobiles WHERE tenant_code = ?")
        .bind(tenant_code.as_str())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// All agencies, in a stable order: decoys are drawn from them (S2).
pub(crate) async fn agencies(reading: &mut Reading) -> Result<Vec<Agency>, Refusal> {
    sqlx::query(
        "SELECT name AS agency_name, address AS agency_address, telephone, email, opening_hours
         FROM agencies ORDER BY reference",
    )
    .fetch_all(reading.sql())
    .await?
    .iter()
    .map(agency_of)
    .collect()
}

/// The tenant's name, as a letter writes it.
pub(crate) async fn name(reading: &mut Reading, tenant_code: &TenantCode) -> Result<String, Refusal> {
    sqlx::query_scalar("SELECT name FROM tenants WHERE tenant_code = ?")
        .bind(tenant_code.as_str())
        .fetch_optional(reading.sql())
        .await?
        .ok_or(Refusal::NotFound)
}

/// The lease of a tenant.
pub(crate) async fn lease(reading: &mut Reading, tenant_code: &TenantCode) -> Result<String, Refusal> {
    sqlx::query_scalar("SELECT lease FROM tenants WHERE tenant_code = ?")
        .bind(tenant_code.as_str())
        .fetch_optional(reading.sql())
        .await?
        .ok_or(Refusal::NotFound)
}

/// The home of a tenant, its tenants, agency and lease, and the news of a day.
pub(crate) async fn tenancy(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    today: Date,
) -> Result<Tenancy, Refusal> {
    let row = sqlx::query(
        "SELECT dwellings.address AS dwelling, dwellings.kind, dwellings.details, dwellings.reference,
                dwellings.agency, tenants.name AS holder, leases.starts_on, leases.deposit, leases.occupants,
                agencies.name AS agency_name,
                agencies.address AS agency_address, agencies.telephone, agencies.email,
                agencies.opening_hours,
                (SELECT json_group_array(name ORDER BY tenant_code) FROM tenants AS others
                 WHERE others.lease = tenants.lease) AS names
         FROM tenants
         JOIN leases ON leases.reference = tenants.lease
         JOIN dwellings ON dwellings.reference = leases.dwelling
         JOIN agencies ON agencies.reference = dwellings.agency
         WHERE tenants.tenant_code = ?",
    )
    .bind(tenant_code.as_str())
    .fetch_optional(reading.sql())
    .await?
    .ok_or(Refusal::NotFound)?;
    Ok(Tenancy {
        tenants: json_of(&row, "names")?,
        holder: Some(row.try_get("holder")?),
        dwelling: json_of(&row, "dwelling")?,
        agency: agency_of(&row)?,
        details: DwellingDetails {
            kind: Some(row.try_get("kind")?),
            ..json_of(&row, "details")?
        },
        lease: Some(LeaseDetails {
            starts_on: date_of(&row, "starts_on")?,
            deposit: row.try_get::<Option<i64>, _>("deposit")?.map(Cents),
            occupants: json_of(&row, "occupants")?,
        }),
        news: news(reading, row.try_get("agency")?, row.try_get("reference")?, today).await?,
    })
}

/// The news of a day for a dwelling of an agency, latest first.
async fn news(
    reading: &mut Reading,
    agency: &str,
    dwelling: &str,
    today: Date,
) -> Result<Vec<News>, Refusal> {
    sqlx::query(
        "SELECT title, text, shown_from, shown_until FROM news
         WHERE shown_from <= ?1 AND shown_until >= ?1 AND coalesce(news.agency, ?2) = ?2
           AND (dwellings = '[]' OR EXISTS (SELECT 1 FROM json_each(dwellings) WHERE value = ?3))
         ORDER BY shown_from DESC, reference",
    )
    .bind(today.to_string())
    .bind(agency)
    .bind(dwelling)
    .fetch_all(reading.sql())
    .await?
    .iter()
    .map(|row| {
        Ok(News {
            title: row.try_get("title")?,
            text: json_of(row, "text")?,
            from: date_of(row, "shown_from")?,
            until: date_of(row, "shown_until")?,
        })
    })
    .collect()
}

/// The references and names of the agencies, in a stable order.
pub(crate) async fn agency_names(reading: &mut Reading) -> Result<Vec<(String, String)>, Refusal> {
    let rows = sqlx::query("SELECT reference, name FROM agencies ORDER BY reference")
        .fetch_all(reading.sql())
        .await?;
    rows.iter()
        .map(|row| Ok((row.try_get("reference")?, row.try_get("name")?)))
        .collect()
}

/// The names of a lease's tenants and the lines of their dwelling's address, which new documents name.
pub(crate) async fn parties_of_lease(
    reading: &mut Reading,
    lease: &str,
) -> Result<(Vec<String>, Vec<String>), StoreError> {
    let tenants = sqlx::query_scalar("SELECT name FROM tenants WHERE lease = ? ORDER BY tenant_code")
        .bind(lease)
        .fetch_all(reading.sql())
        .await?;
    let dwelling = sqlx::query(
        "SELECT address FROM dwellings JOIN leases ON leases.dwelling = dwellings.reference
         WHERE leases.reference = ?",
    )
    .bind(lease)
    .fetch_one(reading.sql())
    .await?;
    Ok((tenants, json_of(&dwelling, "address")?))
}
