//! The wizard's functions and types are those of the table of commands. `cargo xtask generate` writes them anew.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{env, fs, path::Path};

use espace_locataire::typescript;

/// Compares a generated file with what would be generated now, or writes it.
fn compare(file: &str, generated: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if env::var_os("GENERATE").is_some() {
        fs::write(&path, generated).expect("written");
    }
    let used = fs::read_to_string(&path).unwrap_or_default();
    assert!(used == generated, "{file} is stale: run `cargo xtask generate`");
}

#[test]
fn the_wizards_functions_are_those_of_the_table_of_commands() {
    compare("ui/src/api.ts", &typescript::functions());
}

#[test]
fn the_wizards_types_are_those_of_rust() {
    compare("ui/src/bindings.ts", &typescript::types());
}
