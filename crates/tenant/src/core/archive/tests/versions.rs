//! Versions: what a later program wrote is refused and stays as it is; what says nothing of a version is of the first.

use super::*;
use crate::core::failure::{Failure, FailureCode};

/// A closed archive of one document, in a folder.
fn closed_archive(folder: &Path) -> (SecretString, PathBuf) {
    let key = ArchiveKey::make().expect("random").to_secret();
    let archive = Archive::open(folder, same_key(&key), tenant()).expect("opens");
    archive
        .put_documents(&[document("a", 5)], Some("mark"))
        .expect("kept");
    let path = archive.file.clone().expect("on disk");
    (key, path)
}

/// Puts a record into the file as another version seals it: with these bytes, and nothing before them.
fn put_sealed(path: &Path, key: &SecretString, id: &str, bytes: &[u8]) {
    let address = RecordAddress {
        kind: NOTE,
        id,
        revision: 0,
    };
    let sealed = same_key(key).seal(&tenant(), address, bytes).expect("sealed");
    Connection::open(path)
        .and_then(|database| {
            let put = "INSERT OR REPLACE INTO records (kind, id, revision, sealed) VALUES (?, ?, 0, ?)";
            database.execute(put, params![NOTE, id, sealed])
        })
        .expect("put");
}

fn set_version(path: &Path, version: i64) {
    Connection::open(path)
        .and_then(|database| database.pragma_update(None, "user_version", version))
        .expect("set");
}

fn open(folder: &Path, key: &SecretString) -> Result<Archive, ArchiveError> {
    Archive::open(folder, same_key(key), tenant())
}

/// Checks that no file of a mending is beside the archive.
fn check_not_mended(path: &Path) {
    for ending in ["copy", "rescued", "mended", "damaged-1"] {
        let beside = path.with_extension(format!("sqlite.{ending}"));
        assert!(!beside.exists(), "{}", beside.display());
    }
}

#[test]
fn an_archive_of_a_later_version_is_refused_and_stays_as_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let (key, path) = closed_archive(folder.path());
    put_sealed(&path, &key, "later", &[ARCHIVE_VERSION + 1, b'?']);
    set_version(&path, i64::from(ARCHIVE_VERSION) + 1);
    let before = fs::read(&path).expect("read");
    for _ in 0..2 {
        let refused = open(folder.path(), &key).err().expect("refused");
        assert_eq!(Failure::from(refused).code, FailureCode::ArchiveOfLaterVersion);
        assert_eq!(fs::read(&path).expect("read"), before);
    }
    check_not_mended(&path);
}

#[test]
fn a_later_archive_with_other_tables_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let (key, path) = closed_archive(folder.path());
    let renamed = Connection::open(&path)
        .and_then(|database| database.execute_batch("ALTER TABLE records RENAME TO sealed_records"));
    renamed.expect("renamed");
    set_version(&path, i64::from(ARCHIVE_VERSION) + 1);
    let refused = open(folder.path(), &key).err().expect("refused");
    assert!(matches!(refused, ArchiveError::LaterVersion), "{refused}");
}

#[test]
fn a_damaged_version_number_is_mended() {
    for version in [-1, 2, 129, i64::from(i32::MAX)] {
        let folder = tempfile::tempdir().expect("a folder");
        let (key, path) = closed_archive(folder.path());
        set_version(&path, version);
        let archive = open(folder.path(), &key).expect("mended");
        assert_eq!(listed_ids(&archive), ["a"], "{version}");
    }
}

#[test]
fn a_damaged_number_is_mended_also_where_the_tables_are_lost() {
    let folder = tempfile::tempdir().expect("a folder");
    let (key, path) = closed_archive(folder.path());
    let lost = Connection::open(&path).and_then(|database| {
        database.execute_batch("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema")
    });
    lost.expect("lost");
    set_version(&path, i64::from(i32::MAX));
    let archive = open(folder.path(), &key).expect("mended");
    assert_eq!(listed_ids(&archive), ["a"]);
}

#[test]
fn a_later_record_is_refused_and_mended_by_nobody() {
    let folder = tempfile::tempdir().expect("a folder");
    let (key, path) = closed_archive(folder.path());
    put_sealed(&path, &key, TENANCY, &[ARCHIVE_VERSION + 1, b'{', b'}']);
    let archive = open(folder.path(), &key).expect("the file is of this version");
    let read = archive.note::<String>(TENANCY);
    assert!(matches!(read, Err(ArchiveError::LaterVersion)), "{read:?}");
    assert_eq!(listed_ids(&archive), ["a"], "the others are read");
    let mended = archive.mend();
    assert!(matches!(mended, Err(ArchiveError::LaterVersion)), "{mended:?}");
    check_not_mended(&path);
    drop(archive);
    let archive = open(folder.path(), &key).expect("as before");
    assert!(archive.has_note(TENANCY).expect("read"), "it is still there");
}

#[test]
fn content_without_a_version_is_of_the_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let (key, path) = closed_archive(folder.path());
    put_sealed(&path, &key, SYNC_MARK, b"\"unversioned\"");
    let archive = open(folder.path(), &key).expect("opens");
    let mark: Option<String> = archive.note(SYNC_MARK).expect("read");
    assert_eq!(mark.as_deref(), Some("unversioned"));
    archive.put_note(SYNC_MARK, &"versioned").expect("kept");
    let mark: Option<String> = archive.note(SYNC_MARK).expect("read");
    assert_eq!(mark.as_deref(), Some("versioned"));
}
