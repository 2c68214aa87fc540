//! The invariants of `docs/ARCHITECTURE.md` that can be read off the sources.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    collections::BTreeMap,
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

/// The names in a table of a crate's manifest.
fn dependencies(name: &str, table: &str) -> Vec<String> {
    let manifest: toml::Table = read(format!("crates/{name}/Cargo.toml"))
        .parse()
        .expect("a manifest");
    let table = manifest.get(table).and_then(toml::Value::as_table);
    table
        .map(|table| table.keys().cloned().collect())
        .unwrap_or_default()
}

#[test]
fn neither_end_knows_tauri_nor_the_other() {
    for name in ["contract", "tenant", "landlord"] {
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
fn one_file_of_the_wizard_speaks_to_the_shell() {
    let mut speaking: Vec<String> = files_under(&root().join("ui/src"), "js")
        .into_iter()
        .filter(|path| {
            let source = fs::read_to_string(path).expect("read");
            source.contains("@tauri-apps") || source.contains("__TAURI")
        })
        .map(|path| path.strip_prefix(root()).expect("inside").display().to_string())
        .collect();
    speaking.sort();
    assert_eq!(speaking, ["ui/src/api.js"]);
}

#[test]
fn every_command_stands_in_exactly_one_permission_set() {
    let shell = read("src-tauri/lib.rs");
    let listed = shell
        .split("generate_handler![")
        .nth(1)
        .and_then(|rest| rest.split(']').next());
    let mut commands: Vec<&str> = listed
        .expect("the list of commands")
        .split(',')
        .filter_map(|path| path.trim().rsplit("::").next())
        .filter(|name| !name.is_empty())
        .collect();
    let mut sets: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in files_under(&root().join("src-tauri/permissions"), "toml") {
        let file: toml::Table = fs::read_to_string(&path).expect("read").parse().expect("TOML");
        for permission in file["permission"].as_array().expect("permissions") {
            let name = permission["identifier"].as_str().expect("a name").to_owned();
            for command in permission["commands"]["allow"].as_array().expect("commands") {
                sets.entry(command.as_str().expect("a command").to_owned())
                    .or_default()
                    .push(name.clone());
            }
        }
    }
    commands.sort_unstable();
    assert_eq!(sets.keys().map(String::as_str).collect::<Vec<_>>(), commands);
    for (command, names) in sets {
        assert_eq!(names.len(), 1, "{command} stands in {names:?}");
    }
}
