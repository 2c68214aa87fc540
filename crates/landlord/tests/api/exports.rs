//! The copy of all data (RGPD, art. 15 and 20) is whole.

use contract::{AgencyMessage, MAX_ATTACHMENTS, MAX_EXPORT_BYTES, MessageText, StaffRole};
use landlord::figures::EXPORTED_ENTRIES;
use serde_json::json;

use crate::{
    counter::{CLAIRE, Counter},
    service::{DURAND, DURAND_MOBILE, Landlord, PASSWORD},
};

/// More than any screen lists.
const MANY: i64 = 60;

/// Writes that many rows, numbered from 1, about Mme Durand.
async fn write_many(landlord: &Landlord, rows: &'static str) {
    sqlx::query(rows)
        .bind(MANY)
        .bind(DURAND)
        .execute(landlord.service.pool())
        .await
        .expect("written");
}

#[tokio::test]
async fn the_export_has_all_payments_messages_and_acts_of_staff() {
    let mut counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let staff = counter.sign_in(&claire).await;
    let access = counter.landlord.signed_in(DURAND, DURAND_MOBILE).await;
    counter.visit(&staff, DURAND, &["passwordReset"]).await;
    for rows in [
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)
         INSERT INTO agency_messages (id, tenant_code, subject, text, key_hash, body_hash, sent_at, revision)
         SELECT 'message-' || n, ?2, 'repair', 'Bonjour', randomblob(32), x'00', n, 1 FROM numbers",
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)
         INSERT INTO card_payments (id, lease, tenant_code, term, amount, state, return_state, key_hash, body_hash,
             provider, asked_at, begun_at)
         SELECT 'payment-' || n, tenants.lease, tenants.tenant_code, '2026-07', 100, 'abandoned', '', randomblob(32),
             x'00', 'sandbox', n, n FROM numbers, tenants WHERE tenants.tenant_code = ?2",
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)
         INSERT INTO staff_journal
         SELECT (SELECT max(number) FROM staff_journal) + n, at, login, device, action, tenant, visit, detail, previous,
             hash FROM staff_journal, numbers WHERE action = 'visitBegun' AND ?2 <> ''",
    ] {
        write_many(&counter.landlord, rows).await;
    }
    let password = json!({ "password": PASSWORD });
    let path = "/v1/account/reauthentication";
    counter.landlord.post(path, Some(&access), password).await;
    let export = counter.landlord.get("/v1/account/export", Some(&access)).await;
    let export = export.json();
    let many = usize::try_from(MANY).expect("a count");
    for list in ["payments", "messages", "staffActions"] {
        let entries = export[list].as_array().map(Vec::len);
        assert!(entries >= Some(many), "{list}: {entries:?}");
    }
}

#[tokio::test]
async fn the_export_has_the_newest_consents_and_those_in_force() {
    let mut landlord = Landlord::open().await;
    let access = landlord.signed_in(DURAND, DURAND_MOBILE).await;
    // Somebody who ticks and unticks a box for hours. The other consent is older than all of it.
    let ticked = "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)
         INSERT INTO consent_entries (tenant_code, consent, given, at) SELECT ?2, 'mails', n % 2, n FROM numbers";
    sqlx::query(ticked)
        .bind(EXPORTED_ENTRIES + 1)
        .bind(DURAND)
        .execute(landlord.service.pool())
        .await
        .expect("written");
    let password = json!({ "password": PASSWORD });
    let path = "/v1/account/reauthentication";
    landlord.post(path, Some(&access), password).await;
    let export = landlord.get("/v1/account/export", Some(&access)).await.json();
    let history = export["consentHistory"].as_array().expect("a list");
    assert_eq!(i64::try_from(history.len()), Ok(EXPORTED_ENTRIES));
    let newest = (EXPORTED_ENTRIES + 1) % 2 == 1;
    assert_eq!(history.last().expect("an entry")["given"], newest);
    assert_eq!(export["account"]["consents"]["mails"]["given"], newest);
    let receipts = &export["account"]["consents"]["electronicReceipts"];
    assert!(receipts["given"].is_boolean(), "{receipts}");
}

#[test]
fn the_longest_export_fits_what_the_application_reads() {
    // Four bytes each, as long as a character gets.
    let text = "\u{10fffd}".repeat(MessageText::MAX_CHARACTERS);
    let at = "2026-11-23T10:00:00.123456789Z";
    let attachment = json!({ "kind": "jpeg", "bytes": u32::MAX });
    let message = json!({
        "id": "m".repeat(43), "subject": "paymentPlan", "text": text, "attachments": vec![attachment; MAX_ATTACHMENTS],
        "sentAt": at, "state": "answered", "answer": { "text": text, "at": at },
    });
    let message: AgencyMessage = serde_json::from_value(message).expect("a message");
    let bytes = serde_json::to_vec(&message).expect("JSON").len();
    // Payments, acts of staff and consents are short; a document has a few lines.
    let others = 2_000;
    let entries = usize::try_from(EXPORTED_ENTRIES).expect("a count");
    assert!(entries * (bytes + others) < MAX_EXPORT_BYTES, "{bytes}");
}
