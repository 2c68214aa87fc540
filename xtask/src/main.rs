//! `cargo xtask`: all tasks of this project, on a fresh machine too.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command's output is its terminal"
)]

mod bench;
mod bundle;
mod command;
mod demo;
mod dependencies;
mod generate;
mod machine;
mod repository;
mod sbom;
mod test;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, Subcommand};

use crate::repository::Repository;

/// All tasks of this project.
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
        /// Opens the counter of an agency, as staff see it.
        #[arg(long)]
        assisted: bool,
    },
    /// Installs what is missing and runs every check.
    Test {
        /// Skips the journeys, the loops of kills, and each command through each fault of the network.
        #[arg(long)]
        quick: bool,
        /// Tries every byte and every call, generates more requests, and compares response times.
        #[arg(long)]
        long: bool,
    },
    /// Keeps the advisories published today, for machines that cannot ask for them.
    Advisories,
    /// Writes the files that are generated from the Rust sources.
    Generate,
    /// Builds the packages for Debian and Fedora; installs, opens and removes one; operates the program by hand.
    Bundle {
        /// Then publishes them in this folder: a signed APT and RPM repository, and signed checksums.
        #[arg(long, value_name = "DIR", requires_all = ["address", "key"])]
        repository: Option<PathBuf>,
        /// Address at which tenants' machines are going to find the folder.
        #[arg(long, value_name = "URL", requires = "repository", value_parser = repository::address)]
        address: Option<String>,
        /// Key that signs, as gpg names it. Several while one replaces another.
        #[arg(long, requires = "repository")]
        key: Vec<String>,
    },
    /// Runs a benchmark.
    Bench {
        #[command(subcommand)]
        what: bench::Bench,
    },
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Demo { assisted } => demo::open(assisted),
        Task::Test { quick, long } => test::run_all(quick, long),
        Task::Advisories => dependencies::keep_advisories(),
        Task::Generate => generate::run(),
        Task::Bundle {
            repository,
            address,
            key,
        } => bundle::run_all(
            repository
                .as_deref()
                .zip(address.as_deref())
                .map(|(folder, address)| Repository {
                    folder,
                    address,
                    keys: &key,
                    key_folder: None,
                })
                .as_ref(),
        ),
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

#[cfg(test)]
mod tests {
    use std::fs;

    use clap::error::ErrorKind;

    use super::*;
    use crate::command::root;

    /// The xtask commands that a document contains, in lines of their own and between backticks.
    fn commands(text: &str) -> Vec<Vec<&str>> {
        let lines = text.lines().chain(text.split('`'));
        let commands = lines.filter_map(|line| {
            line.strip_prefix("cargo xtask ")
                .filter(|line| !line.contains('\n'))
        });
        let words = commands.map(|line| line.split('#').next().unwrap_or_default().split_whitespace());
        words
            .map(|words| ["cargo xtask"].into_iter().chain(words).collect())
            .collect()
    }

    #[test]
    fn every_xtask_in_the_documents_exists() {
        let mut found = 0;
        for document in [
            "README.md",
            "CONTRIBUTING.md",
            "docs/ARCHITECTURE.md",
            "docs/OPERATIONS.md",
            "docs/SECURITY.md",
        ] {
            let text = fs::read_to_string(root().join(document)).expect("a document");
            for command in commands(&text) {
                found += 1;
                // A mention may leave out a required subcommand.
                if let Err(error) = Arguments::try_parse_from(&command)
                    && error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
                {
                    panic!("{document}: {}\n{error}", command.join(" "));
                }
            }
        }
        assert!(found > 10, "commands are found");
    }
}
