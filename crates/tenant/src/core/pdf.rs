//! PDFs as they are received.

/// The end mark of a PDF is within this many bytes of its end.
const PDF_TRAILER_BYTES: usize = 1_024;

/// The first bytes of a PDF, and the `ETag` of their content.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct PartialPdf {
    pub(crate) etag: String,
    pub(crate) bytes: Vec<u8>,
}

/// Whether a PDF is complete, from its first mark to its last: what the archive stores is never fetched again.
pub(crate) fn is_whole_pdf(bytes: &[u8]) -> bool {
    let last = &bytes[bytes.len().saturating_sub(PDF_TRAILER_BYTES)..];
    bytes.starts_with(b"%PDF-") && last.windows(5).any(|mark| mark == b"%%EOF")
}
