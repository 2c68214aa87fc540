//! The language of the texts for a person.

use serde::{Deserialize, Serialize};
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{ObjectBuilder, Schema, Type},
    },
};

/// A language of the product. One that this version does not know is read as French, which every version has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", from = "String")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Language {
    /// French.
    #[default]
    Fr,
    /// For tests: longer than French, accented, on a page from right to left.
    #[cfg(feature = "pseudo-language")]
    #[serde(rename = "qps")]
    #[cfg_attr(feature = "typescript", ts(skip))]
    Pseudo,
}

impl Language {
    /// Every supported language.
    pub const ALL: &[Self] = &[
        Self::Fr,
        #[cfg(feature = "pseudo-language")]
        Self::Pseudo,
    ];

    /// Its subtag (BCP 47), as on the wire and in `lang` of a page.
    #[must_use]
    pub const fn subtag(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            // Of the range for private use (RFC 5646, 2.2.1).
            #[cfg(feature = "pseudo-language")]
            Self::Pseudo => "qps",
        }
    }

    /// Its locale (BCP 47), as in `Lang` of a PDF.
    #[must_use]
    pub const fn locale(self) -> &'static str {
        match self {
            Self::Fr => "fr-FR",
            #[cfg(feature = "pseudo-language")]
            Self::Pseudo => "qps",
        }
    }

    /// Whether it is read from right to left.
    #[must_use]
    pub const fn is_right_to_left(self) -> bool {
        match self {
            Self::Fr => false,
            #[cfg(feature = "pseudo-language")]
            Self::Pseudo => true,
        }
    }

    /// `ltr` or `rtl`, as in `dir` of a page.
    #[must_use]
    pub const fn direction(self) -> &'static str {
        if self.is_right_to_left() { "rtl" } else { "ltr" }
    }

    /// The first supported language of an `Accept-Language` header (RFC 9110), in the order written: weights (`q`)
    /// are ignored. French when none is supported.
    #[must_use]
    pub fn accepted(header: &str) -> Self {
        let ranges = header.split(',').filter_map(|range| range.split(';').next());
        let subtags = ranges.filter_map(|range| range.trim().split('-').next());
        let mut known = subtags.filter_map(|subtag| {
            let all = Self::ALL.iter().copied();
            all.into_iter()
                .find(|language| language.subtag().eq_ignore_ascii_case(subtag))
        });
        known.next().unwrap_or_default()
    }

    /// The language with this subtag; French when this version has none.
    #[must_use]
    pub fn of_subtag(subtag: &str) -> Self {
        let known = Self::ALL.iter().copied();
        known
            .into_iter()
            .find(|language| language.subtag() == subtag)
            .unwrap_or_default()
    }
}

impl PartialSchema for Language {
    /// The languages of every program: tests may know more.
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "A language of the product. One that this version does not know is read as French, which every \
                 version has.",
            ))
            .enum_values(Some([Self::Fr.subtag()]))
            .into()
    }
}

impl ToSchema for Language {}

impl From<String> for Language {
    fn from(subtag: String) -> Self {
        Self::of_subtag(&subtag)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_its_subtag_on_the_wire() {
        for language in Language::ALL {
            let wire = serde_json::to_string(language).expect("JSON");
            assert_eq!(wire, format!("\"{}\"", language.subtag()));
            assert_eq!(serde_json::from_str::<Language>(&wire).expect("read"), *language);
        }
    }

    #[test]
    fn every_browser_gets_a_supported_language() {
        for header in ["fr-CA,fr;q=0.9,en;q=0.5", "tlh, FR;q=0.1", "*", ""] {
            assert_eq!(Language::accepted(header), Language::Fr, "{header}");
        }
    }

    #[test]
    fn an_unknown_language_is_read_as_french() {
        assert_eq!(
            serde_json::from_str::<Language>("\"tlh\"").expect("read"),
            Language::Fr
        );
    }
}
