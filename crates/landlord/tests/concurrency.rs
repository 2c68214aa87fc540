//! Work that takes a whole core runs within the concurrency limits: checked on the sources.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Sources that may spawn blocking work: the limits themselves, and commands, which serve no requests meanwhile.
const ALLOWED: [&str; 3] = ["concurrency.rs", "import.rs", "rent/verify_file.rs"];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("listed") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else {
            files.push(path);
        }
    }
    files
}

#[test]
fn no_request_draws_or_hashes_outside_the_concurrency_limits() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut beside = Vec::new();
    for path in sources(&root) {
        let Ok(source) = fs::read_to_string(&path) else {
            continue;
        };
        let file = path.strip_prefix(&root).expect("below the sources");
        if source.contains("spawn_blocking") && !ALLOWED.map(Path::new).contains(&file) {
            beside.push(file.display().to_string());
        }
    }
    assert!(beside.is_empty(), "{beside:?}");
}
