//! Benchmarks, each against a baseline in the same run.

use clap::Subcommand;

use crate::{
    bundle::Profile,
    command::{self, Failure, cargo, linted},
    machine,
};

/// What can be measured.
#[derive(Subcommand)]
pub(crate) enum Bench {
    /// From exec to Accueil of a known tenant on screen, against a blank window of the same Tauri.
    Startup {
        /// Number of pairs.
        #[arg(long, default_value_t = 15)]
        pairs: usize,
    },
    /// Opening and searching the archive, against plain SQLite.
    Archive,
    /// A first synchronisation, against curl, and one without changes, against one request.
    Sync,
    /// From the click to the first page of a PDF, against pdftoppm.
    Pdf {
        /// Number of pairs.
        #[arg(long, default_value_t = 15)]
        pairs: usize,
    },
    /// Memory of a known tenant's open window, against a blank window.
    Memory {
        /// Number of pairs.
        #[arg(long, default_value_t = 5)]
        pairs: usize,
    },
}

/// Runs a benchmark, in release builds.
pub(crate) fn run(what: &Bench) -> Result<(), Failure> {
    machine::prepare()?;
    match what {
        Bench::Startup { pairs } => measure_windows("startup", *pairs),
        Bench::Pdf { pairs } => measure_windows("first_page", *pairs),
        Bench::Memory { pairs } => measure_windows("memory", *pairs),
        // Plain HTTP to this machine, as in development builds: TLS is measured at neither end.
        Bench::Sync => command::run(
            cargo(&["bench", "--package", "tenant", "--bench", "syncing"])
                .env("CARGO_PROFILE_BENCH_DEBUG_ASSERTIONS", "true"),
        ),
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

/// Builds the two windows as tenants run them, and measures them in turn.
fn measure_windows(what: &str, pairs: usize) -> Result<(), Failure> {
    machine::build_wizard(Profile::Release)?;
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
    let measure = ["test", "--workspace", "--all-features", "--test", what];
    let mut measure = linted(&measure);
    measure
        .env("PAIRS", pairs.to_string())
        .env("TAURI_DRIVER", machine::tauri_driver());
    command::run(&mut measure)
}
