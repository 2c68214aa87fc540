//! The wizard's types are those of Rust. `cargo xtask generate` writes them anew.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::{env, fs, path::Path};

#[test]
fn the_wizards_types_are_those_of_rust() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/bindings.ts");
    let declared = tenant::typescript::declarations();
    if env::var_os("GENERATE").is_some() {
        fs::write(&path, &declared).expect("written");
    }
    let used = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        used == declared,
        "ui/src/bindings.ts is stale: run `cargo xtask generate`"
    );
}
