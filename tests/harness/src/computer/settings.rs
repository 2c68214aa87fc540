//! What a computer is set to: its desktop, its proxy, its language, its clock.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::Computer;

/// A desktop that has a proxy in its settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desktop {
    /// GNOME's, in dconf.
    Gnome,
    /// KDE's, in a file.
    Kde,
}

/// The engine calls its driver at this address, and would take the proxy to it.
const DRIVER: &str = "127.0.0.1";

/// The name by which the landlord is behind a proxy all the same.
const BEHIND_PROXY: &str = "localhost";

impl Computer {
    /// Adds a line to the settings of the desktop's toolkit (GTK 3, `settings.ini`).
    pub fn set_desktop(&self, setting: &str) {
        let path = self.home().join("config/gtk-3.0/settings.ini");
        let settings = fs::read_to_string(&path).expect("settings");
        fs::write(&path, format!("{settings}{setting}\n")).expect("written");
    }

    /// Makes the desktop's text larger by a factor.
    pub fn scale_text(&mut self, factor: &str) {
        self.variables.push(("GDK_DPI_SCALE", factor.to_owned()));
    }

    /// Sets the clock off by an offset like « -10y ». Running programs notice within a second. The monotonic clock
    /// does not jump.
    pub fn set_clock(&mut self, off: &str) {
        let path = self.home().join("clock");
        fs::write(&path, off).expect("the clock is set");
        if self.variables.iter().all(|(name, _)| *name != "LD_PRELOAD") {
            self.variables.extend([
                ("LD_PRELOAD", faketime().display().to_string()),
                ("FAKETIME_TIMESTAMP_FILE", path.display().to_string()),
                ("FAKETIME_CACHE_DURATION", "1".to_owned()),
                ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
                ("DONT_FAKE_MONOTONIC", "1".to_owned()),
            ]);
        }
    }

    /// Gives people who have chosen no language this one.
    pub fn speak(&mut self, language: &str) {
        self.variables
            .push(("ESPACE_LOCATAIRE_LANGUAGE", language.to_owned()));
    }

    /// Sets the environment to this proxy.
    pub fn set_proxy_variable(&mut self, proxy: &str) {
        self.landlord = BEHIND_PROXY;
        self.set_variable("http_proxy", proxy);
        self.set_variable("no_proxy", DRIVER);
    }

    /// Sets this desktop to a proxy on this port. The computer needs a session bus.
    pub fn set_proxy(&mut self, desktop: Desktop, port: u16) {
        self.landlord = BEHIND_PROXY;
        match desktop {
            Desktop::Gnome => {
                self.set_variable("XDG_CURRENT_DESKTOP", "GNOME");
                for (group, key, value) in [
                    ("org.gnome.system.proxy", "mode", "manual"),
                    ("org.gnome.system.proxy", "ignore-hosts", &format!("['{DRIVER}']")),
                    ("org.gnome.system.proxy.http", "host", "127.0.0.1"),
                    ("org.gnome.system.proxy.http", "port", &port.to_string()),
                ] {
                    let mut command = Command::new("gsettings");
                    command.args(["set", group, key, value]);
                    self.equip(&mut command);
                    assert!(command.status().expect("gsettings is installed").success());
                }
            }
            Desktop::Kde => {
                self.set_variable("XDG_CURRENT_DESKTOP", "KDE");
                let settings = format!(
                    "[Proxy Settings]\nProxyType=1\nhttpProxy=http://127.0.0.1 {port}\nNoProxyFor={DRIVER}\n"
                );
                fs::write(self.home().join("config/kioslaverc"), settings).expect("written");
            }
        }
    }
}

/// The libfaketime library, which replaces the system's clock for a program.
fn faketime() -> PathBuf {
    Path::new("/usr/lib")
        .join(format!("{}-linux-gnu", std::env::consts::ARCH))
        .join("faketime/libfaketimeMT.so.1")
}
