//! The generated functions and types of the wizard match the table of commands. `cargo xtask generate` rewrites
//! them.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{env, fs, path::Path};

use espace_locataire::typescript;

/// Compares a generated file with its current text, or writes it if `GENERATE` is set.
fn compare(file: &str, generated: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if env::var_os("GENERATE").is_some() {
        fs::write(&path, generated).expect("written");
    }
    let used = fs::read_to_string(&path).unwrap_or_default();
    assert!(used == generated, "{file} is stale: run `cargo xtask generate`");
}

#[test]
fn the_wizards_functions_match_the_table_of_commands() {
    compare("ui/src/api.ts", &typescript::functions());
}

#[test]
fn the_wizards_types_match_the_rust_types() {
    compare("ui/src/bindings.ts", &typescript::types());
}
