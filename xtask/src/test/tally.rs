//! Counts the checks of a run, and the time of its parts.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use crate::command::{Failure, run_and_read};

/// Checks that passed and failed so far, and how long each part of the run took.
pub(super) struct Tally {
    passed: usize,
    failed: usize,
    failures: Vec<String>,
    start: Instant,
    /// The parts, with the moment at which each began.
    parts: Vec<(&'static str, Instant)>,
}

impl Tally {
    /// Begins a run with this part.
    pub(super) fn begin(part: &'static str) -> Self {
        let start = Instant::now();
        Self {
            passed: 0,
            failed: 0,
            failures: Vec::new(),
            start,
            parts: vec![(part, start)],
        }
    }

    /// Begins the next part of the run.
    pub(super) fn part(&mut self, part: &'static str) {
        self.parts.push((part, Instant::now()));
    }

    pub(super) fn failed(&self) -> usize {
        self.failed
    }

    /// Prints how long each part took, what failed, and the counts.
    pub(super) fn report(&self) {
        let now = Instant::now();
        println!("\nIn {}:", duration(now - self.start));
        let ends = self.parts.iter().skip(1).map(|(_, begun)| *begun).chain([now]);
        for ((part, begun), end) in self.parts.iter().zip(ends) {
            println!("{:>13}  {part}", duration(end - *begun));
        }
        for failure in &self.failures {
            println!("failed: {failure}");
        }
        println!("{} passed, {} failed", self.passed, self.failed);
    }

    /// Counts a check that passes or fails as a whole.
    pub(super) fn check(&mut self, done: &Result<(), Failure>) {
        match done {
            Ok(()) => self.passed += 1,
            Err(failure) => {
                println!("{failure}");
                self.failures.push(failure.to_string());
                self.failed += 1;
            }
        }
    }

    /// Counts each test of a cargo run. A run that fails before its tests counts as one failure.
    pub(super) fn tests(&mut self, command: &mut Command) {
        let failed_before = self.failed;
        let done = run_and_read(command, |line| self.read(line));
        if done.is_err() && self.failed == failed_before {
            self.failed += 1;
        }
    }

    /// Reads a line of a test run: `test NAME ... FAILED`, or `test result: ok. 3 passed; 0 failed; …`.
    fn read(&mut self, line: &str) {
        if let Some(test) = line
            .strip_prefix("test ")
            .and_then(|rest| rest.strip_suffix(" ... FAILED"))
        {
            self.failures.push(test.to_owned());
        }
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

/// Such as « 4 min 5 s ».
fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    format!("{} min {} s", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_cargo_are_added_up_and_failures_are_named() {
        let mut tally = Tally::begin("tests");
        tally.read(
            "test result: ok. 37 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.73s",
        );
        tally.read("test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out");
        tally.read("test result is elsewhere");
        tally.read("test counter::a_visit_ends ... FAILED");
        tally.read("test counter::a_visit_begins ... ok");
        assert_eq!((tally.passed, tally.failed), (39, 1));
        assert_eq!(tally.failures, ["counter::a_visit_ends"]);
    }
}
