//! Runs every check and counts the results.

use std::{process::Command, time::Instant};

use crate::{
    bundle::{self, Profile},
    command::{Failure, cargo, linted, npm, run, run_and_read},
    dependencies, machine,
};

/// Checks that passed and failed so far.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
}

impl Tally {
    /// Counts a check that passes or fails as a whole.
    fn check(&mut self, done: &Result<(), Failure>) {
        match done {
            Ok(()) => self.passed += 1,
            Err(failure) => {
                println!("{failure}");
                self.failed += 1;
            }
        }
    }

    /// Counts each test of a cargo run. A run that fails before its tests counts as one failure.
    fn tests(&mut self, command: &mut Command) {
        let failed_before = self.failed;
        let done = run_and_read(command, |line| self.read(line));
        if done.is_err() && self.failed == failed_before {
            self.failed += 1;
        }
    }

    /// Adds the counts of a line like `test result: ok. 3 passed; 0 failed; …`.
    fn read(&mut self, line: &str) {
        let Some((_, counts)) = line
            .strip_prefix("test result: ")
            .and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for count in counts.split(';') {
            match count.trim().split_once(' ') {
                Some((number, "passed")) => self.passed += number.parse::<usize>().unwrap_or(0),
                Some((number, "failed")) => self.failed += number.parse::<usize>().unwrap_or(0),
                _ => {}
            }
        }
    }
}

/// Generated requests for each operation of the service: some 6,000 in all, 1,000 in a quick run, or 40,000 in a
/// long one.
const EXAMPLES: &str = "120";
const EXAMPLES_OF_A_QUICK_RUN: &str = "20";
const EXAMPLES_OF_A_LONG_RUN: &str = "800";

/// What a quick run leaves out of the tests: each command through each fault of the network, and the loops of kills.
const NOT_IN_A_QUICK_RUN: [&str; 4] = ["--skip", "through_every_fault", "--skip", "fifty_kills"];

/// Runs every check. `quick` skips the journeys and [`NOT_IN_A_QUICK_RUN`], and generates fewer requests. `long`
/// generates more requests, tries every byte and every call where other runs try some, and compares response times.
pub(crate) fn run_all(quick: bool, long: bool) -> Result<(), Failure> {
    let start = Instant::now();
    machine::prepare()?;
    machine::prepare_schemathesis()?;
    let mut tally = Tally::default();
    tally.check(&dependencies::check_npm_packages());
    tally.check(&dependencies::check_crates());
    tally.check(&run(&mut npm(&["run", "--silent", "check"])));
    tally.check(&run(&mut npm(&["run", "--silent", "lint:html"])));
    tally.check(&run(&mut npm(&["run", "--silent", "test"])));
    // The shell embeds the wizard and cannot be built without it.
    machine::build_wizard(Profile::Development)?;
    tally.check(&run(&mut cargo(&["fmt", "--all", "--check"])));
    let tests = ["test", "--workspace", "--all-features", "--no-fail-fast"];
    // Benchmarks, and tests that a plain `cargo test` does not run, are compiled here, so that Clippy sees them.
    for unrun in [["--all-targets", "--no-run"], ["--test=*", "--no-run"]] {
        tally.check(&run(&mut linted(&[&tests[..], &unrun].concat())));
    }
    let skipped: &[&str] = if quick { &NOT_IN_A_QUICK_RUN } else { &[] };
    tally.tests(&mut linted(&[&tests[..], &["--"], skipped].concat()));
    let described = [&tests[..], &["--test", "api", "--", "--ignored", "described::"]].concat();
    let examples = match (quick, long) {
        (_, true) => EXAMPLES_OF_A_LONG_RUN,
        (true, false) => EXAMPLES_OF_A_QUICK_RUN,
        (false, false) => EXAMPLES,
    };
    tally.tests(
        linted(&described)
            .env("SCHEMATHESIS", machine::schemathesis())
            .env("SCHEMATHESIS_EXAMPLES", examples),
    );
    if long {
        let all = [&tests[..], &["--", "--ignored", "::long_"]].concat();
        tally.tests(&mut linted(&all));
        // Compares times: nothing else of this run may work meanwhile.
        let times = [&tests[..], &["--test", "api", "--", "--ignored", "s2_long"]].concat();
        tally.tests(&mut linted(&times));
    }
    if !quick {
        let journeys = [&tests[..], &["--test", "journeys", "--", "--test-threads", "4"]].concat();
        tally.tests(linted(&journeys).env("TAURI_DRIVER", machine::tauri_driver()));
        tally.check(&bundle::make(Profile::Development));
        match bundle::tried(Profile::Development) {
            Ok(mut tried) => tally.tests(&mut tried),
            Err(failure) => tally.check(&Err(failure)),
        }
        if long {
            let long_ones = [&tests[..], &["--test", "journeys", "--", "--ignored", "::long_"]].concat();
            tally.tests(linted(&long_ones).env("TAURI_DRIVER", machine::tauri_driver()));
        }
    }
    println!(
        "\nIn {} min {} s:",
        start.elapsed().as_secs() / 60,
        start.elapsed().as_secs() % 60
    );
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if tally.failed == 0 {
        Ok(())
    } else {
        Err(Failure::Checks(tally.failed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_results_of_cargo_are_added_up() {
        let mut tally = Tally::default();
        tally.read(
            "test result: ok. 37 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.73s",
        );
        tally.read("test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out");
        tally.read("test result is elsewhere");
        assert_eq!((tally.passed, tally.failed), (39, 1));
    }
}
