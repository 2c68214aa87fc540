//! Dates, numbers and names as they are written in French.

use contract::{Cents, DocumentKind, LineKind, Term};
use jiff::civil::{Date, Time};

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|position| MONTHS.get(position))
        .copied()
        .unwrap_or_default()
}

fn day_number(day: i8) -> String {
    if day == 1 {
        "1er".to_owned()
    } else {
        day.to_string()
    }
}

/// `31 juillet 2026`, `1er août 2026`; the day does not part from its month.
#[must_use]
pub fn date(day: Date) -> String {
    let (number, month) = (day_number(day.day()), month_name(day.month()));
    format!("{number}\u{a0}{month} {}", day.year())
}

/// `14 h 05`; the hour does not part from its minutes.
#[must_use]
pub fn hour(time: Time) -> String {
    format!("{}\u{a0}h\u{a0}{:02}", time.hour(), time.minute())
}

/// `juillet 2026`
#[must_use]
pub fn term(term: Term) -> String {
    format!("{} {}", month_name(term.month()), term.year())
}

/// `du 1er au 31 juillet 2026`
#[must_use]
pub fn period(term: Term) -> String {
    format!("du 1er au {}", date(term.first_day().last_of_month()))
}

/// `-1234,50`, which a spreadsheet takes for a number.
#[must_use]
pub fn decimal(amount: Cents) -> String {
    let sign = if amount.0 < 0 { "-" } else { "" };
    let cents = amount.0.unsigned_abs();
    format!("{sign}{},{:02}", cents / 100, cents % 100)
}

/// The amount with a true minus sign.
#[must_use]
pub fn amount(amount: Cents) -> String {
    amount.to_string().replace('-', "−")
}

/// `620 820 305 00017` for a number of fourteen digits; any other text as it is.
#[must_use]
pub fn siret(siret: &str) -> String {
    let digits: String = siret.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.len() != 14 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return siret.to_owned();
    }
    let parts = [&digits[..3], &digits[3..6], &digits[6..9], &digits[9..]];
    parts.join("\u{a0}")
}

/// `Mme Jeanne DURAND et M. Karim DURAND`; a title does not part from its name.
#[must_use]
pub fn names(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| with_title(name)).collect();
    listed(&names)
}

/// `août, septembre et octobre`
#[must_use]
pub fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

/// `Quittance de loyer`: with a capital at its beginning.
#[must_use]
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    format!("{}{}", first.unwrap_or_default(), letters.as_str())
}

fn with_title(name: &str) -> String {
    match name.split_once(' ') {
        Some((title @ ("M." | "Mme"), rest)) => format!("{title}\u{a0}{rest}"),
        _ => name.to_owned(),
    }
}

/// The words for a kind of document: one, and several.
const fn words_for(kind: DocumentKind) -> (&'static str, &'static str) {
    match kind {
        DocumentKind::Avis => ("avis d’échéance", "avis d’échéance"),
        DocumentKind::Quittance => ("quittance de loyer", "quittances de loyer"),
        DocumentKind::Recu => ("reçu de paiement partiel", "reçus de paiement partiel"),
        DocumentKind::Regularisation => ("régularisation des charges", "régularisations des charges"),
        DocumentKind::Unknown => ("document de loyer", "documents de loyer"),
    }
}

/// `quittance de loyer`: what a document is.
#[must_use]
pub const fn document_kind(kind: DocumentKind) -> &'static str {
    words_for(kind).0
}

/// `3 quittances de loyer`: how many documents of a kind. Those of an unknown kind stand beside others.
#[must_use]
pub fn documents_of_kind(kind: DocumentKind, count: usize) -> String {
    let (one, many) = match kind {
        DocumentKind::Unknown => ("autre document", "autres documents"),
        known => words_for(known),
    };
    format!("{count}\u{a0}{}", if count < 2 { one } else { many })
}

/// `Provisions pour charges`: what a line stands for.
#[must_use]
pub fn line_kind(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Rent => "Loyer",
        LineKind::Charges => "Provisions pour charges",
        LineKind::Regularisation => "Régularisation",
        LineKind::Apl => "APL",
        LineKind::Rls => "RLS",
        LineKind::Sls => "SLS",
        LineKind::EarlierBalance => "Solde antérieur",
        LineKind::Payment => "Paiement",
        LineKind::Other => "Autres lignes",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil;

    use super::*;

    #[test]
    fn dates_and_terms_are_in_words() {
        assert_eq!(date(civil::date(2026, 8, 1)), "1er\u{a0}août 2026");
        assert_eq!(date(civil::date(2026, 12, 31)), "31\u{a0}décembre 2026");
        let february = Term::new(2024, 2).expect("a month");
        assert_eq!(term(february), "février 2024");
        assert_eq!(period(february), "du 1er au 29\u{a0}février 2024");
    }

    #[test]
    fn hours_and_decimals_are_written_as_the_french_do() {
        assert_eq!(hour(civil::time(9, 5, 0, 0)), "9\u{a0}h\u{a0}05");
        assert_eq!(decimal(Cents(-123_450)), "-1234,50");
        assert_eq!(decimal(Cents(7)), "0,07");
    }

    #[test]
    fn a_siret_is_grouped_and_a_strange_one_left_alone() {
        assert_eq!(siret("62082030500017"), "620\u{a0}820\u{a0}305\u{a0}00017");
        assert_eq!(siret("à demander"), "à demander");
    }

    #[test]
    fn names_are_listed() {
        let listed = ["Mme Ana B".to_owned(), "M. C".to_owned(), "D & fils".to_owned()];
        assert_eq!(names(&listed), "Mme\u{a0}Ana B, M.\u{a0}C et D & fils");
        assert_eq!(names(&listed[2..]), "D & fils");
        assert_eq!(names(&[]), "");
    }
}
