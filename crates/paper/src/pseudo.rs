//! The pseudo-language of the tests: French with every vowel written twice and marked, so a third longer. A French
//! text that no translator would find shows by its own vowels. `ui/src/pseudo.js` does the same.

use std::collections::HashSet;

use fluent_syntax::{
    ast::{Attribute, Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser, serializer,
};

pub use crate::direction::without_isolates;

/// A Fluent file in the pseudo-language. Arguments, markup and names of variants stay as they are.
#[must_use]
pub fn file(french: &str) -> String {
    let mut resource = match parser::parse(french.to_owned()) {
        // `Sentences::new` reports the mistakes of a file.
        Ok(resource) | Err((resource, _)) => resource,
    };
    for entry in &mut resource.body {
        match entry {
            Entry::Message(message) => {
                message.value.iter_mut().for_each(translate_pattern);
                translate_attributes(&mut message.attributes);
            }
            Entry::Term(term) => {
                translate_pattern(&mut term.value);
                translate_attributes(&mut term.attributes);
            }
            _ => {}
        }
    }
    serializer::serialize(&resource)
}

fn translate_attributes(attributes: &mut [Attribute<String>]) {
    for attribute in attributes {
        translate_pattern(&mut attribute.value);
    }
}

fn translate_pattern(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => *value = text(value),
            PatternElement::Placeable { expression } => translate_expression(expression),
        }
    }
}

fn translate_expression(expression: &mut Expression<String>) {
    match expression {
        Expression::Select { variants, .. } => {
            variants
                .iter_mut()
                .for_each(|variant| translate_pattern(&mut variant.value));
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => translate_expression(expression),
        Expression::Inline(_) => {}
    }
}

/// A text in the pseudo-language. What stands between `<` and `>` is markup.
#[must_use]
pub fn text(french: &str) -> String {
    let mut written = String::with_capacity(french.len() * 2);
    let mut in_markup = false;
    for character in french.chars() {
        in_markup |= character == '<';
        match marked(character) {
            Some(vowel) if !in_markup => written.extend([vowel, vowel]),
            _ => written.push(character),
        }
        in_markup &= character != '>';
    }
    written
}

/// The words of a text with vowels of French only. Words of the data are left out.
#[must_use]
pub fn french_words<'t>(text: &'t str, data: &[&str]) -> Vec<&'t str> {
    let data: HashSet<&str> = data.iter().flat_map(|data| words(data)).collect();
    let french =
        |word: &&str| word.chars().any(|character| marked(character).is_some()) && !word.contains(MARKED);
    words(text)
        .filter(french)
        .filter(|word| !data.contains(word))
        .collect()
}

/// A text that was extracted from a PDF file, without isolates, and with the words of the data as they are. Where the
/// direction changes, the extraction puts a space after the first character of a value, and before its last one.
#[must_use]
pub fn rejoined(extracted: &str, data: &[&str]) -> String {
    let mut text = without_isolates(extracted);
    for word in data.iter().flat_map(|data| words(data)) {
        let mut letters = word.chars();
        let (Some(first), Some(last)) = (letters.next(), letters.next_back()) else {
            continue;
        };
        let middle = letters.as_str();
        for apart in [
            format!("{first} {middle} {last}"),
            format!("{first} {middle}{last}"),
            format!("{first}{middle} {last}"),
        ] {
            text = with_word(&text, &apart, word);
        }
    }
    text
}

/// A text with a word in place of its parts, where these stand by themselves.
fn with_word(text: &str, apart: &str, word: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(apart) {
        let begins = !before.ends_with(char::is_alphabetic);
        let ends = !after.starts_with(char::is_alphabetic);
        joined.push_str(before);
        joined.push_str(if begins && ends { word } else { apart });
        rest = after;
    }
    joined.push_str(rest);
    joined
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphabetic())
}

/// The vowels of the pseudo-language. French has none of them; our typeface has them all.
const MARKED: [char; 12] = ['ą', 'ę', 'į', 'ø', 'ų', 'ý', 'Ą', 'Ę', 'Į', 'Ø', 'Ų', 'Ý'];

/// The vowel of the pseudo-language for a vowel of French.
fn marked(character: char) -> Option<char> {
    Some(match character {
        'a' | 'à' | 'â' => 'ą',
        'e' | 'é' | 'è' | 'ê' | 'ë' => 'ę',
        'i' | 'î' | 'ï' => 'į',
        'o' | 'ô' => 'ø',
        'u' | 'ù' | 'û' | 'ü' => 'ų',
        'y' | 'ÿ' => 'ý',
        'A' | 'À' | 'Â' => 'Ą',
        'E' | 'É' | 'È' | 'Ê' | 'Ë' => 'Ę',
        'I' | 'Î' | 'Ï' => 'Į',
        'O' | 'Ô' => 'Ø',
        'U' | 'Ù' | 'Û' | 'Ü' => 'Ų',
        'Y' | 'Ÿ' => 'Ý',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_grow_and_keep_markup_arguments_and_variants() {
        let french = "a = <b>Bonjour</b> { $name }, { $count ->\n    [one] un message\n   *[other] des messages\n }\n    .b = Écrire\n";
        let pseudo = file(french);
        for part in [
            "<b>Bøønjøøųųr</b> { $name }",
            "[one] ųųn męęssąągęę",
            ".b = ĘĘcrįįręę",
        ] {
            assert!(pseudo.contains(part), "{part}: {pseudo}");
        }
    }

    #[test]
    fn words_of_the_data_that_an_extraction_took_apart_are_rejoined() {
        let data = ["espace.example", "Habitat Test"];
        let extracted = "Ląą pąągęę \u{2068}e space.exampl e\u{2069} dęę H abitat Tes t, Tes tu";
        let joined = rejoined(extracted, &data);
        assert_eq!(joined, "Ląą pąągęę espace.example dęę Habitat Test, Tes tu");
        assert_eq!(french_words(&joined, &data), ["Tes", "tu"]);
    }

    #[test]
    fn french_is_told_from_the_pseudo_language() {
        let data = ["Mme Jeanne DURAND"];
        for (french, left) in [("Payer", "Payer"), ("À Mme DURAND", "À"), ("412,37 € dus", "dus")] {
            assert_eq!(french_words(french, &data), [left], "{french}");
            assert!(french_words(&text(french), &data).is_empty(), "{french}");
        }
    }
}
