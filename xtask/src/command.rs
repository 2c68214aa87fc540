//! Running other programs.

use std::{
    env,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Why a task failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// A program cannot be started.
    #[error("{program} cannot be started: {source}")]
    Start {
        /// The program.
        program: String,
        /// The cause.
        source: io::Error,
    },
    /// A program ended with an error.
    #[error("{0} failed")]
    Program(String),
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// System packages are missing, and this user may not install them.
    #[error("These packages are missing. Install them, then run the same command again:\n\n    {0}\n")]
    PackagesMissing(String),
    /// Checks failed.
    #[error("{0} checks failed")]
    Checks(usize),
    /// Anything else, as a sentence.
    #[error("{0}")]
    Other(String),
}

/// The project's folder. Read from Cargo's environment at run time: after a move of the folder, Cargo does not
/// rebuild this program.
pub(crate) fn root() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from)
        .parent()
        .map_or_else(PathBuf::new, Path::to_owned)
}

/// The folder of the build output.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A cargo command in the project's folder.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).args(arguments);
    command
}

/// A cargo command whose compiler is Clippy's, and in which a warning is an error. It compiles each crate of the
/// workspace once, for Clippy and for the tests: `cargo clippy` would read every dependency a second time.
pub(crate) fn linted(arguments: &[&str]) -> Command {
    let mut command = cargo(arguments);
    // What `cargo clippy -- --deny warnings` sets.
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver").env(
        "CLIPPY_ARGS",
        "--deny__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__",
    );
    command
}

/// An npm command in the wizard's folder.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new("npm");
    command
        .current_dir(root().join("ui"))
        .args(arguments)
        .env("npm_config_update_notifier", "false");
    command
}

/// Runs a command to its end. Its output goes to the terminal.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let shown = shown(command);
    println!("\n$ {shown}");
    let ended = command.status().map_err(|source| not_started(command, source))?;
    ended.success().then_some(()).ok_or(Failure::Program(shown))
}

/// Runs a command to its end. Its output goes to the terminal, and line by line to `line`.
pub(crate) fn run_and_read(command: &mut Command, mut line: impl FnMut(&str)) -> Result<(), Failure> {
    let shown = shown(command);
    println!("\n$ {shown}");
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|source| not_started(command, source))?;
    for read in child
        .stdout
        .take()
        .into_iter()
        .flat_map(|output| BufReader::new(output).lines())
    {
        let read = read.unwrap_or_default();
        println!("{read}");
        line(&read);
    }
    let ended = child.wait().map_err(|source| not_started(command, source))?;
    ended.success().then_some(()).ok_or(Failure::Program(shown))
}

/// The output of a command; its errors go to the terminal.
pub(crate) fn read_output(command: &mut Command) -> Result<String, Failure> {
    let shown = shown(command);
    println!("\n$ {shown}");
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|source| not_started(command, source))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    output
        .status
        .success()
        .then_some(text)
        .ok_or(Failure::Program(shown))
}

/// The output of a command; none if it fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

pub(crate) fn not_started(command: &Command, source: io::Error) -> Failure {
    Failure::Start {
        program: command.get_program().to_string_lossy().into_owned(),
        source,
    }
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default();
    let mut shown = program.to_string_lossy().into_owned();
    for argument in command.get_args() {
        shown.push(' ');
        shown.push_str(&argument.to_string_lossy());
    }
    shown
}
