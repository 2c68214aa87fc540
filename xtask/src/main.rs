//! `cargo xtask`: everything that is done with this project, on a fresh machine too.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command's output is its terminal"
)]

mod bench;
mod bundle;
mod command;
mod demo;
mod generate;
mod machine;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Everything that is done with this project.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Installs what is missing, builds, and opens the application with a demonstration landlord.
    Demo {
        /// As staff at the counter of an agency open it.
        #[arg(long)]
        assisted: bool,
    },
    /// Installs what is missing and runs every check.
    Test {
        /// Leaves the journeys out.
        #[arg(long)]
        quick: bool,
        /// Makes up more requests to the service, and compares the times of its answers.
        #[arg(long)]
        long: bool,
    },
    /// Writes the files that are generated from the Rust types.
    Generate,
    /// Makes the packages for Debian and Fedora, installs, opens and removes one, and uses the program by hand.
    Bundle,
    /// Measures.
    Bench {
        #[command(subcommand)]
        what: bench::Bench,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Demo { assisted } => demo::open(assisted),
        Task::Test { quick, long } => test::run_all(quick, long),
        Task::Generate => generate::run(),
        Task::Bundle => bundle::run_all(),
        Task::Bench { what } => bench::run(&what),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}
