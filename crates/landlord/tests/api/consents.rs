//! Consents: each given separately, revocable, and provable (RGPD, art. 7).

use axum::http::{Method, StatusCode};
use landlord::figures::{CONSENT_PROOF_YEARS, DAY};
use serde_json::{Value, json};
use sqlx::{Connection, SqliteConnection, migrate::Migrator};

use crate::{
    account::SignedIn,
    service::{DURAND, DURAND_MOBILE, PASSWORD},
};

impl SignedIn {
    async fn choose(&self, mails: bool, electronic_receipts: bool) -> Value {
        let choice = json!({ "mails": mails, "electronicReceipts": electronic_receipts });
        let chosen = self.ask(Method::PUT, "/consents", choice).await;
        assert_eq!(chosen.status, StatusCode::OK);
        chosen.json()["consents"].clone()
    }

    /// Returns each entry of the exported history: the consent and its value.
    async fn history(&self) -> Vec<(String, bool)> {
        self.type_password(PASSWORD).await;
        let export = self.read("/export").await;
        let entries = export["consentHistory"].as_array().expect("a history");
        let entries = entries.iter().map(|entry| {
            let consent = entry["consent"].as_str().expect("a consent").to_owned();
            (consent, entry["given"].as_bool().expect("yes or no"))
        });
        entries.collect()
    }

    async fn delete_account(&self) {
        self.type_password(PASSWORD).await;
        let deleted = self.ask(Method::DELETE, "", json!({})).await;
        assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    }

    async fn sign_up_again(&mut self) {
        let tokens = self.landlord.sign_up(DURAND, DURAND_MOBILE).await;
        self.access = tokens["accessToken"].as_str().expect("a token").to_owned();
    }
}

fn said(entries: &[(&str, bool)]) -> Vec<(String, bool)> {
    let owned = entries
        .iter()
        .map(|(consent, given)| ((*consent).to_owned(), *given));
    owned.collect()
}

const SIGNED_UP: [(&str, bool); 2] = [("mails", false), ("electronicReceipts", true)];

#[tokio::test]
async fn each_consent_is_given_and_withdrawn_separately_and_dated() {
    let tenant = SignedIn::open().await;
    let before = tenant.read("").await["consents"].clone();
    tenant.landlord.wait(60);
    let choice = json!({ "mails": true, "electronicReceipts": true });
    let after = tenant.ask(Method::PUT, "/consents", choice).await.json()["consents"].clone();
    assert_eq!(after["mails"]["given"], true);
    assert_ne!(after["mails"]["since"], before["mails"]["since"]);
    assert_eq!(
        after["electronicReceipts"], before["electronicReceipts"],
        "unchanged keeps its date"
    );
    tenant.landlord.wait(60);
    let choice = json!({ "mails": true, "electronicReceipts": false });
    let last = tenant.ask(Method::PUT, "/consents", choice).await.json()["consents"].clone();
    assert_eq!(last["mails"], after["mails"]);
    assert_eq!(last["electronicReceipts"]["given"], false);
    assert_ne!(
        last["electronicReceipts"]["since"],
        after["electronicReceipts"]["since"]
    );
}

#[tokio::test]
async fn each_answer_to_a_consent_is_kept_with_its_date_and_exported() {
    let tenant = SignedIn::open().await;
    tenant.landlord.wait(60);
    tenant.choose(true, true).await;
    tenant.choose(true, true).await;
    tenant.landlord.wait(60);
    let last = tenant.choose(false, true).await;
    let mut expected = SIGNED_UP.to_vec();
    expected.extend([("mails", true), ("mails", false)]);
    assert_eq!(
        tenant.history().await,
        said(&expected),
        "what did not change is not said again"
    );

    tenant.type_password(PASSWORD).await;
    let export = tenant.read("/export").await;
    let history = export["consentHistory"].as_array().expect("a history");
    assert_eq!(history[0]["at"], export["account"]["createdAt"]);
    assert_eq!(history[3]["at"], last["mails"]["since"]);
    assert_ne!(history[2]["at"], history[3]["at"]);
}

#[tokio::test]
async fn signing_up_again_records_each_consent_again() {
    let mut tenant = SignedIn::open().await;
    tenant.choose(true, false).await;
    tenant.landlord.wait(60);
    tenant.sign_up_again().await;
    let mut expected = SIGNED_UP.to_vec();
    expected.extend([("mails", true), ("electronicReceipts", false)]);
    expected.extend(SIGNED_UP);
    assert_eq!(tenant.history().await, said(&expected));
}

#[tokio::test]
async fn no_history_entry_is_changed_or_deleted_while_the_account_exists() {
    let tenant = SignedIn::open().await;
    for statement in [
        "UPDATE consent_entries SET given = 1",
        "UPDATE consent_entries SET at = 0",
        "DELETE FROM consent_entries",
    ] {
        let refused = sqlx::query(statement)
            .execute(tenant.landlord.service.pool())
            .await;
        assert!(refused.is_err(), "{statement}");
    }
    assert_eq!(tenant.history().await, said(&SIGNED_UP));
}

#[tokio::test]
async fn a_deleted_account_ends_its_consents_and_their_proof_stays_for_years() {
    let mut tenant = SignedIn::open().await;
    tenant.delete_account().await;
    tenant.landlord.wait(CONSENT_PROOF_YEARS * 365 * DAY);
    tenant.landlord.purge().await;
    tenant.sign_up_again().await;
    let mut expected = SIGNED_UP.to_vec();
    expected.push(("electronicReceipts", false));
    expected.extend(SIGNED_UP);
    assert_eq!(tenant.history().await, said(&expected));

    tenant.delete_account().await;
    // Each year may be a leap year.
    tenant.landlord.wait(CONSENT_PROOF_YEARS * 366 * DAY);
    tenant.landlord.purge().await;
    tenant.sign_up_again().await;
    assert_eq!(tenant.history().await, said(&SIGNED_UP), "the proof has lapsed");
}

#[tokio::test]
async fn earlier_consents_become_the_start_of_the_history() {
    let migrations = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let migrator = Migrator::new(std::path::Path::new(migrations))
        .await
        .expect("migrations");
    let mut database = SqliteConnection::connect("sqlite::memory:")
        .await
        .expect("a database");
    migrator
        .run_to(3, &mut database)
        .await
        .expect("the tables as they were");
    for statement in [
        "PRAGMA foreign_keys = OFF",
        "INSERT INTO accounts VALUES ('1', '', '', NULL, 100, 100, NULL, 100, 100, NULL, NULL)",
        "INSERT INTO accounts VALUES ('2', '', '', NULL, 100, NULL, 300, 100, 100, 200, NULL)",
    ] {
        sqlx::query(statement)
            .execute(&mut database)
            .await
            .expect("written");
    }
    migrator.run(&mut database).await.expect("the tables as they are");
    let entries: Vec<(String, String, bool, i64)> =
        sqlx::query_as("SELECT tenant_code, consent, given, at FROM consent_entries ORDER BY 1, 2 DESC")
            .fetch_all(&mut database)
            .await
            .expect("read");
    let entries: Vec<_> = entries
        .iter()
        .map(|(tenant, consent, given, at)| (tenant.as_str(), consent.as_str(), *given, *at))
        .collect();
    assert_eq!(
        entries,
        [
            ("1", "mails", true, 100),
            ("1", "electronicReceipts", false, 100),
            ("2", "mails", false, 200),
            ("2", "electronicReceipts", true, 300),
        ]
    );
}
