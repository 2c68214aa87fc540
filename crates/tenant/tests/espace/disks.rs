//! A disk that keeps nothing (R4): receipts are shown all the same, and nothing is taken that has to be kept.

use std::fs;

use contract::MessageSubject;
use rusqlite::Connection;
use tenant::{ArchiveDisk, FailureCode, Step};

use crate::at_home::{Home, assert_home, documents_shown};

#[tokio::test]
async fn without_a_place_for_archives_receipts_are_shown_and_not_kept() {
    let mut home = Home::new().await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    assert_eq!(home.espace.archive_disk().await, ArchiveDisk::Works);

    let elsewhere = home.computer().join("elsewhere");
    fs::rename(home.archives(), &elsewhere).expect("moved");
    fs::write(home.archives(), "not a folder").expect("written");
    assert_home(&home.restart().await.step);
    assert_eq!(home.espace.archive_disk().await, ArchiveDisk::Unusable);
    let list = home.espace.synchronise().await.expect("from the landlord");
    assert_eq!(list.count(), 240);
    let id = list.documents().next().expect("a receipt").id.0.clone();
    let pdf = home.espace.rent_document_pdf(id).await.expect("a PDF");
    assert!(pdf.starts_with(b"%PDF-"));
    let written = home
        .espace
        .submit_message(MessageSubject::Repair, "Le robinet fuit.")
        .await;
    assert_eq!(written.expect_err("not kept").code, FailureCode::NothingKept);
    home.espace.synchronise().await.expect("nothing waits");
    assert!(home.received_messages().await.is_empty());

    fs::remove_file(home.archives()).expect("removed");
    fs::rename(elsewhere, home.archives()).expect("put back");
    let first_screen = home.restart().await;
    assert_eq!(documents_shown(&first_screen), 240, "all that was kept");
    assert_eq!(home.espace.archive_disk().await, ArchiveDisk::Works);
}

/// Lets the archive take no write any more, and no mending.
pub fn refuse_writes(home: &Home) {
    let mut paths = fs::read_dir(home.archives())
        .expect("listed")
        .map(|entry| entry.expect("an entry").path());
    let file = paths.find(|path| path.extension().is_some_and(|ending| ending == "sqlite"));
    let file = file.expect("an archive");
    fs::create_dir(format!("{}.copy", file.display())).expect("in the way of a mending");
    let refused = Connection::open(file).expect("opened").execute_batch(
        "CREATE TRIGGER refuses BEFORE INSERT ON records BEGIN SELECT RAISE(ABORT, 'no write'); END",
    );
    refused.expect("made");
}

#[tokio::test]
async fn what_the_disk_does_not_take_is_shown_all_the_same() {
    let home = Home::new().await;
    home.sign_up().await;
    let subject = MessageSubject::Repair;
    let written = home.espace.submit_message(subject, "Le robinet fuit.").await;
    written.expect("kept");
    home.espace.synchronise().await.expect("sent");
    home.open_the_first_message().await;
    home.answer_the_first_message("Un plombier passe mardi.").await;
    let list = home.espace.synchronise().await.expect("synchronised");
    let id = list.documents().next().expect("a receipt").id.0.clone();

    refuse_writes(&home);
    let pdf = home
        .espace
        .rent_document_pdf(id)
        .await
        .expect("fetched, not kept");
    assert!(pdf.starts_with(b"%PDF-"));
    assert_eq!(home.espace.archive_disk().await, ArchiveDisk::ReadOnly);
    let step = home.espace.open_messages().await;
    let Ok(Step::Messages { messages, .. }) = step else {
        panic!("{step:?}");
    };
    let answer = messages[0].answer.as_ref().expect("an answer");
    assert_eq!(answer.text, "Un plombier passe mardi.");
    let receipts = home.espace.rent_documents().await.expect("kept before");
    assert_eq!(receipts.count(), 240);
    let failure = home.espace.synchronise().await.expect_err("not kept");
    assert_eq!(failure.code, FailureCode::NothingKept);
    let written = home.espace.submit_message(subject, "Il fuit encore.").await;
    assert_eq!(written.expect_err("not kept").code, FailureCode::NothingKept);
}
