//! Builds and tries the packages that tenants install.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    command::{Failure, linted, root, run, target},
    machine,
    repository::{Repository, publish_for_a_trial},
    sbom,
};

/// Which build is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// The build for tenants.
    Release,
    /// A development build, which accepts a landlord on this machine. Packed and tried in minutes.
    Development,
}

impl Profile {
    fn folder(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Development => "debug",
        }
    }

    /// The folder of its packages.
    fn packages(self) -> PathBuf {
        target().join(self.folder()).join("bundle")
    }
}

/// Builds the packages, tries them, and publishes them if a repository is given.
pub(crate) fn run_all(repository: Option<&Repository<'_>>) -> Result<(), Failure> {
    machine::prepare()?;
    machine::build_wizard(Profile::Release)?;
    make(Profile::Release)?;
    run(&mut tried(Profile::Release)?)?;
    run(&mut tried_by_hand(Profile::Release))?;
    let packages = Profile::Release.packages();
    println!("\nThe packages are in {}", packages.display());
    if let Some(repository) = repository {
        repository.publish(&found(&packages, "deb")?, &found(&packages, "rpm")?)?;
        println!("\nThe repositories are in {}", repository.folder.display());
    }
    Ok(())
}

/// Deletes earlier packages and builds new ones.
pub(crate) fn make(profile: Profile) -> Result<(), Failure> {
    let packages = profile.packages();
    match fs::remove_dir_all(&packages) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => {
            return Err(Failure::File {
                path: packages,
                source,
            });
        }
        _ => {}
    }
    let mut tauri = Command::new(root().join("ui/node_modules/.bin/tauri"));
    tauri.current_dir(root()).args(["build", "--ci"]);
    if profile == Profile::Development {
        tauri.arg("--debug");
    }
    // Without the landlord's service.
    run(tauri.args(["--", "--package", "espace-locataire"]))?;
    if profile == Profile::Release {
        pack_tighter(&packages.join("deb"))?;
    }
    sbom::write_beside(&[found(&packages, "deb")?, found(&packages, "rpm")?])
}

/// The package with this ending.
fn found(packages: &Path, ending: &str) -> Result<PathBuf, Failure> {
    let folder = packages.join(ending);
    let files = fs::read_dir(&folder).map_err(|source| Failure::File {
        path: folder.clone(),
        source,
    })?;
    let mut files = files.flatten().map(|entry| entry.path());
    let package = files.find(|path| path.extension().is_some_and(|own| own == ending));
    package.ok_or_else(|| Failure::Other(format!("no package in {}", folder.display())))
}

/// Repacks with xz instead of the bundler's gzip: a quarter smaller, and every Debian can read it.
fn pack_tighter(folder: &Path) -> Result<(), Failure> {
    let failed = |source| Failure::File {
        path: folder.to_owned(),
        source,
    };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let package = entry.map_err(failed)?.path();
        if package.extension().is_none_or(|ending| ending != "deb") {
            continue;
        }
        repack(&package, &package, &["-Zxz", "-z9"], |_| Ok(()))?;
    }
    Ok(())
}

/// Unpacks a `.deb`, changes what was in it, and packs it again.
pub(crate) fn repack(
    package: &Path,
    again: &Path,
    compression: &[&str],
    change: impl FnOnce(&Path) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let unpacked = again.with_added_extension("unpacked");
    run(Command::new("dpkg-deb")
        .arg("--raw-extract")
        .args([package, &unpacked]))?;
    change(&unpacked)?;
    run(Command::new("dpkg-deb")
        .arg("--root-owner-group")
        .args(compression)
        .arg("--build")
        .args([&unpacked, again]))?;
    fs::remove_dir_all(&unpacked).map_err(|source| Failure::File {
        path: unpacked,
        source,
    })
}

/// A command that installs, uses, upgrades and removes the package in a temporary root folder.
pub(crate) fn tried(profile: Profile) -> Result<Command, Failure> {
    let packages = profile.packages();
    let repositories = target().join(profile.folder()).join("repositories");
    publish_for_a_trial(
        &repositories,
        &found(&packages, "deb")?,
        &found(&packages, "rpm")?,
    )?;
    let pictures = root().join("target");
    // If it cannot be created, the runner reports it.
    let _ = fs::create_dir_all(&pictures);
    let runner = root().join("packaging/clean-root.sh");
    let runner = format!("target.'cfg(unix)'.runner = {:?}", runner.display().to_string());
    let mut tried = linted(&["--config", &runner]);
    tried
        .args(["test", "--workspace", "--all-features", "--test", "installed"])
        .env("PACKAGES", packages)
        .env("REPOSITORIES", repositories)
        .env("KEEP", pictures)
        .env("TAURI_DRIVER", machine::tauri_driver());
    Ok(tried)
}

/// A command that runs the journeys without a driver, on this build.
fn tried_by_hand(profile: Profile) -> Command {
    let program = target().join(profile.folder()).join("espace-locataire");
    let mut tried = linted(&["test", "--workspace", "--all-features", "--test", "journeys"]);
    tried
        .args(["--", "by_hand::", "--test-threads", "2"])
        .env("BY_HAND_PROGRAM", program)
        .env("TAURI_DRIVER", machine::tauri_driver());
    tried
}
