//! *Pour le service d'assistance*: the state of a computer, without a word about its people (S20).

use std::sync::Arc;

use tenant::{ArchiveDisk, RecentFailures, SecretStorage, SupportFacts};

use crate::{
    at_home::{Home, PASSWORD, tenant},
    secrets::Locked,
};

const PIN: &str = "407395";

#[tokio::test]
async fn the_support_is_told_what_the_computer_keeps() {
    let mut home = Home::new().await;
    home.espace.first_screen().await.expect("opens");
    let nobody = home.espace.storage_facts().await;
    assert_eq!(nobody.secrets, SecretStorage::Keyring);
    assert_eq!((nobody.archive.disk, nobody.archive.bytes), (None, 0));
    assert_eq!(nobody.synchronised_at, None);

    home.sign_up().await;
    let list = home.espace.synchronise().await.expect("synchronised");
    let signed_in = home.espace.storage_facts().await;
    assert_eq!(signed_in.archive.disk, Some(ArchiveDisk::Works));
    assert!(signed_in.archive.bytes > 0 && signed_in.archive.free_bytes > Some(0));
    assert_eq!(signed_in.synchronised_at, list.freshness.as_of);

    home.espace.open_profile().await.expect("signed in");
    home.espace.open_pin().await.expect("its page");
    home.espace.submit_pin(None, PIN, PIN).await.expect("a PIN");
    home.restart().await;
    let locked = home.espace.storage_facts().await;
    assert_eq!((locked.archive.disk, &locked.synchronised_at), (None, &None));
    assert!(locked.archive.bytes > 0, "what is locked is still there");
}

#[tokio::test]
async fn the_support_is_told_of_a_keyring_that_does_not_work() {
    let home = Home::with_secrets(Arc::new(Locked)).await;
    home.sign_up().await;
    let facts = home.espace.storage_facts().await;
    assert_eq!(facts.secrets, SecretStorage::Memory);
    assert_eq!(facts.archive.disk, Some(ArchiveDisk::Works), "in memory");
}

#[tokio::test]
async fn s20_the_support_is_told_nothing_of_a_person() {
    let mut home = Home::new().await;
    home.sign_up().await;
    let list = home.espace.synchronise().await.expect("synchronised");
    let id = list.documents().next().expect("a receipt").id.0.clone();
    home.cut_network().await;
    let failures = RecentFailures::default();
    for (command, failure) in [
        ("synchronise", home.espace.synchronise().await.expect_err("cut")),
        (
            "rent_document_pdf",
            home.espace.rent_document_pdf(id.clone()).await.expect_err("cut"),
        ),
        (
            "submit_tenant_code",
            home.espace
                .submit_tenant_code("2045")
                .await
                .expect_err("too short"),
        ),
    ] {
        failures.record(command, &failure);
    }
    let storage = home.espace.storage_facts().await;
    let facts = SupportFacts::of(None, Some("127.0.0.1".to_owned()), Some(storage), &failures);
    let codes: Vec<_> = facts
        .failures
        .iter()
        .map(|failure| (failure.command, failure.codes.len()))
        .collect();
    let newest_first = [
        ("submit_tenant_code", 1),
        ("rent_document_pdf", 1),
        ("synchronise", 1),
    ];
    assert_eq!(codes, newest_first);
    let told = serde_json::to_string(&facts).expect("JSON");
    for personal in [
        tenant().tenant_code,
        "LEFEBVRE",
        tenant().mobile,
        PASSWORD,
        "jeanne.durand",
        &id,
        PIN,
    ] {
        assert!(!told.contains(personal), "« {personal} » in {told}");
    }
}
