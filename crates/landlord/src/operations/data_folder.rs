//! The data folder: its files, and whose they are.

use std::{
    fs,
    io::{self, Read},
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
/// How each SQLite database begins.
const DATABASE_HEAD: &[u8; 16] = b"SQLite format 3\0";

/// Path of the database.
pub(crate) fn database(folder: &Path) -> PathBuf {
    folder.join(DATABASE)
}

/// When the database was last written, in Unix seconds, if there is one. The latest changes may be in its log.
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
    /// It belongs to another user. The service could not read what this process creates in it, such as the log of the
    /// database.
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
    /// There are keys, and no database. A new one would be empty, and nobody would notice.
    #[error("{}", say("database-gone", [("path", .0.display().to_string())]))]
    DatabaseGone(PathBuf),
    /// The file of the database is empty, or is no database.
    #[error("{}", say("database-foreign", [("path", .0.display().to_string())]))]
    DatabaseForeign(PathBuf),
}

/// Checks that this process may work in the data folder, if there is one.
pub(crate) fn check(folder: &Path) -> Result<(), DataFolderFlaw> {
    if let Some(owner) = foreign_owner(folder) {
        let path = folder.to_owned();
        return Err(DataFolderFlaw::Foreign { path, owner });
    }
    if let Some(path) = missing_database(folder) {
        return Err(DataFolderFlaw::DatabaseGone(path));
    }
    let path = database(folder);
    if path.exists() && !begins_as_a_database(&path) {
        return Err(DataFolderFlaw::DatabaseForeign(path));
    }
    match missing_key(folder) {
        Some(key) => Err(DataFolderFlaw::KeyMissing(key)),
        None => Ok(()),
    }
}

/// The database, when it is missing though there is a key: its disk may not be mounted.
pub(crate) fn missing_database(folder: &Path) -> Option<PathBuf> {
    let path = database(folder);
    let is_gone = !path.exists() && key_files(folder).any(|key| key.exists());
    is_gone.then_some(path)
}

/// Whether a file has the head of an SQLite database. A file that cannot be read is reported when it is opened.
fn begins_as_a_database(path: &Path) -> bool {
    let mut head = [0; DATABASE_HEAD.len()];
    match fs::File::open(path).and_then(|mut file| file.read_exact(&mut head)) {
        Ok(()) => head == *DATABASE_HEAD,
        Err(error) => error.kind() != io::ErrorKind::UnexpectedEof,
    }
}

/// Name of the owner of the data folder, when it is not the user of this process.
pub(crate) fn foreign_owner(folder: &Path) -> Option<String> {
    let owner = owner_of(folder)?;
    (user()? != owner).then(|| name_of(owner))
}

/// A key that is missing, though there is a database.
pub(crate) fn missing_key(folder: &Path) -> Option<PathBuf> {
    // A rotation that was killed leaves the new key beside the old one's place; the next start puts it there.
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
        fs::write(database(folder.path()), DATABASE_HEAD).expect("written");
        for key in ["service.key", "attestation.key"] {
            let path = folder.path().join(key);
            assert_eq!(missing_key(folder.path()), Some(path.clone()), "{key}");
            fs::write(path, "").expect("written");
        }
        assert!(check(folder.path()).is_ok());
    }

    #[test]
    fn a_database_that_is_gone_or_empty_is_not_begun_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        for key in ["service.key", "attestation.key"] {
            fs::write(folder.path().join(key), "").expect("written");
        }
        let gone = check(folder.path());
        assert!(matches!(gone, Err(DataFolderFlaw::DatabaseGone(_))), "{gone:?}");
        for content in ["", "# a note\n"] {
            fs::write(database(folder.path()), content).expect("written");
            let foreign = check(folder.path());
            assert!(
                matches!(foreign, Err(DataFolderFlaw::DatabaseForeign(_))),
                "{foreign:?}"
            );
        }
    }
}
