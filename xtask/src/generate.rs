//! Files generated from the Rust types; a test fails when they are stale.

use crate::command::{self, Failure, cargo};

/// Writes `docs/openapi.json` and `ui/src/bindings.ts`.
pub(crate) fn run() -> Result<(), Failure> {
    let mut command = cargo(&["test", "--package", "landlord", "--test", "openapi"]);
    command::run(command.env("GENERATE", "1"))?;
    let mut command = cargo(&[
        "test",
        "--package",
        "tenant",
        "--features",
        "typescript",
        "--test",
        "bindings",
    ]);
    command::run(command.env("GENERATE", "1"))
}
