//! A tenant's computer: its own screen, session bus, keyring and home.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    process::Child,
};
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};

use super::process::{dependent, start_as_is};

/// Whether the computer has a keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    /// gnome-keyring, unlocked.
    Unlocked,
    /// No session bus at all: no keyring can be reached.
    None,
}

/// A computer that lasts as long as its journey; starting the window again finds the same home
/// and the same keyring.
pub struct Computer {
    home: TempDir,
    logs: PathBuf,
    variables: Vec<(&'static str, String)>,
    running: Vec<Child>,
}

impl Computer {
    /// Switches a new computer on; logs go to a folder of the caller's.
    pub async fn switch_on(keyring: Keyring, logs: &Path) -> Self {
        let mut computer = Self {
            home: tempfile::tempdir().expect("a home"),
            logs: logs.to_owned(),
            variables: Vec::new(),
            running: Vec::new(),
        };
        let home = computer.home().to_owned();
        for (variable, folder) in [
            ("HOME", ""),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_RUNTIME_DIR", "runtime"),
        ] {
            let folder = home.join(folder);
            fs::create_dir_all(&folder).expect("a folder");
            fs::set_permissions(&folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))
                .expect("private");
            computer.variables.push((variable, folder.display().to_string()));
        }
        computer.variables.push(("LANG", "C.UTF-8".to_owned()));
        computer.switch_screen_on().await;
        match keyring {
            Keyring::Unlocked => {
                computer.start_bus().await;
                computer.unlock_keyring().await;
            }
            Keyring::None => computer
                .variables
                .push(("DBUS_SESSION_BUS_ADDRESS", "disabled:".to_owned())),
        }
        computer
    }

    /// The home folder, where everything of the profile stands.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where the logs of what runs on this computer go.
    pub fn log(&self, name: &str) -> PathBuf {
        self.logs.join(name)
    }

    /// Gives a command this computer's environment.
    pub fn equip(&self, command: &mut Command) {
        command.env_remove("WAYLAND_DISPLAY");
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
    }

    /// Its screen.
    pub fn display(&self) -> &str {
        self.variable("DISPLAY")
    }

    /// The secrets that the application has in the keyring, asked on the bus (Secret Service API).
    pub async fn keyring_secrets(&self) -> Vec<String> {
        const SERVICE: Option<&str> = Some("org.freedesktop.secrets");
        const INTERFACE: Option<&str> = Some("org.freedesktop.Secret.Service");
        const ROOT: &str = "/org/freedesktop/secrets";
        let bus = zbus::connection::Builder::address(self.variable("DBUS_SESSION_BUS_ADDRESS"));
        let bus = bus.expect("an address").build().await.expect("the bus");

        let plain = ("plain", Value::from(""));
        let opened = bus
            .call_method(SERVICE, ROOT, INTERFACE, "OpenSession", &plain)
            .await
            .expect("a session");
        let (_, session): (OwnedValue, OwnedObjectPath) = opened.body().deserialize().expect("its path");
        let wanted = HashMap::from([("service", "fr.habitathdf.espacelocataire")]);
        let found = bus
            .call_method(SERVICE, ROOT, INTERFACE, "SearchItems", &wanted)
            .await
            .expect("searched");
        let (unlocked, _): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) =
            found.body().deserialize().expect("paths");
        let asked = (unlocked, &session);
        let told = bus
            .call_method(SERVICE, ROOT, INTERFACE, "GetSecrets", &asked)
            .await
            .expect("secrets");
        let secrets: HashMap<OwnedObjectPath, (OwnedObjectPath, Vec<u8>, Vec<u8>, String)> =
            told.body().deserialize().expect("secrets by path");
        secrets
            .into_values()
            .map(|(_, _, secret, _)| String::from_utf8(secret).expect("text"))
            .collect()
    }

    fn variable(&self, wanted: &str) -> &str {
        let found = self.variables.iter().find(|(name, _)| *name == wanted);
        found
            .map(|(_, value)| value.as_str())
            .expect("a variable of this computer")
    }

    async fn switch_screen_on(&mut self) {
        let mut command = dependent("Xvfb");
        command.args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1280x1400x24",
            "-nolisten",
            "tcp",
        ]);
        let number = self.start_and_read_line(command, "xvfb.log").await;
        self.variables.push(("DISPLAY", format!(":{number}")));
    }

    async fn start_bus(&mut self) {
        let mut command = dependent("dbus-daemon");
        command.args(["--session", "--nofork", "--print-address=1"]);
        let address = self.start_and_read_line(command, "dbus.log").await;
        self.variables.push(("DBUS_SESSION_BUS_ADDRESS", address));
    }

    async fn unlock_keyring(&mut self) {
        let mut command = dependent("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        command.stderr(fs::File::create(self.log("keyring.log")).expect("a log file"));
        self.equip(&mut command);
        let mut child = start_as_is(command);
        let mut input = child.stdin.take().expect("piped");
        input
            .write_all(b"journey")
            .await
            .expect("the password of the keyring");
        drop(input);
        // Its first line comes once it is on the bus.
        let output = child.stdout.take().expect("piped");
        let mut line = String::new();
        BufReader::new(output)
            .read_line(&mut line)
            .await
            .expect("the keyring's answer");
        self.running.push(child);
    }

    async fn start_and_read_line(&mut self, mut command: Command, log: &str) -> String {
        command
            .stdout(Stdio::piped())
            .stderr(fs::File::create(self.log(log)).expect("a log file"));
        self.equip(&mut command);
        let mut child = start_as_is(command);
        let output = child.stdout.take().expect("piped");
        let mut line = String::new();
        BufReader::new(output)
            .read_line(&mut line)
            .await
            .expect("a first line");
        self.running.push(child);
        assert!(!line.trim().is_empty(), "{log} says why it did not start");
        line.trim().to_owned()
    }
}
