//! The typeface Atkinson Hyperlegible Next in two weights, and which texts it can draw.

use std::sync::LazyLock;

use skrifa::{FontRef, MetadataProvider, charmap::Charmap};

/// The regular weight, as a TrueType file.
pub static REGULAR: &[u8] = include_bytes!("../fonts/AtkinsonHyperlegibleNext-Regular.ttf");
/// The bold weight, as a TrueType file.
pub static BOLD: &[u8] = include_bytes!("../fonts/AtkinsonHyperlegibleNext-Bold.ttf");

static COVERAGE: LazyLock<Vec<Charmap<'static>>> = LazyLock::new(|| {
    let fonts = [REGULAR, BOLD].into_iter();
    fonts
        .filter_map(|file| FontRef::new(file).ok())
        .map(|font| font.charmap())
        .collect()
});

/// Replaces characters without a glyph by question marks, and drops invisible marks. An accessible PDF must not
/// contain missing glyphs, and one odd letter in a name must not cost the tenant the receipt.
#[must_use]
pub fn drawable(text: &str) -> String {
    text.chars().filter_map(drawable_character).collect()
}

fn drawable_character(character: char) -> Option<char> {
    let drawn = || COVERAGE.iter().all(|font| font.map(character).is_some());
    match character {
        // The layout makes it from the space.
        '\u{202f}' => Some(character),
        '\u{2010}' | '\u{2011}' => Some('-'),
        // Invisible marks that only control writing direction and line breaks.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => None,
        _ if character.is_control() => Some(' '),
        _ if drawn() => Some(character),
        _ if character.is_whitespace() => Some(' '),
        _ => Some('?'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_text_is_drawn_unchanged() {
        for text in [
            "Mme Zoé L’HÉRITIER-Œuvrard",
            "1\u{202f}234,56\u{a0}€",
            "− 12 · « déjà »",
        ] {
            assert_eq!(drawable(text), text);
        }
    }

    #[test]
    fn an_unknown_glyph_becomes_a_question_mark() {
        assert_eq!(drawable("M. \u{4e2d}\u{200f}\tX\u{2011}Y"), "M. ? X-Y");
    }
}
