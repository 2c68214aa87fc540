//! The version of what a record holds: its first byte under the seal. No version is a printable character, so content
//! that begins with one has none, and is of the first.
//!
//! A field that is added needs no version: it has a default. A version is for content that earlier programs must not
//! read, or that this one has to convert. The file has the same number in clear, and a later program writes at
//! least one note of its version.

use super::ArchiveError;

/// The version that this program writes.
pub(crate) const ARCHIVE_VERSION: u8 = 1;
/// Bytes that a version adds to a record.
pub(super) const VERSION_BYTES: usize = 1;
/// No version reaches the first printable character.
pub(super) const FIRST_PRINTABLE: u8 = b' ';

/// Content as it is sealed.
pub(super) fn with_version(content: &[u8]) -> Vec<u8> {
    let mut versioned = Vec::with_capacity(VERSION_BYTES + content.len());
    versioned.push(ARCHIVE_VERSION);
    versioned.extend_from_slice(content);
    versioned
}

/// Content as it was before it was sealed.
///
/// # Errors
/// When a later version of the program wrote it.
pub(super) fn without_version(mut content: Vec<u8>) -> Result<Vec<u8>, ArchiveError> {
    match content.first() {
        Some(version) if (1..=ARCHIVE_VERSION).contains(version) => {
            content.remove(0);
            Ok(content)
        }
        Some(version) if (ARCHIVE_VERSION..FIRST_PRINTABLE).contains(version) => {
            Err(ArchiveError::LaterVersion)
        }
        _ => Ok(content),
    }
}
