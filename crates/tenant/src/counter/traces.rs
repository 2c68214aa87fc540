//! By what the traces of a tenant are known, for as long as it takes to look for them.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

/// Texts that only a tenant's visit can have brought to this machine.
pub struct Traces(Vec<SecretString>);

impl Traces {
    /// Traces by these texts; short ones would be found by chance.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        const SHORTEST: usize = 6;
        let texts = texts.into_iter().filter(|text| text.len() >= SHORTEST);
        Self(texts.map(Into::into).collect())
    }

    /// Whether a file's content holds one of them, in UTF-8 or in UTF-16, as engines write.
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
    fn r9_a_text_is_found_in_both_of_its_writings_and_a_short_one_is_not_looked_for() {
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
