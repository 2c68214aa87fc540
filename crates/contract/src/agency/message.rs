//! Messages from a tenant to the agency, and its answers.

use std::fmt;

use base64::{Engine, prelude::BASE64_STANDARD};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A longer text is a letter.
const MOST_CHARACTERS: usize = 2_000;
/// So many files come with a message.
pub const MOST_ATTACHMENTS: usize = 3;
/// So many bytes come with a message: what an old line sends within one wait.
pub const MOST_ATTACHED_BYTES: usize = 1024 * 1024;

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

/// The text of a message: 1 to 2,000 characters, lines of plain text.
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
            count if count > MOST_CHARACTERS => Err(MessageTextFlaw::TooLong {
                extra: count - MOST_CHARACTERS,
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

/// What a file that comes with a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum AttachmentKind {
    /// A photograph.
    Jpeg,
    /// A picture.
    Png,
    /// A document.
    Pdf,
    /// A kind that this version does not know.
    #[serde(other)]
    Unknown,
}

impl AttachmentKind {
    /// What bytes are, by how they begin; none of what an agency is not sent.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        [
            (Self::Jpeg, &b"\xff\xd8\xff"[..]),
            (Self::Png, &b"\x89PNG\r\n\x1a\n"[..]),
            (Self::Pdf, &b"%PDF-"[..]),
        ]
        .into_iter()
        .find_map(|(kind, start)| bytes.starts_with(start).then_some(kind))
    }

    /// How a file of it is named.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
            Self::Unknown => "bin",
        }
    }
}

/// A file that comes with a message: a JPEG, a PNG or a PDF. Its name stays with the tenant.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, content_encoding = "base64")]
pub struct Attachment(Vec<u8>);

/// The bytes are not sent with a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AttachmentFlaw {
    /// Neither a JPEG nor a PNG nor a PDF.
    #[error("neither a JPEG nor a PNG nor a PDF")]
    Kind,
    /// The files of a message are too large together.
    #[error("more than {MOST_ATTACHED_BYTES} bytes")]
    TooLarge,
    /// There are too many files.
    #[error("more than {MOST_ATTACHMENTS} files")]
    TooMany,
}

impl Attachment {
    /// Takes a file.
    ///
    /// # Errors
    /// [`AttachmentFlaw::Kind`], [`AttachmentFlaw::TooLarge`].
    pub fn of(bytes: Vec<u8>) -> Result<Self, AttachmentFlaw> {
        if bytes.len() > MOST_ATTACHED_BYTES {
            return Err(AttachmentFlaw::TooLarge);
        }
        match AttachmentKind::of(&bytes) {
            Some(_) => Ok(Self(bytes)),
            None => Err(AttachmentFlaw::Kind),
        }
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> AttachmentKind {
        AttachmentKind::of(&self.0).unwrap_or(AttachmentKind::Unknown)
    }

    /// The file itself.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Attachment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Attachment({:?}, {} bytes)", self.kind(), self.0.len())
    }
}

impl TryFrom<String> for Attachment {
    type Error = AttachmentFlaw;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = BASE64_STANDARD.decode(text).map_err(|_| AttachmentFlaw::Kind)?;
        Self::of(bytes)
    }
}

impl From<Attachment> for String {
    fn from(attachment: Attachment) -> Self {
        BASE64_STANDARD.encode(attachment.0)
    }
}

/// The files of a message: three at most, of a mebibyte together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "Vec<Attachment>", into = "Vec<Attachment>")]
#[schema(value_type = Vec<Attachment>, max_items = 3)]
pub struct Attachments(Vec<Attachment>);

impl Attachments {
    /// The files, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Attachment> {
        self.0.iter()
    }

    /// One more.
    ///
    /// # Errors
    /// [`AttachmentFlaw`]: then it is as before.
    pub fn add(&mut self, attachment: Attachment) -> Result<(), AttachmentFlaw> {
        let mut files = self.0.clone();
        files.push(attachment);
        *self = Self::try_from(files)?;
        Ok(())
    }

    /// Takes one away, by its place from 0.
    pub fn remove(&mut self, place: usize) {
        if place < self.0.len() {
            self.0.remove(place);
        }
    }
}

impl TryFrom<Vec<Attachment>> for Attachments {
    type Error = AttachmentFlaw;

    fn try_from(files: Vec<Attachment>) -> Result<Self, Self::Error> {
        let bytes: usize = files.iter().map(|file| file.0.len()).sum();
        if files.len() > MOST_ATTACHMENTS {
            Err(AttachmentFlaw::TooMany)
        } else if bytes > MOST_ATTACHED_BYTES {
            Err(AttachmentFlaw::TooLarge)
        } else {
            Ok(Self(files))
        }
    }
}

impl From<Attachments> for Vec<Attachment> {
    fn from(attachments: Attachments) -> Self {
        attachments.0
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

/// What came with a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AttachmentFacts {
    /// What it is.
    pub kind: AttachmentKind,
    /// Its size in bytes.
    pub bytes: u32,
}

impl From<&Attachment> for AttachmentFacts {
    fn from(attachment: &Attachment) -> Self {
        Self {
            kind: attachment.kind(),
            bytes: u32::try_from(attachment.0.len()).unwrap_or(u32::MAX),
        }
    }
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

    const PDF: &[u8] = b"%PDF-1.7 x";

    #[test]
    fn a_text_is_read_without_what_cannot_be_seen() {
        let read = |text: &str| MessageText::parse(text).map(|text| text.as_str().to_owned());
        assert_eq!(
            read(" Bonjour,\r\n\u{7}ma porte. \n"),
            Ok("Bonjour,\nma porte.".to_owned())
        );
        assert_eq!(read(" \n\t"), Err(MessageTextFlaw::Empty));
        assert_eq!(
            read(&"é".repeat(2_000)).map(|text| text.chars().count()),
            Ok(2_000)
        );
        assert_eq!(
            read(&"é".repeat(2_003)),
            Err(MessageTextFlaw::TooLong { extra: 3 })
        );
    }

    #[test]
    fn a_file_is_what_its_first_bytes_say() {
        let kind = |bytes: &[u8]| Attachment::of(bytes.to_vec()).map(|file| file.kind());
        assert_eq!(kind(PDF), Ok(AttachmentKind::Pdf));
        assert_eq!(kind(b"\xff\xd8\xff\xe0"), Ok(AttachmentKind::Jpeg));
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n"), Ok(AttachmentKind::Png));
        for other in [&b""[..], b"MZ", b"<svg>", b"#!/bin/sh", b" %PDF-1.7"] {
            assert_eq!(kind(other), Err(AttachmentFlaw::Kind));
        }
        let large = [PDF, &vec![0; MOST_ATTACHED_BYTES]].concat();
        assert_eq!(kind(&large), Err(AttachmentFlaw::TooLarge));
    }

    #[test]
    fn three_files_of_a_mebibyte_together_come_with_a_message() {
        let file = |bytes: usize| Attachment::of([PDF, &vec![0; bytes]].concat()).expect("a PDF");
        let mut files = Attachments::default();
        files.add(file(MOST_ATTACHED_BYTES / 2)).expect("half");
        assert_eq!(
            files.add(file(MOST_ATTACHED_BYTES / 2)),
            Err(AttachmentFlaw::TooLarge)
        );
        files.add(file(1)).expect("the second");
        files.add(file(1)).expect("the third");
        assert_eq!(files.add(file(1)), Err(AttachmentFlaw::TooMany));
        files.remove(7);
        files.remove(0);
        assert_eq!(files.iter().len(), 2);
        let json = serde_json::to_string(&files).expect("JSON");
        assert_eq!(serde_json::from_str::<Attachments>(&json).expect("read"), files);
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
