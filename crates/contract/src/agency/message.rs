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
    /// Paying what is owed in instalments.
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

/// Why a text is not a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MessageTextFlaw {
    /// Nothing was typed.
    #[error("the message is empty")]
    Empty,
    /// It is too long.
    #[error("{extra} characters too many")]
    TooLong {
        /// Number of surplus characters.
        extra: usize,
    },
}

impl MessageText {
    /// Maximum length of a message, in characters.
    pub const MAX_CHARACTERS: usize = 2_000;

    /// Reads what was typed, without surrounding white space and without control characters. Line breaks are kept.
    ///
    /// # Errors
    /// When the text is empty or too long.
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

/// Messages to an agency stay out of logs (S20).
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

/// Body of `POST /v1/messages`: sends a message. The request carries an `Idempotency-Key` (UUID version 4); a
/// message with the same key is stored only once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NewMessage {
    /// What it is about.
    pub subject: MessageSubject,
    /// Its text.
    pub text: MessageText,
    /// The attached files.
    #[serde(default)]
    pub attachments: Attachments,
}

/// The opaque id of a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct MessageId(pub String);

/// State of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum MessageState {
    /// The agency has received it.
    Sent,
    /// The agency has opened it.
    Read,
    /// The agency has answered it.
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
    /// Its text, in lines of plain text.
    pub text: String,
    /// When it was given.
    #[schema(value_type = String, format = DateTime)]
    #[cfg_attr(feature = "typescript", ts(type = "string"))]
    pub at: Timestamp,
}

/// A message that the agency has received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AgencyMessage {
    /// Its id.
    pub id: MessageId,
    /// What it is about.
    pub subject: MessageSubject,
    /// Its text, in lines of plain text.
    pub text: String,
    /// Type and size of the attached files.
    pub attachments: Vec<AttachmentFacts>,
    /// When it was sent.
    #[schema(value_type = String, format = DateTime)]
    pub sent_at: Timestamp,
    /// Its state.
    pub state: MessageState,
    /// The answer, once there is one.
    pub answer: Option<MessageAnswer>,
}

/// The latest messages of a tenant, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AgencyMessages {
    /// The latest messages; older ones are left out.
    pub messages: Vec<AgencyMessage>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reads_a_text_without_control_characters() {
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
    fn tolerates_a_state_of_a_later_version() {
        let state: MessageState = serde_json::from_str("\"forwarded\"").expect("readable");
        assert_eq!(state, MessageState::Unknown);
    }

    #[test]
    fn debug_output_hides_the_text() {
        let text = MessageText::parse("Ma voisine").expect("a text");
        assert!(!format!("{text:?}").contains("voisine"));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_parser_panic(text in any::<String>()) {
            let _ = MessageText::parse(&text);
        }

        #[test]
        fn reading_a_text_again_changes_nothing(text in "[ -~\\n]{0,60}") {
            if let Ok(read) = MessageText::parse(&text) {
                prop_assert_eq!(MessageText::parse(read.as_str()), Ok(read));
            }
        }
    }
}
