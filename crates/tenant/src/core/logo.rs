//! The landlord's logo: a small picture beside its name.

use base64::{Engine, prelude::BASE64_STANDARD};

/// A larger file would delay the first picture.
pub(super) const MAX_BYTES: usize = 64 * 1024;

/// An SVG or a PNG of 64 KiB at most.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    kind: &'static str,
    bytes: Vec<u8>,
}

impl Logo {
    /// Reads a logo file; none when it is neither SVG nor PNG, or too large.
    #[must_use]
    pub fn of(bytes: Vec<u8>) -> Option<Self> {
        let text = bytes.trim_ascii_start();
        let kind = if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            "image/png"
        } else if text.starts_with(b"<svg") || text.starts_with(b"<?xml") {
            "image/svg+xml"
        } else {
            return None;
        };
        (bytes.len() <= MAX_BYTES).then_some(Self { kind, bytes })
    }

    /// Data URL (RFC 2397) for an `img`, where no script of an SVG runs.
    #[must_use]
    pub fn data_url(&self) -> String {
        format!(
            "data:{};base64,{}",
            self.kind,
            BASE64_STANDARD.encode(&self.bytes)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_svg_or_png_is_a_logo() {
        let svg = Logo::of(b"\n<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec()).expect("a logo");
        assert!(svg.data_url().starts_with("data:image/svg+xml;base64,"));
        assert!(Logo::of(b"\x89PNG\r\n\x1a\n".to_vec()).is_some());
        assert_eq!(Logo::of(b"GIF89a".to_vec()), None);
        assert_eq!(Logo::of([&b"<svg"[..], &vec![b' '; MAX_BYTES]].concat()), None);
    }
}
