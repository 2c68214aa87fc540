//! What has come of a PDF.

/// The last mark of a PDF stands in so many bytes before its end.
const PDF_TRAILER_BYTES: usize = 1_024;

/// The first bytes of a PDF, and the name of the content that they are of.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct PartialPdf {
    pub(crate) etag: String,
    pub(crate) bytes: Vec<u8>,
}

/// A PDF from its first mark to its last: what the archive keeps is never fetched again.
pub(crate) fn is_whole_pdf(bytes: &[u8]) -> bool {
    let last = &bytes[bytes.len().saturating_sub(PDF_TRAILER_BYTES)..];
    bytes.starts_with(b"%PDF-") && last.windows(5).any(|mark| mark == b"%%EOF")
}
