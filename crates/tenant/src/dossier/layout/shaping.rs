//! Shapes text into glyphs and breaks it into lines.

use std::sync::LazyLock;

use harfrust::{Direction, Feature, FontRef, ShapeOptions, ShaperData, Tag, UnicodeBuffer};
use krilla::text::{GlyphId, KrillaGlyph};
use paper::fonts::{BOLD, REGULAR, drawable};

/// A font, and what shaping looks up in it.
type Face = (FontRef<'static>, ShaperData);

static FACES: LazyLock<[Option<Face>; 2]> = LazyLock::new(|| {
    [REGULAR, BOLD].map(|file| {
        let font = FontRef::new(file).ok()?;
        let data = ShaperData::new(&font);
        Some((font, data))
    })
});

/// Text in one weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::dossier) struct Run {
    words: String,
    weight: Weight,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    Bold,
}

/// A line of glyphs.
pub(super) struct Line {
    pub(super) pieces: Vec<Piece>,
    pub(super) width: f32,
}

/// A part of a line in one weight.
pub(super) struct Piece {
    pub(super) weight: Weight,
    pub(super) text: String,
    /// In em, as is `width`.
    pub(super) glyphs: Vec<KrillaGlyph>,
    pub(super) width: f32,
}

impl Run {
    pub(in crate::dossier) fn plain(words: &str) -> Self {
        Self::new(words, Weight::Regular)
    }

    pub(in crate::dossier) fn bold(words: &str) -> Self {
        Self::new(words, Weight::Bold)
    }

    fn new(words: &str, weight: Weight) -> Self {
        Self {
            words: drawable(words),
            weight,
        }
    }
}

/// Breaks text into lines of at most `width` points. Each but the last keeps the space at its end, so that words
/// stay apart when the text is extracted from the PDF.
pub(super) fn wrap(runs: &[Run], size: f32, tabular: bool, width: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut line: Vec<(Weight, String)> = Vec::new();
    for run in runs {
        for word in run.words.split_inclusive(' ') {
            for part in parts_within(word, run.weight, size, tabular, width) {
                let mut longer = line.clone();
                append(&mut longer, run.weight, &part);
                if line.is_empty() || measure(&longer, size, tabular) <= width {
                    line = longer;
                } else {
                    lines.push(set(&line, size, tabular));
                    line = vec![(run.weight, part)];
                }
            }
        }
    }
    if !line.is_empty() {
        lines.push(set(&line, size, tabular));
    }
    lines
}

/// Splits a word into parts that fit the width, so that no name runs off the page.
fn parts_within(word: &str, weight: Weight, size: f32, tabular: bool, width: f32) -> Vec<String> {
    if measure(&[(weight, word.to_owned())], size, tabular) <= width {
        return vec![word.to_owned()];
    }
    let mut parts = vec![String::new()];
    for character in word.chars() {
        let mut longer = parts.last().cloned().unwrap_or_default();
        longer.push(character);
        let fits = measure(&[(weight, longer.clone())], size, tabular) <= width;
        match parts.last_mut() {
            Some(last) if fits || last.is_empty() => *last = longer,
            _ => parts.push(character.to_string()),
        }
    }
    parts
}

fn append(line: &mut Vec<(Weight, String)>, weight: Weight, words: &str) {
    match line.last_mut() {
        Some((last, text)) if *last == weight => text.push_str(words),
        _ => line.push((weight, words.to_owned())),
    }
}

/// Width in points, without the space at the end.
fn measure(line: &[(Weight, String)], size: f32, tabular: bool) -> f32 {
    let last = line.len().saturating_sub(1);
    let widths = line.iter().enumerate().map(|(position, (weight, text))| {
        let text = if position == last {
            text.trim_end_matches(' ')
        } else {
            text
        };
        shape(*weight, text, tabular).width
    });
    widths.sum::<f32>() * size
}

fn set(line: &[(Weight, String)], size: f32, tabular: bool) -> Line {
    Line {
        width: measure(line, size, tabular),
        pieces: line
            .iter()
            .map(|(weight, text)| shape(*weight, text, tabular))
            .collect(),
    }
}

fn shape(weight: Weight, text: &str, tabular: bool) -> Piece {
    let face = match weight {
        Weight::Regular => &FACES[0],
        Weight::Bold => &FACES[1],
    };
    let mut piece = Piece {
        weight,
        text: text.to_owned(),
        glyphs: Vec::new(),
        width: 0.0,
    };
    // The font files are part of the program, so the face is there.
    let Some((font, data)) = face else { return piece };
    let shaper = data.shaper(font).build();
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.guess_segment_properties();
    buffer.set_direction(Direction::LeftToRight);
    // Figures of equal width line up in columns. Without ligatures, a search finds each letter.
    let feature = |name, on| Feature::new(Tag::new(name), u32::from(on), ..);
    let features = [feature(b"tnum", tabular), feature(b"liga", false)];
    let shaped = shaper.shape(buffer, ShapeOptions::new().features(&features));
    let em = shaper.units_per_em() as f32;
    let infos = shaped.glyph_infos();
    for (position, (info, place)) in infos.iter().zip(shaped.glyph_positions()).enumerate() {
        let start = info.cluster as usize;
        let end = infos[position..]
            .iter()
            .map(|next| next.cluster as usize)
            .find(|next| *next > start)
            .unwrap_or(text.len());
        let advance = place.x_advance as f32 / em;
        piece.width += advance;
        piece.glyphs.push(KrillaGlyph::new(
            GlyphId::new(info.glyph_id),
            advance,
            place.x_offset as f32 / em,
            place.y_offset as f32 / em,
            0.0,
            start..end,
            None,
        ));
    }
    piece
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(lines: &[Line]) -> Vec<String> {
        let text = |line: &Line| line.pieces.iter().map(|piece| piece.text.as_str()).collect();
        lines.iter().map(text).collect()
    }

    #[test]
    fn wraps_within_the_width_and_loses_no_letter() {
        let text = "Mme Marie-Antoinette de LA ROCHEFOUCAULD-BEAUVAIS, 12 rue de l’Abbé-Lemire ".repeat(6);
        let runs = [
            Run::plain(&text),
            Run::bold("62300\u{a0}Lens"),
            Run::plain(&"x".repeat(300)),
        ];
        let lines = wrap(&runs, 11.5, false, 200.0);
        assert!(lines.iter().all(|line| line.width <= 200.0));
        let whole: String = runs.iter().map(|run| run.words.as_str()).collect();
        assert_eq!(words(&lines).concat(), whole);
    }

    #[test]
    fn figures_have_equal_width_and_an_amount_is_not_split() {
        let width = |text: &str| wrap(&[Run::plain(text)], 10.0, true, 500.0)[0].width;
        assert!((width("111,11") - width("888,88")).abs() < 0.01);
        let amount = "1\u{202f}234,56\u{a0}€";
        let lines = wrap(&[Run::plain(&format!("pour {amount}"))], 10.0, true, 70.0);
        assert_eq!(words(&lines), ["pour ", amount]);
    }

    #[test]
    fn every_french_letter_has_a_glyph() {
        let text = "ÀÂÇÉÈÊËÎÏÔŒÙÛÜŸ àâçéèêëîïôœùûüÿ « » ’ – − 1\u{202f}234,56\u{a0}€";
        for weight in [Weight::Regular, Weight::Bold] {
            let piece = shape(weight, text, true);
            assert!(piece.glyphs.iter().all(|glyph| glyph.glyph_id.to_u32() != 0));
        }
    }
}
