//! Processes that end with the journey, also when the journey is killed.

use std::{
    ffi::OsStr,
    fs::File,
    path::Path,
    process::{Command, Stdio},
};

use tokio::process::Child;

/// A command that the system ends when its parent ends.
pub fn dependent(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("setpriv");
    command
        .args(["--pdeathsig", "KILL", "--"])
        .arg(program)
        .stdin(Stdio::null());
    command
}

/// Starts a process whose output goes to a log file; it is killed when dropped.
pub fn start(mut command: Command, log: &Path) -> Child {
    let file = File::options()
        .append(true)
        .create(true)
        .open(log)
        .expect("a log file");
    command
        .stdout(file.try_clone().expect("a second handle"))
        .stderr(file);
    start_as_is(command)
}

/// Starts a process whose output the caller reads; it is killed when dropped.
pub fn start_as_is(command: Command) -> Child {
    let shown = format!("{command:?}");
    tokio::process::Command::from(command)
        .kill_on_drop(true)
        .spawn()
        .unwrap_or_else(|error| panic!("{shown}: {error}"))
}
