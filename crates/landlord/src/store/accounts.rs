//! Accounts.

use contract::{AccountCreation, TenantCode};
use sqlx::{SqliteConnection, SqlitePool};

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
