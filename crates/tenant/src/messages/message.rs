//! Messages to the agency: those that it has, and those that wait on this computer to be sent, each once.

use contract::{
    AgencyMessage, AgencyMessages, AttachmentFacts, AttachmentFlaw, FieldName, MessageAnswer, MessageState,
    MessageSubject, MessageTextFlaw, NewMessage,
};
use jiff::Timestamp;
use serde::Serialize;

use crate::core::{
    failure::{Failure, FailureCode},
    outbox::{Entry, EntryState},
};

/// How a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum MessageStanding {
    /// It waits on this computer for the network.
    Waiting,
    /// The landlord does not take it as it is; it stays on this computer.
    Refused,
    /// The agency has it.
    Sent,
    /// Somebody at the agency has opened it.
    Read,
    /// It is answered.
    Answered,
}

/// A message as the wizard shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MessageView {
    /// What a message is named by that is still on this computer.
    pub waiting: Option<String>,
    /// What it is about.
    pub subject: MessageSubject,
    /// What it says, in lines.
    pub text: String,
    /// What comes with it.
    pub attachments: Vec<AttachmentFacts>,
    /// When it was sent, or written.
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub at: Timestamp,
    /// How it stands.
    pub standing: MessageStanding,
    /// The agency's answer.
    pub answer: Option<MessageAnswer>,
}

impl From<&Entry<NewMessage>> for MessageView {
    fn from(entry: &Entry<NewMessage>) -> Self {
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
            at: entry.kept_at,
            standing: match entry.state {
                EntryState::Refused => MessageStanding::Refused,
                EntryState::Waiting => MessageStanding::Waiting,
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
            standing: match message.state {
                MessageState::Sent | MessageState::Unknown => MessageStanding::Sent,
                MessageState::Read => MessageStanding::Read,
                MessageState::Answered => MessageStanding::Answered,
            },
            answer: message.answer,
        }
    }
}

/// All messages, newest first.
pub(crate) fn views(outbox: &[Entry<NewMessage>], sent: AgencyMessages) -> Vec<MessageView> {
    let waiting = outbox.iter().rev().map(MessageView::from);
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
