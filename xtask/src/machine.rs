//! Installs what a machine needs.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    bundle::Profile,
    command::{Failure, cargo, npm, output, root, run, target},
};

/// Needed to build and run the window (Debian 12, Ubuntu 24.04).
const WINDOW: [&str; 8] = [
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "bubblewrap",
    "xdg-dbus-proxy",
    "dbus",
    "gnome-keyring",
];
/// Needed to drive the window without a display.
const JOURNEYS: [&str; 9] = [
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "util-linux",
    "libfaketime",
    "cups-daemon",
    "cups-client",
    "squid",
    "at-spi2-core",
];

/// Needed to try the packages, and to publish them.
const PACKAGES: [&str; 7] = [
    "xdg-utils",
    "desktop-file-utils",
    "appstream",
    "rpm",
    "apt-utils",
    "createrepo-c",
    "gnupg",
];
/// Needed to install Schemathesis.
const DESCRIBED_API: [&str; 1] = ["python3-venv"];
/// Baselines of the benchmarks: curl, pdftoppm.
const FLOORS: [&str; 2] = ["curl", "poppler-utils"];

const TAURI_DRIVER: &str = "2.1.0";
const CARGO_DENY: &str = "0.20.2";
const CARGO_CYCLONEDX: &str = "0.5.9";

/// Installs what is needed to build, check and drive the window.
pub(crate) fn prepare() -> Result<(), Failure> {
    install_packages()?;
    install_node_packages()?;
    install_tool("tauri-driver", TAURI_DRIVER)
}

/// Installs cargo-deny, which checks the crates against `deny.toml`.
pub(crate) fn install_cargo_deny() -> Result<(), Failure> {
    install_tool("cargo-deny", CARGO_DENY)
}

/// Installs cargo-cyclonedx, which lists what the program is made of.
pub(crate) fn install_cargo_cyclonedx() -> Result<(), Failure> {
    install_tool("cargo-cyclonedx", CARGO_CYCLONEDX)
}

/// Installs Schemathesis, which compares the service with its API description, in an environment of its own.
/// Versions and hashes are in `xtask/schemathesis/requirements.txt`.
pub(crate) fn prepare_schemathesis() -> Result<(), Failure> {
    let list = root().join("xtask/schemathesis/requirements.txt");
    let wanted = fs::read(&list).map_err(|source| Failure::File {
        path: list.clone(),
        source,
    })?;
    let environment = target().join("tools/schemathesis");
    let mark = environment.join("installed-requirements.txt");
    if fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(Command::new("python3")
        .args(["-m", "venv", "--clear"])
        .arg(&environment))?;
    run(Command::new(environment.join("bin/pip"))
        .args([
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--require-hashes",
        ])
        .arg("--requirement")
        .arg(&list))?;
    fs::write(&mark, wanted).map_err(|source| Failure::File { path: mark, source })
}

/// Where Schemathesis is installed.
pub(crate) fn schemathesis() -> PathBuf {
    target().join("tools/schemathesis/bin/schemathesis")
}

/// Where tauri-driver is installed.
pub(crate) fn tauri_driver() -> PathBuf {
    tool("tauri-driver")
}

/// Where cargo-deny is installed.
pub(crate) fn cargo_deny() -> PathBuf {
    tool("cargo-deny")
}

/// Where cargo-cyclonedx is installed.
pub(crate) fn cargo_cyclonedx() -> PathBuf {
    tool("cargo-cyclonedx")
}

fn tool(name: &str) -> PathBuf {
    target().join("tools/bin").join(name)
}

fn install_packages() -> Result<(), Failure> {
    let missing: Vec<&str> = WINDOW
        .into_iter()
        .chain(JOURNEYS)
        .chain(DESCRIBED_API)
        .chain(FLOORS)
        .chain(PACKAGES)
        .filter(|name| !is_installed(name))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let line = format!(
        "sudo apt-get install --yes --no-install-recommends {}",
        missing.join(" ")
    );
    let elevate: &[&str] = if output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0") {
        &[]
    } else if output(Command::new("sudo").args(["--non-interactive", "true"])).is_some() {
        &["sudo"]
    } else {
        return Err(Failure::PackagesMissing(line));
    };
    let apt = |arguments: &[&str]| {
        let mut words = elevate.to_vec();
        words.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]);
        words.extend(arguments);
        run(Command::new(words[0]).args(&words[1..]))
    };
    apt(&["update"])?;
    let mut install = vec!["install", "--yes", "--no-install-recommends"];
    install.extend(missing);
    apt(&install)
}

fn is_installed(package: &str) -> bool {
    let status =
        output(Command::new("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]));
    status.is_some_and(|status| status == "installed")
}

/// Runs `npm ci`, unless the installed packages match the lock file.
fn install_node_packages() -> Result<(), Failure> {
    let ui = root().join("ui");
    let lock = ui.join("package-lock.json");
    let wanted = fs::read(&lock).map_err(|source| Failure::File { path: lock, source })?;
    let mark = ui.join("node_modules/.installed-lock.json");
    if fs::read(&mark).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(&mut npm(&["ci", "--no-audit", "--no-fund"]))?;
    fs::write(&mark, wanted).map_err(|source| Failure::File { path: mark, source })
}

/// Builds the wizard if its sources changed. The shell embeds it and is recompiled after each build. A development
/// build knows the pseudo-language too.
pub(crate) fn build_wizard(profile: Profile) -> Result<(), Failure> {
    let ui = root().join("ui");
    let mark = ui.join("node_modules/.built-wizard");
    let mut sources = format!("{profile:?}\n");
    for name in [
        "src",
        "locales",
        "index.html",
        "pdf.html",
        "vite.config.js",
        "unbroken.js",
        "vite.pdf.config.js",
        "package-lock.json",
    ] {
        list_files(&ui.join(name), &mut sources)?;
    }
    let is_built = ui.join("dist/index.html").exists() && ui.join("dist/pdf.html").exists();
    if is_built && fs::read_to_string(&mark).is_ok_and(|built| built == sources) {
        return Ok(());
    }
    let mut build = npm(&["run", "--silent", "build"]);
    if profile == Profile::Development {
        build.env("PSEUDO_LANGUAGE", "1");
    }
    run(&mut build)?;
    fs::write(&mark, sources).map_err(|source| Failure::File { path: mark, source })
}

/// Adds a line for each file: path, size and time of the last change.
fn list_files(path: &Path, lines: &mut String) -> Result<(), Failure> {
    let failed = |source| Failure::File {
        path: path.to_owned(),
        source,
    };
    let facts = fs::metadata(path).map_err(failed)?;
    if !facts.is_dir() {
        let changed = facts.modified().map_err(failed)?;
        lines.push_str(&format!("{} {} {changed:?}\n", path.display(), facts.len()));
        return Ok(());
    }
    let mut inside = Vec::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        inside.push(entry.map_err(failed)?.path());
    }
    inside.sort();
    inside.iter().try_for_each(|path| list_files(path, lines))
}

/// Builds a program of crates.io, unless this version is installed.
fn install_tool(name: &str, version: &str) -> Result<(), Failure> {
    let tools = target().join("tools");
    // Where `cargo install` writes down what it installed.
    let installed = fs::read_to_string(tools.join(".crates.toml"));
    if installed.is_ok_and(|list| list.contains(&format!("\"{name} {version} ("))) {
        return Ok(());
    }
    // Unoptimised: a tool runs for seconds, and is built in half the time.
    let mut install = cargo(&["install", name, "--version", version, "--locked", "--debug"]);
    run(install.arg("--root").arg(&tools))
}
