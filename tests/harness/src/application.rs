//! The application on a computer: its configuration, and starting it without a WebDriver.

use std::{
    fs::{self, File},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
};

use landlord::demonstration::COUNTER_DEVICE;
use tokio::process::Child;

use crate::{
    computer::Computer,
    process::{dependent, start_as_is},
};

/// The log filter (`RUST_LOG`) of the application.
pub(crate) const LOGGED: &str = "info,espace_locataire::ipc=debug,espace_locataire::touches=trace";

/// The configuration of the project's landlord, with its service at this address (`http://…`).
pub fn configuration(service: &str) -> String {
    let configuration = include_str!("../../../landlord.toml");
    configuration.replace("https://locataires.habitathdf.example", service)
}

/// A configuration with a service that never answers. HTTPS, as a release build requires (S19).
pub(crate) fn configuration_offline() -> String {
    configuration("https://127.0.0.1:9")
}

/// Starts the application as a counter.
pub fn start_counter(computer: &Computer, landlord: SocketAddr) -> Child {
    let mut command = dependent(computer.application());
    command.arg("--assisted");
    start(command, computer, &configure_counter(computer, landlord, None))
}

/// Starts a build of the application as a tenant does. No landlord answers.
pub fn start_offline(program: &Path, computer: &Computer) -> Child {
    let config = configure(computer, &configuration_offline());
    start(dependent(program), computer, &config)
}

fn start(mut command: Command, computer: &Computer, config: &Path) -> Child {
    computer.equip(&mut command);
    let log = File::create(computer.log("window.log")).expect("a log file");
    command
        .env("ESPACE_LOCATAIRE_CONFIG", config)
        .env("RUST_LOG", LOGGED)
        .stdout(log.try_clone().expect("a second handle"))
        .stderr(log);
    start_as_is(command)
}

/// Writes the configuration of this computer and returns its path.
pub(crate) fn configure(computer: &Computer, text: &str) -> PathBuf {
    let config = computer.home().join("landlord.toml");
    fs::write(&config, text).expect("the configuration");
    config
}

/// Writes the configuration of a counter on a device that the demonstration has enrolled, with a landlord to
/// practise with, if given.
pub(crate) fn configure_counter(
    computer: &Computer,
    landlord: SocketAddr,
    practice: Option<SocketAddr>,
) -> PathBuf {
    let text = configuration(&computer.landlord(landlord));
    let device = format!("device = \"{COUNTER_DEVICE}\"");
    let practice = practice.map_or_else(String::new, |address| {
        format!("[assisted.practice]\nservice = \"http://{address}\"\n{device}\n")
    });
    configure(computer, &format!("{text}\n[assisted]\n{device}\n{practice}"))
}
