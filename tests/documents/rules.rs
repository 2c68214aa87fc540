//! `docs/RULES.md` defines each rule that is cited, and each rule has tests.

use std::collections::{BTreeMap, BTreeSet};

use super::{documents, read, sources};

/// Whether a word is the number of a rule: S5, R3.
fn is_rule(word: &str) -> bool {
    let number = word.strip_prefix(['S', 'R']);
    number.is_some_and(|number| {
        (1..=2).contains(&number.len()) && number.bytes().all(|digit| digit.is_ascii_digit())
    })
}

fn rules_in(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|sign: char| !sign.is_alphanumeric() && sign != '_');
    words.filter(|word| is_rule(word)).map(str::to_owned)
}

/// Each rule with its cell of tests.
fn defined() -> BTreeMap<String, String> {
    let mut rules = BTreeMap::new();
    for row in read("docs/RULES.md").lines() {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        if let [_, rule, _, _, tests, _] = cells[..]
            && is_rule(rule)
        {
            let before = rules.insert(rule.to_owned(), tests.to_owned());
            assert_eq!(before, None, "{rule} is defined once");
        }
    }
    rules
}

/// The rules at the beginning of a test's name: S2 and S3 of `s2_s3_…`.
fn rules_of(test: &str) -> Vec<String> {
    test.split('_')
        .map(str::to_uppercase)
        .take_while(|word| is_rule(word))
        .collect()
}

/// Every function of the Rust sources whose name begins with the number of a rule.
fn tests_of_rules() -> BTreeSet<String> {
    let mut tests = BTreeSet::new();
    for path in sources().iter().filter(|path| path.ends_with(".rs")) {
        let source = read(path);
        let functions = source
            .lines()
            .filter_map(|line| line.trim().trim_start_matches("async ").strip_prefix("fn "));
        let names = functions.filter_map(|function| function.split('(').next());
        tests.extend(names.filter(|name| !rules_of(name).is_empty()).map(str::to_owned));
    }
    tests
}

#[test]
fn every_rule_that_is_cited_is_defined() {
    let defined = defined();
    let mut unknown = Vec::new();
    for path in sources() {
        let code = [".rs", ".js", ".ts", ".css", ".typ"]
            .iter()
            .any(|ending| path.ends_with(ending));
        if !code && !documents().contains(&path) {
            continue;
        }
        let text = read(&path);
        let comments = text.lines().filter(|line| {
            let line = line.trim_start();
            !code || ["//", "/*", "* "].iter().any(|start| line.starts_with(start))
        });
        let cited = comments
            .flat_map(rules_in)
            .filter(|rule| !defined.contains_key(rule));
        unknown.extend(cited.map(|rule| format!("{path}: {rule}")));
    }
    let by_tests = tests_of_rules().into_iter().flat_map(|test| {
        let rules = rules_of(&test).into_iter();
        rules.map(move |rule| (test.clone(), rule)).collect::<Vec<_>>()
    });
    let by_tests = by_tests.filter(|(_, rule)| !defined.contains_key(rule));
    unknown.extend(by_tests.map(|(test, rule)| format!("{test}: {rule}")));
    assert!(
        unknown.is_empty(),
        "docs/RULES.md does not define:\n{}",
        unknown.join("\n")
    );
}

#[test]
fn every_rule_has_tests() {
    let tests = tests_of_rules();
    for (rule, cell) in defined() {
        let named: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty(), "{rule} names no tests");
        let prefix = format!("{}_", rule.to_lowercase());
        for named in named.into_iter().filter(|named| named.ends_with('_')) {
            assert_eq!(named, prefix, "{rule} names its own tests");
            assert!(
                tests.iter().any(|test| rules_of(test).contains(&rule)),
                "{rule} has no test {prefix}…"
            );
        }
    }
}

#[test]
fn the_rules_in_a_name_are_recognized() {
    assert_eq!(rules_of("s2_s21_a_test"), ["S2", "S21"]);
    assert_eq!(rules_of("r10_a_test"), ["R10"]);
    assert_eq!(rules_of("a_test_of_s2"), Vec::<String>::new());
    assert_eq!(
        Vec::from_iter(rules_in("S1–S9 (R3), IPv6, S100")),
        ["S1", "S9", "R3"]
    );
}
