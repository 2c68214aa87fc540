//! A disk that is full, read-only or given to nobody when the application starts (R4): a real one, of a few
//! megabytes, in a process that may mount it.

use std::{
    env, mem,
    process::{Command, Stdio},
};

use super::*;
use crate::core::failure::{Failure, FailureCode};

/// Names the mount point to the process that has the disk.
const DISK: &str = "SMALL_DISK";
/// One a month: enough for a tree of pages.
const DOCUMENTS: i8 = 12;
const MOUNTED: &str = "the small disk is mounted";
const PASSED: &str = "passed on the small disk";
/// Mounts a disk at `$1`, which no other process sees, and runs the rest.
const MOUNT: &str =
    "mount -t tmpfs -o size=2m,mode=700 tmpfs \"$1\" && echo \"$2\" && shift 2 && exec \"$@\"";

/// Runs an ignored test of this module in a process of its own that has a small disk.
///
/// # Panics
/// When the test fails, and when this machine lets nobody mount: nothing is tested then.
fn on_a_small_disk(test: &str) {
    // As an unprivileged user, then as root where user namespaces are off.
    let ways: [&[&str]; 2] = [&["--user", "--map-root-user", "--mount"], &["--mount"]];
    let mut refusals = String::new();
    for way in ways {
        let folder = tempfile::tempdir().expect("a folder");
        let ran = Command::new("unshare")
            .args(way)
            .args(["sh", "-c", MOUNT, "sh"])
            .arg(folder.path())
            .arg(MOUNTED)
            .arg(env::current_exe().expect("this test"))
            .arg(format!("core::archive::tests::small_disk::{test}"))
            .args(["--exact", "--ignored", "--nocapture"])
            .env(DISK, folder.path())
            .stdin(Stdio::null())
            .output()
            .expect("`unshare` of util-linux is needed for tests of full disks");
        let (told, errors) = (
            String::from_utf8_lossy(&ran.stdout),
            String::from_utf8_lossy(&ran.stderr),
        );
        if told.contains(MOUNTED) {
            assert!(ran.status.success() && told.contains(PASSED), "{told}{errors}");
            return;
        }
        refusals.push_str(&errors);
    }
    panic!("NOT TESTED: no small disk can be mounted here, by a user namespace or as root: {refusals}");
}

/// The disk of this process; none in a process that was not started for it.
fn disk() -> Option<PathBuf> {
    env::var_os(DISK).map(PathBuf::from)
}

/// The process for itself reports success: without a disk, its test does nothing.
fn passed() {
    println!("{PASSED}");
}

/// Fills the disk to the last byte. Removing the file makes room again.
fn fill(disk: &Path) -> PathBuf {
    use std::io::Write;
    let path = disk.join("filled");
    let mut file = fs::File::create(&path).expect("created");
    for size in [65_536, 4_096, 1] {
        while file.write_all(&vec![b'z'; size]).is_ok() {}
    }
    path
}

fn remount(disk: &Path, how: &str) {
    let mounted = Command::new("mount")
        .args(["-o", &format!("remount,{how}")])
        .arg(disk)
        .status();
    assert!(mounted.expect("`mount`").success(), "{how}");
}

fn earlier() -> Vec<RentDocument> {
    (1..=DOCUMENTS)
        .map(|month| document(&format!("old{month}"), month))
        .collect()
}

/// A closed archive of a year of documents, one with its PDF, in a folder of the disk.
fn closed_archive(folder: &Path) -> SecretString {
    let key = ArchiveKey::make().expect("random").to_secret();
    let archive = Archive::open(folder, same_key(&key), tenant()).expect("opens");
    archive.put_documents(&earlier(), Some("earlier")).expect("kept");
    archive
        .put_pdf(&DocumentId("old1".into()), 1, &[b'%'; 40_000])
        .expect("kept");
    assert_eq!(listed_ids(&archive).len(), earlier().len());
    key
}

fn open(folder: &Path, key: &SecretString) -> Archive {
    Archive::open(folder, same_key(key), tenant()).expect("opens")
}

fn check_readable(archive: &Archive) {
    assert_eq!(listed_ids(archive).len(), earlier().len());
    for document in earlier() {
        assert_eq!(archive.document(&document.id).expect("read"), Some(document));
    }
    let pdf = archive.pdf(&DocumentId("old1".into())).expect("read");
    assert_eq!(pdf, Some((1, vec![b'%'; 40_000])));
}

/// Writes more than fits in a page, and reports how it failed.
fn commit(archive: &Archive) -> Result<(), FailureCode> {
    let written = archive.commit(|batch| batch.put_note(MESSAGE_OUTBOX, &"x".repeat(20_000)));
    written.map_err(|error| Failure::from(error).code)
}

#[test]
fn a_full_disk_at_the_start_shows_the_kept_receipts() {
    on_a_small_disk("full_at_the_start");
}

#[test]
#[ignore = "started on a small disk by the test above"]
fn full_at_the_start() {
    let Some(disk) = disk() else { return };
    let folder = disk.join("archives");
    let key = closed_archive(&folder);
    let filled = fill(&disk);
    let archive = open(&folder, &key);
    assert_eq!(archive.disk(), ArchiveDisk::Works);
    check_readable(&archive);
    assert_eq!(commit(&archive), Err(FailureCode::DiskFull));
    check_readable(&archive);

    fs::remove_file(filled).expect("room");
    assert_eq!(commit(&archive), Ok(()), "as soon as there is room");
    drop(archive);
    let archive = open(&folder, &key);
    assert!(archive.has_note(MESSAGE_OUTBOX).expect("read"), "it was on disk");
    check_readable(&archive);
    passed();
}

#[test]
fn a_disk_that_was_full_at_a_kill_gives_back_what_was_committed() {
    on_a_small_disk("full_after_a_kill");
}

#[test]
#[ignore = "started on a small disk by the test above"]
fn full_after_a_kill() {
    let Some(disk) = disk() else { return };
    let (folder, killed) = (disk.join("archives"), disk.join("killed"));
    let key = closed_archive(&folder);
    let archive = open(&folder, &key);
    assert_eq!(commit(&archive), Ok(()));
    // What a kill leaves: the file and its log, not written back.
    fs::create_dir(&killed).expect("made");
    let name = archive.file_name().name().to_owned();
    for part in [name.clone(), format!("{name}-wal")] {
        fs::copy(folder.join(&part), killed.join(&part)).expect("copied");
    }
    mem::forget(archive);
    fill(&disk);
    let archive = open(&killed, &key);
    assert!(archive.has_note(MESSAGE_OUTBOX).expect("read"));
    check_readable(&archive);
    passed();
}

#[test]
fn a_first_start_on_a_full_disk_shows_receipts_and_keeps_none() {
    on_a_small_disk("first_start_on_a_full_disk");
}

#[test]
#[ignore = "started on a small disk by the test above"]
fn first_start_on_a_full_disk() {
    let Some(disk) = disk() else { return };
    let folder = disk.join("archives");
    fs::create_dir(&folder).expect("made");
    let filled = fill(&disk);
    let key = ArchiveKey::make().expect("random").to_secret();
    let archive = open(&folder, &key);
    assert_eq!(archive.disk(), ArchiveDisk::Unusable);
    archive.put_documents(&earlier(), None).expect("in memory");
    assert_eq!(listed_ids(&archive).len(), earlier().len());
    assert_eq!(commit(&archive), Err(FailureCode::NothingKept));
    drop(archive);

    fs::remove_file(filled).expect("room");
    let archive = open(&folder, &key);
    assert_eq!(
        archive.disk(),
        ArchiveDisk::Works,
        "what is left there is taken over"
    );
    assert!(listed_ids(&archive).is_empty());
    passed();
}

#[test]
fn a_read_only_disk_shows_the_kept_receipts() {
    on_a_small_disk("read_only");
}

#[test]
#[ignore = "started on a small disk by the test above"]
fn read_only() {
    let Some(disk) = disk() else { return };
    // Signs that mean something in the address of a database.
    let folder = disk.join("mes reçus?mode=rw#%41");
    let key = closed_archive(&folder);
    remount(&disk, "ro");
    let archive = open(&folder, &key);
    assert_eq!(archive.disk(), ArchiveDisk::ReadOnly);
    check_readable(&archive);
    let put = archive.put_documents(&earlier(), None);
    assert!(matches!(put, Err(ArchiveError::NothingKept)), "{put:?}");
    let put = archive.put_note(SYNC_MARK, &"later");
    assert!(matches!(put, Err(ArchiveError::NothingKept)), "{put:?}");
    assert_eq!(commit(&archive), Err(FailureCode::NothingKept));
    check_readable(&archive);
    drop(archive);

    remount(&disk, "rw");
    let archive = open(&folder, &key);
    assert_eq!(archive.disk(), ArchiveDisk::Works);
    assert_eq!(commit(&archive), Ok(()));
    check_readable(&archive);
    passed();
}

#[test]
fn a_read_only_disk_after_a_kill_shows_what_was_committed() {
    on_a_small_disk("read_only_after_a_kill");
}

#[test]
#[ignore = "started on a small disk by the test above"]
fn read_only_after_a_kill() {
    let Some(disk) = disk() else { return };
    let (folder, killed) = (disk.join("archives"), disk.join("killed"));
    let key = closed_archive(&folder);
    let archive = open(&folder, &key);
    assert_eq!(commit(&archive), Ok(()));
    fs::create_dir(&killed).expect("made");
    for entry in fs::read_dir(&folder).expect("listed") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), killed.join(entry.file_name())).expect("copied");
    }
    drop(archive);
    remount(&disk, "ro");
    let archive = open(&killed, &key);
    assert_eq!(archive.disk(), ArchiveDisk::ReadOnly);
    assert!(archive.has_note(MESSAGE_OUTBOX).expect("read"));
    check_readable(&archive);
    passed();
}

#[test]
fn a_damaged_archive_on_a_full_disk_is_mended_once_there_is_room() {
    on_a_small_disk("damaged_on_a_full_disk");
}

#[test]
#[ignore = "started on a small disk by the test above"]
fn damaged_on_a_full_disk() {
    let Some(disk) = disk() else { return };
    let folder = disk.join("archives");
    let key = closed_archive(&folder);
    let archive = open(&folder, &key);
    assert_eq!(commit(&archive), Ok(()));
    let path = archive.file.clone().expect("on disk");
    drop(archive);
    super::mending::break_tree(&path);
    let filled = fill(&disk);

    let archive = open(&folder, &key);
    let damage = archive.years().expect_err("the tree is broken");
    assert!(damage.is_damage(), "{damage}");
    let failure = Failure::from(archive.mend().expect_err("no room"));
    assert!(
        matches!(failure.code, FailureCode::DiskFull | FailureCode::DiskFault),
        "{failure}"
    );
    assert_eq!(archive.disk(), ArchiveDisk::ReadOnly);
    assert_eq!(commit(&archive), Err(FailureCode::NothingKept));

    fs::remove_file(filled).expect("room");
    archive.mend().expect("mended");
    assert_eq!(archive.disk(), ArchiveDisk::Works);
    check_readable(&archive);
    assert!(archive.has_note(MESSAGE_OUTBOX).expect("read"));
    assert_eq!(commit(&archive), Ok(()));
    passed();
}

#[test]
fn a_folder_that_cannot_be_made_means_an_archive_in_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let taken = folder.path().join("archives");
    fs::write(&taken, "not a folder").expect("written");
    let archive = open(&taken, &ArchiveKey::make().expect("random").to_secret());
    assert_eq!(archive.disk(), ArchiveDisk::Unusable);
    archive.put_documents(&earlier(), None).expect("in memory");
    assert_eq!(listed_ids(&archive).len(), earlier().len());
    assert_eq!(commit(&archive), Err(FailureCode::NothingKept));
}
