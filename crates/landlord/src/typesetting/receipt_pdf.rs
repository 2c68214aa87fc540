//! Rent documents as accessible PDF files (PDF/UA-1) that can be kept for good (PDF/A-2a), drawn from a
//! template that a landlord can replace.

mod facts;

use std::sync::LazyLock;

use contract::{Language, RentDocument, TenantCode};

use self::facts::Facts;
use super::{Template, TypesettingError, drawable};
use crate::wording;

/// The template that comes with the service.
pub const TEMPLATE: &str = include_str!("../../templates/document.typ");

static OWN_TEMPLATE: LazyLock<Template> = LazyLock::new(|| Template::new(TEMPLATE));

/// What the sentences of a document are made of: another wording is another file.
pub(crate) fn sentences(language: Language) -> String {
    wording::rent_document(language).source()
}

/// Draws a document with the service's own template; the tenant code goes into the box at the top
/// right, the link that checks the document into a QR code. The same document gives the same bytes.
///
/// # Errors
/// [`TypesettingError`].
pub fn render(
    document: &RentDocument,
    tenant_code: Option<&TenantCode>,
    verification_link: Option<&str>,
    language: Language,
) -> Result<Vec<u8>, TypesettingError> {
    render_with(&OWN_TEMPLATE, document, tenant_code, verification_link, language)
}

/// Draws a document with a landlord's own template.
///
/// # Errors
/// [`TypesettingError`].
pub fn render_with(
    template: &Template,
    document: &RentDocument,
    tenant_code: Option<&TenantCode>,
    verification_link: Option<&str>,
    language: Language,
) -> Result<Vec<u8>, TypesettingError> {
    let words = wording::rent_document(language);
    let facts = Facts::of(document, tenant_code, verification_link, words, drawable);
    template.draw(&facts, words, &facts.args(words), Some(&document.id.0))
}
