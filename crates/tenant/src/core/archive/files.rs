//! The files of archives, by name: those of an archive that does not open can be deleted as well.

use std::{fs, io, path::Path};

use contract::TenantCode;
use serde::{Deserialize, Serialize};

use super::ArchiveKey;

const ENDING: &str = ".sqlite";
/// Hexadecimal digits of a derived name.
const DIGITS: usize = 16;

/// The name of an archive's file. It identifies the key and hides the tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct ArchiveFile(String);

/// The text does not name the file of an archive.
#[derive(Debug, thiserror::Error)]
#[error("not the name of an archive's file")]
pub(crate) struct NotAnArchive;

/// What is left after the deletion of archives.
#[derive(Debug, Default)]
pub(crate) struct Remains {
    /// Archives of other tenants that are sealed with one of the same keys.
    pub(crate) of_others: bool,
    /// Why a file could not be deleted.
    pub(crate) failure: Option<io::Error>,
}

impl ArchiveFile {
    pub(crate) fn of(key: &ArchiveKey, tenant: &TenantCode) -> Self {
        let (key, tenant) = (
            key.derive_name("key", ""),
            key.derive_name("tenant", tenant.as_str()),
        );
        Self(format!("{key}-{tenant}{ENDING}"))
    }

    pub(super) fn name(&self) -> &str {
        &self.0
    }

    /// Whether a file is this archive, a journal of it, or was set aside from it.
    fn owns(&self, name: &str) -> bool {
        name.starts_with(&self.0)
    }

    /// Whether a file belongs to an archive that the same key seals.
    fn shares_key_with(&self, name: &str) -> bool {
        self.0.get(..DIGITS).is_some_and(|key| name.starts_with(key))
    }
}

// A name that comes from the keyring decides what is deleted: it has to be whole.
impl TryFrom<String> for ArchiveFile {
    type Error = NotAnArchive;

    fn try_from(name: String) -> Result<Self, NotAnArchive> {
        let is_derived =
            |part: &str| part.len() == DIGITS && part.bytes().all(|digit| digit.is_ascii_hexdigit());
        let is_whole = name
            .strip_suffix(ENDING)
            .and_then(|parts| parts.split_once('-'))
            .is_some_and(|(key, tenant)| is_derived(key) && is_derived(tenant));
        if is_whole {
            Ok(Self(name))
        } else {
            Err(NotAnArchive)
        }
    }
}

impl From<ArchiveFile> for String {
    fn from(file: ArchiveFile) -> Self {
        file.0
    }
}

/// Deletes archives: their files, their journals, and what was set aside. A file that cannot be deleted keeps none
/// of the others. A full disk keeps none at all.
///
/// # Errors
/// When the folder cannot be listed: nothing is deleted then.
pub(crate) fn erase_files(folder: &Path, archives: &[ArchiveFile]) -> io::Result<Remains> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Remains::default()),
        entries => entries?,
    };
    // Listed to the end first: a folder that changes meanwhile may skip entries.
    let mut names = Vec::new();
    for entry in entries {
        names.push(entry?.file_name());
    }
    let mut remains = Remains::default();
    // Every name of ours is ASCII.
    for name in names.iter().filter_map(|name| name.to_str()) {
        if archives.iter().any(|archive| archive.owns(name)) {
            match fs::remove_file(folder.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => remains.failure = Some(error),
                _ => {}
            }
        } else if archives.iter().any(|archive| archive.shares_key_with(name)) {
            remains.of_others = true;
        }
    }
    Ok(remains)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "0123456789abcdef";
    const OTHER_KEY: &str = "fedcba9876543210";

    fn file(key: &str, tenant: &str) -> ArchiveFile {
        ArchiveFile::try_from(format!("{key}-{tenant}{ENDING}")).expect("a name")
    }

    fn folder_with(names: &[String]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for name in names {
            fs::write(folder.path().join(name), "sealed").expect("written");
        }
        folder
    }

    fn names_in(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("listed");
        let names = entries.map(|entry| entry.expect("an entry").file_name().into_string());
        let mut names: Vec<String> = names.map(|name| name.expect("ASCII")).collect();
        names.sort();
        names
    }

    #[test]
    fn only_the_whole_name_of_an_archive_is_taken_from_the_keyring() {
        let whole = format!("{KEY}-{OTHER_KEY}{ENDING}");
        let read = |name: &str| serde_json::from_value::<ArchiveFile>(name.into());
        assert_eq!(read(&whole).expect("a name"), file(KEY, OTHER_KEY));
        for other in [
            "",
            KEY,
            ENDING,
            &format!("../{whole}"),
            &whole[1..],
            &format!("{whole}-wal"),
        ] {
            read(other).expect_err(other);
        }
    }

    #[test]
    fn every_file_of_an_archive_goes_and_no_other() {
        let mine = file(KEY, OTHER_KEY);
        let other = file(OTHER_KEY, KEY).0;
        let of_mine = [
            "",
            "-wal",
            "-shm",
            ".damaged-1",
            ".damaged-1-wal",
            ".copy",
            ".rescued",
            ".mended",
        ]
        .map(|part| format!("{}{part}", mine.0));
        let folder = folder_with(&[&of_mine[..], std::slice::from_ref(&other)].concat());
        let remains = erase_files(folder.path(), &[mine]).expect("listed");
        assert!(!remains.of_others && remains.failure.is_none(), "{remains:?}");
        assert_eq!(names_in(folder.path()), [other]);
    }

    #[test]
    fn another_archive_sealed_with_the_same_key_is_reported() {
        let (mine, same_key) = (file(KEY, OTHER_KEY), file(KEY, KEY));
        let folder = folder_with(&[mine.0.clone(), same_key.0.clone()]);
        let remains = erase_files(folder.path(), &[mine]).expect("listed");
        assert!(remains.of_others && remains.failure.is_none(), "{remains:?}");
        let remains = erase_files(folder.path(), &[same_key]).expect("listed");
        assert!(!remains.of_others, "none is left");
        assert!(names_in(folder.path()).is_empty());
    }

    #[test]
    fn a_file_that_stays_is_reported_and_keeps_no_other() {
        let mine = file(KEY, OTHER_KEY);
        let folder = folder_with(&[mine.0.clone(), format!("{}-wal", mine.0)]);
        let stays = format!("{}.damaged-1", mine.0);
        fs::create_dir(folder.path().join(&stays)).expect("a folder in its place");
        let remains = erase_files(folder.path(), &[mine]).expect("listed");
        assert!(remains.failure.is_some());
        assert_eq!(names_in(folder.path()), [stays]);
    }

    #[test]
    fn without_a_folder_there_is_nothing_to_delete() {
        let folder = tempfile::tempdir().expect("a folder");
        let remains = erase_files(&folder.path().join("none"), &[file(KEY, KEY)]).expect("nothing");
        assert!(!remains.of_others && remains.failure.is_none(), "{remains:?}");
    }
}
