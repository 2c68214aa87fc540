//! A disk that is full or fails at any write (R4): the earlier state stays readable, and the failure is reported.

use std::env;
#[cfg(unix)]
use std::process::{Command, Output};

use super::*;
use crate::core::failure::{Failure, FailureCode};

/// With this many more pages, everything written here fits.
const ENOUGH_PAGES: i64 = 40;
/// Give folder and key to the process whose writes fail.
pub(super) const FOLDER: &str = "FAILING_DISK_FOLDER";
pub(super) const KEY: &str = "FAILING_DISK_KEY";
/// The tests that run in that process.
#[cfg(unix)]
const WRITER: &str = "core::archive::tests::failing_disk::writes_in_a_process_of_its_own";
#[cfg(unix)]
const LEAVER: &str = "core::archive::tests::failing_disk::leaves_in_a_process_of_its_own";

fn earlier() -> Vec<RentDocument> {
    (1..=6)
        .map(|month| document(&format!("old{month}"), month))
        .collect()
}

fn later() -> Vec<RentDocument> {
    (7..=12)
        .map(|month| document(&format!("new{month}"), month))
        .collect()
}

/// Writes what a synchronisation writes.
fn write_later(archive: &Archive) -> Result<(), ArchiveError> {
    archive.put_documents(&later(), Some("later"))?;
    for document in later() {
        archive.put_pdf(&document.id, 1, &[7; 9_000])?;
    }
    Ok(())
}

/// Checks that all earlier documents are there, and all or none of the later ones.
fn check_kept(archive: &Archive, what: &str) {
    let listed = listed_ids(archive).len();
    assert!([6, 12].contains(&listed), "{what}: {listed} are listed");
    for document in earlier() {
        let kept = archive.document(&document.id).expect("read");
        assert_eq!(kept, Some(document), "{what}");
    }
    let mark: Option<String> = archive.note(SYNC_MARK).expect("read");
    let expected = if listed == 6 { "earlier" } else { "later" };
    assert_eq!(
        mark.as_deref(),
        Some(expected),
        "{what}: nothing is taken for fetched"
    );
    assert_eq!(archive.set_aside().expect("read"), [], "{what}");
}

#[test]
fn a_full_disk_at_any_write_keeps_the_earlier_state() {
    let mut failed = 0;
    for more_pages in 0..ENOUGH_PAGES {
        let folder = tempfile::tempdir().expect("a folder");
        let key = ArchiveKey::make().expect("random").to_secret();
        let archive = Archive::open(folder.path(), same_key(&key), tenant()).expect("opens");
        archive.put_documents(&earlier(), Some("earlier")).expect("kept");
        let what = format!("{more_pages} pages left");
        limit_pages(&archive, more_pages);
        if let Err(error) = write_later(&archive) {
            failed += 1;
            assert_eq!(Failure::from(error).code, FailureCode::DiskFull, "{what}");
        }
        check_kept(&archive, &what);
        drop(archive);

        let archive = Archive::open(folder.path(), same_key(&key), tenant()).expect("opens again");
        check_kept(&archive, &what);
        write_later(&archive).expect("there is room again");
        assert_eq!(listed_ids(&archive).len(), 12, "{what}");
    }
    assert!(failed > 5 && failed < ENOUGH_PAGES, "{failed} writes failed");
}

fn limit_pages(archive: &Archive, more: i64) {
    let database = archive.database();
    let pages: i64 = database
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .expect("counted");
    database
        .query_row(&format!("PRAGMA max_page_count = {}", pages + more), [], |_| {
            Ok(())
        })
        .expect("limited");
}

/// Runs a test in a process of its own. `ulimit -f` lets none of its files grow beyond a limit: every write beyond it
/// fails, as on a broken disk.
#[cfg(unix)]
pub(super) fn with_no_file_above(kibibytes: u32, test: &str, folder: &Path, key: &SecretString) -> Output {
    Command::new("bash")
        .args(["-c", "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"", "bash"])
        .arg(kibibytes.to_string())
        .arg(env::current_exe().expect("this test"))
        .args([test, "--exact", "--ignored", "--nocapture"])
        .env(FOLDER, folder)
        .env(KEY, secrecy::ExposeSecret::expose_secret(key))
        .output()
        .expect("started")
}

#[cfg(unix)]
#[test]
fn a_failing_disk_at_any_write_keeps_the_earlier_state() {
    let mut failed = 0;
    for kibibytes in (0..160).step_by(4) {
        let folder = tempfile::tempdir().expect("a folder");
        let key = ArchiveKey::make().expect("random").to_secret();
        let archive = Archive::open(folder.path(), same_key(&key), tenant()).expect("opens");
        archive.put_documents(&earlier(), Some("earlier")).expect("kept");
        drop(archive);
        let written = with_no_file_above(kibibytes, WRITER, folder.path(), &key);
        let told = String::from_utf8_lossy(&written.stdout);
        let what = format!("no file above {kibibytes} KiB");
        assert!(written.status.success(), "{what}: {told}");
        failed += usize::from(told.contains("DiskFault"));

        let archive = Archive::open(folder.path(), same_key(&key), tenant()).expect("opens again");
        check_kept(&archive, &what);
        write_later(&archive).expect("the disk works again");
        assert_eq!(listed_ids(&archive).len(), 12, "{what}");
    }
    assert!(failed > 5 && failed < 40, "{failed} writes failed");
}

/// Not a test by itself: runs in the process whose writes fail.
#[test]
#[ignore = "started by the test of a failing disk"]
fn writes_in_a_process_of_its_own() {
    let (Some(folder), Ok(key)) = (env::var_os(FOLDER), env::var(KEY)) else {
        return;
    };
    let written = Archive::open(folder.as_ref(), same_key(&key.into()), tenant())
        .and_then(|archive| write_later(&archive));
    match written {
        Ok(()) => println!("written"),
        Err(error) => {
            let code = Failure::from(error).code;
            println!("{code:?}");
            assert!(matches!(code, FailureCode::DiskFault | FailureCode::DiskFull));
        }
    }
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_nothing_keeps_no_file_of_a_person_who_leaves() {
    /// Enough to open the archive, and too little to overwrite it.
    const ROOM: u32 = 64;
    let folder = tempfile::tempdir().expect("a folder");
    let key = ArchiveKey::make().expect("random").to_secret();
    let archive = Archive::open(folder.path(), same_key(&key), tenant()).expect("opens");
    archive.put_documents(&earlier(), Some("earlier")).expect("kept");
    for document in earlier() {
        archive.put_pdf(&document.id, 1, &[7; 90_000]).expect("kept");
    }
    drop(archive);
    let left = with_no_file_above(ROOM, LEAVER, folder.path(), &key);
    let told = String::from_utf8_lossy(&left.stdout);
    assert!(
        left.status.success() && told.contains("not overwritten"),
        "{told}"
    );
    let files = fs::read_dir(folder.path()).expect("listed").count();
    assert_eq!(files, 0);
}

/// Not a test by itself: runs in the process whose writes fail.
#[test]
#[ignore = "started by the test of a person who leaves"]
fn leaves_in_a_process_of_its_own() {
    let (Some(folder), Ok(key)) = (env::var_os(FOLDER), env::var(KEY)) else {
        return;
    };
    let archive = Archive::open(folder.as_ref(), same_key(&key.into()), tenant()).expect("opens");
    let overwritten = archive.database().execute_batch("DELETE FROM records");
    if overwritten.is_err() {
        println!("not overwritten");
    }
    archive.end().expect("closed");
    let remains = erase_files(folder.as_ref(), &[archive.file_name()]).expect("listed");
    assert!(remains.failure.is_none(), "{remains:?}");
}
