//! The invariants of `docs/ARCHITECTURE.md` that can be checked in the sources.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod commands;
mod log;
mod names;
mod tenant;

use std::{
    fs,
    path::{Path, PathBuf},
};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn files_under(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_under(&path, ending));
        } else if path.extension().is_some_and(|extension| extension == ending) {
            files.push(path);
        }
    }
    files
}

/// Parses the manifest in a folder. The folder ends with `/`.
fn manifest(folder: &str) -> toml::Table {
    read(format!("{folder}Cargo.toml")).parse().expect("a manifest")
}

/// The names in a table of a crate's manifest.
fn dependencies(name: &str, table: &str) -> Vec<String> {
    let manifest = manifest(&format!("crates/{name}/"));
    let table = manifest.get(table).and_then(toml::Value::as_table);
    table
        .map(|table| table.keys().cloned().collect())
        .unwrap_or_default()
}

#[test]
fn neither_end_knows_tauri_nor_the_other() {
    for name in ["contract", "paper", "tenant", "landlord"] {
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let tauri = dependencies(name, table)
                .into_iter()
                .find(|name| name.starts_with("tauri"));
            assert_eq!(tauri, None, "{name} knows no Tauri");
        }
    }
    assert!(!dependencies("tenant", "dependencies").contains(&"landlord".to_owned()));
    assert!(!dependencies("landlord", "dependencies").contains(&"tenant".to_owned()));
}

#[test]
fn no_program_depends_on_test_code() {
    let programs = [
        "",
        "crates/contract/",
        "crates/paper/",
        "crates/tenant/",
        "crates/landlord/",
        "tests/harness/blank_window/",
        "xtask/",
    ];
    for path in programs {
        let manifest = manifest(path);
        for table in ["dependencies", "build-dependencies"] {
            let table = manifest.get(table);
            let samples = table.and_then(|table| table.get("contract")?.get("features"));
            assert_eq!(samples, None, "{path}Cargo.toml enables a feature of contract");
            for name in ["harness", "prepared-landlord", "reserved-port", "squid"] {
                let needed = table.and_then(|table| table.get(name));
                assert_eq!(needed, None, "{path}Cargo.toml needs {name}");
            }
        }
    }
    let of_all = &manifest("")["workspace"]["dependencies"]["contract"];
    assert_eq!(of_all.get("features"), None, "nor does the workspace");
}

/// The files of a folder that contain one of these words.
fn files_that_name(folder: &str, words: &[&str]) -> Vec<String> {
    let mut naming: Vec<String> = files_under(&root().join(folder), "rs")
        .into_iter()
        .filter(|path| {
            let source = fs::read_to_string(path).expect("read");
            words.iter().any(|word| source.contains(word))
        })
        .map(|path| path.strip_prefix(root()).expect("inside").display().to_string())
        .collect();
    naming.sort();
    naming
}

#[test]
fn only_store_files_of_the_landlord_name_sqlx() {
    let mut naming = files_that_name("crates/landlord/src", &["sqlx"]);
    naming.retain(|path| !path.ends_with("/store.rs") && !path.starts_with("crates/landlord/src/store/"));
    assert_eq!(naming, Vec::<String>::new());
}

#[test]
fn s23_messages_leave_through_the_outlet_only() {
    let mut naming = files_that_name("crates/landlord/src", &["send_sms(", "send_mail(", ".carry("]);
    // A code is sent with its ticket, which only the budgets hand out.
    naming.retain(|path| path != "crates/landlord/src/identity/sms_challenge.rs");
    let outside: Vec<_> = naming
        .iter()
        .filter(|path| !path.starts_with("crates/landlord/src/delivery/"))
        .collect();
    assert!(outside.is_empty(), "{outside:?}");
    assert!(naming.len() >= 3, "the outlet is found: {naming:?}");
}

#[test]
fn the_books_name_no_database_no_csv_and_no_http() {
    let outside = ["crate::store", "crate::import", "crate::http", "csv::", "axum"];
    let naming = files_that_name("crates/landlord/src/books", &outside);
    assert_eq!(naming, Vec::<String>::new());
}

#[test]
fn no_request_draws_or_hashes_outside_the_concurrency_limits() {
    // The limits themselves, and commands, which serve no requests meanwhile.
    let allowed = ["concurrency.rs", "import.rs", "rent/verify_file.rs"];
    let spawning = files_that_name("crates/landlord/src", &["spawn_blocking"]);
    assert_eq!(
        spawning,
        allowed.map(|file| format!("crates/landlord/src/{file}"))
    );
}

#[test]
fn only_one_file_of_the_wizard_imports_tauri() {
    let sources = ["js", "ts"].map(|ending| files_under(&root().join("ui/src"), ending));
    let mut speaking: Vec<String> = sources
        .into_iter()
        .flatten()
        .filter(|path| {
            let source = fs::read_to_string(path).expect("read");
            source.contains("@tauri-apps") || source.contains("__TAURI")
        })
        .map(|path| path.strip_prefix(root()).expect("inside").display().to_string())
        .collect();
    speaking.sort();
    assert_eq!(speaking, ["ui/src/shell.js"]);
}
