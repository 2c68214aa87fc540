//! A tenant's computer: its own screen, session bus, keyring and home.

mod files;
mod settings;

use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Child,
    time::{sleep, timeout},
};

pub use self::settings::Desktop;
use crate::{
    MAX_WAIT,
    keyring_daemon::KeyringDaemon,
    login_daemon::{LoginDaemon, OWN_SESSION},
    notification_daemon::NotificationDaemon,
    print_spooler::PrintSpooler,
    process::{dependent, start_as_is},
    screen,
    screen_reader::ScreenReader,
};

/// Whether the computer has a keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    /// gnome-keyring, unlocked.
    Unlocked,
    /// No session bus at all: no keyring can be reached.
    None,
}

/// A computer for the length of one journey. A restarted window finds the same home and the same keyring.
pub struct Computer {
    application: PathBuf,
    home: TempDir,
    logs: PathBuf,
    variables: Vec<(&'static str, String)>,
    /// The name of this machine in the landlord's address.
    landlord: &'static str,
    running: Vec<Child>,
    keyring: Option<KeyringDaemon>,
}

impl Computer {
    /// Switches on a new computer with this build of the application. Logs go to the folder `logs`.
    pub async fn switch_on(application: &Path, keyring: Keyring, logs: &Path) -> Self {
        let mut computer = Self {
            application: application.to_owned(),
            home: tempfile::tempdir().expect("a home"),
            logs: logs.to_owned(),
            variables: Vec::new(),
            landlord: "127.0.0.1",
            running: Vec::new(),
            keyring: None,
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
        // With a caret that blinks, a screen never comes to rest.
        let settings = home.join("config/gtk-3.0");
        fs::create_dir(&settings).expect("a folder");
        fs::write(
            settings.join("settings.ini"),
            "[Settings]\ngtk-cursor-blink=false\n",
        )
        .expect("written");
        computer.variables.push(("LANG", "C.UTF-8".to_owned()));
        computer.switch_screen_on().await;
        // Isolates the computer from the system bus of the machine that runs the tests.
        computer
            .variables
            .push(("DBUS_SYSTEM_BUS_ADDRESS", "disabled:".to_owned()));
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

    /// The path of the application.
    pub fn application(&self) -> &Path {
        &self.application
    }

    /// The address of the landlord's service that listens here.
    pub(crate) fn landlord(&self, listener: SocketAddr) -> String {
        format!("http://{}:{}", self.landlord, listener.port())
    }

    /// The home folder, which contains all that the application keeps.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The path of a log file of this computer.
    pub fn log(&self, name: &str) -> PathBuf {
        self.logs.join(name)
    }

    /// Installs a shell script as a program that takes precedence over the system's program of the same name.
    pub fn install(&mut self, name: &str, script: &str) {
        let programs = self.home().join("bin");
        fs::create_dir_all(&programs).expect("a folder");
        let program = programs.join(name);
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).expect("the program");
        fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o700)).expect("runs");
        let others = std::env::var("PATH").expect("programs");
        self.variables
            .push(("PATH", format!("{}:{others}", programs.display())));
    }

    /// Makes every program that opens files and addresses fail.
    pub fn uninstall_other_programs(&mut self) {
        for program in [
            "xdg-open",
            "gio",
            "gnome-open",
            "kde-open",
            "kde-open5",
            "kde-open6",
        ] {
            self.install(program, "exit 3");
        }
    }

    /// Gives the computer a temporary folder of its own.
    pub fn make_temporary_folder(&mut self) {
        let folder = self.home().join("tmp");
        fs::create_dir_all(&folder).expect("a folder");
        self.variables.push(("TMPDIR", folder.display().to_string()));
    }

    /// Connects a printer. Its output lies with the logs, outside the computer.
    pub async fn connect_printer(&mut self) -> PrintSpooler {
        let (spooler, process) = PrintSpooler::start(self.home().join("spooler"), self.log("paper")).await;
        self.running.push(process);
        let address = spooler.socket().display().to_string();
        self.variables.push(("CUPS_SERVER", address));
        spooler
    }

    /// Waits until the clipboard or the selection of this computer has content to paste.
    pub async fn holds_a_copy(&self) {
        let copied = timeout(MAX_WAIT, async {
            while !self.offers_a_copy() {
                sleep(Duration::from_millis(20)).await;
            }
        });
        copied.await.expect("it was copied");
    }

    /// Whether the clipboard or the selection of this computer has content to paste.
    pub fn offers_a_copy(&self) -> bool {
        screen::owns_a_selection(self.display())
    }

    /// The ids of the processes of a program on this computer.
    pub fn processes(&self, program: &str) -> Vec<String> {
        let home = format!("HOME={}", self.home().display());
        let processes = fs::read_dir("/proc").expect("the processes").flatten();
        let ours = processes.filter(|process| {
            let path = process.path();
            let runs = fs::read_link(path.join("exe")).unwrap_or_default();
            let environment = fs::read(path.join("environ")).unwrap_or_default();
            runs.ends_with(program)
                && environment
                    .windows(home.len())
                    .any(|part| part == home.as_bytes())
        });
        ours.map(|process| process.file_name().to_string_lossy().into_owned())
            .collect()
    }

    /// Kills the application on this computer (SIGKILL).
    pub fn kill_application(&self) {
        self.signal("espace-locataire", "-KILL");
    }

    /// Ends the application as the end of a desktop session does (SIGTERM).
    pub fn terminate_application(&self) {
        self.signal("espace-locataire", "-TERM");
    }

    /// Sends a signal to the processes of a program on this computer.
    pub fn signal(&self, program: &str, signal: &str) {
        let ids = self.processes(program);
        assert!(!ids.is_empty(), "{program} runs");
        let sent = Command::new("kill").arg(signal).args(&ids).status();
        assert!(sent.expect("run").success());
    }

    /// Sets this computer's environment for a command.
    pub fn equip(&self, command: &mut Command) {
        command.env_remove("WAYLAND_DISPLAY");
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
    }

    /// Sets a variable of the environment of its programs.
    pub fn set_variable(&mut self, name: &'static str, value: &str) {
        self.variables.push((name, value.to_owned()));
    }

    /// Its screen.
    pub fn display(&self) -> &str {
        self.variable("DISPLAY")
    }

    /// Starts a desktop that shows notifications.
    pub async fn show_notifications(&self) -> NotificationDaemon {
        NotificationDaemon::start(self.session_bus()).await
    }

    /// Starts a screen reader.
    pub async fn start_screen_reader(&self) -> ScreenReader {
        ScreenReader::start(self.variable("DBUS_SESSION_BUS_ADDRESS")).await
    }

    /// Starts a login daemon, which sends the signals to lock and to sleep.
    pub async fn keep_sessions(&mut self) -> LoginDaemon {
        let address = self.start_private_bus("system-bus.log").await;
        let daemon = LoginDaemon::start(&address).await;
        self.variables.push(("DBUS_SYSTEM_BUS_ADDRESS", address));
        self.variables.push(("XDG_SESSION_ID", OWN_SESSION.to_owned()));
        daemon
    }

    /// Its keyring. Panics if it has none.
    pub fn keyring(&self) -> &KeyringDaemon {
        self.keyring.as_ref().expect("this computer has a keyring")
    }

    /// Starts the keyring again, unlocked, like a new session of the same person.
    pub async fn unlock_keyring(&mut self) {
        self.keyring = None;
        let bus = self.session_bus();
        let log = self.log("keyring.log");
        self.keyring = Some(KeyringDaemon::start(bus, |command| self.equip(command), &log).await);
    }

    /// The address of its session bus.
    pub fn session_bus(&self) -> &str {
        self.variable("DBUS_SESSION_BUS_ADDRESS")
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
            // A screen that resets after its last window drops a window that is just opening.
            "-noreset",
        ]);
        let number = self.start_and_read_line(command, "xvfb.log").await;
        self.variables.push(("DISPLAY", format!(":{number}")));
    }

    async fn start_bus(&mut self) {
        let address = self.start_private_bus("dbus.log").await;
        self.variables.push(("DBUS_SESSION_BUS_ADDRESS", address));
    }

    async fn start_private_bus(&mut self, log: &str) -> String {
        let mut command = dependent("dbus-daemon");
        command.args(["--session", "--nofork", "--print-address=1"]);
        self.start_and_read_line(command, log).await
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
