//! How a language writes sentences, dates, amounts, names, and the terms of fixed vocabularies.

use std::collections::BTreeMap;

use contract::{Cents, DocumentKind, Language, LineKind, Term};
use fluent_bundle::{FluentArgs, FluentValue};
use jiff::civil::{Date, Time};

use crate::{Sentences, direction};

crate::word_sets! {
    in "../locales";
    /// The formats and vocabularies of a language.
    formats: ["formats.ftl", "vocabulary.ftl"]
}

/// Texts in one language: the sentences of a crate, and the formats that all crates share.
#[derive(Clone, Copy)]
pub struct Words {
    language: Language,
    sentences: &'static Sentences,
}

impl Words {
    /// The sentences of a crate, in their language.
    #[must_use]
    pub const fn new(language: Language, sentences: &'static Sentences) -> Self {
        Self { language, sentences }
    }

    /// Only formats and vocabularies.
    #[must_use]
    pub fn without_sentences(language: Language) -> Self {
        formats(language)
    }

    /// The language of these words.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The Fluent files of the sentences, concatenated.
    #[must_use]
    pub fn source(&self) -> String {
        self.sentences.source()
    }

    /// A sentence without arguments.
    #[must_use]
    pub fn text(&self, id: &str) -> String {
        self.sentences.text(id, &FluentArgs::new())
    }

    /// A sentence with its arguments.
    #[must_use]
    pub fn text_with<const N: usize>(&self, id: &str, args: [(&'static str, FluentValue<'_>); N]) -> String {
        self.sentences.text(id, &args_of(args))
    }

    /// A sentence with arguments that are shared by several sentences.
    #[must_use]
    pub fn text_of(&self, id: &str, args: &FluentArgs<'_>) -> String {
        self.sentences.text(id, args)
    }

    /// A plain text, such as a mail or a text message: nothing but the text itself tells its direction.
    #[must_use]
    pub fn plain_text_of(&self, id: &str, args: &FluentArgs<'_>) -> String {
        direction::plain_text(self.language, self.text_of(id, args))
    }

    /// A link as a value of [`Self::plain_text_of`].
    #[must_use]
    pub fn link(&self, address: &str) -> String {
        direction::link(self.language, address)
    }

    /// The name of a file, without its ending.
    #[must_use]
    pub fn file_name<const N: usize>(&self, id: &str, args: [(&'static str, FluentValue<'_>); N]) -> String {
        direction::without_isolates(&self.text_with(id, args))
    }

    /// Every sentence that needs no other arguments than these, by id.
    #[must_use]
    pub fn all(&self, args: &FluentArgs<'_>) -> BTreeMap<&'static str, String> {
        self.sentences.all(args)
    }

    fn format<const N: usize>(&self, id: &str, args: [(&'static str, FluentValue<'_>); N]) -> String {
        formats(self.language).sentences.text(id, &args_of(args))
    }

    /// Like [`Self::format`], for parts that are read as one number. Isolated, they would change places from right to
    /// left; as one number, they keep their order (UAX 9, rule W4).
    fn figures<const N: usize>(&self, id: &str, args: [(&'static str, FluentValue<'_>); N]) -> String {
        direction::without_isolates(&self.format(id, args))
    }

    /// `31 juillet 2026`, `1er août 2026`, without a line break between day and month.
    #[must_use]
    pub fn date(&self, day: Date) -> String {
        self.format(
            "date",
            [
                ("day", day.day().into()),
                ("month", self.month(day.month()).into()),
                ("year", day.year().to_string().into()),
            ],
        )
    }

    /// `1er`: the first day of a month, as [`Self::date`] writes it.
    #[must_use]
    pub fn first_day(&self) -> String {
        self.format("first-day", [])
    }

    /// `31/07/2026`, as spreadsheets and text messages write a day.
    #[must_use]
    pub fn date_in_figures(&self, day: Date) -> String {
        self.figures(
            "date-in-figures",
            [
                ("day", format!("{:02}", day.day()).into()),
                ("month", format!("{:02}", day.month()).into()),
                ("year", format!("{:04}", day.year()).into()),
            ],
        )
    }

    /// `14 h 05`, without a line break.
    #[must_use]
    pub fn hour(&self, time: Time) -> String {
        self.figures(
            "hour",
            [
                ("hour", time.hour().to_string().into()),
                ("minute", format!("{:02}", time.minute()).into()),
            ],
        )
    }

    /// `23 novembre 2026 à 14 h 05`
    #[must_use]
    pub fn moment(&self, day: Date, time: Time) -> String {
        self.format(
            "moment",
            [("date", self.date(day).into()), ("hour", self.hour(time).into())],
        )
    }

    /// `23/11/2026 à 14h05`: in ASCII where the language allows, as text messages need it.
    #[must_use]
    pub fn moment_in_figures(&self, day: Date, time: Time) -> String {
        self.figures(
            "moment-in-figures",
            [
                ("date", self.date_in_figures(day).into()),
                ("hour", format!("{:02}", time.hour()).into()),
                ("minute", format!("{:02}", time.minute()).into()),
            ],
        )
    }

    /// `juillet`
    #[must_use]
    pub fn month(&self, month: i8) -> String {
        self.format("month", [("month", month.into())])
    }

    /// `juillet 2026`
    #[must_use]
    pub fn term(&self, term: Term) -> String {
        let month = self.month(term.month());
        self.format(
            "term",
            [("month", month.into()), ("year", term.year().to_string().into())],
        )
    }

    /// `du 1er au 31 juillet 2026`
    #[must_use]
    pub fn period(&self, term: Term) -> String {
        let last = self.date(term.first_day().last_of_month());
        self.format("period", [("last", last.into())])
    }

    /// `-1234,50`, which a spreadsheet in this language reads as a number.
    #[must_use]
    pub fn decimal(&self, amount: Cents) -> String {
        let (sign, euros, cents) = parts(amount);
        let point = self.format("decimal-point", []);
        format!("{sign}{euros}{point}{cents:02}")
    }

    /// `−1 234,50 €`, with a true minus sign.
    #[must_use]
    pub fn amount(&self, amount: Cents) -> String {
        let (sign, euros, cents) = parts(amount);
        let sign = if sign.is_empty() { "" } else { "−" };
        let (euros, point) = (self.grouped(euros), self.format("decimal-point", []));
        // One argument: two would change places from right to left.
        let number = format!("{sign}{euros}{point}{cents:02}");
        self.format("amount", [("number", number.into())])
    }

    /// `12 345`
    #[must_use]
    pub fn grouped(&self, number: u64) -> String {
        let separator = self.format("thousands-separator", []);
        let digits = number.to_string();
        let mut grouped = String::with_capacity(digits.len() * 2);
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                grouped.push_str(&separator);
            }
            grouped.push(digit);
        }
        grouped
    }

    /// `Mme Jeanne DURAND et M. Karim DURAND`, without a line break after a title.
    #[must_use]
    pub fn names(&self, names: &[String]) -> String {
        let names: Vec<String> = names.iter().map(|name| with_title(name)).collect();
        self.listed(&names)
    }

    /// `août, septembre et octobre`
    #[must_use]
    pub fn listed(&self, words: &[String]) -> String {
        match words {
            [] => String::new(),
            [one] => one.clone(),
            [first, middle @ .., last] => {
                let before = middle.iter().fold(first.clone(), |before, word| {
                    self.format(
                        "list-middle",
                        [("before", before.into()), ("word", word.as_str().into())],
                    )
                });
                self.format(
                    "list-end",
                    [("before", before.into()), ("word", last.as_str().into())],
                )
            }
        }
    }

    /// `quittance de loyer`: what a document is.
    #[must_use]
    pub fn document_kind(&self, kind: DocumentKind) -> String {
        self.format(&format!("document-kind-{}", kind.wire_name()), [])
    }

    /// `3 quittances de loyer`: a number of documents of a kind. Documents of an unknown kind are called « autres
    /// documents ».
    #[must_use]
    pub fn documents_of_kind(&self, kind: DocumentKind, count: usize) -> String {
        self.format(
            &format!("documents-of-kind-{}", kind.wire_name()),
            [("count", count.into())],
        )
    }

    /// `Provisions pour charges`: the kind of a line.
    #[must_use]
    pub fn line_kind(&self, kind: LineKind) -> String {
        let id = match kind {
            LineKind::Rent => "line-kind-rent",
            LineKind::Charges => "line-kind-charges",
            LineKind::Regularisation => "line-kind-regularisation",
            LineKind::Apl => "line-kind-apl",
            LineKind::Rls => "line-kind-rls",
            LineKind::Sls => "line-kind-sls",
            LineKind::EarlierBalance => "line-kind-earlier-balance",
            LineKind::Payment => "line-kind-payment",
            LineKind::Other => "line-kind-other",
        };
        self.format(id, [])
    }
}

/// Arguments of sentences, by name.
#[must_use]
pub fn args_of<'a, const N: usize>(args: [(&'static str, FluentValue<'a>); N]) -> FluentArgs<'a> {
    args.into_iter().collect()
}

/// The sign, whole euros and cents of an amount.
const fn parts(amount: Cents) -> (&'static str, u64, u64) {
    let sign = if amount.0 < 0 { "-" } else { "" };
    let cents = amount.0.unsigned_abs();
    (sign, cents / 100, cents % 100)
}

/// `Quittance de loyer`: capitalises the first letter.
#[must_use]
pub fn capitalised(words: &str) -> String {
    let letters = words.trim_start_matches(direction::ISOLATE);
    let marks = words.strip_suffix(letters).unwrap_or_default();
    let mut characters = letters.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string());
    format!("{marks}{}{}", first.unwrap_or_default(), characters.as_str())
}

/// `620 820 305 00014` for a number of fourteen digits; any other text unchanged.
#[must_use]
pub fn siret(siret: &str) -> String {
    let digits: String = siret.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 14 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return siret.to_owned();
    }
    let parts = [&digits[..3], &digits[3..6], &digits[6..9], &digits[9..]];
    parts.join("\u{a0}")
}

/// Binds a title of the rent system to its name. Titles are data, not words of a language.
fn with_title(name: &str) -> String {
    match name.split_once(' ') {
        Some((title @ ("M." | "Mme"), rest)) => format!("{title}\u{a0}{rest}"),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil;

    use super::*;

    fn french() -> Words {
        Words::without_sentences(Language::Fr)
    }

    #[test]
    fn dates_and_terms_are_in_words() {
        assert_eq!(french().date(civil::date(2026, 8, 1)), "1er\u{a0}août 2026");
        assert_eq!(french().date(civil::date(2026, 12, 31)), "31\u{a0}décembre 2026");
        assert_eq!(french().date_in_figures(civil::date(2026, 8, 1)), "01/08/2026");
        let february = Term::new(2024, 2).expect("a month");
        assert_eq!(french().term(february), "février 2024");
        assert_eq!(french().period(february), "du 1er au 29\u{a0}février 2024");
    }

    #[test]
    fn hours_and_decimals_are_written_the_french_way() {
        assert_eq!(french().hour(civil::time(9, 5, 0, 0)), "9\u{a0}h\u{a0}05");
        assert_eq!(french().decimal(Cents(-123_450)), "-1234,50");
        assert_eq!(french().decimal(Cents(7)), "0,07");
    }

    #[test]
    fn amounts_are_grouped_with_a_true_minus_sign() {
        assert_eq!(french().amount(Cents(123_456)), "1\u{202f}234,56\u{a0}€");
        assert_eq!(french().amount(Cents(-5)), "−0,05\u{a0}€");
        assert_eq!(
            french().amount(Cents(100_000_000)),
            "1\u{202f}000\u{202f}000,00\u{a0}€"
        );
    }

    #[cfg(feature = "pseudo-language")]
    #[test]
    fn values_keep_their_order_in_a_language_from_right_to_left() {
        let words = Words::without_sentences(Language::Pseudo);
        assert_eq!(
            words.amount(Cents(-123_456)),
            "\u{2068}−1\u{202f}234,56\u{2069}\u{a0}€"
        );
        let names = words.names(&["Mme Ana B".to_owned(), "M. C".to_owned()]);
        assert!(names.starts_with("\u{2068}Mme\u{a0}Ana B\u{2069} "), "{names}");
        assert!(names.ends_with(" \u{2068}M.\u{a0}C\u{2069}"), "{names}");
    }

    #[cfg(feature = "pseudo-language")]
    #[test]
    fn one_number_is_not_isolated_in_parts() {
        let words = Words::without_sentences(Language::Pseudo);
        let (day, time) = (civil::date(2026, 8, 1), civil::time(9, 5, 0, 0));
        assert_eq!(words.date_in_figures(day), "01/08/2026");
        assert_eq!(words.hour(time), "9\u{a0}h\u{a0}05");
        assert_eq!(words.moment_in_figures(day, time), "01/08/2026 ąą 09h05");
    }

    #[cfg(feature = "pseudo-language")]
    #[test]
    fn a_first_letter_is_capitalised_behind_a_mark() {
        let term = Words::without_sentences(Language::Pseudo).term(Term::new(2026, 7).expect("a month"));
        assert!(term.starts_with("\u{2068}j"), "{term}");
        assert!(capitalised(&term).starts_with("\u{2068}J"), "{term}");
    }

    #[test]
    fn a_siret_is_grouped_and_any_other_text_left_unchanged() {
        assert_eq!(siret("62082030500014"), "620\u{a0}820\u{a0}305\u{a0}00014");
        assert_eq!(siret("à demander"), "à demander");
    }

    #[test]
    fn names_are_listed() {
        let listed = ["Mme Ana B".to_owned(), "M. C".to_owned(), "D & fils".to_owned()];
        assert_eq!(french().names(&listed), "Mme\u{a0}Ana B, M.\u{a0}C et D & fils");
        assert_eq!(french().names(&listed[2..]), "D & fils");
        assert_eq!(french().names(&[]), "");
    }

    #[test]
    fn every_kind_has_words() {
        for kind in DocumentKind::ALL.iter().copied().chain([DocumentKind::Unknown]) {
            assert!(
                !french().document_kind(kind).contains("document-kind-"),
                "{kind:?}"
            );
            for count in [1, 2] {
                let counted = french().documents_of_kind(kind, count);
                assert!(counted.starts_with(&format!("{count}\u{a0}")), "{counted}");
            }
        }
        assert_eq!(
            french().documents_of_kind(DocumentKind::Quittance, 3),
            "3\u{a0}quittances de loyer"
        );
    }
}
