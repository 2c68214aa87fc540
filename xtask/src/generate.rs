//! Files generated from the Rust types; a test fails when they are stale.

use crate::command::{self, Failure, cargo};

/// Writes `docs/openapi.json`, `ui/src/bindings.ts` and `ui/src/api.ts`, with the features that the tests have too:
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
    ]);
    command::run(command.env("GENERATE", "1"))
}
