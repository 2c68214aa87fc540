//! Where the configuration of a run comes from: the machine's policy, the environment, or the program itself.

use std::{
    env, io,
    path::{Path, PathBuf},
};

use tenant::{Config, ConfigError};

/// The administrator's configuration file, which replaces the built-in configuration.
pub(crate) const MACHINE_POLICY: &str = if cfg!(windows) {
    r"C:\ProgramData\Espace Locataire\landlord.toml"
} else if cfg!(target_os = "macos") {
    "/Library/Application Support/Espace Locataire/landlord.toml"
} else {
    "/etc/espace-locataire/landlord.toml"
};
/// Environment variable with the path of a configuration file to use instead of the built-in configuration.
const CONFIG_VARIABLE: &str = "ESPACE_LOCATAIRE_CONFIG";

/// The configuration of this run, and whether it is a counter's.
pub(crate) struct Start {
    pub(crate) configuration: Result<Config, ConfigError>,
    /// By argument, or by the machine's policy, which leaves no other choice then (S21).
    pub(crate) at_counter: bool,
}

impl Start {
    /// Reads the configuration: the machine's policy comes first, then the file that the environment names, then the
    /// built-in one.
    ///
    /// # Errors
    /// When there may be a policy and it cannot be read: what it says of the machine is not known.
    pub(crate) fn read(policy: &Path, counter_asked_for: bool) -> Result<Self, ConfigError> {
        let policy = policy_at(policy).transpose()?;
        Ok(Self {
            at_counter: counter_asked_for || policy.as_ref().is_some_and(|config| config.assisted.is_some()),
            configuration: policy.map_or_else(configuration_without_policy, Ok),
        })
    }
}

/// The machine's policy; none if there is none. One that cannot be read, or whose folder cannot be looked into, is an
/// error: no other configuration takes its place.
fn policy_at(path: &Path) -> Option<Result<Config, ConfigError>> {
    match Config::read(path.to_owned()) {
        Err(ConfigError::File { source, .. }) if source.kind() == io::ErrorKind::NotFound => None,
        policy => Some(policy),
    }
}

fn configuration_without_policy() -> Result<Config, ConfigError> {
    match env::var_os(CONFIG_VARIABLE) {
        Some(path) => Config::read(PathBuf::from(path)),
        None => Config::parse_beside(include_str!("../landlord.toml"), "landlord.toml", |_| {
            Some(include_bytes!(concat!(env!("OUT_DIR"), "/logo")).to_vec())
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_policy_that_cannot_be_reached_is_an_error_not_an_absence() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(policy_at(&folder.path().join("landlord.toml")).is_none());
        // Also for root, whom no permission keeps out.
        let closed = folder.path().join("closed");
        std::fs::write(&closed, b"").expect("written");
        assert!(policy_at(&closed.join("landlord.toml")).is_some_and(|policy| policy.is_err()));
    }

    #[test]
    fn s21_a_policy_that_cannot_be_read_opens_no_window() {
        let folder = tempfile::tempdir().expect("a folder");
        let policy = folder.path().join("landlord.toml");
        let start = || Start::read(&policy, false);
        assert!(!start().expect("no policy").at_counter);
        let text = include_str!("../landlord.toml").replace("logo =", "# logo =");
        std::fs::write(&policy, &text).expect("written");
        assert!(!start().expect("a policy").at_counter);
        std::fs::write(&policy, format!("{text}\n[assisted]\ndevice = \"d1\"\n")).expect("written");
        assert!(start().expect("a counter's").at_counter);
        std::fs::write(&policy, "[assisted").expect("written");
        assert!(start().is_err(), "it is damaged");
    }
}
