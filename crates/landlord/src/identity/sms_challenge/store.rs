//! SMS codes in force, each bound to one attempt (S5).

use contract::{MobilePhone, TenantCode};
use sqlx::Row;

use crate::{
    keys::Hash,
    refusal::Refusal,
    store::{Reading, StoreError, Writing},
};

/// A code in force. Times are Unix seconds.
pub(crate) struct SmsChallenge {
    pub(crate) phone: MobilePhone,
    pub(crate) code_hash: Vec<u8>,
    pub(crate) code_expires_at: i64,
    pub(crate) wrong_tries: i64,
    pub(crate) messages: u32,
    pub(crate) last_message_at: i64,
}

pub(crate) async fn find(
    reading: &mut Reading,
    subject: &Hash,
    now: i64,
) -> Result<Option<SmsChallenge>, Refusal> {
    let row = sqlx::query("SELECT * FROM sms_challenges WHERE subject = ? AND ends_at > ?")
        .bind(subject.as_slice())
        .bind(now)
        .fetch_optional(reading.sql())
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(SmsChallenge {
        phone: MobilePhone::parse(row.try_get("phone")?).map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
        code_hash: row.try_get("code_hash")?,
        code_expires_at: row.try_get("code_expires_at")?,
        wrong_tries: row.try_get("wrong_tries")?,
        messages: row.try_get("messages")?,
        last_message_at: row.try_get("last_message_at")?,
    }))
}

/// A code to store. Times are Unix seconds.
pub(crate) struct NewCode<'a> {
    pub(crate) subject: &'a Hash,
    pub(crate) tenant_code: &'a TenantCode,
    pub(crate) phone: &'a MobilePhone,
    pub(crate) code_hash: &'a Hash,
    pub(crate) code_expires_at: i64,
    pub(crate) ends_at: i64,
}

/// Stores a new code, which replaces the previous one of its attempt. After the attempt's end, its messages are
/// counted anew.
pub(crate) async fn put(writing: &mut Writing, new: &NewCode<'_>, now: i64) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO sms_challenges (subject, tenant_code, phone, code_hash, code_expires_at, messages, last_message_at, ends_at)
         VALUES (?, ?, ?, ?, ?, 1, ?, ?)
         ON CONFLICT (subject) DO UPDATE SET
             phone = excluded.phone, code_hash = excluded.code_hash,
             code_expires_at = excluded.code_expires_at, wrong_tries = 0,
             messages = CASE WHEN ends_at > excluded.last_message_at THEN messages + 1 ELSE 1 END,
             last_message_at = excluded.last_message_at, ends_at = excluded.ends_at",
    )
    .bind(new.subject.as_slice())
    .bind(new.tenant_code.as_str())
    .bind(new.phone.e164())
    .bind(new.code_hash.as_slice())
    .bind(new.code_expires_at)
    .bind(now)
    .bind(new.ends_at)
    .execute(writing.sql())
    .await?;
    Ok(())
}

pub(crate) async fn count_wrong_try(writing: &mut Writing, subject: &Hash) -> Result<(), Refusal> {
    sqlx::query("UPDATE sms_challenges SET wrong_tries = wrong_tries + 1 WHERE subject = ?")
        .bind(subject.as_slice())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Removes a code that was right: it is spent.
pub(crate) async fn remove(writing: &mut Writing, subject: &Hash) -> Result<(), Refusal> {
    sqlx::query("DELETE FROM sms_challenges WHERE subject = ?")
        .bind(subject.as_slice())
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Removes every code of a tenant, except that of the attempt `spared`.
pub(crate) async fn remove_of_tenant(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    spared: Option<&Hash>,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sms_challenges WHERE tenant_code = ? AND subject IS NOT ?")
        .bind(tenant_code.as_str())
        .bind(spared.map(Hash::as_slice))
        .execute(writing.sql())
        .await?;
    Ok(())
}

/// Deletes the codes of attempts that have ended, at most `most`.
pub(crate) async fn purge(writing: &mut Writing, now: i64, most: i64) -> Result<u64, Refusal> {
    let statement = "DELETE FROM sms_challenges WHERE rowid IN
             (SELECT rowid FROM sms_challenges WHERE ends_at < ? ORDER BY ends_at LIMIT ?)";
    Ok(writing.purge(statement, now, most).await?)
}
