//! The only things a template can reach: itself, the facts of one document, and two fonts. No
//! file, no network, no package, no clock.

use std::sync::LazyLock;

use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, Source},
    text::{Font, FontBook},
    utils::LazyHash,
};

/// The name under which a template reads the facts.
const FACTS: &str = "document.json";

/// Read once: parsing fonts and building the library take longer than drawing a document.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 2] = [
        include_bytes!("../../fonts/AtkinsonHyperlegibleNext-Regular.ttf"),
        include_bytes!("../../fonts/AtkinsonHyperlegibleNext-Bold.ttf"),
    ];
    files
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
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id.vpath().get_without_slash() == FACTS {
            Ok(self.facts.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The text with a question mark for what the fonts cannot draw: an accessible PDF may not hold
/// letters without a drawing, and one strange letter in a name must not cost the tenant the receipt.
pub(crate) fn drawable(text: &str) -> String {
    text.chars().filter_map(drawable_letter).collect()
}

fn drawable_letter(letter: char) -> Option<char> {
    let drawn = || {
        FONTS
            .iter()
            .all(|font| font.info().coverage.contains(u32::from(letter)))
    };
    match letter {
        // The layout makes it of the space.
        '\u{202f}' => Some(letter),
        '\u{2010}' | '\u{2011}' => Some('-'),
        // Marks that only steer the writing direction and line breaks.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => None,
        _ if letter.is_control() => Some(' '),
        _ if drawn() => Some(letter),
        _ if letter.is_whitespace() => Some(' '),
        _ => Some('?'),
    }
}
