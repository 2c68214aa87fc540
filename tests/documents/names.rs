//! Paths, identifiers, links and scripts that the documents name.

use std::{collections::BTreeSet, path::Path};

use super::{documents, read, root, sources};

/// The text between backticks, outside code blocks.
fn quoted(text: &str) -> Vec<&str> {
    let prose = text.split("```").step_by(2);
    prose
        .flat_map(|part| part.split('`').skip(1).step_by(2))
        .collect()
}

/// Whether it is the path of a source file or folder: not a URL, a placeholder or a build output.
fn is_path(quoted: &str) -> bool {
    const ENDINGS: [&str; 10] = [
        ".rs", ".js", ".ts", ".md", ".ftl", ".typ", ".json", ".html", ".css", ".toml",
    ];
    let elsewhere = ["/", "~", "target/", "ui/dist"]
        .iter()
        .any(|start| quoted.starts_with(start));
    let made_up = quoted.contains(['…', ' ', ':', '*', '#', '<']) || quoted.contains("NAME");
    let named = quoted.contains('/') || ENDINGS.iter().any(|ending| quoted.ends_with(ending));
    named && !elsewhere && !made_up && quoted.chars().any(char::is_alphabetic)
}

#[test]
fn every_path_in_the_documents_exists() {
    let mut paths = sources();
    // `tenant/payment.rs` is short for `crates/tenant/src/payment.rs`.
    let short: Vec<String> = paths.iter().map(|path| path.replace("/src/", "/")).collect();
    paths.extend(short);
    let exists = |named: &str| {
        let named = named.trim_end_matches('/');
        paths.iter().any(|path| {
            let path = path.trim_end_matches('/');
            let before = path.strip_suffix(named);
            before.is_some_and(|before| before.is_empty() || before.ends_with('/'))
        })
    };
    let mut missing = Vec::new();
    let mut found = 0;
    for document in documents() {
        let text = read(&document);
        for named in quoted(&text).into_iter().filter(|quoted| is_path(quoted)) {
            found += 1;
            if !exists(named) {
                missing.push(format!("{document}: {named}"));
            }
        }
    }
    assert!(found > 100, "paths are found");
    assert!(missing.is_empty(), "no such path:\n{}", missing.join("\n"));
}

/// The identifiers in a text: `TenantCode::parse`, `has_unseen_answer`.
fn identifiers(quoted: &str) -> Option<Vec<&str>> {
    let whole = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == ':';
    let mixed = quoted.starts_with(|first: char| first.is_ascii_uppercase())
        && quoted.contains(|sign: char| sign.is_ascii_lowercase());
    let code = quoted.contains('_') || quoted.contains("::") || mixed;
    (code && quoted.chars().all(whole)).then(|| quoted.split("::").collect())
}

#[test]
fn every_identifier_in_the_documents_is_in_the_sources() {
    let mut words = BTreeSet::new();
    for path in sources() {
        let code = [".rs", ".js", ".ts", ".html", ".typ", ".toml"];
        if code.iter().any(|ending| path.ends_with(ending)) {
            let text = read(&path);
            let parts = text.split(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_');
            words.extend(parts.map(str::to_owned));
        }
    }
    let mut missing = Vec::new();
    for document in documents() {
        let text = read(&document);
        for named in quoted(&text).into_iter().filter_map(identifiers).flatten() {
            if !words.contains(named.trim_end_matches('_')) && !named.ends_with('_') {
                missing.push(format!("{document}: {named}"));
            }
        }
    }
    assert!(missing.is_empty(), "no such identifier:\n{}", missing.join("\n"));
}

/// A heading's anchor, as GitHub makes it.
fn anchor(heading: &str) -> String {
    let heading = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = heading
        .chars()
        .filter(|sign| sign.is_alphanumeric() || [' ', '-', '_'].contains(sign));
    kept.map(|sign| if sign == ' ' { '-' } else { sign }).collect()
}

#[test]
fn every_link_in_the_documents_leads_somewhere() {
    let mut broken = Vec::new();
    for document in documents() {
        let text = read(&document);
        let folder = Path::new(&document).parent().expect("a folder").to_owned();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if link.contains("://") {
                continue;
            }
            let (path, wanted) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() {
                root().join(&document)
            } else {
                root().join(&folder).join(path)
            };
            let there = target.exists()
                && (wanted.is_empty()
                    || std::fs::read_to_string(&target)
                        .expect("a document")
                        .lines()
                        .any(|line| line.starts_with('#') && anchor(line) == wanted));
            if !there {
                broken.push(format!("{document}: {link}"));
            }
        }
    }
    assert!(
        broken.is_empty(),
        "links that lead nowhere:\n{}",
        broken.join("\n")
    );
}

#[test]
fn every_npm_script_in_the_documents_exists() {
    let package: serde_json::Value = serde_json::from_str(&read("ui/package.json")).expect("JSON");
    for document in documents() {
        let text = read(&document);
        for script in quoted(&text)
            .into_iter()
            .filter_map(|code| code.strip_prefix("npm run "))
        {
            assert!(
                package["scripts"].get(script).is_some(),
                "{document}: npm run {script}"
            );
        }
    }
}

#[test]
fn lines_of_the_documents_stay_readable() {
    const MAX_CHARACTERS: usize = 400;
    let mut long = Vec::new();
    for document in documents() {
        let text = read(&document);
        let lines = text.lines().enumerate();
        let beyond = lines.filter(|(_, line)| line.chars().count() > MAX_CHARACTERS);
        long.extend(beyond.map(|(place, _)| format!("{document}:{}", place + 1)));
    }
    assert_eq!(
        long,
        Vec::<String>::new(),
        "longer than {MAX_CHARACTERS} characters"
    );
}
