//! Messages to the agency as the wizard shows them: those that the agency has, and those in the outbox.

use contract::{
    AgencyMessage, AgencyMessages, AttachmentFacts, AttachmentFlaw, FieldName, MessageAnswer, MessageState,
    MessageSubject, MessageTextFlaw, NewMessage,
};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use crate::core::{
    failure::{Failure, FailureCode},
    outbox::{EntryState, OutboxEntry, RefusalReason},
};

/// Status of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum MessageStatus {
    /// It is pending on this computer.
    Waiting,
    /// It is being sent.
    Leaving,
    /// The landlord's service refused it for good. It stays on this computer.
    Refused,
    /// The same, because its files are too heavy.
    TooHeavy,
    /// The agency has it.
    Sent,
    /// The agency opened it.
    Read,
    /// The agency answered it.
    Answered,
}

/// A message as the wizard shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MessageView {
    /// Key of a message in the outbox; none once the agency has it.
    pub waiting: Option<String>,
    /// What it is about.
    pub subject: MessageSubject,
    /// Its text, with line breaks.
    pub text: String,
    /// The files attached to it.
    pub attachments: Vec<AttachmentFacts>,
    /// When it was sent; for a message in the outbox, when it was written.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub at: Timestamp,
    /// Its status.
    pub status: MessageStatus,
    /// The agency's answer.
    pub answer: Option<MessageAnswer>,
}

impl From<&OutboxEntry<NewMessage>> for MessageView {
    fn from(entry: &OutboxEntry<NewMessage>) -> Self {
        let NewMessage {
            subject,
            text,
            attachments,
        } = &entry.content;
        Self {
            waiting: Some(entry.key.to_string()),
            subject: *subject,
            text: text.as_str().to_owned(),
            attachments: attachments.iter().map(AttachmentFacts::from).collect(),
            at: entry.stored_at,
            status: match (entry.state, entry.reason) {
                (EntryState::Refused, Some(RefusalReason::TooHeavy))
                    if attachments.iter().next().is_some() =>
                {
                    MessageStatus::TooHeavy
                }
                (EntryState::Refused, _) => MessageStatus::Refused,
                (EntryState::Pending, _) => MessageStatus::Waiting,
            },
            answer: None,
        }
    }
}

impl From<AgencyMessage> for MessageView {
    fn from(message: AgencyMessage) -> Self {
        Self {
            waiting: None,
            subject: message.subject,
            text: message.text,
            attachments: message.attachments,
            at: message.sent_at,
            status: match message.state {
                MessageState::Sent | MessageState::Unknown => MessageStatus::Sent,
                MessageState::Read => MessageStatus::Read,
                MessageState::Answered => MessageStatus::Answered,
            },
            answer: message.answer,
        }
    }
}

/// All messages, newest first. `leaving`: the key of the one that is being sent.
pub(crate) fn views(
    outbox: &[OutboxEntry<NewMessage>],
    leaving: Option<Uuid>,
    sent: AgencyMessages,
) -> Vec<MessageView> {
    let waiting = outbox.iter().rev().map(|entry| {
        let view = MessageView::from(entry);
        match view.status {
            MessageStatus::Waiting if leaving == Some(entry.key) => MessageView {
                status: MessageStatus::Leaving,
                ..view
            },
            _ => view,
        }
    });
    waiting
        .chain(sent.messages.into_iter().map(MessageView::from))
        .collect()
}

impl From<MessageTextFlaw> for Failure {
    fn from(flaw: MessageTextFlaw) -> Self {
        let (code, count) = match flaw {
            MessageTextFlaw::Empty => (FailureCode::MessageEmpty, None),
            MessageTextFlaw::TooLong { extra } => (FailureCode::MessageTooLong, Some(extra)),
        };
        Self::field(FieldName::Message, code, count)
    }
}

impl From<AttachmentFlaw> for Failure {
    fn from(flaw: AttachmentFlaw) -> Self {
        let code = match flaw {
            AttachmentFlaw::Kind => FailureCode::AttachmentKindUnknown,
            AttachmentFlaw::TooLarge => FailureCode::AttachmentsTooLarge,
            AttachmentFlaw::TooMany => FailureCode::TooManyAttachments,
        };
        Self::field(FieldName::Attachments, code, None)
    }
}
