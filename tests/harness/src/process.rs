//! Processes that end with the journey, even when the journey is killed.

use std::{
    ffi::OsStr,
    fs::File,
    path::Path,
    process::{Command, Stdio},
};

use tokio::process::Child;

/// A command that the system kills when its parent ends.
pub fn dependent(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new("setpriv");
    command
        .args(["--pdeathsig", "KILL", "--"])
        .arg(program)
        .stdin(Stdio::null());
    command
}

/// A process that is ended with SIGTERM: it ends its own children then, but leaves them behind when it is killed.
pub struct Polite(Child);

impl Polite {
    /// Starts the process. Its output goes to a log file.
    pub fn start(
        program: impl AsRef<OsStr>,
        arguments: &[String],
        equip: impl FnOnce(&mut Command),
        log: &Path,
    ) -> Self {
        let mut command = Command::new("setpriv");
        command
            .args(["--pdeathsig", "TERM", "--"])
            .arg(program)
            .args(arguments)
            .stdin(Stdio::null());
        equip(&mut command);
        let file = File::options()
            .append(true)
            .create(true)
            .open(log)
            .expect("a log file");
        command
            .stdout(file.try_clone().expect("a second handle"))
            .stderr(file);
        let mut command = tokio::process::Command::from(command);
        Self(
            command
                .spawn()
                .unwrap_or_else(|error| panic!("{command:?}: {error}")),
        )
    }
}

impl Drop for Polite {
    fn drop(&mut self) {
        if let Some(id) = self.0.id() {
            // The process may have ended by itself.
            let _ = Command::new("kill").args(["-TERM", &id.to_string()]).status();
        }
    }
}

/// Starts a process with the streams of its command. It is killed when dropped.
pub fn start_as_is(command: Command) -> Child {
    let shown = format!("{command:?}");
    tokio::process::Command::from(command)
        .kill_on_drop(true)
        .spawn()
        .unwrap_or_else(|error| panic!("{shown}: {error}"))
}
