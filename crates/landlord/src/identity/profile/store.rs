//! The table of accounts.

use contract::{
    AccountCreation, AccountProfile, Consents, Email, LandlinePhone, Language, MobilePhone, TenantCode,
};
use sqlx::Row;

use crate::{
    refusal::Refusal,
    store::{Reading, Writing, moment},
};

/// Returns the stored hash of an account's password.
pub(crate) async fn password_hash(
    reading: &mut Reading,
    tenant_code: &TenantCode,
) -> Result<Option<String>, Refusal> {
    let hash = sqlx::query_scalar("SELECT password_hash FROM accounts WHERE tenant_code = ?")
        .bind(tenant_code.as_str())
        .fetch_optional(reading.sql())
        .await?;
    Ok(hash)
}

/// Whether this hash is on file.
pub(crate) async fn has_password_hash(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    hash: &str,
) -> Result<bool, Refusal> {
    let on_file = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM accounts WHERE tenant_code = ? AND password_hash = ?)",
    )
    .bind(tenant_code.as_str())
    .bind(hash)
    .fetch_one(reading.sql())
    .await?;
    Ok(on_file)
}

/// Replaces the hash of an unchanged password when the hash parameters changed (S6). Returns false when `stored`
/// is no longer on file.
pub(crate) async fn rehash(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    stored: &str,
    rehashed: &str,
) -> Result<bool, Refusal> {
    let set =
        sqlx::query("UPDATE accounts SET password_hash = ? WHERE tenant_code = ? AND password_hash = ?")
            .bind(rehashed)
            .bind(tenant_code.as_str())
            .bind(stored)
            .execute(writing.sql())
            .await?;
    Ok(set.rows_affected() == 1)
}

/// Sets the password of an account; returns false when there is no account.
pub(crate) async fn put_password(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    hash: &str,
    now: i64,
) -> Result<bool, Refusal> {
    let set = sqlx::query(
        "UPDATE accounts SET password_hash = ?, password_changed_at = ?, sms_since = NULL WHERE tenant_code = ?",
    )
    .bind(hash)
    .bind(now)
    .bind(tenant_code.as_str())
    .execute(writing.sql())
    .await?;
    Ok(set.rows_affected() == 1)
}

/// Creates the account, or gives an existing one the new profile and password (S3). An existing one keeps its address:
/// another counts once its code came back. `confirmed_at`: when that of a new account was known to be the tenant's.
pub(crate) async fn put(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    account: &AccountCreation,
    (email, confirmed_at): (&Email, Option<i64>),
    (language, hash): (Language, &str),
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO accounts (tenant_code, password_hash, email, landline, terms_accepted_at, created_at,
                               password_changed_at, language, email_confirmed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?5, ?6, ?7)
         ON CONFLICT (tenant_code) DO UPDATE SET
             password_hash = excluded.password_hash, landline = excluded.landline, terms_accepted_at = excluded.terms_accepted_at,
             password_changed_at = excluded.password_changed_at, language = excluded.language,
             sms_since = NULL",
    )
    .bind(tenant_code.as_str())
    .bind(hash)
    .bind(email.as_str())
    .bind(
        account
            .landline
            .as_ref()
            .map(|landline| landline.e164().to_owned()),
    )
    .bind(now)
    .bind(language.subtag())
    .bind(confirmed_at)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// When the account was created (Unix seconds); none without an account.
pub(crate) async fn created_at(
    reading: &mut Reading,
    tenant_code: &TenantCode,
) -> Result<Option<i64>, Refusal> {
    let at = sqlx::query_scalar("SELECT created_at FROM accounts WHERE tenant_code = ?")
        .bind(tenant_code.as_str())
        .fetch_optional(reading.sql())
        .await?;
    Ok(at)
}

/// Returns what the service stores about an account, without the changes that do not count yet.
pub(crate) async fn profile(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    mobile: Option<&MobilePhone>,
    consents: Consents,
) -> Result<AccountProfile, Refusal> {
    let row = sqlx::query("SELECT * FROM accounts WHERE tenant_code = ?")
        .bind(tenant_code.as_str())
        .fetch_optional(reading.sql())
        .await?
        .ok_or(Refusal::NotFound)?;
    let landline: Option<String> = row.try_get("landline")?;
    let confirmed_at: Option<i64> = row.try_get("email_confirmed_at")?;
    Ok(AccountProfile {
        email: Email::parse(row.try_get("email")?).map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
        email_confirmed: confirmed_at.is_some(),
        pending_email: None,
        pending_mobile: None,
        landline: landline
            .map(LandlinePhone::try_from)
            .transpose()
            .map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
        mobile: mobile.map(MobilePhone::mask),
        consents,
        terms_accepted_at: moment(row.try_get("terms_accepted_at")?)?,
        created_at: moment(row.try_get("created_at")?)?,
        language: Language::of_subtag(row.try_get("language")?),
    })
}

/// Puts an address on file whose code came back.
pub(crate) async fn put_email(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    email: &Email,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query("UPDATE accounts SET email = ?, email_confirmed_at = ? WHERE tenant_code = ?")
        .bind(email.as_str())
        .bind(now)
        .bind(tenant_code.as_str())
        .execute(writing.sql())
        .await?;
    Ok(())
}

pub(crate) async fn put_landline(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    landline: Option<&LandlinePhone>,
) -> Result<(), Refusal> {
    sqlx::query("UPDATE accounts SET landline = ? WHERE tenant_code = ?")
        .bind(landline.map(LandlinePhone::e164))
        .bind(tenant_code.as_str())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Deletes the account with its sessions, devices, letter, confirmed mobile and messages. The rent system's data,
/// payments, visits, the staff journal and the history of consents stay.
pub(crate) async fn delete(writing: &mut Writing, tenant_code: &TenantCode) -> Result<(), Refusal> {
    for statement in [
        "DELETE FROM sessions WHERE tenant_code = ?",
        "DELETE FROM devices WHERE tenant_code = ?",
        "DELETE FROM letters WHERE tenant_code = ?",
        "DELETE FROM confirmed_mobiles WHERE tenant_code = ?",
        "DELETE FROM agency_messages WHERE tenant_code = ?",
        "DELETE FROM accounts WHERE tenant_code = ?",
    ] {
        sqlx::query(statement)
            .bind(tenant_code.as_str())
            .execute(writing.sql())
            .await?;
    }
    Ok(())
}
