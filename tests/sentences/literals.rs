//! No string of the code contains a French letter. Texts for operators in a terminal are French and are listed.

use std::fs;

use super::{files_under, root};

/// Where strings may contain French letters, and why.
const ALLOWED: &[(&str, &str)] = &[
    ("crates/contract/src/digits.rs", "keys of a French keyboard"),
    (
        "crates/landlord/src/import/vocabulary.rs",
        "the words of the rent system's cells",
    ),
    (
        "crates/landlord/src/config.rs",
        "the landlord of the demonstration",
    ),
    (
        "crates/landlord/src/config/payment.rs",
        "the landlord of the demonstration",
    ),
    (
        "crates/landlord/src/delivery/sms.rs",
        "the letters of the GSM alphabet",
    ),
    ("crates/landlord/src/demonstration", "made-up data"),
];

const FRENCH: &str = "àâäçéèêëîïôöùûüœæÀÂÇÉÈÊËÎÏÔÙÛŒ«»";

/// The string literals of a source, without comments and tests.
fn strings(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut strings = Vec::new();
    for line in code.lines() {
        let line = line.split("//").next().unwrap_or_default();
        strings.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
    }
    strings
}

#[test]
fn french_letters_are_only_in_fluent_files() {
    let mut found = Vec::new();
    for folder in ["crates", "src-tauri"] {
        for path in files_under(&root().join(folder)) {
            let name = path.strip_prefix(root()).expect("inside").display().to_string();
            let code = [".rs", ".typ", ".html"]
                .iter()
                .any(|ending| name.ends_with(ending));
            let tests = ["/tests/", "/tests.rs", "/benches/", "/samples"]
                .iter()
                .any(|part| name.contains(part));
            if !code || tests || ALLOWED.iter().any(|(allowed, _)| name.starts_with(allowed)) {
                continue;
            }
            let source = fs::read_to_string(&path).expect("UTF-8");
            // A page consists of text only.
            let texts = if name.ends_with(".html") {
                vec![source]
            } else {
                strings(&source)
            };
            let french = texts
                .into_iter()
                .filter(|text| text.contains(|sign| FRENCH.contains(sign)));
            found.extend(french.map(|text| format!("{name}: {text}")));
        }
    }
    assert_eq!(found, Vec::<String>::new());
}
