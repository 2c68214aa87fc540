//! Checks the dependencies: known vulnerabilities, licences, sources, and crates that stand in two versions.
//!
//! Advisories come from where they are published. Where that is out of reach, the ones kept in `xtask/advisories`
//! take their place.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    command::{Failure, cargo, npm, output, root, run, target},
    machine,
};

/// RustSec's database, as cargo-deny clones it.
const RUSTSEC: &str = "https://github.com/RustSec/advisory-db";

/// Lints for entries of `deny.toml` that nothing needs any more.
const UNNEEDED_ENTRIES: [&str; 4] = [
    "unmatched-skip",
    "unnecessary-skip",
    "advisory-not-detected",
    "license-not-encountered",
];

/// Checks the crates against `deny.toml`.
pub(crate) fn check_crates() -> Result<(), Failure> {
    machine::install_cargo_deny()?;
    // cargo-deny reads every crate of the lock file, those of other systems too.
    run(&mut cargo(&["fetch"]))?;
    let advisories = fetch_advisories()?;
    let mut check = cargo_deny(&advisories);
    check.args(["--offline", "check", "--hide-inclusion-graph"]);
    for lint in UNNEEDED_ENTRIES {
        check.args(["--deny", lint]);
    }
    run(&mut check)
}

/// Checks the npm packages.
pub(crate) fn check_npm_packages() -> Result<(), Failure> {
    run(&mut npm(&["run", "--silent", "audit"]))
}

/// Replaces the kept advisories by the published ones.
pub(crate) fn keep_advisories() -> Result<(), Failure> {
    machine::install_cargo_deny()?;
    let advisories = folder("published");
    run(cargo_deny(&advisories).args(["fetch", "db"]))?;
    let clone = clone_in(&advisories)?;
    let moment = date_of(&clone, "%cI");
    // A commit without parents: the clone has one commit only, and a bundle must hold every parent.
    let mut commit = git(&clone);
    commit
        .args(["-c", "user.name=RustSec", "-c", "user.email=rustsec@localhost"])
        .args(["commit-tree", "-m", RUSTSEC, "main^{tree}"])
        .env("GIT_AUTHOR_DATE", &moment)
        .env("GIT_COMMITTER_DATE", &moment);
    let commit = output(&mut commit).ok_or_else(|| Failure::Program("git commit-tree".to_owned()))?;
    run(git(&clone).args(["reset", "--hard", commit.trim()]))?;
    run(git(&clone).args(["bundle", "create"]).arg(kept()).arg("main"))?;
    run(&mut npm(&["run", "--silent", "audit", "--", "--keep"]))
}

/// Returns a folder with RustSec's advisories.
fn fetch_advisories() -> Result<PathBuf, Failure> {
    let published = folder("published");
    if run(cargo_deny(&published).args(["fetch", "db"])).is_ok() {
        return Ok(published);
    }
    // cargo-deny asks for the published address. Git answers with the bundle.
    let kept_ones = folder("kept");
    run(cargo_deny(&kept_ones)
        .args(["fetch", "db"])
        .env("GIT_CONFIG_COUNT", "1")
        .env("GIT_CONFIG_KEY_0", format!("url.{}.insteadOf", kept().display()))
        .env("GIT_CONFIG_VALUE_0", RUSTSEC))?;
    let date = date_of(&clone_in(&kept_ones)?, "%cs");
    println!("RustSec's database is out of reach. Used: the one kept on {date}.");
    Ok(kept_ones)
}

/// A git bundle with RustSec's database at one day.
fn kept() -> PathBuf {
    root().join("xtask/advisories/rustsec.bundle")
}

fn folder(name: &str) -> PathBuf {
    target().join("tools/advisory-databases").join(name)
}

/// The clone that cargo-deny made in this folder: its name holds a hash of the address.
fn clone_in(advisories: &Path) -> Result<PathBuf, Failure> {
    let failed = |source| Failure::File {
        path: advisories.to_owned(),
        source,
    };
    let mut entries = fs::read_dir(advisories).map_err(failed)?.flatten();
    let clone = entries.find(|entry| entry.path().is_dir());
    let clone = clone.ok_or_else(|| Failure::Other("cargo-deny made no clone".to_owned()))?;
    Ok(clone.path())
}

/// When the newest advisory came, in a date format of `git log`.
fn date_of(clone: &Path, format: &str) -> String {
    output(git(clone).args(["log", "-1", &format!("--format={format}")]))
        .map_or_else(String::new, |date| date.trim().to_owned())
}

fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder);
    git
}

/// A cargo-deny command with these advisories, which `deny.toml` reads the place of from the environment.
fn cargo_deny(advisories: &Path) -> Command {
    let mut command = Command::new(machine::cargo_deny());
    command.current_dir(root()).env("ADVISORY_DATABASES", advisories);
    command
}
