//! A mending that a kill cuts or a disk refuses (R1, R3, R4): nothing is lost, and nothing is taken that is not kept.

#[cfg(unix)]
use super::failing_disk::{FOLDER, KEY, with_no_file_above};
use super::{
    super::mending::{MAKING, Mending, REPLACING},
    *,
};
use crate::core::failure::{Failure, FailureCode};

const PAGE: usize = 4_096;
/// Type of a page that holds records (<https://www.sqlite.org/fileformat2.html>, section 1.6).
const LEAF_OF_A_TABLE: u8 = 0x0d;
const WAITING: &str = "a message that waits";
const DOCUMENTS: usize = 24;
/// The test that runs in a process whose writes fail.
#[cfg(unix)]
const MENDER: &str = "core::archive::tests::mending::mends_in_a_process_of_its_own";

/// Breaks the tree above every record of an archive's file, and no record.
pub(super) fn break_tree(path: &Path) {
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'records'";
    let root: u32 = Connection::open(path)
        .and_then(|database| database.query_row(root, (), |row| row.get(0)))
        .expect("a table");
    let root = root as usize;
    let mut bytes = fs::read(path).expect("read");
    assert_ne!(bytes[(root - 1) * PAGE], LEAF_OF_A_TABLE, "there is a tree");
    bytes[(root - 1) * PAGE..root * PAGE].fill(0);
    fs::write(path, bytes).expect("written");
}

fn documents() -> Vec<RentDocument> {
    (0..DOCUMENTS)
        .map(|number| document(&format!("d{number}"), (number % 12) as i8 + 1))
        .collect()
}

/// A folder with an archive whose tree is broken.
struct Broken {
    folder: tempfile::TempDir,
    key: SecretString,
    path: PathBuf,
}

impl Broken {
    fn make() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let key = ArchiveKey::make().expect("random").to_secret();
        let archive = Archive::open(folder.path(), same_key(&key), tenant()).expect("opens");
        archive.put_documents(&documents(), Some("mark")).expect("kept");
        archive
            .commit(|batch| batch.put_note(MESSAGE_OUTBOX, &WAITING))
            .expect("kept");
        let path = archive.file.clone().expect("on disk");
        drop(archive);
        break_tree(&path);
        Self { folder, key, path }
    }

    fn open(&self) -> Archive {
        Archive::open(self.folder.path(), same_key(&self.key), tenant()).expect("opens")
    }

    fn beside(&self, ending: &str) -> PathBuf {
        PathBuf::from(format!("{}{ending}", self.path.display()))
    }

    /// Checks that everything is there after a start, as a tenant who tries again sees it.
    fn check_whole(&self, what: &str) {
        let archive = self.open();
        if archive.years().is_err() {
            archive.mend().unwrap_or_else(|error| panic!("{what}: {error}"));
        }
        assert_eq!(archive.disk(), ArchiveDisk::Works, "{what}");
        assert_eq!(listed_ids(&archive).len(), DOCUMENTS, "{what}");
        for document in documents() {
            let kept = archive.document(&document.id).expect("read");
            assert_eq!(kept, Some(document), "{what}");
        }
        let waiting: Option<String> = archive.note(MESSAGE_OUTBOX).expect("read");
        assert_eq!(waiting.as_deref(), Some(WAITING), "{what}");
        assert!(!self.beside(".mended").exists(), "{what}");
        assert!(
            self.beside(".damaged-1").exists(),
            "{what}: the damaged file is kept"
        );
        assert!(!self.beside(".damaged-2").exists(), "{what}: it was mended once");
    }
}

#[test]
fn r1_a_kill_at_every_step_of_mending_loses_nothing() {
    let steps = [&MAKING[..], &REPLACING[..]].concat();
    for killed_after in 0..=steps.len() {
        for torn in [false, true] {
            let broken = Broken::make();
            let key = same_key(&broken.key);
            let mending = Mending {
                path: &broken.path,
                is_true: &|address, sealed| is_genuine(&key, &tenant(), address, sealed),
            };
            for step in &steps[..killed_after] {
                step(&mending).expect("done");
            }
            for unfinished in [".copy", ".rescued"].map(|ending| broken.beside(ending)) {
                // The kill came in the middle of a write.
                if torn && unfinished.exists() {
                    let bytes = fs::read(&unfinished).expect("read");
                    fs::write(&unfinished, &bytes[..bytes.len() / 2]).expect("torn");
                }
            }
            broken.check_whole(&format!("killed after {killed_after} steps, torn: {torn}"));
        }
    }
}

#[test]
fn of_the_damaged_files_the_newest_two_are_kept() {
    let broken = Broken::make();
    for _ in 0..4 {
        let archive = broken.open();
        if archive.years().is_err() {
            archive.mend().expect("mended");
        }
        drop(archive);
        break_tree(&broken.path);
    }
    let is_kept = |number: u32| broken.beside(&format!(".damaged-{number}")).exists();
    assert_eq!([1, 2, 3, 4].map(is_kept), [false, false, true, true]);
}

#[test]
fn a_mending_that_fails_leaves_no_archive_that_pretends() {
    let broken = Broken::make();
    // Nothing deletes a folder in the place of a file.
    let in_the_way = broken.beside(".copy");
    fs::create_dir(&in_the_way).expect("made");
    let archive = broken.open();
    assert!(archive.years().expect_err("the tree is broken").is_damage());
    for _ in 0..2 {
        archive.mend().expect_err("something is in the way");
        assert_eq!(archive.disk(), ArchiveDisk::ReadOnly);
        archive.years().expect_err("not an empty list");
        let committed = archive.commit(|batch| batch.put_note(CARD_PAYMENT_OUTBOX, &"a payment"));
        let failure = Failure::from(committed.expect_err("not on disk"));
        assert_eq!(failure.code, FailureCode::NothingKept);
        archive.put_note(SYNC_MARK, &"later").expect_err("not on disk");
        archive
            .put_documents(&documents(), None)
            .expect_err("not on disk");
    }

    fs::remove_dir(&in_the_way).expect("out of the way");
    archive.mend().expect("mended");
    assert_eq!(archive.disk(), ArchiveDisk::Works);
    let committed = archive.commit(|batch| batch.put_note(CARD_PAYMENT_OUTBOX, &"a payment"));
    committed.expect("on disk");
    drop(archive);
    broken.check_whole("mended at last");
    assert!(broken.open().has_note(CARD_PAYMENT_OUTBOX).expect("read"));
}

#[cfg(unix)]
#[test]
fn a_mending_on_a_failing_disk_loses_nothing_and_pretends_nothing() {
    let (mut refused, mut committed) = (0, 0);
    for kibibytes in (0..120).step_by(8) {
        let broken = Broken::make();
        let mended = with_no_file_above(kibibytes, MENDER, broken.folder.path(), &broken.key);
        let told = String::from_utf8_lossy(&mended.stdout);
        let what = format!("no file above {kibibytes} KiB");
        assert!(mended.status.success(), "{what}: {told}");
        refused += usize::from(told.contains("refused"));
        broken.check_whole(&what);
        if told.contains("committed") {
            committed += 1;
            let archive = broken.open();
            assert!(archive.has_note(CARD_PAYMENT_OUTBOX).expect("read"), "{what}");
        }
    }
    assert!(
        refused > 0 && committed > 0,
        "{refused} refused, {committed} committed"
    );
}

/// Not a test by itself: runs in the process whose writes fail.
#[cfg(unix)]
#[test]
#[ignore = "started by the test of a failing disk"]
fn mends_in_a_process_of_its_own() {
    let (Some(folder), Ok(key)) = (std::env::var_os(FOLDER), std::env::var(KEY)) else {
        return;
    };
    let archive = Archive::open(folder.as_ref(), same_key(&key.into()), tenant()).expect("opens");
    if archive.years().is_err_and(|error| error.is_damage())
        && let Err(error) = archive.mend()
    {
        println!("{error}");
    }
    match archive.commit(|batch| batch.put_note(CARD_PAYMENT_OUTBOX, &"a payment")) {
        Ok(()) => println!("committed"),
        Err(_) => println!("refused"),
    }
}
