//! A disk that damages the archive (R3): no panic, what is readable is read, and everything is there again once
//! the landlord was asked.

use super::*;

/// The documents of the archive to damage: one a month, over two years.
fn documents() -> Vec<RentDocument> {
    (0..DOCUMENTS)
        .map(|number| RentDocument {
            term: Term::new(2025 + (number / 12) as i16, (number % 12) as i8 + 1).expect("a month"),
            ..document(&format!("d{number}"), 1)
        })
        .collect()
}

const DOCUMENTS: usize = 24;
/// Type of a page that holds records (<https://www.sqlite.org/fileformat2.html>, section 1.6).
const LEAF_OF_A_TABLE: u8 = 0x0d;
const PAGE: usize = 4_096;
/// At most this many bytes at a record's start hold its size and those of its columns.
const SIZES: usize = 12;
/// At worst, this many records are lost: the damaged one.
const MAX_LOST: usize = 1;

/// An intact archive file, and its key.
struct Whole {
    key: SecretString,
    name: String,
    bytes: Vec<u8>,
}

impl Whole {
    fn make() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let key = ArchiveKey::make().expect("random").to_secret();
        let archive = Archive::open(folder.path(), same_key(&key), tenant()).expect("opens");
        archive.put_documents(&documents(), Some("mark")).expect("kept");
        for document in &documents()[..4] {
            archive.put_pdf(&document.id, 1, &[b'%'; 3_000]).expect("kept");
        }
        assert_eq!(listed(&archive).len(), DOCUMENTS);
        let path = archive.file.clone().expect("on disk");
        drop(archive);
        Self {
            key,
            name: path.file_name().expect("a name").to_string_lossy().into_owned(),
            bytes: fs::read(&path).expect("read"),
        }
    }

    /// Opens the archive on these bytes, and checks that everything comes back.
    fn live_with(&self, bytes: &[u8], what: &str) {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(&self.name), bytes).expect("written");
        let archive = Archive::open(folder.path(), same_key(&self.key), tenant())
            .unwrap_or_else(|error| panic!("{what}: {error}"));
        let entries = mended(&archive, what, listed_or_error);
        assert!(entries.len() + MAX_LOST >= DOCUMENTS, "{what}: {}", entries.len());
        // As every start does, with or without a network.
        let set_aside = mended(&archive, what, Archive::set_aside);
        let readable = documents()
            .iter()
            .filter(|document| mended(&archive, what, |archive| archive.document(&document.id)).is_some())
            .count();
        assert!(readable + MAX_LOST >= DOCUMENTS, "{what}: {readable} can be read");

        let asked_for_anew = mended(&archive, what, |archive| archive.note::<String>(SYNC_MARK)).is_none();
        for document in documents() {
            let kept = mended(&archive, what, |archive| archive.document(&document.id)).is_some();
            assert!(
                kept || asked_for_anew || set_aside.contains(&document.id),
                "{what}: nobody would ask for {:?}",
                document.id
            );
        }

        for id in set_aside {
            mended(&archive, what, |archive| archive.forget_document(&id));
        }
        mended(&archive, what, |archive| {
            archive.put_documents(&documents(), Some("mark"))
        });
        assert_eq!(mended(&archive, what, Archive::set_aside), [], "{what}");
        let entries = mended(&archive, what, listed_or_error);
        assert_eq!(entries.len(), DOCUMENTS, "{what}: fetched again");
        for document in documents() {
            let kept = mended(&archive, what, |archive| archive.document(&document.id));
            assert_eq!(kept, Some(document), "{what}");
        }
    }
}

fn listed_or_error(archive: &Archive) -> Result<Vec<ListedDocument>, ArchiveError> {
    let mut entries = Vec::new();
    for (year, _) in archive.years()? {
        entries.extend(archive.documents_of(year)?);
    }
    Ok(entries)
}

/// Runs the work, and once more after mending, as a tenant who tries again.
fn mended<T>(archive: &Archive, what: &str, work: impl Fn(&Archive) -> Result<T, ArchiveError>) -> T {
    match work(archive) {
        Err(error) if error.is_damage() => archive
            .mend()
            .and_then(|()| work(archive))
            .unwrap_or_else(|error| panic!("{what}: {error}, though mended")),
        worked => worked.unwrap_or_else(|error| panic!("{what}: {error}")),
    }
}

#[test]
fn a_record_of_any_length_survives_a_broken_tree() {
    const LONGER_THAN_A_PDF: usize = 2 * contract::MAX_PDF_BYTES;
    let folder = tempfile::tempdir().expect("a folder");
    let key = ArchiveKey::make().expect("random").to_secret();
    let archive = Archive::open(folder.path(), same_key(&key), tenant()).expect("opens");
    archive.put_documents(&documents(), Some("mark")).expect("kept");
    let waiting = "x".repeat(LONGER_THAN_A_PDF);
    archive.put_note(MESSAGE_OUTBOX, &waiting).expect("kept");
    let path = archive.file.clone().expect("on disk");
    drop(archive);

    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'records'";
    let root: u32 = Connection::open(&path)
        .and_then(|database| database.query_row(root, (), |row| row.get(0)))
        .expect("a table");
    let root = root as usize;
    let mut bytes = fs::read(&path).expect("read");
    assert_ne!(bytes[(root - 1) * PAGE], LEAF_OF_A_TABLE, "there is a tree");
    bytes[(root - 1) * PAGE..root * PAGE].fill(0);
    fs::write(&path, bytes).expect("written");

    let archive = Archive::open(folder.path(), same_key(&key), tenant()).expect("opens");
    let kept = mended(&archive, "no root", |archive| {
        archive.note::<String>(MESSAGE_OUTBOX)
    });
    assert_eq!(kept.map(|text| text.len()), Some(LONGER_THAN_A_PDF));
}

/// Checks one flipped bit in each of the chosen bytes, one at a time.
fn flip_bytes(chosen: impl Fn(usize) -> bool) {
    let whole = Whole::make();
    for place in (0..whole.bytes.len()).filter(|place| chosen(*place)) {
        let mut bytes = whole.bytes.clone();
        bytes[place] ^= 1 << (place % 8);
        whole.live_with(&bytes, &format!("byte {place} flipped"));
    }
}

/// Checks a file cut at each of the chosen lengths. More than one record may be lost.
fn truncate(chosen: impl Fn(usize) -> bool) {
    let whole = Whole::make();
    for length in (0..whole.bytes.len()).filter(|length| chosen(*length)) {
        let what = format!("cut after {length} bytes");
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(&whole.name), &whole.bytes[..length]).expect("written");
        let archive = Archive::open(folder.path(), same_key(&whole.key), tenant())
            .unwrap_or_else(|error| panic!("{what}: {error}"));
        mended(&archive, &what, listed_or_error);
        for id in mended(&archive, &what, Archive::set_aside) {
            mended(&archive, &what, |archive| archive.forget_document(&id));
        }
        mended(&archive, &what, |archive| {
            archive.put_documents(&documents(), Some("mark"))
        });
        let entries = mended(&archive, &what, listed_or_error);
        assert_eq!(entries.len(), DOCUMENTS, "{what}: fetched again");
    }
}

#[test]
fn a_flipped_byte_costs_one_record_at_most() {
    // The heads of all pages, and every 127th byte: in each page, they are at other places.
    flip_bytes(|place| place < 100 || place % 4_096 < 14 || place % 127 == 0 || place == 12_441);
}

#[test]
#[ignore = "minutes: cargo xtask test --long"]
fn long_a_flipped_byte_costs_one_record_at_most_at_every_byte() {
    flip_bytes(|_| true);
}

#[test]
fn a_truncated_file_is_filled_again() {
    truncate(|length| length < 8 || length % 1_021 == 0);
}

#[test]
fn a_record_with_a_wrong_size_costs_at_most_itself() {
    let whole = Whole::make();
    // SQLite's varints: seven bits a byte, the first bit says that another byte follows.
    let claims: [&[u8]; 5] = [
        &[0x00],
        &[0xff, 0x7f],
        // A gigabyte and more: SQLite says « too big », not « malformed ».
        &[0x87, 0xff, 0xff, 0xff, 0x7f],
        &[0x8f, 0xff, 0xff, 0xff, 0x7e],
        &[0xff; 9],
    ];
    for start in (PAGE..whole.bytes.len()).step_by(PAGE) {
        let page = &whole.bytes[start..start + PAGE];
        if page[0] != LEAF_OF_A_TABLE {
            continue;
        }
        let record = start + usize::from(u16::from_be_bytes([page[8], page[9]]));
        for place in record..record + SIZES {
            for claim in claims {
                let mut bytes = whole.bytes.clone();
                bytes[place..place + claim.len()].copy_from_slice(claim);
                whole.live_with(&bytes, &format!("from byte {place} on {claim:x?}"));
            }
        }
    }
}

#[test]
#[ignore = "minutes: cargo xtask test --long"]
fn long_a_file_truncated_at_any_byte_is_filled_again() {
    truncate(|_| true);
}

#[test]
fn an_old_file_put_back_is_an_archive_of_that_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = Whole::make();
    let path = folder.path().join(&whole.name);
    fs::write(&path, &whole.bytes).expect("written");
    let later = Archive::open(folder.path(), same_key(&whole.key), tenant()).expect("opens");
    let new = RentDocument {
        term: Term::new(2027, 1).expect("a month"),
        ..document("new", 1)
    };
    later.put_documents(&[new], Some("later")).expect("kept");
    drop(later);

    fs::write(&path, &whole.bytes).expect("put back");
    let archive = Archive::open(folder.path(), same_key(&whole.key), tenant()).expect("opens");
    assert_eq!(listed(&archive).len(), DOCUMENTS);
    assert_eq!(archive.set_aside().expect("read"), []);
    let mark: Option<String> = archive.note(SYNC_MARK).expect("read");
    assert_eq!(
        mark.as_deref(),
        Some("mark"),
        "what came later is asked for again"
    );
}

#[test]
fn a_file_that_is_no_archive_is_kept_beside_a_new_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let secret = ArchiveKey::make().expect("random").to_secret();
    drop(Archive::open(folder.path(), same_key(&secret), tenant()).expect("opens"));
    let path = fs::read_dir(folder.path())
        .expect("listed")
        .next()
        .expect("a file")
        .expect("an entry")
        .path();
    fs::write(&path, vec![7; 8_192]).expect("overwritten");
    for left in ["-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{left}", path.display()));
    }

    let archive = Archive::open(folder.path(), same_key(&secret), tenant()).expect("opens anew");
    assert!(listed(&archive).is_empty());
    let aside = format!("{}.damaged-1", path.display());
    assert_eq!(fs::read(aside).expect("kept"), vec![7; 8_192]);
}
