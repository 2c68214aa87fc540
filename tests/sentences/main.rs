//! Every sentence for a person is in a Fluent file, is used, and exists where the code names it.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod literals;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use fluent_syntax::{
    ast::{Entry, Pattern, PatternElement},
    parser,
};

/// The folders of sentences, and the sources that use them. `ui/test/locales.test.js` checks the window's
/// sentences.
const ROOMS: [(&str, &[&str]); 4] = [
    ("crates/paper/locales/fr", &["crates/paper/src"]),
    ("crates/tenant/locales/fr", &["crates/tenant/src"]),
    (
        "crates/landlord/locales/fr",
        &[
            "crates/landlord/src",
            "crates/landlord/templates",
            "crates/landlord/pages",
        ],
    ),
    ("src-tauri/locales/fr", &["src-tauri"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files_under(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_under(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The text of every file in some folders with one of these extensions.
fn source(folders: &[&str], endings: &[&str]) -> String {
    let files = folders
        .iter()
        .flat_map(|folder| files_under(&root().join(folder)));
    let files = files.filter(|path| {
        let ending = path.extension().and_then(|ending| ending.to_str());
        ending.is_some_and(|ending| endings.contains(&ending))
    });
    files
        .map(|path| fs::read_to_string(path).expect("UTF-8"))
        .collect()
}

/// The id of each sentence of a file, and its text with `…` for each placeable. Panics on a syntax error.
fn sentences(file: &Path) -> Vec<(String, String)> {
    let text = fs::read_to_string(file).expect("UTF-8");
    let parsed = parser::parse(text.as_str());
    let resource = parsed.unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", file.display()));
    let words = |pattern: &Pattern<&str>| -> String {
        let elements = pattern.elements.iter().map(|element| match element {
            PatternElement::TextElement { value } => *value,
            PatternElement::Placeable { .. } => "…",
        });
        elements.collect()
    };
    let mut sentences = Vec::new();
    for entry in &resource.body {
        if let Entry::Message(message) = entry {
            let value = message.value.as_ref().map(words).unwrap_or_default();
            sentences.push((message.id.name.to_owned(), value));
        }
    }
    sentences
}

#[test]
fn every_fluent_file_is_loaded() {
    for (folder, users) in ROOMS {
        let source = source(users, &["rs"]);
        for file in files_under(&root().join(folder)) {
            let name = file.file_name().and_then(|name| name.to_str()).expect("UTF-8");
            assert!(
                source.contains(&format!("\"{name}\"")),
                "{folder}/{name} is loaded"
            );
        }
    }
}

/// Whether the code names an id, in full or by the prefix of a family: `"month"`, `format!("file-document-{}"`.
fn names(source: &str, id: &str) -> bool {
    let whole = [
        format!("\"{id}\""),
        format!("{{say {id}}}"),
        format!("{{ {id} }}"),
    ];
    let families = id.match_indices('-').flat_map(|(place, _)| {
        let beginning = &id[..=place];
        [format!("\"{beginning}\""), format!("\"{beginning}{{")]
    });
    whole
        .into_iter()
        .chain(families)
        .any(|named| source.contains(&named))
}

/// The sentences themselves as source: a sentence may contain another one.
fn source_of_sentences(folder: &str) -> String {
    source(&[folder], &["ftl"])
}

#[test]
fn every_sentence_is_used() {
    let mut unused = Vec::new();
    for (folder, users) in ROOMS {
        let source = source(users, &["rs", "typ", "html", "js"]) + &source_of_sentences(folder);
        for file in files_under(&root().join(folder)) {
            let ids = sentences(&file).into_iter().map(|(id, _)| id);
            unused.extend(
                ids.filter(|id| !names(&source, id))
                    .map(|id| format!("{folder}: {id}")),
            );
        }
    }
    assert_eq!(unused, Vec::<String>::new());
}

/// The ids that the code uses by name.
fn asked(source: &str) -> BTreeSet<String> {
    let without_breaks: String = source.split_whitespace().collect();
    let calls = [
        "words.text(\"",
        "words.text_with(\"",
        "words.file_name(\"",
        "self.format(\"",
        "self.figures(\"",
        "say(\"",
        "rich(\"",
    ];
    let in_code = calls.iter().flat_map(|call| without_breaks.split(call).skip(1));
    let in_pages = source.split("{say ").skip(1);
    let ids = in_code.chain(in_pages).map(|rest| -> String {
        let id = rest
            .chars()
            .take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '-');
        id.collect()
    });
    // An id that ends with a dash is the prefix of a family; `{say ID}` documents the syntax.
    ids.filter(|id| !id.is_empty() && !id.ends_with('-') && id != "ID")
        .collect()
}

#[test]
fn every_sentence_that_the_code_names_exists() {
    let mut missing = Vec::new();
    for (folder, users) in ROOMS {
        let files = files_under(&root().join(folder));
        let written: BTreeSet<String> = files
            .iter()
            .flat_map(|file| sentences(file))
            .map(|(id, _)| id)
            .collect();
        let asked = asked(&source(users, &["rs", "typ", "html"]));
        assert!(asked.len() > 2, "{folder}: ids are found");
        missing.extend(asked.into_iter().filter(|id| !written.contains(id)));
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_sentence_follows_french_typography() {
    let mut wrong = Vec::new();
    for (folder, _) in ROOMS {
        // A text message is limited to the GSM alphabet (3GPP TS 23.038).
        let files = files_under(&root().join(folder)).into_iter();
        for file in files.filter(|file| !file.ends_with("sms.ftl")) {
            let text = fs::read_to_string(&file).expect("UTF-8");
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                // A space that the file shows between quotes.
                let shown = line.replace("{\"", "").replace("\"}", "");
                for bad in [" ?", " !", " ;", " :", "« ", " »", "'"] {
                    if shown.contains(bad) {
                        wrong.push(format!("{}: {line}: « {bad} »", file.display()));
                    }
                }
                for wide in ["\u{a0}?", "\u{a0}!", "\u{a0};"] {
                    if shown.contains(wide) {
                        wrong.push(format!("{}: {line}: not U+202F", file.display()));
                    }
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
