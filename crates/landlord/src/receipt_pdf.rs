//! Rent documents as accessible PDF files (PDF/UA-1), drawn from a template that a landlord can
//! replace.

mod facts;
mod world;

use std::sync::LazyLock;

use contract::{RentDocument, TenantCode};
use typst::{
    WorldExt, comemo,
    diag::SourceDiagnostic,
    foundations::{Bytes, Smart},
    syntax::Source,
};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use self::{
    facts::Facts,
    world::{DocumentWorld, drawable},
};

/// The template that comes with the service.
pub const TEMPLATE: &str = include_str!("../templates/document.typ");

/// How many renderings ago something was last used for it to be forgotten: the layout engine
/// remembers everything otherwise.
const REMEMBERED_RENDERINGS: usize = 8;

static OWN_TEMPLATE: LazyLock<Template> = LazyLock::new(|| Template::new(TEMPLATE));

/// The PDF file could not be made. The messages are in French: the landlord's IT people read them.
#[derive(Debug, thiserror::Error)]
pub enum ReceiptPdfError {
    /// The template is wrong, or does not make an accessible document.
    #[error("le modèle de document est à corriger, {place}\u{a0}: {message}")]
    Template {
        /// Line of the template, in French words.
        place: String,
        /// What is wrong, in the layout engine's words.
        message: String,
    },
    /// The layout engine knows no PDF/UA-1.
    #[error("la norme PDF/UA-1 n’est pas disponible\u{a0}: {0}")]
    Standard(String),
    /// The facts could not be handed to the template.
    #[error("le document ne peut pas être lu par le modèle\u{a0}: {0}")]
    Facts(#[from] serde_json::Error),
}

/// A template in the Typst language. It reads the document as `json("document.json")` and can reach
/// nothing else.
#[derive(Debug, Clone)]
pub struct Template(Source);

impl Template {
    /// A landlord's own template.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Source::detached(text))
    }

    /// Draws a document; the tenant code goes into the box at the top right. The same document
    /// gives the same bytes.
    ///
    /// # Errors
    /// [`ReceiptPdfError`].
    pub fn render(
        &self,
        document: &RentDocument,
        tenant_code: Option<&TenantCode>,
    ) -> Result<Vec<u8>, ReceiptPdfError> {
        let facts = Facts::of(document, tenant_code, drawable);
        let world = DocumentWorld {
            template: &self.0,
            facts: Bytes::new(serde_json::to_vec(&facts)?),
        };
        let pdf = self.draw(&world, &document.id.0);
        comemo::evict(REMEMBERED_RENDERINGS);
        pdf
    }

    fn draw(&self, world: &DocumentWorld<'_>, ident: &str) -> Result<Vec<u8>, ReceiptPdfError> {
        let wrong = |diagnostics: &[SourceDiagnostic]| self.error(world, diagnostics);
        let pages = typst::compile(world)
            .output
            .map_err(|diagnostics| wrong(&diagnostics))?;
        let standards = PdfStandards::new(&[PdfStandard::Ua_1])
            .map_err(|error| ReceiptPdfError::Standard(error.message().to_string()))?;
        let options = PdfOptions {
            ident: Smart::Custom(ident.to_owned()),
            creator: Smart::Custom(Some("Espace Locataire".to_owned())),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&pages, &options).map_err(|diagnostics| wrong(&diagnostics))
    }

    fn error(&self, world: &DocumentWorld<'_>, diagnostics: &[SourceDiagnostic]) -> ReceiptPdfError {
        let first = diagnostics.first();
        let line = first
            .and_then(|diagnostic| world.range(diagnostic.span))
            .and_then(|range| self.0.lines().byte_to_line(range.start));
        ReceiptPdfError::Template {
            place: line.map_or("sans ligne".to_owned(), |line| format!("ligne {}", line + 1)),
            message: first
                .map(|diagnostic| diagnostic.message.to_string())
                .unwrap_or_default(),
        }
    }
}

/// Draws a document with the service's own template.
///
/// # Errors
/// [`ReceiptPdfError`].
pub fn render(document: &RentDocument, tenant_code: Option<&TenantCode>) -> Result<Vec<u8>, ReceiptPdfError> {
    OWN_TEMPLATE.render(document, tenant_code)
}
