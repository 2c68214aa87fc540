//! A QR code, as a drawing.

use qrcode::{Color, EcLevel, QrCode};

/// The free margin that a scanner needs around a code, in modules (ISO/IEC 18004).
const MARGIN: usize = 4;
/// Extra height of each run of modules, in modules. Without it some viewers show fine white lines between the
/// rows.
const OVERLAP: f64 = 0.03;

/// A QR code ready for typesetting, in units of one module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The dark modules, as an SVG path.
    pub path: String,
    /// Width and height of the drawing, including the margins.
    pub modules: usize,
}

impl Drawing {
    /// The drawing as an SVG file.
    #[must_use]
    pub fn svg(&self) -> String {
        let Self { path, modules } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {modules} {modules}\"><path d=\"{path}\"/></svg>"
        )
    }
}

/// Draws a text as a QR code; none when it is too long. Error correction level M tolerates 15 % of damage.
#[must_use]
pub fn draw(text: &str) -> Option<Drawing> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let (left, top, length) = (x + MARGIN, y + MARGIN, run.len());
                let height = 1.0 + OVERLAP;
                path += &format!("M{left} {top}h{length}v{height}h-{length}z");
            }
            x += run.len();
        }
    }
    let modules = width + 2 * MARGIN;
    Some(Drawing { path, modules })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a point of the drawing, in tenths of a module, is dark.
    fn is_dark(drawing: &Drawing, x: usize, y: usize) -> bool {
        drawing.path.split('M').skip(1).any(|run| {
            let number = |text: &str| text.parse::<usize>().expect("a number") * 10;
            let (left, rest) = run.split_once(' ').expect("a place");
            let (top, rest) = rest.split_once('h').expect("a place");
            let (length, _) = rest.split_once('v').expect("a length");
            let (left, top, length) = (number(left), number(top), number(length));
            (left..left + length).contains(&x) && (top..top + 10).contains(&y)
        })
    }

    #[test]
    fn a_scanner_reads_the_drawing_back() {
        let link = format!(
            "https://espace.habitat.example/verifier#{}",
            "ABCDEFGHIJ234567".repeat(20)
        );
        let drawing = draw(&link).expect("drawn");
        let (side, scale) = (drawing.modules * 4, 4);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
            let middle = |at: usize| at / scale * 10 + 5;
            if is_dark(&drawing, middle(x), middle(y)) {
                0
            } else {
                255
            }
        });
        let grids = image.detect_grids();
        let (_, text) = grids.first().expect("found").decode().expect("read");
        assert_eq!(text, link);
    }

    #[test]
    fn the_longest_code_stays_scannable_and_a_longer_text_has_none() {
        let link = |characters| {
            format!(
                "https://{}.example/verifier#{}",
                "a".repeat(80),
                "A".repeat(characters)
            )
        };
        let drawing = draw(&link(1_037)).expect("drawn");
        let version = (drawing.modules - 2 * MARGIN - 17) / 4;
        assert!(version <= 25, "{version}");
        assert!(draw(&link(5_000)).is_none());
    }
}
