//! Search texts for the traces of a tenant, held only while they are searched for.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// Texts that only a tenant's visit can have brought to this machine.
pub struct Traces(Vec<SecretString>);

impl Traces {
    /// Keeps texts of at least `MIN_BYTES`: shorter ones would be found by chance.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        const MIN_BYTES: usize = 6;
        let texts = texts.into_iter().filter(|text| text.len() >= MIN_BYTES);
        Self(texts.map(Into::into).collect())
    }

    /// Whether a file's content holds one of the texts, in UTF-8 or UTF-16LE, as web engines write them.
    #[must_use]
    pub fn are_in(&self, content: &[u8]) -> bool {
        self.0.iter().any(|text| {
            let utf_8 = text.expose_secret().as_bytes();
            let utf_16: Vec<u8> = text
                .expose_secret()
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect();
            [utf_8, &utf_16]
                .iter()
                .any(|wanted| content.windows(wanted.len()).any(|part| part == *wanted))
        })
    }
}

impl fmt::Debug for Traces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Traces({})", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r9_a_search_finds_utf8_and_utf16_and_skips_short_texts() {
        let traces = Traces::of(["Mme LEFÈBVRE", "Ali"]);
        assert!(traces.are_in("<b>Mme LEFÈBVRE</b>".as_bytes()));
        let utf_16: Vec<u8> = "xMme LEFÈBVREx"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert!(traces.are_in(&utf_16));
        assert!(!traces.are_in(b"Ali Mme") && !traces.are_in(b""));
    }
}
