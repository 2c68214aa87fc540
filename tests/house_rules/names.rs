//! How tests, maxima and minima are named.

use std::{fs, path::PathBuf};

use super::{files_under, root};

/// The project's source files with this extension.
fn sources(ending: &str) -> Vec<PathBuf> {
    let rooms = ["crates", "src-tauri", "tests", "xtask", "ui/src", "ui/test"];
    rooms
        .iter()
        .flat_map(|room| files_under(&root().join(room), ending))
        .collect()
}

#[test]
fn names_of_tests_have_at_most_70_characters() {
    const MAX_CHARACTERS: usize = 70;
    let mut long = Vec::new();
    for path in sources("rs") {
        let source = fs::read_to_string(path).expect("read");
        let names = source
            .split("fn ")
            .skip(1)
            .filter_map(|rest| rest.split('(').next());
        long.extend(
            names
                .filter(|name| name.len() > MAX_CHARACTERS && !name.contains(' '))
                .map(str::to_owned),
        );
    }
    for path in sources("js") {
        let source = fs::read_to_string(path).expect("read");
        let names = source
            .split("test(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        long.extend(
            names
                .filter(|name| name.chars().count() > MAX_CHARACTERS)
                .map(str::to_owned),
        );
    }
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn maxima_are_named_max_and_minima_min() {
    let others = [
        "MOST_",
        "LONGEST_",
        "LARGEST_",
        "GREATEST_",
        "LEAST_",
        "SHORTEST_",
        "SMALLEST_",
    ];
    let mut found = Vec::new();
    for path in sources("rs").into_iter().chain(sources("js")) {
        if path.ends_with("tests/house_rules/names.rs") {
            continue;
        }
        let source = fs::read_to_string(&path).expect("read");
        let words = source.split(|sign: char| !sign.is_alphanumeric() && sign != '_');
        let named = words.filter(|word| others.iter().any(|other| word.starts_with(other)));
        found.extend(named.map(|word| format!("{}: {word}", path.display())));
    }
    assert_eq!(found, Vec::<String>::new());
}
