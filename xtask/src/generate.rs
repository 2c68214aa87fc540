//! Files generated from the Rust types; a test fails when they are stale.

use crate::command::{self, Failure, cargo};

/// Writes `docs/openapi.json`, `ui/src/bindings.ts`, `ui/src/api.ts` and `ui/src/rule-figures.js`, with the features that the tests have too:
/// others would compile everything a second time.
pub(crate) fn run() -> Result<(), Failure> {
    let mut command = cargo(&[
        "test",
        "--workspace",
        "--all-features",
        "--test",
        "openapi",
        "--test",
        "window_api",
        "--test",
        "figures",
    ]);
    command::run(command.env("GENERATE", "1"))
}
