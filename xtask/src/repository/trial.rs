//! Repositories for `tests/installed`, signed with keys that are made for it.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use super::{GPG, Repository, remove_if_there};
use crate::{
    bundle,
    command::{Failure, run},
};

/// Where the test publishes them, in its own root folder.
const PUBLISHED: &str = "file:/srv/espace-locataire";
/// Added to the number of a version for the next one.
const NEXT: &str = ".1";
const LANDLORD: &str = "landlord@habitat.example";
/// The key that is going to take the place of the landlord's.
const SUCCESSOR: &str = "successor@habitat.example";
const STRANGER: &str = "stranger@elsewhere.example";

/// Writes three repositories into a folder: `first` with these packages, `next` with a later version of the `.deb` and
/// the signatures of two keys, and `foreign`, which is `next` signed by a stranger.
pub(crate) fn publish(folder: &Path, deb: &Path, rpm: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(source) if source.kind() != std::io::ErrorKind::NotFound => return Err(failed(folder, source)),
        _ => {}
    }
    fs::create_dir_all(folder).map_err(|source| failed(folder, source))?;
    // In a folder with a short name: that of the agent's socket has at most 107 bytes.
    let keys = tempfile::tempdir().map_err(|source| failed(folder, source))?;
    for name in [LANDLORD, SUCCESSOR, STRANGER] {
        run(gpg(keys.path())
            .args(["--batch", "--quiet", "--passphrase", ""])
            .args(["--quick-generate-key", name, "rsa3072", "sign", "never"]))?;
    }
    let published = publish_with(keys.path(), folder, deb, rpm);
    // The agent ends with its keys.
    run(Command::new("gpgconf")
        .env("GNUPGHOME", keys.path())
        .args(["--kill", "gpg-agent"]))?;
    published
}

fn publish_with(key_folder: &Path, folder: &Path, deb: &Path, rpm: &Path) -> Result<(), Failure> {
    let (first, next, foreign) = (folder.join("first"), folder.join("next"), folder.join("foreign"));
    let keys = [LANDLORD, SUCCESSOR, STRANGER].map(str::to_owned);
    let signed = |folder, keys| Repository {
        folder,
        address: PUBLISHED,
        keys,
        key_folder: Some(key_folder),
    };
    signed(&first, &keys[..1]).publish(deb, rpm)?;
    let later = later_version(deb, folder)?;
    signed(&next, &keys[..2]).publish_deb(&later)?;
    signed(&foreign, &keys[2..]).publish_deb(&later)?;
    remove_if_there(&later)
}

fn gpg(keys: &Path) -> Command {
    let mut gpg = Command::new(GPG);
    gpg.env("GNUPGHOME", keys);
    gpg
}

/// The same package with a later version, in a folder.
fn later_version(deb: &Path, folder: &Path) -> Result<PathBuf, Failure> {
    let later = folder.join("espace-locataire_next.deb");
    // Not compressed: it is unpacked once.
    bundle::repack(deb, &later, &["-Znone"], |unpacked| {
        let path = unpacked.join("DEBIAN/control");
        let control = fs::read_to_string(&path).map_err(|source| failed(&path, source))?;
        let lines = control.lines().map(|line| match line.strip_prefix("Version: ") {
            Some(version) => format!("Version: {version}{NEXT}\n"),
            None => format!("{line}\n"),
        });
        fs::write(&path, lines.collect::<String>()).map_err(|source| failed(&path, source))
    })?;
    Ok(later)
}

fn failed(path: &Path, source: std::io::Error) -> Failure {
    Failure::File {
        path: path.to_owned(),
        source,
    }
}
