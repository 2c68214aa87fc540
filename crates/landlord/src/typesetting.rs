//! Accessible (PDF/UA-1), archivable (PDF/A-2a) PDF files, drawn by the typst layout engine from a template and
//! the facts of a document.

pub mod consent_pdf;
pub mod document_pdf;
pub(crate) mod drawings;
pub mod export_pdf;
pub mod letter_pdf;
mod letterhead;
pub mod visits_pdf;
mod world;

use crate::operator_words::say;
use std::collections::BTreeMap;

use paper::FluentArgs;
use paper::Words;
use serde::Serialize;
use typst::{
    WorldExt, comemo,
    diag::SourceDiagnostic,
    foundations::{Bytes, Smart},
    syntax::Source,
};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

pub(crate) use self::world::COMMON;
use self::world::DocumentWorld;
pub(crate) use paper::fonts::drawable;

/// Every file meets both standards (decision 10). Level A of PDF/A requires what PDF/UA requires too: tags, and a
/// text for each glyph.
const STANDARDS: [PdfStandard; 2] = [PdfStandard::Ua_1, PdfStandard::A_2a];

/// Cached results that were not used in this many renderings are evicted. Without eviction, the layout engine's
/// cache grows forever.
const REMEMBERED_RENDERINGS: usize = 8;

/// The PDF file could not be drawn. The messages are in French, for the landlord's IT people.
#[derive(Debug, thiserror::Error)]
pub enum TypesettingError {
    /// The template is wrong, or its document does not meet the standards.
    #[error("{}", say("typesetting-template", [("place", place.to_string()), ("message", message.to_string())]))]
    Template {
        /// Line of the template, in French words.
        place: String,
        /// What is wrong, in the layout engine's words.
        message: String,
    },
    /// The layout engine does not support the standards together.
    #[error("{}", say("typesetting-standard", [("reason", .0.to_string())]))]
    Standard(String),
    /// The facts could not be serialised for the template.
    #[error("{}", say("typesetting-facts", [("reason", .0.to_string())]))]
    Facts(#[from] serde_json::Error),
}

/// The sentences of a paper, as templates read them.
#[derive(Serialize)]
struct Texts {
    /// BCP 47, such as `fr-FR`.
    locale: &'static str,
    /// `ltr` or `rtl`.
    direction: &'static str,
    texts: BTreeMap<&'static str, String>,
}

/// A template in the Typst language. It reads the document's facts with `json("document.json")` and may import
/// `common.typ`. It has access to nothing else.
#[derive(Debug, Clone)]
pub struct Template(Source);

impl Template {
    /// A template from its text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(Source::detached(text))
    }

    /// Draws a document with the sentences of `words`, which take `args`. The same facts, sentences and identity
    /// give the same bytes. Without an identity, the file's identifier is made from its title and author.
    pub(crate) fn draw(
        &self,
        facts: &impl Serialize,
        words: Words,
        args: &FluentArgs<'_>,
        identity: Option<&str>,
    ) -> Result<Vec<u8>, TypesettingError> {
        let texts = Texts {
            locale: words.language().locale(),
            direction: words.language().direction(),
            texts: words.all(args),
        };
        let world = DocumentWorld {
            template: &self.0,
            facts: Bytes::new(serde_json::to_vec(facts)?),
            texts: Bytes::new(serde_json::to_vec(&texts)?),
        };
        let pdf = self.draw_in(&world, identity);
        comemo::evict(REMEMBERED_RENDERINGS);
        pdf
    }

    fn draw_in(
        &self,
        world: &DocumentWorld<'_>,
        identity: Option<&str>,
    ) -> Result<Vec<u8>, TypesettingError> {
        let wrong = |diagnostics: &[SourceDiagnostic]| self.error(world, diagnostics);
        let pages = typst::compile(world)
            .output
            .map_err(|diagnostics| wrong(&diagnostics))?;
        let standards = PdfStandards::new(&STANDARDS)
            .map_err(|error| TypesettingError::Standard(error.message().to_string()))?;
        let options = PdfOptions {
            ident: identity.map_or(Smart::Auto, |identity| Smart::Custom(identity.to_owned())),
            creator: Smart::Custom(Some("Espace Locataire".to_owned())),
            standards,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&pages, &options).map_err(|diagnostics| wrong(&diagnostics))
    }

    fn error(&self, world: &DocumentWorld<'_>, diagnostics: &[SourceDiagnostic]) -> TypesettingError {
        let first = diagnostics.first();
        let line = first
            .and_then(|diagnostic| world.range(diagnostic.span))
            .and_then(|range| self.0.lines().byte_to_line(range.start));
        TypesettingError::Template {
            place: line.map_or_else(
                || say("template-no-line", []),
                |line| say("template-line", [("line", (line + 1).to_string())]),
            ),
            message: first
                .map(|diagnostic| diagnostic.message.to_string())
                .unwrap_or_default(),
        }
    }
}
