//! Everything a template has access to: itself, `common.typ`, the facts and sentences of one document, and two
//! fonts. No other file, no network, no package, no clock.

use std::sync::{LazyLock, OnceLock};

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, Source},
    text::{Font, FontBook},
    utils::LazyHash,
};

/// Name under which a template reads the facts.
const FACTS: &str = "document.json";
/// Name under which `common.typ` reads the sentences.
const TEXTS: &str = "texts.json";
/// What the templates share: colours, fonts, the footer.
pub(crate) const COMMON: &str = include_str!("../../templates/common.typ");
/// Name under which a template imports [`COMMON`].
const COMMON_FILE: &str = "common.typ";

/// [`COMMON`], parsed once. Its path always has the same id.
static SHARED: OnceLock<Source> = OnceLock::new();

/// Library and fonts are built once: that takes longer than drawing a document.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    [paper::fonts::REGULAR, paper::fonts::BOLD]
        .into_iter()
        .filter_map(|file| Font::new(Bytes::new(file), 0))
        .collect()
});
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// One template and the facts of one document.
pub(super) struct DocumentWorld<'a> {
    pub(super) template: &'a Source,
    /// JSON.
    pub(super) facts: Bytes,
    /// JSON.
    pub(super) texts: Bytes,
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() {
            Ok(self.template.clone())
        } else if id.vpath().get_without_slash() == COMMON_FILE {
            Ok(SHARED.get_or_init(|| Source::new(id, COMMON.to_owned())).clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id.vpath().get_without_slash() {
            FACTS => Ok(self.facts.clone()),
            TEXTS => Ok(self.texts.clone()),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
