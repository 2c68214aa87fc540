use contract::{Cents, DocumentKind, IssuingLandlord, Term};
use jiff::civil::date;

use super::*;

fn tenant() -> TenantCode {
    TenantCode::parse("204518730961245").expect("fifteen digits")
}

fn document(id: &str, month: i8) -> RentDocument {
    RentDocument {
        id: DocumentId(id.into()),
        revision: 1,
        kind: DocumentKind::Quittance,
        term: Term::new(2026, month).expect("a month"),
        issued_on: date(2026, month, 25),
        due_on: None,
        amount: Cents(41_237),
        paid: Cents(41_237),
        paid_on: None,
        tenants: vec!["Mme Jeanne DURAND".into()],
        dwelling: vec![],
        landlord: IssuingLandlord {
            name: String::new(),
            address: vec![],
            siret: String::new(),
        },
        lines: vec![],
        supersedes: None,
        superseded_by: None,
    }
}

/// The key as the keyring hands it out at each start.
fn same_key(key: &SecretString) -> ArchiveKey {
    ArchiveKey::from_secret(key).expect("a key")
}

use secrecy::SecretString;

#[test]
fn receipts_are_there_after_a_restart_newest_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let secret = ArchiveKey::make().expect("random").to_secret();
    let archive = Archive::open(folder.path(), same_key(&secret), tenant()).expect("opens");
    archive
        .put_documents(
            &[document("a", 5), document("b", 7), document("c", 6)],
            Some("mark"),
        )
        .expect("kept");
    drop(archive);

    let archive = Archive::open(folder.path(), same_key(&secret), tenant()).expect("opens again");
    let months: Vec<i8> = archive
        .documents()
        .expect("read")
        .readable
        .iter()
        .map(|document| document.term.month())
        .collect();
    assert_eq!(months, [7, 6, 5]);
    assert_eq!(
        archive.note::<String>(SYNC_MARK).expect("read").as_deref(),
        Some("mark")
    );
}

#[test]
fn no_byte_on_disk_tells_the_tenant_or_an_amount() {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = Archive::open(folder.path(), ArchiveKey::make().expect("random"), tenant()).expect("opens");
    archive.put_documents(&[document("a", 7)], None).expect("kept");
    archive
        .put_pdf(&DocumentId("a".into()), 1, b"%PDF-1.7 412,37")
        .expect("kept");
    drop(archive);
    let mut searched = 0;
    for entry in fs::read_dir(folder.path()).expect("listed") {
        let path = entry.expect("an entry").path();
        let mut bytes = fs::read(&path).expect("read");
        searched += bytes.len();
        bytes.extend_from_slice(path.to_string_lossy().as_bytes());
        for secret in ["204518730961245", "DURAND", "41237", "412,37", "%PDF"] {
            let found = bytes
                .windows(secret.len())
                .any(|window| window == secret.as_bytes());
            assert!(!found, "{secret} in {}", path.display());
        }
    }
    assert!(searched > 4_096, "the database was searched");
}

#[test]
fn a_damaged_record_is_set_aside_and_the_others_are_shown() {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = Archive::open(folder.path(), ArchiveKey::make().expect("random"), tenant()).expect("opens");
    archive
        .put_documents(&[document("a", 5), document("b", 6), document("c", 7)], None)
        .expect("kept");
    let damage = "UPDATE records SET sealed = zeroblob(length(sealed)) WHERE id = 'b'";
    archive.database().execute(damage, []).expect("damaged");

    let documents = archive.documents().expect("read");
    assert_eq!(documents.readable.len(), 2);
    assert_eq!(documents.set_aside, [DocumentId("b".into())]);
    assert!(archive.document(&DocumentId("b".into())).expect("read").is_none());

    archive
        .put_documents(&[document("b", 6)], None)
        .expect("fetched again");
    assert_eq!(archive.documents().expect("read").readable.len(), 3);
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
    assert!(archive.documents().expect("read").readable.is_empty());
    let aside = format!("{}.damaged-1", path.display());
    assert_eq!(fs::read(aside).expect("kept"), vec![7; 8_192]);
}

#[test]
fn an_archive_of_a_later_version_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let secret = ArchiveKey::make().expect("random").to_secret();
    let archive = Archive::open(folder.path(), same_key(&secret), tenant()).expect("opens");
    archive
        .database()
        .execute_batch("PRAGMA user_version = 2")
        .expect("set");
    drop(archive);
    let again = Archive::open(folder.path(), same_key(&secret), tenant());
    assert!(matches!(again, Err(ArchiveError::LaterVersion)));
}

#[test]
fn another_key_finds_no_archive_and_overwrites_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let secret = ArchiveKey::make().expect("random").to_secret();
    let archive = Archive::open(folder.path(), same_key(&secret), tenant()).expect("opens");
    archive.put_documents(&[document("a", 5)], None).expect("kept");
    drop(archive);

    let other = Archive::open(folder.path(), ArchiveKey::make().expect("random"), tenant()).expect("opens");
    assert!(other.documents().expect("read").readable.is_empty());
    drop(other);
    let archive = Archive::open(folder.path(), same_key(&secret), tenant()).expect("opens");
    assert_eq!(archive.documents().expect("read").readable.len(), 1);
}

#[test]
fn a_pdf_belongs_to_one_revision_of_its_document() {
    let archive = Archive::in_memory(ArchiveKey::make().expect("random"), tenant()).expect("opens");
    let id = DocumentId("a".into());
    archive.put_documents(&[document("a", 5)], None).expect("kept");
    assert_eq!(
        archive.ids_without_pdf().expect("read"),
        std::slice::from_ref(&id)
    );
    archive.put_pdf(&id, 1, b"%PDF-").expect("kept");
    assert_eq!(archive.ids_without_pdf().expect("read"), []);
    assert_eq!(archive.pdf_size(&id, 1).expect("read"), Some(5));
    assert_eq!(
        archive.pdf(&id, 1).expect("read").as_deref(),
        Some(b"%PDF-".as_slice())
    );

    let changed = RentDocument {
        revision: 2,
        ..document("a", 5)
    };
    archive.put_documents(&[changed], None).expect("kept");
    assert_eq!(
        archive.ids_without_pdf().expect("read"),
        std::slice::from_ref(&id)
    );
    assert_eq!(archive.pdf(&id, 2).expect("read"), None);
}

#[test]
fn an_erased_archive_leaves_no_file_and_spares_other_tenants() {
    let folder = tempfile::tempdir().expect("a folder");
    let secret = ArchiveKey::make().expect("random").to_secret();
    let other = TenantCode::parse("204518730961246").expect("fifteen digits");
    let others = Archive::open(folder.path(), same_key(&secret), other.clone()).expect("opens");
    others.put_documents(&[document("b", 6)], None).expect("kept");
    let archive = Archive::open(folder.path(), same_key(&secret), tenant()).expect("opens");
    archive.put_documents(&[document("a", 5)], None).expect("kept");
    let file = archive.file.clone().expect("on disk");
    fs::write(format!("{}.damaged-1", file.display()), "set aside").expect("written");

    assert!(archive.erase().expect("erased"), "another tenant's remains");
    let left: Vec<PathBuf> = fs::read_dir(folder.path())
        .expect("listed")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    let start = file.to_str().expect("a name");
    assert!(
        !left
            .iter()
            .any(|path| path.to_str().is_some_and(|path| path.starts_with(start)))
    );
    assert!(archive.documents().expect("still answers").readable.is_empty());
    let kept = others.documents().expect("read").readable;
    assert_eq!(kept.len(), 1);
    assert!(!others.erase().expect("erased"), "none is left");
}
