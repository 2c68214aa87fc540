//! Messages to the agency: one key makes one message, a tenant sends a few a day, and the agency opens and answers
//! them.

use contract::{AgencyMessage, Attachment, MessageId, MessageText, NewMessage, TenantCode};

use super::store::{self as agency_messages, Arrival, ReceivedMessage};
use crate::{
    context::Context,
    counter::journal::{self as staff_journal, Deed, OperatorAction},
    once::{IdempotentRequest, make_id},
    operations::operator::Operator,
    quota,
    refusal::Refusal,
    store::Writing,
};

/// Maximum number of messages in a list.
pub(crate) const MAX_LISTED: i64 = 50;

/// Stores a message, or returns the one that came with the same key.
pub(crate) async fn take_in(
    service: &Context,
    tenant_code: &TenantCode,
    key: &str,
    new: &NewMessage,
) -> Result<AgencyMessage, Refusal> {
    let now = service.clock.seconds();
    let body = serde_json::to_vec(new).map_err(|error| Refusal::Stored(error.to_string()))?;
    let once = IdempotentRequest::new(&service.key, "message-idempotency", tenant_code, (key, &body));
    let mut writing = service.store.write().await?;
    let earlier = agency_messages::with_key(&mut writing, &once.key_hash).await?;
    let id = match once.answer(earlier)? {
        Some(id) => id,
        None => {
            let subject = quota::tenant_subject(&service.key, tenant_code);
            quota::AGENCY_MESSAGES_PER_TENANT
                .consume(&mut writing, &subject, now)
                .await?;
            let id = MessageId(make_id()?);
            let arrival = Arrival {
                id: &id,
                tenant_code,
                once: &once,
                now,
            };
            agency_messages::insert(&mut writing, arrival, new).await?;
            id
        }
    };
    let message = agency_messages::find(&mut writing, &id).await?.message;
    writing.commit().await?;
    Ok(message)
}

/// The last `most` messages of a tenant, newest first.
pub(crate) async fn list(
    service: &Context,
    tenant_code: &TenantCode,
    most: i64,
) -> Result<Vec<AgencyMessage>, Refusal> {
    let mut connection = service.store.read().await?;
    agency_messages::of_tenant(&mut connection, tenant_code, most).await
}

/// The messages that the agencies have, oldest first: those without an answer; with `answered_too`, all.
pub(crate) async fn received(service: &Context, answered_too: bool) -> Result<Vec<ReceivedMessage>, Refusal> {
    let mut connection = service.store.read().await?;
    agency_messages::received(&mut connection, answered_too).await
}

/// Opens a message: its tenant sees that it was read.
pub(crate) async fn open(
    service: &Context,
    id: &MessageId,
    operator: &Operator,
) -> Result<(ReceivedMessage, Vec<Attachment>), Refusal> {
    let mut writing = service.store.write().await?;
    agency_messages::mark_read(&mut writing, id, service.clock.seconds()).await?;
    let message = agency_messages::find(&mut writing, id).await?;
    let attachments = agency_messages::attachments(&mut writing, id).await?;
    let (opened, tenant) = (OperatorAction::MessageOpened, &message.tenant_code);
    record(service, &mut writing, (opened, id, tenant), operator).await?;
    writing.commit().await?;
    Ok((message, attachments))
}

/// Answers a message, or replaces its answer.
pub(crate) async fn answer(
    service: &Context,
    id: &MessageId,
    text: &MessageText,
    operator: &Operator,
) -> Result<(), Refusal> {
    let mut writing = service.store.write().await?;
    let now = service.clock.seconds();
    if !agency_messages::answer(&mut writing, id, text.as_str(), now).await? {
        return Err(Refusal::NotFound);
    }
    let message = agency_messages::find(&mut writing, id).await?;
    let (answered, tenant) = (OperatorAction::MessageAnswered, &message.tenant_code);
    record(service, &mut writing, (answered, id, tenant), operator).await?;
    Ok(writing.commit().await?)
}

/// Records in the journal what an operator did with a message.
async fn record(
    service: &Context,
    writing: &mut Writing,
    (action, id, tenant_code): (OperatorAction, &MessageId, &TenantCode),
    operator: &Operator,
) -> Result<(), Refusal> {
    let deed = Deed {
        tenant: Some(tenant_code),
        visit: None,
        detail: Some(&id.0),
    };
    staff_journal::write_of_operator(writing, service, operator, (action, deed)).await
}
