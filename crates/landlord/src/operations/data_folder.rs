//! The data folder: its files, and whose they are.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use strum::VariantArray;

use super::system::{name_of, owner_of, user};
use crate::{
    keys::{key_file, register::KeyUse},
    operator_words::say,
};

/// The database.
const DATABASE: &str = "landlord.sqlite";

/// Path of the database.
pub(crate) fn database(folder: &Path) -> PathBuf {
    folder.join(DATABASE)
}

/// When the database was last written, in Unix seconds, if there is one. What is in its log was written last.
pub(crate) fn last_written(folder: &Path) -> Option<i64> {
    let log = folder.join(format!("{DATABASE}-wal"));
    let written = [database(folder), log].into_iter().filter_map(|path| {
        let at = fs::metadata(path).ok()?.modified().ok()?;
        Timestamp::try_from(at).ok()
    });
    written.max().map(Timestamp::as_second)
}

/// Paths of the key files.
pub(crate) fn key_files(folder: &Path) -> impl Iterator<Item = PathBuf> {
    KeyUse::VARIANTS.iter().map(move |usage| usage.file(folder))
}

/// No command may work in the data folder.
#[derive(Debug, thiserror::Error)]
pub enum DataFolderFlaw {
    /// It belongs to another user. What this process created in it, such as the log of the database, could not be
    /// read by the service any more.
    #[error("{}", say("folder-foreign", [("path", path.display().to_string()), ("owner", owner.to_string())]))]
    Foreign {
        /// The folder.
        path: PathBuf,
        /// Name of its owner.
        owner: String,
    },
    /// A key is missing, though the database was made with one: another key would be a new identity.
    #[error("{}", say("key-missing", [("path", .0.display().to_string())]))]
    KeyMissing(PathBuf),
}

/// Checks that this process may work in the data folder, if there is one.
pub(crate) fn check(folder: &Path) -> Result<(), DataFolderFlaw> {
    match foreign_owner(folder) {
        Some(owner) => Err(DataFolderFlaw::Foreign {
            path: folder.to_owned(),
            owner,
        }),
        None => match missing_key(folder) {
            Some(key) => Err(DataFolderFlaw::KeyMissing(key)),
            None => Ok(()),
        },
    }
}

/// Name of the owner of the data folder, when it is not the user of this process.
pub(crate) fn foreign_owner(folder: &Path) -> Option<String> {
    let owner = owner_of(folder)?;
    (user()? != owner).then(|| name_of(owner))
}

/// A key that is missing, though there is a database.
pub(crate) fn missing_key(folder: &Path) -> Option<PathBuf> {
    // A rotation that was killed leaves the new file aside: the next start puts it in place.
    let mut missing = key_files(folder).filter(|key| !key.exists() && !key_file::aside(key).exists());
    database(folder).exists().then(|| missing.next()).flatten()
}

/// The files of the data folder that belong to another user than the folder, with the name of that user.
pub(crate) fn foreign_files(folder: &Path) -> Vec<(PathBuf, String)> {
    let owner = owner_of(folder);
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    let files = files.filter_map(|file| {
        let path = file.path();
        let owner_of_file = owner_of(&path).filter(|found| Some(*found) != owner)?;
        Some((path, name_of(owner_of_file)))
    });
    let mut files: Vec<_> = files.collect();
    files.sort();
    files
}

/// Creates the data folder, which only its owner can read. One that exists stays as it is.
pub(crate) fn create(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_missed_only_where_there_is_a_database() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(check(folder.path()).is_ok(), "a new service makes its keys");
        fs::write(database(folder.path()), "").expect("written");
        for key in ["service.key", "attestation.key"] {
            let path = folder.path().join(key);
            assert_eq!(missing_key(folder.path()), Some(path.clone()), "{key}");
            fs::write(path, "").expect("written");
        }
        assert!(check(folder.path()).is_ok());
    }
}
