//! Registration letters (S1).

use contract::TenantCode;
use sqlx::Row;

use crate::{
    keys::Hash,
    refusal::Refusal,
    store::{Reading, Writing},
};

/// Stores a letter's hash. Replaces the previous letter.
pub(crate) async fn put(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    letter: &Hash,
    expires_at: i64,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO letters (tenant_code, code_hash, issued_at, expires_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (tenant_code) DO UPDATE SET
             code_hash = excluded.code_hash, issued_at = excluded.issued_at,
             expires_at = excluded.expires_at, used_at = NULL",
    )
    .bind(tenant_code.as_str())
    .bind(letter.as_slice())
    .bind(now)
    .bind(expires_at)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Returns the hash of the letter in force, neither used nor expired.
pub(crate) async fn find(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<Option<Vec<u8>>, Refusal> {
    let row = sqlx::query(
        "SELECT code_hash FROM letters WHERE tenant_code = ? AND used_at IS NULL AND expires_at > ?",
    )
    .bind(tenant_code.as_str())
    .bind(now)
    .fetch_optional(reading.sql())
    .await?;
    Ok(row.map(|row| row.try_get("code_hash")).transpose()?)
}

/// Ends the tenant's letter, as if it were used.
pub(crate) async fn end(writing: &mut Writing, tenant_code: &TenantCode, now: i64) -> Result<(), Refusal> {
    sqlx::query("UPDATE letters SET used_at = ? WHERE tenant_code = ? AND used_at IS NULL")
        .bind(now)
        .bind(tenant_code.as_str())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Spends a letter; returns false when it is not, or no longer, the one in force.
pub(crate) async fn spend(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    letter: &[u8],
    now: i64,
) -> Result<bool, Refusal> {
    let spent = sqlx::query(
        "UPDATE letters SET used_at = ?1
         WHERE tenant_code = ?2 AND code_hash = ?3 AND used_at IS NULL AND expires_at > ?1",
    )
    .bind(now)
    .bind(tenant_code.as_str())
    .bind(letter)
    .execute(writing.sql())
    .await?;
    Ok(spent.rows_affected() == 1)
}

/// A letter that staff of an agency asked for, to be posted.
pub(crate) struct LetterToPost {
    pub(crate) tenant_code: TenantCode,
    /// Name of the agency.
    pub(crate) agency: String,
    /// Unix seconds.
    pub(crate) asked_at: i64,
}

/// Puts a letter on the list of those to post. Returns false when it is there already.
pub(crate) async fn ask_to_post(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    agency: &str,
    now: i64,
) -> Result<bool, Refusal> {
    let asked = sqlx::query(
        "INSERT INTO letters_to_post (tenant_code, agency, asked_at) VALUES (?, ?, ?)
         ON CONFLICT (tenant_code) DO NOTHING",
    )
    .bind(tenant_code.as_str())
    .bind(agency)
    .bind(now)
    .execute(writing.sql())
    .await?;
    Ok(asked.rows_affected() == 1)
}

/// Takes a letter from the list of those to post: it is written, or nobody is to get it. Returns whether it was there.
pub(crate) async fn take_off_the_list(
    writing: &mut Writing,
    tenant_code: &TenantCode,
) -> Result<bool, Refusal> {
    let taken = sqlx::query("DELETE FROM letters_to_post WHERE tenant_code = ?")
        .bind(tenant_code.as_str())
        .execute(writing.sql())
        .await?;
    Ok(taken.rows_affected() == 1)
}

/// Lists the letters to post, in the order in which they were asked for.
pub(crate) async fn to_post(reading: &mut Reading) -> Result<Vec<LetterToPost>, Refusal> {
    let rows = sqlx::query(
        "SELECT tenant_code, agency, asked_at FROM letters_to_post ORDER BY asked_at, tenant_code",
    )
    .fetch_all(reading.sql())
    .await?;
    rows.iter()
        .map(|row| {
            Ok(LetterToPost {
                tenant_code: TenantCode::parse(row.try_get("tenant_code")?)
                    .map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
                agency: row.try_get("agency")?,
                asked_at: row.try_get("asked_at")?,
            })
        })
        .collect()
}
