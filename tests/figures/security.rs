//! `docs/SECURITY.md` states each figure of a rule correctly, and no other number. `docs/RULES.md` states none.

mod accounts;
mod budgets;
mod computer;
mod counters;
mod no_figures;
mod sentences;

use std::collections::BTreeMap;

use self::{
    accounts::accounts, budgets::budgets, computer::computer, counters::counters, no_figures::NO_FIGURES,
    sentences::sentences,
};
use super::read;

/// The place of all text of `docs/SECURITY.md` outside the sections of rules.
const PROSE: &str = "the text around the rules";

/// The text of `docs/SECURITY.md` by place: the section `### S5 · …` of each rule, and [`PROSE`].
fn places() -> BTreeMap<String, String> {
    let mut places: BTreeMap<String, String> = BTreeMap::new();
    let mut place = PROSE.to_owned();
    for line in read("docs/SECURITY.md").lines() {
        if line.starts_with('#') {
            let rule = line
                .strip_prefix("### ")
                .and_then(|title| title.split_once(" · "));
            place = rule.map_or(PROSE, |(rule, _)| rule).to_owned();
            continue;
        }
        let text = places.entry(place.clone()).or_default();
        text.push(' ');
        text.push_str(line.trim());
    }
    places
}

/// Removes a phrase from a text, except where it is part of a longer number. Returns false if it does not occur.
fn take_out(text: &mut String, said: &str) -> bool {
    let mut found = false;
    let mut from = 0;
    while let Some(at) = text[from..].find(said).map(|at| from + at) {
        let end = at + said.len();
        let part_of_a_number = |next: Option<char>| next.is_some_and(|next| next.is_ascii_digit());
        let longer_before = said.starts_with(|first: char| first.is_ascii_digit())
            && part_of_a_number(text[..at].chars().next_back());
        let longer_behind = part_of_a_number(text[end..].chars().next());
        if !longer_before && !longer_behind {
            text.replace_range(at..end, "…");
            found = true;
        }
        from = at + '…'.len_utf8();
    }
    found
}

/// The numbers in a text, each with the words around it. Digits in a name like IPv6 or S5 do not count, nor does
/// code.
fn numbers(text: &str) -> Vec<String> {
    let words = text.split('`').step_by(2).flat_map(str::split_whitespace);
    let words: Vec<&str> = words.collect();
    let has_number = |word: &str| {
        let mut before = None;
        word.chars().any(|sign| {
            let in_name = before.replace(sign).is_some_and(char::is_alphanumeric);
            sign.is_ascii_digit() && !in_name
        })
    };
    let around =
        |(place, _): (usize, &&str)| words[place.saturating_sub(2)..words.len().min(place + 4)].join(" ");
    words
        .iter()
        .enumerate()
        .filter(|(_, word)| has_number(word))
        .map(around)
        .collect()
}

#[test]
fn security_md_has_each_figure_and_no_other_number() {
    let mut places = places();
    let sentences = [sentences(), computer(), counters(), budgets(), accounts()].concat();
    let rules = sentences.iter().map(|(place, said)| (*place, said.as_str()));
    let others = NO_FIGURES.iter().map(|(place, said, _)| (*place, *said));
    let mut wrong = Vec::new();
    for (place, said) in rules.chain(others) {
        if !places.get_mut(place).is_some_and(|text| take_out(text, said)) {
            wrong.push(format!("{place} has to say « {said} »"));
        }
    }
    for (place, text) in &places {
        let left = numbers(text).into_iter();
        wrong.extend(left.map(|around| format!("{place} has a number that is no figure: « {around} »")));
    }
    assert!(wrong.is_empty(), "docs/SECURITY.md:\n{}", wrong.join("\n"));
}

#[test]
fn whole_numbers_are_removed_and_the_others_found() {
    let mut text = "15 min, then 5 min (S5), `x 9`, 2,000 of S1–S9".to_owned();
    assert!(take_out(&mut text, "5 min"));
    assert!(text.starts_with("15 min"));
    assert_eq!(numbers(&text).len(), 2, "{:?}", numbers(&text));
    assert!(!take_out(&mut text, "2,00"));
}

#[test]
fn rules_md_has_no_figures() {
    let rows = read("docs/RULES.md");
    let rules = rows
        .lines()
        .filter_map(|row| row.strip_prefix("| ")?.split(" | ").nth(1));
    let with_numbers: Vec<&str> = rules.filter(|rule| !numbers(rule).is_empty()).collect();
    assert_eq!(with_numbers, Vec::<&str>::new());
}
