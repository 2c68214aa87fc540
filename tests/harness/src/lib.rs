//! The environment of a journey: a computer of its own (screen, D-Bus, keyring, home) with the application on it,
//! a landlord service of its own, a line between them that can be cut, the real window, and the people who use it.
//!
//! A development dependency of the application. A test passes its own build,
//! `env!("CARGO_BIN_EXE_espace-locataire")`, to [`stage::play`] or [`computer::Computer::switch_on`].
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and a measurement prints its figures"
)]

pub mod application;
pub mod browser;
pub mod computer;
pub mod hands;
pub mod keyring_daemon;
pub mod landlord;
pub mod line;
pub mod login_daemon;
pub mod notification_daemon;
pub mod people;
mod ports;
pub mod print_spooler;
pub mod process;
pub mod prompter;
pub mod screen;
pub mod screen_reader;
pub mod stage;
pub mod two_windows;
pub mod window;

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// Timeout of waits in tests: longer than any wait of the application.
pub const MAX_WAIT: Duration = Duration::from_secs(40);

/// The folder of the project.
pub fn root() -> PathBuf {
    let harness = Path::new(env!("CARGO_MANIFEST_DIR"));
    harness.ancestors().nth(2).expect("tests/harness").to_owned()
}
