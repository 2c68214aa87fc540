//! Messages from tenants to their agency.

use contract::{
    AgencyMessage, Attachment, AttachmentFacts, MessageAnswer, MessageId, MessageState, MessageSubject,
    NewMessage, TenantCode,
};
use sqlx::{Row, sqlite::SqliteRow};

use crate::{
    keys::Hash,
    once::IdempotentRequest,
    refusal::Refusal,
    store::{Reading, Writing, from_wire_name, moment, to_wire_name},
};

/// Id, sender, key and time of a new message.
pub(crate) struct Arrival<'a> {
    pub(crate) id: &'a MessageId,
    pub(crate) tenant_code: &'a TenantCode,
    pub(crate) once: &'a IdempotentRequest,
    pub(crate) now: i64,
}

/// A message as the agency sees it.
pub(crate) struct ReceivedMessage {
    pub(crate) message: AgencyMessage,
    pub(crate) tenant_code: TenantCode,
    pub(crate) name: String,
    pub(crate) agency: String,
}

/// The id of the message that came with a key, and the hash of that request's body.
pub(crate) async fn with_key(
    reading: &mut Reading,
    key_hash: &Hash,
) -> Result<Option<(MessageId, Vec<u8>)>, Refusal> {
    let row = sqlx::query("SELECT id, body_hash FROM agency_messages WHERE key_hash = ?")
        .bind(key_hash.as_slice())
        .fetch_optional(reading.sql())
        .await?;
    row.map(|row| Ok((MessageId(row.try_get("id")?), row.try_get("body_hash")?)))
        .transpose()
}

/// Stores a message and its attachments.
pub(crate) async fn insert(
    writing: &mut Writing,
    arrival: Arrival<'_>,
    new: &NewMessage,
) -> Result<(), Refusal> {
    sqlx::query(
        "INSERT INTO agency_messages (id, tenant_code, subject, text, key_hash, body_hash, sent_at, revision)
         VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
    )
    .bind(&arrival.id.0)
    .bind(arrival.tenant_code.as_str())
    .bind(to_wire_name(&new.subject)?)
    .bind(new.text.as_str())
    .bind(arrival.once.key_hash.as_slice())
    .bind(arrival.once.body_hash.as_slice())
    .bind(arrival.now)
    .execute(writing.sql())
    .await?;
    for (place, attachment) in (1_i64..).zip(new.attachments.iter()) {
        sqlx::query("INSERT INTO message_attachments (message, place, kind, content) VALUES (?, ?, ?, ?)")
            .bind(&arrival.id.0)
            .bind(place)
            .bind(to_wire_name(&attachment.kind())?)
            .bind(attachment.bytes())
            .execute(writing.sql())
            .await?;
    }
    Ok(())
}

/// The last `most` messages of a tenant, newest first.
pub(crate) async fn of_tenant(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    most: i64,
) -> Result<Vec<AgencyMessage>, Refusal> {
    let rows = sqlx::query(
        "SELECT * FROM agency_messages WHERE tenant_code = ? ORDER BY sent_at DESC, rowid DESC LIMIT ?",
    )
    .bind(tenant_code.as_str())
    .bind(most)
    .fetch_all(reading.sql())
    .await?;
    let mut messages = Vec::with_capacity(rows.len());
    for row in &rows {
        messages.push(message_of(reading, row).await?);
    }
    Ok(messages)
}

/// Changes when a message of the tenant changes or is added.
pub(crate) async fn revision(reading: &mut Reading, tenant_code: &TenantCode) -> Result<i64, Refusal> {
    let sum = "SELECT coalesce(sum(revision), 0) FROM agency_messages WHERE tenant_code = ?";
    Ok(sqlx::query_scalar(sum)
        .bind(tenant_code.as_str())
        .fetch_one(reading.sql())
        .await?)
}

/// The messages that the agencies have, oldest first: those without an answer, or all.
pub(crate) async fn received(
    reading: &mut Reading,
    answered_too: bool,
) -> Result<Vec<ReceivedMessage>, Refusal> {
    let ids: Vec<String> = if answered_too {
        sqlx::query_scalar("SELECT id FROM agency_messages ORDER BY sent_at, rowid")
            .fetch_all(reading.sql())
            .await?
    } else {
        sqlx::query_scalar("SELECT id FROM agency_messages WHERE answer IS NULL ORDER BY sent_at, rowid")
            .fetch_all(reading.sql())
            .await?
    };
    let mut messages = Vec::with_capacity(ids.len());
    for id in ids {
        messages.push(find(reading, &MessageId(id)).await?);
    }
    Ok(messages)
}

/// One message that an agency has, with its tenant and agency.
pub(crate) async fn find(reading: &mut Reading, id: &MessageId) -> Result<ReceivedMessage, Refusal> {
    let row = sqlx::query(
        "SELECT agency_messages.*, tenants.name AS tenant_name, agencies.name AS agency_name
         FROM agency_messages
         JOIN tenants USING (tenant_code)
         JOIN leases ON leases.reference = tenants.lease
         JOIN dwellings ON dwellings.reference = leases.dwelling
         JOIN agencies ON agencies.reference = dwellings.agency
         WHERE agency_messages.id = ?",
    )
    .bind(&id.0)
    .fetch_optional(reading.sql())
    .await?
    .ok_or(Refusal::NotFound)?;
    received_message_of(reading, &row).await
}

/// The files that came with a message, in order.
pub(crate) async fn attachments(reading: &mut Reading, id: &MessageId) -> Result<Vec<Attachment>, Refusal> {
    let rows = sqlx::query("SELECT content FROM message_attachments WHERE message = ? ORDER BY place")
        .bind(&id.0)
        .fetch_all(reading.sql())
        .await?;
    rows.iter()
        .map(|row| Attachment::of(row.try_get("content")?).map_err(|flaw| Refusal::Stored(flaw.to_string())))
        .collect()
}

/// Marks a message as read; a second time changes nothing.
pub(crate) async fn mark_read(writing: &mut Writing, id: &MessageId, now: i64) -> Result<(), Refusal> {
    sqlx::query(
        "UPDATE agency_messages SET read_at = ?2, revision = revision + 1 WHERE id = ?1 AND read_at IS NULL",
    )
    .bind(&id.0)
    .bind(now)
    .execute(writing.sql())
    .await?;
    Ok(())
}

/// Answers a message, or replaces its answer; false when there is no such message.
pub(crate) async fn answer(
    writing: &mut Writing,
    id: &MessageId,
    text: &str,
    now: i64,
) -> Result<bool, Refusal> {
    let answered = sqlx::query(
        "UPDATE agency_messages
         SET answer = ?2, answered_at = ?3, read_at = coalesce(read_at, ?3), revision = revision + 1 WHERE id = ?1",
    )
    .bind(&id.0)
    .bind(text)
    .bind(now)
    .execute(writing.sql())
    .await?;
    Ok(answered.rows_affected() == 1)
}

async fn received_message_of(reading: &mut Reading, row: &SqliteRow) -> Result<ReceivedMessage, Refusal> {
    Ok(ReceivedMessage {
        message: message_of(reading, row).await?,
        tenant_code: TenantCode::parse(row.try_get("tenant_code")?)
            .map_err(|flaw| Refusal::Stored(flaw.to_string()))?,
        name: row.try_get("tenant_name")?,
        agency: row.try_get("agency_name")?,
    })
}

async fn message_of(reading: &mut Reading, row: &SqliteRow) -> Result<AgencyMessage, Refusal> {
    let id: String = row.try_get("id")?;
    let files = sqlx::query(
        "SELECT kind, length(content) AS bytes FROM message_attachments WHERE message = ? ORDER BY place",
    )
    .bind(&id)
    .fetch_all(reading.sql())
    .await?;
    let attachments = files.iter().map(|file| {
        Ok(AttachmentFacts {
            kind: from_wire_name(file.try_get("kind")?)?,
            bytes: file.try_get("bytes")?,
        })
    });
    let read_at: Option<i64> = row.try_get("read_at")?;
    let answer: Option<String> = row.try_get("answer")?;
    let answered_at: Option<i64> = row.try_get("answered_at")?;
    let answer = match (answer, answered_at) {
        (Some(text), Some(at)) => Some(MessageAnswer {
            text,
            at: moment(at)?,
        }),
        _ => None,
    };
    let subject: MessageSubject = from_wire_name(row.try_get("subject")?)?;
    Ok(AgencyMessage {
        id: MessageId(id),
        subject,
        text: row.try_get("text")?,
        attachments: attachments.collect::<Result<_, Refusal>>()?,
        sent_at: moment(row.try_get("sent_at")?)?,
        state: match (read_at, &answer) {
            (_, Some(_)) => MessageState::Answered,
            (Some(_), None) => MessageState::Read,
            (None, None) => MessageState::Sent,
        },
        answer,
    })
}
