//! The wizard's functions are those of the table of commands. `cargo xtask generate` writes them anew.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{env, fs, path::Path};

#[test]
fn the_wizards_functions_are_those_of_the_table_of_commands() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/api.ts");
    let declared = espace_locataire::typescript();
    if env::var_os("GENERATE").is_some() {
        fs::write(&path, &declared).expect("written");
    }
    let used = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        used == declared,
        "ui/src/api.ts is stale: run `cargo xtask generate`"
    );
}
