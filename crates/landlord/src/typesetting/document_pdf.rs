//! Rent documents as accessible (PDF/UA-1), archivable (PDF/A-2a) PDF files, drawn from a template that a landlord
//! can replace.

mod facts;

use std::sync::LazyLock;

use contract::{Language, RentDocument, TenantCode};

use self::facts::TemplateData;
use super::{Template, TypesettingError, drawable};
use crate::wording;

/// The template that comes with the service.
pub const TEMPLATE: &str = include_str!("../../templates/document.typ");

static OWN_TEMPLATE: LazyLock<Template> = LazyLock::new(|| Template::new(TEMPLATE));

/// The Fluent source of a document's sentences, for its `ETag`: a new wording gives a new file.
pub(crate) fn sentences(language: Language) -> String {
    wording::rent_document(language).source()
}

/// Draws a document as a PDF file with the service's own template. The tenant code goes into the box at the top
/// right, the verification link into a QR code. The same arguments give the same bytes.
///
/// # Errors
/// When the template cannot be drawn.
pub fn render(
    document: &RentDocument,
    tenant_code: Option<&TenantCode>,
    verification_link: Option<&str>,
    language: Language,
) -> Result<Vec<u8>, TypesettingError> {
    render_with(&OWN_TEMPLATE, document, tenant_code, verification_link, language)
}

/// Draws a document as a PDF file with a landlord's own template. Otherwise as [`render`].
///
/// # Errors
/// When the template is wrong, or its document does not meet the standards.
pub fn render_with(
    template: &Template,
    document: &RentDocument,
    tenant_code: Option<&TenantCode>,
    verification_link: Option<&str>,
    language: Language,
) -> Result<Vec<u8>, TypesettingError> {
    let words = wording::rent_document(language);
    let data = TemplateData::of(document, tenant_code, verification_link, words, drawable);
    template.draw(&data, words, &data.args(words), Some(&document.id.0))
}
