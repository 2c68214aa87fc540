//! Open enrolments, and spent robot checks.

use contract::{EnrolmentPurpose, Language, TenantCode};
use sqlx::Row;

use crate::{
    keys::Hash,
    refusal::Refusal,
    store::{Reading, StoreError, Writing, from_wire_name},
};

/// An open enrolment. Times are Unix seconds.
pub(crate) struct Enrolment {
    pub(crate) tenant_code: TenantCode,
    pub(crate) purpose: EnrolmentPurpose,
    /// Language of its messages.
    pub(crate) language: Language,
    pub(crate) expires_at: i64,
    /// Hash of the letter code that allows a new number.
    pub(crate) letter: Option<Vec<u8>>,
    pub(crate) wrong_letter_codes: i64,
    pub(crate) verified: bool,
    /// The visit to a counter that it belongs to.
    pub(crate) visit: Option<String>,
    /// Whether staff, who recognised the tenant, allow the number that was given.
    pub(crate) new_mobile_allowed: bool,
    /// Hash of the token of the known device that opened it.
    pub(crate) device: Option<Vec<u8>>,
}

impl Enrolment {
    /// Whether a number other than the one on file may be confirmed.
    pub(crate) fn allows_new_mobile(&self) -> bool {
        self.letter.is_some() || self.new_mobile_allowed
    }
}

/// An enrolment to open. Times are Unix seconds.
pub(crate) struct NewEnrolment<'a> {
    pub(crate) token: &'a Hash,
    pub(crate) tenant_code: &'a TenantCode,
    pub(crate) purpose: EnrolmentPurpose,
    pub(crate) language: Language,
    pub(crate) expires_at: i64,
    /// The visit to a counter that it belongs to, and whether staff allow another number.
    pub(crate) visit: Option<(&'a str, bool)>,
    /// The known device that opens it.
    pub(crate) device: Option<&'a Hash>,
}

/// Marks a robot check as spent; returns false when it already was (S4: the library accepts replays).
pub(crate) async fn spend_robot_check(
    writing: &mut Writing,
    nonce: &str,
    expires_at: i64,
) -> Result<bool, Refusal> {
    let inserted = sqlx::query("INSERT OR IGNORE INTO spent_robot_checks (nonce, expires_at) VALUES (?, ?)")
        .bind(nonce)
        .bind(expires_at)
        .execute(writing.sql())
        .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Whether a robot check was spent before.
pub(crate) async fn is_robot_check_spent(reading: &mut Reading, nonce: &str) -> Result<bool, Refusal> {
    let spent = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM spent_robot_checks WHERE nonce = ?)")
        .bind(nonce)
        .fetch_one(reading.sql())
        .await?;
    Ok(spent)
}

pub(crate) async fn open(writing: &mut Writing, new: &NewEnrolment<'_>) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO enrolments
             (token_hash, tenant_code, purpose, language, expires_at, visit, new_mobile_allowed, device)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(new.token.as_slice())
    .bind(new.tenant_code.as_str())
    .bind(match new.purpose {
        EnrolmentPurpose::SignUp => "signUp",
        EnrolmentPurpose::PasswordReset => "passwordReset",
    })
    .bind(new.language.subtag())
    .bind(new.expires_at)
    .bind(new.visit.map(|(visit, _)| visit))
    .bind(new.visit.is_some_and(|(_, allowed)| allowed))
    .bind(new.device.map(Hash::as_slice))
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Finds the enrolment of a token, unless it has ended, by itself or with its visit.
pub(crate) async fn find(reading: &mut Reading, token: &Hash, now: i64) -> Result<Enrolment, Refusal> {
    let row = sqlx::query(
        "SELECT enrolments.* FROM enrolments LEFT JOIN visits ON visits.id = enrolments.visit
         WHERE enrolments.token_hash = ?1 AND enrolments.expires_at > ?2
           AND (enrolments.visit IS NULL OR (visits.ended_at IS NULL AND visits.expires_at > ?2))",
    )
    .bind(token.as_slice())
    .bind(now)
    .fetch_optional(reading.sql())
    .await?
    .ok_or(Refusal::EnrolmentEnded)?;
    Ok(Enrolment {
        tenant_code: TenantCode::parse(row.try_get("tenant_code")?)
            .map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
        purpose: from_wire_name(row.try_get("purpose")?)?,
        language: Language::of_subtag(row.try_get("language")?),
        expires_at: row.try_get("expires_at")?,
        letter: row.try_get("letter_hash")?,
        wrong_letter_codes: row.try_get("wrong_letter_codes")?,
        verified: row.try_get::<Option<i64>, _>("verified_at")?.is_some(),
        visit: row.try_get("visit")?,
        new_mobile_allowed: row.try_get("new_mobile_allowed")?,
        device: row.try_get("device")?,
    })
}

/// Stores which letter, if any, allows the number given. Withdraws the staff's permission, which was for another
/// number.
pub(crate) async fn put_letter(
    writing: &mut Writing,
    token: &Hash,
    letter: Option<&Hash>,
) -> Result<(), Refusal> {
    sqlx::query("UPDATE enrolments SET letter_hash = ?, new_mobile_allowed = 0 WHERE token_hash = ?")
        .bind(letter.map(|hash| hash.to_vec()))
        .bind(token.as_slice())
        .execute(writing.sql())
        .await?;
    Ok(())
}

pub(crate) async fn count_wrong_letter_code(writing: &mut Writing, token: &Hash) -> Result<(), Refusal> {
    sqlx::query("UPDATE enrolments SET wrong_letter_codes = wrong_letter_codes + 1 WHERE token_hash = ?")
        .bind(token.as_slice())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Marks an enrolment as verified: the profile may follow until `expires_at`.
pub(crate) async fn verify(
    writing: &mut Writing,
    token: &Hash,
    expires_at: i64,
    now: i64,
) -> Result<(), Refusal> {
    sqlx::query("UPDATE enrolments SET verified_at = ?, expires_at = ? WHERE token_hash = ?")
        .bind(now)
        .bind(expires_at)
        .bind(token.as_slice())
        .execute(writing.sql())
        .await?;
    Ok(())
}

pub(crate) async fn close(writing: &mut Writing, token: &Hash) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM enrolments WHERE token_hash = ?")
        .bind(token.as_slice())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Closes every enrolment of a tenant except `spared`, verified or not.
pub(crate) async fn close_of_tenant(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    spared: Option<&Hash>,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM enrolments WHERE tenant_code = ? AND token_hash IS NOT ?")
        .bind(tenant_code.as_str())
        .bind(spared.map(Hash::as_slice))
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Deletes the enrolments that have ended, at most `most`.
pub(crate) async fn purge(writing: &mut Writing, now: i64, most: i64) -> Result<u64, Refusal> {
    let statement = "DELETE FROM enrolments WHERE rowid IN
             (SELECT rowid FROM enrolments WHERE expires_at < ? ORDER BY expires_at LIMIT ?)";
    Ok(writing.purge(statement, now, most).await?)
}

/// Deletes the spent robot checks that have expired, at most `most`: those are refused anyway.
pub(crate) async fn purge_robot_checks(writing: &mut Writing, now: i64, most: i64) -> Result<u64, Refusal> {
    let statement = "DELETE FROM spent_robot_checks WHERE rowid IN
             (SELECT rowid FROM spent_robot_checks WHERE expires_at < ? ORDER BY expires_at LIMIT ?)";
    Ok(writing.purge(statement, now, most).await?)
}
