//! Measurements, each against a floor in the same run.

use clap::Subcommand;

use crate::command::{self, Failure, cargo, npm};
use crate::machine;

/// What can be measured.
#[derive(Subcommand)]
pub(crate) enum Bench {
    /// From exec to the receipts of a known tenant on screen, against a blank window of the same
    /// Tauri.
    Startup {
        /// How many pairs.
        #[arg(long, default_value_t = 15)]
        pairs: usize,
    },
    /// Opening and searching the archive, against plain SQLite.
    Archive,
}

/// Measures in release builds.
pub(crate) fn run(what: &Bench) -> Result<(), Failure> {
    machine::prepare()?;
    match what {
        Bench::Startup { pairs } => measure_startup(*pairs),
        Bench::Archive => command::run(&mut cargo(&[
            "bench",
            "--package",
            "tenant",
            "--features",
            "rehearsal",
            "--bench",
            "reading",
        ])),
    }
}

fn measure_startup(pairs: usize) -> Result<(), Failure> {
    command::run(&mut npm(&["run", "--silent", "build"]))?;
    let build = [
        "build",
        "--release",
        "--package",
        "espace-locataire",
        "--package",
        "blank-window",
        "--bins",
    ];
    command::run(&mut cargo(&build))?;
    let measure = ["test", "--workspace", "--all-features", "--test", "startup"];
    let mut measure = cargo(&measure);
    measure
        .env("PAIRS", pairs.to_string())
        .env("TAURI_DRIVER", machine::tauri_driver());
    command::run(&mut measure)
}
