//! Everything that the documents name exists: paths, identifiers, links, scripts, rules. `xtask/src/main.rs` and
//! `crates/landlord/src/bin/landlord/command_line.rs` compare the commands.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod names;
mod rules;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders that are not sources: built, installed or written by runs.
const NO_SOURCES: [&str; 5] = ["target", "node_modules", "dist", ".git", "gen"];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every file and folder of the sources, relative to the root. Folders end with `/`.
fn sources() -> Vec<String> {
    fn walk(folder: &Path, from: &Path, paths: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("listed") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(from).expect("inside").to_str().expect("UTF-8");
            if path.is_dir() {
                let last = path.file_name().and_then(|last| last.to_str()).expect("UTF-8");
                if !NO_SOURCES.contains(&last) {
                    paths.push(format!("{name}/"));
                    walk(&path, from, paths);
                }
            } else {
                paths.push(name.to_owned());
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root(), &root(), &mut paths);
    paths
}

/// The documents that describe the present state. Decisions and CHANGELOG describe the state of their day.
fn documents() -> Vec<String> {
    let mut documents = sources();
    documents.retain(|path| {
        let in_docs = path.strip_prefix("docs/").is_some_and(|name| !name.contains('/'));
        path.ends_with(".md") && (in_docs || ["README.md", "CONTRIBUTING.md"].contains(&path.as_str()))
    });
    documents
}
