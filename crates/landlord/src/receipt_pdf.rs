//! Rent documents as PDF files.

use contract::{RentDocument, TenantCode};

/// The template of the documents.
pub const TEMPLATE: &str = "";

/// The PDF file could not be made.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ReceiptPdfError(String);

/// Draws a document.
///
/// # Errors
/// [`ReceiptPdfError`].
pub fn render(
    _document: &RentDocument,
    _tenant_code: Option<&TenantCode>,
) -> Result<Vec<u8>, ReceiptPdfError> {
    Err(ReceiptPdfError("not drawn yet".to_owned()))
}
