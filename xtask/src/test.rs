//! Runs every check and counts the results.

mod tally;

use self::tally::Tally;
use crate::{
    bundle::{self, Profile},
    command::{Failure, cargo, linted, npm, run},
    dependencies, machine,
};

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
    let mut tally = Tally::begin("machine");
    machine::prepare()?;
    machine::prepare_schemathesis()?;
    tally.part("dependencies and wizard");
    tally.check(&dependencies::check_npm_packages());
    tally.check(&dependencies::check_crates());
    tally.check(&run(&mut npm(&["run", "--silent", "check"])));
    tally.check(&run(&mut npm(&["run", "--silent", "lint:html"])));
    tally.check(&run(&mut npm(&["run", "--silent", "test"])));
    // The shell embeds the wizard and cannot be built without it.
    machine::build_wizard(Profile::Development)?;
    tally.check(&run(&mut cargo(&["fmt", "--all", "--check"])));
    let tests = ["test", "--workspace", "--all-features", "--no-fail-fast"];
    tally.part("compiling");
    // Benchmarks, and tests that a plain `cargo test` does not run, are compiled here, so that Clippy sees them.
    for unrun in [["--all-targets", "--no-run"], ["--test=*", "--no-run"]] {
        tally.check(&run(&mut linted(&[&tests[..], &unrun].concat())));
    }
    tally.part("tests");
    let skipped: &[&str] = if quick { &NOT_IN_A_QUICK_RUN } else { &[] };
    tally.tests(&mut linted(&[&tests[..], &["--"], skipped].concat()));
    tally.part("generated requests");
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
        tally.part("long tests");
        let all = [&tests[..], &["--", "--ignored", "::long_"]].concat();
        tally.tests(&mut linted(&all));
        // Compares times: nothing else of this run may work meanwhile.
        for measured in ["s2_long", "s21_long"] {
            let times = [&tests[..], &["--test", "api", "--", "--ignored", measured]].concat();
            tally.tests(&mut linted(&times));
        }
    }
    if !quick {
        tally.part("journeys");
        let journeys = [&tests[..], &["--test", "journeys", "--", "--test-threads", "4"]].concat();
        tally.tests(linted(&journeys).env("TAURI_DRIVER", machine::tauri_driver()));
        tally.part("packages");
        tally.check(&bundle::make(Profile::Development));
        tally.part("installed packages");
        match bundle::tried(Profile::Development) {
            Ok(mut tried) => tally.tests(&mut tried),
            Err(failure) => tally.check(&Err(failure)),
        }
        if long {
            tally.part("long journeys");
            let long_ones = [&tests[..], &["--test", "journeys", "--", "--ignored", "::long_"]].concat();
            tally.tests(linted(&long_ones).env("TAURI_DRIVER", machine::tauri_driver()));
        }
    }
    tally.report();
    if tally.failed() == 0 {
        Ok(())
    } else {
        Err(Failure::Checks(tally.failed()))
    }
}
