//! Files generated from the Rust sources. A test fails when one is stale.

use crate::command::{self, Failure, cargo};

/// Writes `docs/openapi.json`, `ui/src/bindings.ts`, `ui/src/api.ts` and `ui/src/rule-figures.js`. Uses the
/// features of the tests: others would compile everything a second time.
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
