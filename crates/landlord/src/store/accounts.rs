//! Accounts.

use contract::{
    AccountCreation, AccountProfile, Consent, ConsentChoice, Consents, Email, LandlinePhone, MobilePhone,
    TenantCode,
};
use jiff::Timestamp;
use sqlx::{Row, SqliteConnection, SqlitePool, sqlite::SqliteRow};

use crate::refusal::Refusal;

/// The stored hash of an account's password.
pub(crate) async fn password_hash(pool: &SqlitePool, code: &TenantCode) -> Result<Option<String>, Refusal> {
    let hash = sqlx::query_scalar("SELECT password_hash FROM accounts WHERE tenant_code = ?")
        .bind(code.as_str())
        .fetch_optional(pool)
        .await?;
    Ok(hash)
}

/// Replaces the hash of a password that did not change, when its parameters did (S6).
pub(crate) async fn rehash(pool: &SqlitePool, code: &TenantCode, hash: &str) -> Result<(), Refusal> {
    sqlx::query("UPDATE accounts SET password_hash = ? WHERE tenant_code = ?")
        .bind(hash)
        .bind(code.as_str())
        .execute(pool)
        .await?;
    Ok(())
}

/// Sets the password of an account; false when there is none.
pub(crate) async fn put_password(
    connection: &mut SqliteConnection,
    code: &TenantCode,
    hash: &str,
    now: i64,
) -> Result<bool, Refusal> {
    let set =
        sqlx::query("UPDATE accounts SET password_hash = ?, password_changed_at = ? WHERE tenant_code = ?")
            .bind(hash)
            .bind(now)
            .bind(code.as_str())
            .execute(connection)
            .await?;
    Ok(set.rows_affected() == 1)
}

/// Makes the account, or gives an existing one the new profile and password (S3).
pub(crate) async fn put(
    connection: &mut SqliteConnection,
    code: &TenantCode,
    account: &AccountCreation,
    hash: &str,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO accounts (tenant_code, password_hash, email, landline, terms_accepted_at,
                               mails_accepted_at, electronic_receipts_at, created_at, password_changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?5, ?5)
         ON CONFLICT (tenant_code) DO UPDATE SET
             password_hash = excluded.password_hash, email = excluded.email,
             landline = excluded.landline, terms_accepted_at = excluded.terms_accepted_at,
             mails_accepted_at = excluded.mails_accepted_at,
             electronic_receipts_at = excluded.electronic_receipts_at,
             mails_withdrawn_at = iif(excluded.mails_accepted_at IS NULL, ?5, NULL),
             electronic_receipts_withdrawn_at = iif(excluded.electronic_receipts_at IS NULL, ?5, NULL),
             password_changed_at = excluded.password_changed_at",
    )
    .bind(code.as_str())
    .bind(hash)
    .bind(account.email.as_str())
    .bind(
        account
            .landline
            .as_ref()
            .map(|landline| landline.e164().to_owned()),
    )
    .bind(now)
    .bind(account.mails_accepted.then_some(now))
    .bind(account.electronic_receipts_accepted.then_some(now))
    .execute(connection)
    .await?;
    Ok(())
}

/// What the service holds of an account.
pub(crate) async fn profile(
    connection: &mut SqliteConnection,
    code: &TenantCode,
    mobile: Option<&MobilePhone>,
) -> Result<AccountProfile, Refusal> {
    let row = sqlx::query("SELECT * FROM accounts WHERE tenant_code = ?")
        .bind(code.as_str())
        .fetch_optional(connection)
        .await?
        .ok_or(Refusal::NotFound)?;
    let landline: Option<String> = row.try_get("landline")?;
    Ok(AccountProfile {
        email: Email::parse(row.try_get("email")?).map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
        landline: landline
            .map(LandlinePhone::try_from)
            .transpose()
            .map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
        mobile: mobile.map(MobilePhone::mask),
        consents: Consents {
            mails: consent(&row, "mails_accepted_at", "mails_withdrawn_at")?,
            electronic_receipts: consent(&row, "electronic_receipts_at", "electronic_receipts_withdrawn_at")?,
        },
        terms_accepted_at: moment(row.try_get("terms_accepted_at")?)?,
        created_at: moment(row.try_get("created_at")?)?,
    })
}

fn consent(row: &SqliteRow, given: &str, withdrawn: &str) -> Result<Consent, Refusal> {
    let given: Option<i64> = row.try_get(given)?;
    // An account made without a consent withholds it since its terms were accepted.
    let since = match given.or(row.try_get(withdrawn)?) {
        Some(since) => since,
        None => row.try_get("terms_accepted_at")?,
    };
    Ok(Consent {
        given: given.is_some(),
        since: moment(since)?,
    })
}

/// A stored moment.
pub(crate) fn moment(seconds: i64) -> Result<Timestamp, Refusal> {
    Timestamp::from_second(seconds).map_err(|error| Refusal::Stored(error.to_string()))
}

pub(crate) async fn put_email(
    connection: &mut SqliteConnection,
    code: &TenantCode,
    email: &Email,
) -> Result<(), Refusal> {
    sqlx::query("UPDATE accounts SET email = ? WHERE tenant_code = ?")
        .bind(email.as_str())
        .bind(code.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

pub(crate) async fn put_landline(
    connection: &mut SqliteConnection,
    code: &TenantCode,
    landline: Option<&LandlinePhone>,
) -> Result<(), Refusal> {
    sqlx::query("UPDATE accounts SET landline = ? WHERE tenant_code = ?")
        .bind(landline.map(LandlinePhone::e164))
        .bind(code.as_str())
        .execute(connection)
        .await?;
    Ok(())
}

/// Dates each consent that changed; one that did not keeps its date.
pub(crate) async fn put_consents(
    connection: &mut SqliteConnection,
    code: &TenantCode,
    choice: ConsentChoice,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "UPDATE accounts SET
             mails_withdrawn_at = iif(?2, NULL, iif(mails_accepted_at IS NULL, mails_withdrawn_at, ?1)),
             mails_accepted_at = iif(?2, coalesce(mails_accepted_at, ?1), NULL),
             electronic_receipts_withdrawn_at = iif(?3, NULL,
                 iif(electronic_receipts_at IS NULL, electronic_receipts_withdrawn_at, ?1)),
             electronic_receipts_at = iif(?3, coalesce(electronic_receipts_at, ?1), NULL)
         WHERE tenant_code = ?4",
    )
    .bind(now)
    .bind(choice.mails)
    .bind(choice.electronic_receipts)
    .bind(code.as_str())
    .execute(connection)
    .await?;
    Ok(())
}

/// Deletes all that the service holds of a person beside what the rent system gave it.
pub(crate) async fn delete(connection: &mut SqliteConnection, code: &TenantCode) -> Result<(), Refusal> {
    for statement in [
        "DELETE FROM sessions WHERE tenant_code = ?",
        "DELETE FROM devices WHERE tenant_code = ?",
        "DELETE FROM enrolments WHERE tenant_code = ?",
        "DELETE FROM letters WHERE tenant_code = ?",
        "DELETE FROM confirmed_mobiles WHERE tenant_code = ?",
        "DELETE FROM accounts WHERE tenant_code = ?",
    ] {
        sqlx::query(statement)
            .bind(code.as_str())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}
