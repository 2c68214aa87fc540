//! The direction of writing where no page says it, with the marks of Unicode's bidirectional algorithm (UAX 9).

use contract::Language;

/// The first and the last character of an isolate. Fluent puts them around a value of a sentence from right to left,
/// so that the value keeps its own order.
pub(crate) const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];

/// An invisible letter of a script that is read from right to left.
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';

/// A text whose values are not isolated, for what is no sentence: one number, the name of a file.
#[must_use]
pub fn without_isolates(text: &str) -> String {
    text.replace(ISOLATE, "")
}

/// A plain text. Its reader takes the direction of each line from the line's first letter (rule P2), which may be that
/// of a name or a code: an invisible letter of the language comes before it.
pub(crate) fn plain_text(language: Language, text: String) -> String {
    if !language.is_right_to_left() {
        return text;
    }
    let lines = text.split('\n').map(|line| match line {
        "" => String::new(),
        line => format!("{RIGHT_TO_LEFT_MARK}{line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A link as a value of a sentence in plain text. Programs that make links of plain text end one at a space, and would
/// take the end of the isolate for a part of it.
pub(crate) fn link(language: Language, address: &str) -> String {
    if language.is_right_to_left() {
        format!("{address} ")
    } else {
        address.to_owned()
    }
}

#[cfg(all(test, feature = "pseudo-language"))]
mod tests {
    use super::*;

    #[test]
    fn each_line_of_a_plain_text_begins_in_the_direction_of_its_language() {
        let text = "Espace Locataire : 402817\n\n402817";
        assert_eq!(plain_text(Language::Fr, text.to_owned()), text);
        assert_eq!(
            plain_text(Language::Pseudo, text.to_owned()),
            "\u{200f}Espace Locataire : 402817\n\n\u{200f}402817"
        );
    }
}
