use std::fs;

use contract::{DocumentId, RentDocument, Term, samples};
use jiff::civil::date;

use super::*;
use crate::core::pdf::PartialPdf;

mod damage;
mod failing_disk;
mod mending;
#[cfg(target_os = "linux")]
mod small_disk;
mod versions;

fn tenant() -> TenantCode {
    TenantCode::parse("204518730961245").expect("fifteen digits")
}

fn document(id: &str, month: i8) -> RentDocument {
    samples::quittance(id, 2026, month)
}

/// The entries of the list, newest first.
fn listed(archive: &Archive) -> Vec<ListedDocument> {
    let years = archive.years().expect("read");
    let of = |(year, count): (i16, usize)| {
        let documents = archive.documents_of(year).expect("read");
        assert_eq!(documents.len(), count, "{year}");
        documents
    };
    years.into_iter().flat_map(of).collect()
}

fn listed_ids(archive: &Archive) -> Vec<String> {
    listed(archive).into_iter().map(|entry| entry.id.0).collect()
}

/// The key as the keyring returns it at each start.
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
    assert_eq!(listed_ids(&archive), ["b", "c", "a"]);
    assert_eq!(
        archive.note::<String>(SYNC_MARK).expect("read").as_deref(),
        Some("mark")
    );
}

#[test]
fn no_byte_on_disk_reveals_the_tenant_or_an_amount() {
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
fn a_damaged_record_is_set_aside_and_listed_until_it_is_fetched_again() {
    let archive = Archive::in_memory(ArchiveKey::make().expect("random"), tenant()).expect("opens");
    archive
        .put_documents(&[document("a", 5), document("b", 6), document("c", 7)], None)
        .expect("kept");
    assert_eq!(listed_ids(&archive), ["c", "b", "a"]);
    assert_eq!(archive.set_aside().expect("read"), []);
    damage(&archive, "document", "b");

    let id = DocumentId("b".into());
    assert_eq!(archive.set_aside().expect("read"), std::slice::from_ref(&id));
    assert_eq!(listed_ids(&archive), ["c", "b", "a"]);
    assert!(archive.document(&id).expect("read").is_none());
    assert!(archive.has_document(&id).expect("read"));

    archive
        .put_documents(&[document("b", 6)], None)
        .expect("fetched again");
    assert_eq!(archive.set_aside().expect("read"), []);
    assert!(archive.document(&id).expect("read").is_some());
}

#[test]
fn forgetting_a_document_lists_everything_anew() {
    let archive = Archive::in_memory(ArchiveKey::make().expect("random"), tenant()).expect("opens");
    archive
        .put_documents(&[document("a", 5), document("b", 6)], Some("mark"))
        .expect("kept");
    archive
        .forget_document(&DocumentId("b".into()))
        .expect("forgotten");
    assert_eq!(listed_ids(&archive), ["a"]);
    assert_eq!(
        archive.note::<String>(SYNC_MARK).expect("read"),
        None,
        "no cut loses it"
    );
}

#[test]
fn a_damaged_list_is_rebuilt_from_the_documents() {
    let archive = Archive::in_memory(ArchiveKey::make().expect("random"), tenant()).expect("opens");
    let earlier = RentDocument {
        term: Term::new(2025, 12).expect("a month"),
        ..document("z", 1)
    };
    archive
        .put_documents(&[document("a", 5), earlier, document("b", 6)], None)
        .expect("kept");
    assert_eq!(listed_ids(&archive), ["b", "a", "z"]);
    for (kind, id) in [("year", "2026"), ("year", "2025"), ("note", "years")] {
        damage(&archive, kind, id);
        assert_eq!(listed_ids(&archive), ["b", "a", "z"], "{kind} {id}");
        damage(&archive, kind, id);
        archive.put_documents(&[document("c", 7)], None).expect("kept");
        assert_eq!(listed_ids(&archive), ["c", "b", "a", "z"], "{kind} {id}");
        archive
            .database()
            .execute("DELETE FROM records WHERE id IN ('c', 'years')", [])
            .expect("forgotten");
        assert_eq!(listed_ids(&archive), ["b", "a", "z"], "as at first");
    }
}

#[test]
fn a_changed_document_is_listed_with_its_new_validity() {
    let archive = Archive::in_memory(ArchiveKey::make().expect("random"), tenant()).expect("opens");
    archive
        .put_documents(&[document("a", 5), document("b", 6)], None)
        .expect("kept");
    assert!(
        listed(&archive)
            .iter()
            .all(|entry| entry.validity == DocumentValidity::Current)
    );
    let superseded = RentDocument {
        revision: 2,
        superseded_by: Some(DocumentId("c".into())),
        ..document("a", 5)
    };
    let withdrawn = RentDocument {
        revision: 3,
        withdrawn_on: Some(date(2026, 8, 1)),
        ..document("b", 6)
    };
    archive
        .put_documents(&[superseded, withdrawn, document("c", 5)], None)
        .expect("kept");
    let validities: Vec<_> = listed(&archive)
        .into_iter()
        .map(|entry| (entry.id.0, entry.validity))
        .collect();
    let expected = [
        ("b", DocumentValidity::Withdrawn),
        ("c", DocumentValidity::Current),
        ("a", DocumentValidity::Superseded),
    ];
    assert_eq!(
        validities,
        expected.map(|(id, validity)| (id.to_owned(), validity))
    );
}

#[test]
fn a_document_no_longer_listed_is_kept_and_marked() {
    let archive = Archive::in_memory(ArchiveKey::make().expect("random"), tenant()).expect("opens");
    let both = [document("a", 5), document("b", 6)];
    archive.put_documents(&both, Some("mark")).expect("kept");
    archive.together(end_listing).expect("nothing was awaited");

    archive.begin_listing_anew().expect("begun");
    assert_eq!(archive.note::<String>(SYNC_MARK).expect("read"), None);
    archive.put_documents(&both[..1], Some("other")).expect("kept");
    let validities = || {
        let entries = listed(&archive).into_iter();
        entries.map(|entry| entry.validity).collect::<Vec<_>>()
    };
    assert_eq!(validities(), [DocumentValidity::Current; 2], "not at its end yet");
    archive.together(end_listing).expect("ended");
    assert_eq!(
        validities(),
        [DocumentValidity::Missing, DocumentValidity::Current]
    );
    let kept = archive.document(&both[1].id).expect("read").expect("kept");
    assert_eq!(archive.validity(&kept).expect("read"), DocumentValidity::Missing);

    archive.put_documents(&both[1..], None).expect("listed again");
    assert_eq!(validities(), [DocumentValidity::Current; 2]);
}

#[test]
fn a_partial_pdf_is_kept_until_the_whole_one_is() {
    let archive = Archive::in_memory(ArchiveKey::make().expect("random"), tenant()).expect("opens");
    let id = DocumentId("a".into());
    assert_eq!(archive.partial_pdf(&id).expect("read"), None);
    let partial = PartialPdf {
        etag: "\"x\"".to_owned(),
        bytes: b"%PDF-1.7\n\n".to_vec(),
    };
    archive.put_partial_pdf(&id, &partial).expect("kept");
    assert_eq!(archive.partial_pdf(&id).expect("read"), Some(partial));
    archive.put_pdf(&id, 1, b"%PDF-1.7 whole").expect("kept");
    assert_eq!(archive.partial_pdf(&id).expect("read"), None);
}

fn damage(archive: &Archive, kind: &str, id: &str) {
    let damage = "UPDATE records SET sealed = zeroblob(length(sealed)) WHERE kind = ? AND id = ?";
    let damaged = archive.database().execute(damage, [kind, id]);
    assert_eq!(damaged, Ok(1), "{kind} {id}");
}

#[test]
fn another_key_finds_no_archive_and_overwrites_none() {
    let folder = tempfile::tempdir().expect("a folder");
    let secret = ArchiveKey::make().expect("random").to_secret();
    let archive = Archive::open(folder.path(), same_key(&secret), tenant()).expect("opens");
    archive.put_documents(&[document("a", 5)], None).expect("kept");
    drop(archive);

    let other = Archive::open(folder.path(), ArchiveKey::make().expect("random"), tenant()).expect("opens");
    assert!(listed(&other).is_empty());
    drop(other);
    let archive = Archive::open(folder.path(), same_key(&secret), tenant()).expect("opens");
    assert_eq!(listed(&archive).len(), 1);
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
    assert_eq!(archive.pdf_size(&id).expect("read"), Some(5));
    assert_eq!(archive.pdf(&id).expect("read"), Some((1, b"%PDF-".to_vec())));

    let changed = RentDocument {
        revision: 2,
        ..document("a", 5)
    };
    archive.put_documents(&[changed], None).expect("kept");
    assert_eq!(
        archive.ids_without_pdf().expect("read"),
        std::slice::from_ref(&id)
    );
    let earlier = archive.pdf(&id).expect("read").map(|(revision, _)| revision);
    assert_eq!(earlier, Some(1), "better than none");
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

    let erase = |archive: &Archive| {
        archive.end().expect("closed");
        erase_files(folder.path(), &[archive.file_name()]).expect("listed")
    };
    assert!(erase(&archive).of_others, "another tenant's remains");
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
    assert!(listed(&archive).is_empty());
    assert_eq!(listed(&others).len(), 1);
    assert!(!erase(&others).of_others, "none is left");
}

#[test]
fn s18_a_pdf_of_eleven_mebibytes_is_not_returned() {
    let archive = Archive::in_memory(ArchiveKey::make().expect("random"), tenant()).expect("opens");
    let id = DocumentId("a".into());
    let mut pdf = b"%PDF-1.7".to_vec();
    pdf.resize(10 * 1024 * 1024, b' ');
    archive.put_pdf(&id, 1, &pdf).expect("kept");
    assert!(archive.pdf(&id).expect("read").is_some());
    pdf.resize(11 * 1024 * 1024, b' ');
    archive.put_pdf(&id, 1, &pdf).expect("kept");
    assert_eq!(archive.pdf(&id).expect("read"), None);
}

#[test]
fn concurrent_changes_of_a_list_lose_nothing() {
    let key = ArchiveKey::make().expect("a key");
    let archive = Archive::in_memory(key, tenant()).expect("opens");
    std::thread::scope(|scope| {
        for writer in 0..4_u32 {
            let archive = &archive;
            scope.spawn(move || {
                for entry in 0..50_u32 {
                    let added = archive.commit(|batch| {
                        batch.change_list(MESSAGE_OUTBOX, |list: &mut Vec<u32>| {
                            list.push(writer * 50 + entry);
                        })
                    });
                    added.expect("kept");
                }
            });
        }
    });
    let mut list: Vec<u32> = archive.note(MESSAGE_OUTBOX).expect("read").expect("a list");
    list.sort_unstable();
    assert_eq!(list, (0..200).collect::<Vec<_>>());
    archive
        .commit(|batch| batch.change_list(MESSAGE_OUTBOX, Vec::<u32>::clear))
        .expect("emptied");
    assert!(!archive.has_note(MESSAGE_OUTBOX).expect("read"));
}
