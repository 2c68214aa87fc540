//! Synchronisation: it requests as little as possible, and nothing twice.

use rusqlite::Connection;
use tenant::{DocumentValidity, DownloadProgress, DownloadState, FailureCode};

use crate::{
    network::{fault::Fault, line::EVERYTHING, preparing::strike_the_archive},
    rehearsal::{Rehearsal, tenant},
};

const PDF: &str = "GET /v1/rent-documents/*/pdf";

async fn signed_up() -> Rehearsal {
    let rehearsal = Rehearsal::begin().await;
    rehearsal.sign_up().await;
    rehearsal.espace.synchronise().await.expect("synchronised");
    rehearsal
}

/// A request that is never sent: striking it only resets the line's count.
const NOTHING: &str = "GET /nothing";

#[tokio::test]
async fn a_synchronisation_without_changes_is_one_request() {
    let mut rehearsal = signed_up().await;
    rehearsal.line.strike(Fault::Status(500), NOTHING).await;
    let list = rehearsal.espace.synchronise().await.expect("synchronised");
    assert!(list.count() > 0);
    assert_eq!(rehearsal.line.asked(EVERYTHING), 1);
}

const CHANGES: &str = "GET /v1/changes";
const DOCUMENTS: &str = "GET /v1/rent-documents";
const TENANCY: [&str; 2] = ["GET /v1/tenancy", "GET /v1/landlord"];
const RENT_ACCOUNT: &str = "GET /v1/rent-account";
const MESSAGES: &str = "GET /v1/messages";

#[tokio::test]
async fn a_first_synchronisation_asks_for_each_subject_once() {
    let mut rehearsal = Rehearsal::begin().await;
    rehearsal.sign_up().await;
    rehearsal.line.strike(Fault::Status(500), NOTHING).await;
    rehearsal.espace.synchronise().await.expect("synchronised");
    let all = [CHANGES, DOCUMENTS, TENANCY[0], TENANCY[1], MESSAGES, RENT_ACCOUNT];
    assert_eq!(rehearsal.line.all_asked(), all);
}

#[tokio::test]
async fn a_changed_document_is_fetched_with_the_rent_account_and_nothing_else() {
    let mut rehearsal = signed_up().await;
    let landlord = Connection::open(rehearsal.landlord_database()).expect("its database");
    landlord
        .execute_batch(&format!(
            "UPDATE document_revision SET last = last + 1;
             UPDATE rent_documents SET revision = (SELECT last FROM document_revision)
             WHERE id = (SELECT id FROM rent_documents JOIN tenants USING (lease)
                         WHERE tenant_code = '{}' LIMIT 1);",
            tenant().tenant_code
        ))
        .expect("changed");
    rehearsal.line.strike(Fault::Status(500), NOTHING).await;
    rehearsal.espace.synchronise().await.expect("synchronised");
    assert_eq!(rehearsal.line.all_asked(), [CHANGES, DOCUMENTS, RENT_ACCOUNT]);
}

#[tokio::test]
async fn a_damaged_note_is_fetched_again_with_its_subject_alone() {
    let mut rehearsal = signed_up().await;
    for (note, subject) in [
        ("sync-mark", vec![DOCUMENTS]),
        ("documents-mark", vec![DOCUMENTS]),
        ("tenancy", TENANCY.to_vec()),
        ("landlord", TENANCY.to_vec()),
        ("tenancy-mark", TENANCY.to_vec()),
        ("messages", vec![MESSAGES]),
        ("messages-mark", vec![MESSAGES]),
        ("rent-account", vec![RENT_ACCOUNT]),
        ("rent-account-mark", vec![RENT_ACCOUNT]),
    ] {
        let damage =
            format!("UPDATE records SET sealed = zeroblob(64) WHERE kind = 'note' AND id = '{note}'");
        strike_the_archive(&rehearsal, &damage);
        rehearsal.line.strike(Fault::Status(500), NOTHING).await;
        rehearsal.espace.synchronise().await.expect("synchronised");
        let asked = [vec![CHANGES], subject].concat();
        assert_eq!(rehearsal.line.all_asked(), asked, "{note}");
        rehearsal.espace.synchronise().await.expect("synchronised");
        assert_eq!(
            rehearsal.line.all_asked().len(),
            asked.len() + 1,
            "{note}: whole again"
        );
    }
}

#[tokio::test]
async fn a_pdf_cut_in_the_middle_resumes_where_it_stopped() {
    let mut rehearsal = signed_up().await;
    let list = rehearsal.espace.rent_documents().await.expect("the archive");
    let id = list.documents().next().expect("a document").id.0.clone();
    rehearsal.line.strike(Fault::ResetInBody, PDF).await;
    let cut = rehearsal.espace.rent_document_pdf(id.clone()).await;
    assert_eq!(cut.expect_err("cut").code, FailureCode::AnswerUnreadable);
    let reached = rehearsal.line.last_range().expect("the attempts went on");
    assert!(reached > 0);

    rehearsal.line.heal().await;
    rehearsal.restart().await;
    let pdf = rehearsal
        .espace
        .rent_document_pdf(id.clone())
        .await
        .expect("whole");
    let went_on = rehearsal.line.last_range().expect("the rest was asked for");
    assert!(went_on > reached, "{went_on} after {reached}");
    assert!(went_on < pdf.len());

    rehearsal.switch_computer(std::sync::Arc::new(tenant::MemorySecrets::default()));
    rehearsal.sleep();
    let signed_in = rehearsal
        .espace
        .sign_in(Some(tenant().tenant_code), &rehearsal.password)
        .await;
    signed_in.expect("the right password");
    rehearsal.espace.synchronise().await.expect("synchronised");
    let at_once = rehearsal.espace.rent_document_pdf(id).await.expect("whole");
    assert_eq!(pdf, at_once, "the parts are of one file");
}

#[tokio::test]
async fn storing_pdfs_can_be_stopped_interrupted_and_resumed() {
    let mut rehearsal = signed_up().await;
    let mut reported = Vec::new();
    let stopped = rehearsal
        .espace
        .keep_pdfs(false, |progress| reported.push(progress));
    let stop = async {
        rehearsal.line.until_asked(PDF).await;
        rehearsal.espace.stop_keeping_pdfs().await;
    };
    let (stopped, ()) = tokio::join!(stopped, stop);
    let stopped = stopped.expect("signed in");
    assert_eq!(stopped.state, DownloadState::Stopped);
    assert!(stopped.kept < stopped.all, "{stopped:?}");
    assert!(reported.is_sorted_by_key(|progress: &DownloadProgress| progress.kept));
    let unasked = rehearsal.espace.keep_pdfs(false, |_| {}).await;
    assert_eq!(unasked, Ok(stopped), "it stays stopped until the tenant wants it");

    rehearsal.line.strike(Fault::ComeBack(503), PDF).await;
    let interrupted = rehearsal.espace.keep_pdfs(true, |_| {}).await.expect("signed in");
    assert_eq!(interrupted.state, DownloadState::Interrupted);
    assert_eq!(rehearsal.line.asked(PDF), 1, "the landlord is left in peace");
    rehearsal.line.heal().await;
    let done = rehearsal
        .espace
        .keep_pdfs(false, |_| {})
        .await
        .expect("signed in");
    assert_eq!((done.state, done.kept), (DownloadState::Done, done.all));

    rehearsal.line.strike(Fault::Refused, EVERYTHING).await;
    let list = rehearsal.espace.rent_documents().await.expect("the archive");
    for document in list.documents() {
        let pdf = rehearsal.espace.rent_document_pdf(document.id.0.clone()).await;
        assert!(pdf.expect("it is here").starts_with(b"%PDF-"));
    }
}

#[tokio::test]
async fn a_restored_backup_at_the_landlord_is_listed_anew() {
    let mut rehearsal = signed_up().await;
    let before = rehearsal.espace.rent_documents().await.expect("the archive");
    let landlord = Connection::open(rehearsal.landlord_database()).expect("its database");
    let newest = landlord.query_row(
        "SELECT id, revision FROM rent_documents JOIN tenants USING (lease)
         WHERE tenant_code = ? ORDER BY revision DESC LIMIT 1",
        [tenant().tenant_code],
        |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)),
    );
    let (newest, revision) = newest.expect("a document");
    landlord
        .execute_batch(&format!(
            "PRAGMA foreign_keys = OFF;
             DELETE FROM rent_documents WHERE revision >= {revision};
             UPDATE document_revision SET last = {revision} - 1;"
        ))
        .expect("the records of an earlier day");

    rehearsal.line.strike(Fault::Status(500), NOTHING).await;
    let after = rehearsal.espace.synchronise().await.expect("listed anew");
    let all = [
        CHANGES,
        DOCUMENTS,
        DOCUMENTS,
        TENANCY[0],
        TENANCY[1],
        MESSAGES,
        RENT_ACCOUNT,
    ];
    assert_eq!(
        rehearsal.line.all_asked(),
        all,
        "no mark says anything of other records"
    );
    assert_eq!(after.count(), before.count(), "nothing is lost here");
    let missing: Vec<&str> = after
        .documents()
        .filter(|document| document.validity == DocumentValidity::Missing)
        .map(|document| document.id.0.as_str())
        .collect();
    assert_eq!(missing, [newest.as_str()]);
    let opened = rehearsal.espace.rent_document(newest).await;
    assert_eq!(opened.expect("kept").summary.validity, DocumentValidity::Missing);
}
