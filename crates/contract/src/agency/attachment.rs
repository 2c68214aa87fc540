//! Files that come with a message to the agency.

use std::fmt;

use base64::{Engine, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};

/// Maximum number of files attached to a message.
pub const MAX_ATTACHMENTS: usize = 3;
/// Maximum size of the files attached to a message, together, in bytes: what an old line sends within a
/// minute.
pub const MAX_ATTACHED_BYTES: usize = 1024 * 1024;

/// Type of an attached file.
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
    /// The type of a file, from its first bytes; none when files of its type cannot be attached.
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

    /// Extension of the file name.
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

/// An attached file: a JPEG, a PNG or a PDF. Its name is not sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, content_encoding = "base64")]
pub struct Attachment(Vec<u8>);

/// Why a file cannot be attached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AttachmentFlaw {
    /// Neither a JPEG nor a PNG nor a PDF.
    #[error("neither a JPEG nor a PNG nor a PDF")]
    Kind,
    /// Too large, alone or with the other files of the message.
    #[error("more than {MAX_ATTACHED_BYTES} bytes")]
    TooLarge,
    /// Too many files.
    #[error("more than {MAX_ATTACHMENTS} files")]
    TooMany,
}

impl Attachment {
    /// Checks a file.
    ///
    /// # Errors
    /// When the file is larger than [`MAX_ATTACHED_BYTES`], or neither a JPEG nor a PNG nor a PDF.
    pub fn of(bytes: Vec<u8>) -> Result<Self, AttachmentFlaw> {
        if bytes.len() > MAX_ATTACHED_BYTES {
            return Err(AttachmentFlaw::TooLarge);
        }
        match AttachmentKind::of(&bytes) {
            Some(_) => Ok(Self(bytes)),
            None => Err(AttachmentFlaw::Kind),
        }
    }

    /// Its type.
    #[must_use]
    pub fn kind(&self) -> AttachmentKind {
        AttachmentKind::of(&self.0).unwrap_or(AttachmentKind::Unknown)
    }

    /// The bytes of the file.
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

/// The files of a message: at most [`MAX_ATTACHMENTS`], of at most [`MAX_ATTACHED_BYTES`] together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "Vec<Attachment>", into = "Vec<Attachment>")]
#[schema(value_type = Vec<Attachment>, max_items = 3)]
pub struct Attachments(Vec<Attachment>);

impl Attachments {
    /// The files, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Attachment> {
        self.0.iter()
    }

    /// Adds a file.
    ///
    /// # Errors
    /// When there are too many files, or they are too large together. Nothing is then added.
    pub fn add(&mut self, attachment: Attachment) -> Result<(), AttachmentFlaw> {
        let mut files = self.0.clone();
        files.push(attachment);
        *self = Self::try_from(files)?;
        Ok(())
    }

    /// Removes the file at this index; nothing when there is none.
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
        if files.len() > MAX_ATTACHMENTS {
            Err(AttachmentFlaw::TooMany)
        } else if bytes > MAX_ATTACHED_BYTES {
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

/// Type and size of an attached file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AttachmentFacts {
    /// Its type.
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

#[cfg(test)]
mod tests {
    use super::*;

    const PDF: &[u8] = b"%PDF-1.7 x";

    #[test]
    fn recognises_a_file_by_its_first_bytes() {
        let kind = |bytes: &[u8]| Attachment::of(bytes.to_vec()).map(|file| file.kind());
        assert_eq!(kind(PDF), Ok(AttachmentKind::Pdf));
        assert_eq!(kind(b"\xff\xd8\xff\xe0"), Ok(AttachmentKind::Jpeg));
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n"), Ok(AttachmentKind::Png));
        for other in [&b""[..], b"MZ", b"<svg>", b"#!/bin/sh", b" %PDF-1.7"] {
            assert_eq!(kind(other), Err(AttachmentFlaw::Kind));
        }
        let large = [PDF, &vec![0; MAX_ATTACHED_BYTES]].concat();
        assert_eq!(kind(&large), Err(AttachmentFlaw::TooLarge));
    }

    #[test]
    fn limits_the_number_and_the_total_size_of_files() {
        let file = |bytes: usize| Attachment::of([PDF, &vec![0; bytes]].concat()).expect("a PDF");
        let mut files = Attachments::default();
        files.add(file(MAX_ATTACHED_BYTES / 2)).expect("half");
        assert_eq!(
            files.add(file(MAX_ATTACHED_BYTES / 2)),
            Err(AttachmentFlaw::TooLarge)
        );
        for _ in 1..MAX_ATTACHMENTS {
            files.add(file(1)).expect("one more");
        }
        assert_eq!(files.add(file(1)), Err(AttachmentFlaw::TooMany));
        files.remove(MAX_ATTACHMENTS);
        files.remove(0);
        assert_eq!(files.iter().len(), MAX_ATTACHMENTS - 1);
        let json = serde_json::to_string(&files).expect("JSON");
        assert_eq!(serde_json::from_str::<Attachments>(&json).expect("read"), files);
    }
}
