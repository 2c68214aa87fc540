//! Messages from a tenant to the agency, and its answers.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{AttachmentFacts, Attachments};

/// What a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum MessageSubject {
    /// To pay what is owed in parts.
    PaymentPlan,
    /// The rent, charges, a document.
    Rent,
    /// Something in the home or the building does not work.
    Repair,
    /// Anything else.
    Other,
    /// A subject that this version does not know.
    #[serde(other)]
    Unknown,
}

/// The text of a message: 1 to [`MessageText::MAX_CHARACTERS`] characters, lines of plain text.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, min_length = 1, max_length = 2000)]
pub struct MessageText(String);

/// The text is no message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MessageTextFlaw {
    /// Nothing is written.
    #[error("the message is empty")]
    Empty,
    /// It is too long.
    #[error("{extra} characters too many")]
    TooLong {
        /// How many characters too many.
        extra: usize,
    },
}

impl MessageText {
    /// A longer text is a letter.
    pub const MAX_CHARACTERS: usize = 2_000;

    /// Reads what was typed: spaces around it and signs that cannot be seen do not count.
    ///
    /// # Errors
    /// [`MessageTextFlaw`].
    pub fn parse(text: &str) -> Result<Self, MessageTextFlaw> {
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        let plain: String = lines
            .chars()
            .filter(|character| *character == '\n' || !character.is_control())
            .collect();
        let plain = plain.trim();
        match plain.chars().count() {
            0 => Err(MessageTextFlaw::Empty),
            count if count > Self::MAX_CHARACTERS => Err(MessageTextFlaw::TooLong {
                extra: count - Self::MAX_CHARACTERS,
            }),
            _ => Ok(Self(plain.to_owned())),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What somebody writes to an agency stays out of logs (S20).
impl fmt::Debug for MessageText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MessageText([REDACTED])")
    }
}

impl TryFrom<String> for MessageText {
    type Error = MessageTextFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
    }
}

impl From<MessageText> for String {
    fn from(text: MessageText) -> Self {
        text.0
    }
}

/// Sends a message. The request carries an `Idempotency-Key` (UUID version 4): the same key again is the same message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewMessage {
    /// What it is about.
    pub subject: MessageSubject,
    /// What it says.
    pub text: MessageText,
    /// What comes with it.
    #[serde(default)]
    pub attachments: Attachments,
}

/// The opaque id of a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct MessageId(pub String);

/// How a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum MessageState {
    /// The agency has it.
    Sent,
    /// Somebody at the agency has opened it.
    Read,
    /// It is answered.
    Answered,
    /// A state that this version does not know.
    #[serde(other)]
    Unknown,
}

/// The agency's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MessageAnswer {
    /// What it says, in lines of plain text.
    pub text: String,
    /// When it was given.
    #[schema(value_type = String, format = DateTime)]
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub at: Timestamp,
}

/// A message that the agency has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AgencyMessage {
    /// Its id.
    pub id: MessageId,
    /// What it is about.
    pub subject: MessageSubject,
    /// What it says, in lines of plain text.
    pub text: String,
    /// What came with it.
    pub attachments: Vec<AttachmentFacts>,
    /// When it was sent.
    #[schema(value_type = String, format = DateTime)]
    pub sent_at: Timestamp,
    /// How it stands.
    pub state: MessageState,
    /// The answer, once there is one.
    pub answer: Option<MessageAnswer>,
}

/// The messages of a tenant, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AgencyMessages {
    /// The last ones.
    pub messages: Vec<AgencyMessage>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_read_without_what_cannot_be_seen() {
        let read = |text: &str| MessageText::parse(text).map(|text| text.as_str().to_owned());
        assert_eq!(
            read(" Bonjour,\r\n\u{7}ma porte. \n"),
            Ok("Bonjour,\nma porte.".to_owned())
        );
        assert_eq!(read(" \n\t"), Err(MessageTextFlaw::Empty));
        assert_eq!(
            read(&"é".repeat(MessageText::MAX_CHARACTERS)).map(|text| text.chars().count()),
            Ok(MessageText::MAX_CHARACTERS)
        );
        assert_eq!(
            read(&"é".repeat(MessageText::MAX_CHARACTERS + 3)),
            Err(MessageTextFlaw::TooLong { extra: 3 })
        );
    }

    #[test]
    fn what_a_later_version_calls_otherwise_is_tolerated() {
        let state: MessageState = serde_json::from_str("\"forwarded\"").expect("readable");
        assert_eq!(state, MessageState::Unknown);
    }

    #[test]
    fn a_message_is_not_printed() {
        let text = MessageText::parse("Ma voisine").expect("a text");
        assert!(!format!("{text:?}").contains("voisine"));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text in any::<String>()) {
            let _ = MessageText::parse(&text);
        }

        #[test]
        fn a_text_that_was_read_reads_the_same_again(text in "[ -~\\n]{0,60}") {
            if let Ok(read) = MessageText::parse(&text) {
                prop_assert_eq!(MessageText::parse(read.as_str()), Ok(read));
            }
        }
    }
}
