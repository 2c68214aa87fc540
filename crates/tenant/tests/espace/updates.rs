//! Versions of the application: one that is newer is noted, and one that is too old is refused.

use contract::MessageSubject;
use rusqlite::Connection;
use tenant::{Failure, FailureCode, HomeOverview, NewerVersion, Step};

use crate::at_home::{Home, PASSWORD, assert_home};

const ADDRESS: &str = "https://www.habitathdf.example/application";

/// A section of the landlord's configuration.
fn versions(lines: &str) -> String {
    format!("address = \"{ADDRESS}\"\n{lines}")
}

#[track_caller]
fn overview(step: Result<Step, Failure>) -> HomeOverview {
    match step {
        Ok(Step::Home { overview }) => overview,
        other => panic!("not at home: {other:?}"),
    }
}

async fn noted(home: &Home) -> Option<NewerVersion> {
    overview(home.espace.open_home().await).newer_version
}

#[tokio::test]
async fn a_newer_version_is_noted_until_it_is_dismissed_also_offline() {
    let mut home = Home::new().await;
    home.announce(&versions("newest = \"98.0.0\"")).await;
    home.sign_up().await;
    assert_eq!(noted(&home).await, None, "nobody was asked yet");
    home.espace.synchronise().await.expect("synchronised");
    let newer = noted(&home).await.expect("a note");
    assert_eq!(
        (newer.version.as_str(), newer.address.as_str()),
        ("98.0.0", ADDRESS)
    );

    home.cut_network().await;
    home.restart().await;
    assert_eq!(noted(&home).await, Some(newer));
    let dismissed = home.espace.dismiss_newer_version().await;
    assert_eq!(overview(dismissed).newer_version, None);
    home.restart().await;
    assert_eq!(noted(&home).await, None);

    home.mend_network().await;
    home.announce(&versions("newest = \"99.0.0\"")).await;
    home.espace.synchronise().await.expect("synchronised");
    let next = noted(&home).await.expect("a note of the next version");
    assert_eq!(next.version, "99.0.0");
}

#[tokio::test]
async fn the_version_in_use_and_earlier_ones_are_not_noted() {
    let mut home = Home::new().await;
    home.sign_up().await;
    for newest in [env!("CARGO_PKG_VERSION"), "0.0.1"] {
        home.announce(&versions(&format!("newest = \"{newest}\""))).await;
        home.espace.synchronise().await.expect("synchronised");
        assert_eq!(noted(&home).await, None, "{newest}");
    }
}

#[tokio::test]
async fn a_version_too_old_keeps_session_documents_and_what_waits_to_leave() {
    let mut home = Home::new().await;
    home.sign_up().await;
    home.espace.synchronise().await.expect("synchronised");
    home.espace
        .submit_message(MessageSubject::Repair, "Le robinet fuit.")
        .await
        .expect("kept");
    home.announce(&versions("newest = \"99.0.0\"\nminimum = \"99.0.0\""))
        .await;

    let refused = home.espace.synchronise().await.expect_err("too old");
    assert_eq!(refused.code, FailureCode::UpgradeRequired);
    assert_eq!(refused.address.as_deref(), Some(ADDRESS));
    assert_home(&home.restart().await.step);
    let refused = home.espace.synchronise().await.expect_err("still too old");
    assert_eq!(refused.code, FailureCode::UpgradeRequired, "the session goes on");
    let list = home.espace.rent_documents().await.expect("listed");
    let document = list.documents().next().expect("a document").id.clone();
    home.espace.rent_document(document.0).await.expect("readable");

    // As an updated application is served again.
    home.announce(&versions("newest = \"99.0.0\"")).await;
    home.espace.synchronise().await.expect("synchronised");
    assert_eq!(home.received_messages().await.len(), 1, "the message left");
}

#[tokio::test]
async fn the_pdf_of_an_earlier_revision_stands_in_unless_the_document_is_gone() {
    let mut home = Home::new().await;
    home.sign_up().await;
    let list = home.espace.synchronise().await.expect("synchronised");
    let id = list.documents().next().expect("a document").id.0.clone();
    let pdf = home.espace.rent_document_pdf(id.clone()).await.expect("a PDF");
    at_the_landlord(
        &home,
        &format!(
            "UPDATE document_revision SET last = last + 1;
             UPDATE rent_documents SET revision = (SELECT last FROM document_revision) WHERE id = '{id}';"
        ),
    );
    home.espace.synchronise().await.expect("synchronised");
    home.announce(&versions("newest = \"99.0.0\"\nminimum = \"99.0.0\""))
        .await;
    let opened = home.espace.rent_document_pdf(id.clone()).await;
    assert!(opened.is_ok_and(|opened| opened == pdf), "the one kept here");

    home.announce(&versions("newest = \"99.0.0\"")).await;
    let gone = format!("PRAGMA foreign_keys = OFF; DELETE FROM rent_documents WHERE id = '{id}';");
    at_the_landlord(&home, &gone);
    let refused = home.espace.rent_document_pdf(id).await.expect_err("it is gone");
    assert_eq!(refused.code, FailureCode::NotFound);
}

/// Changes the landlord's records.
fn at_the_landlord(home: &Home, change: &str) {
    let database = home.computer().join("landlord/data/landlord.sqlite");
    let landlord = Connection::open(database).expect("its database");
    landlord.execute_batch(change).expect("changed");
}

#[tokio::test]
async fn signing_in_with_a_version_too_old_says_where_a_newer_one_is() {
    let mut home = Home::new().await;
    home.sign_up().await;
    home.announce(&versions("newest = \"99.0.0\"\nminimum = \"99.0.0\""))
        .await;
    home.espace.sign_out().await;
    let refused = home.espace.sign_in(None, PASSWORD).await.expect_err("too old");
    assert_eq!(refused.code, FailureCode::UpgradeRequired);
    assert_eq!(refused.address.as_deref(), Some(ADDRESS));
}
