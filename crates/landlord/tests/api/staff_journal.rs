//! The journal of staff actions (S22).

use axum::http::{Method, StatusCode};
use contract::StaffRole;
use serde_json::json;

use crate::{
    counter::{CLAIRE, Counter, NADIA},
    service::{DURAND, LEFEBVRE},
};

async fn with_entries() -> Counter {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let staff = counter.sign_in(&claire).await;
    for tenant in [DURAND, LEFEBVRE] {
        counter.visit(&staff, tenant, &["receipts"]).await;
    }
    counter
        .ask(Method::DELETE, "/v1/staff/sessions/current", Some(&staff), None)
        .await;
    counter
}

#[tokio::test]
async fn s22_an_intact_journal_is_in_order_and_contains_its_earlier_head() {
    let counter = with_entries().await;
    let check = counter.admin().verify_journal(None).await.expect("checked");
    assert!(check.is_whole());
    assert_eq!((check.entries, check.broken_at), (12, None));
    let later = with_more(&counter).await;
    assert!(later.is_whole());
    assert_eq!(later.entries, 15);
    let with_head = counter.admin().verify_journal(Some(&check.head)).await;
    assert_eq!(with_head.expect("checked").earlier_head_found, Some(true));
    let made_up = "0".repeat(63) + "1";
    let made_up = counter.admin().verify_journal(Some(&made_up)).await;
    assert!(!made_up.expect("checked").is_whole());
}

async fn with_more(counter: &Counter) -> landlord::counter_admin::JournalCheck {
    let code = counter
        .admin()
        .begin_staff_anew(&CLAIRE.parse().expect("a name"))
        .await;
    counter.begin(CLAIRE, &code.expect("a code").grouped()).await;
    counter.admin().verify_journal(None).await.expect("checked")
}

#[tokio::test]
async fn s22_an_entry_can_be_neither_changed_nor_replaced_nor_deleted() {
    let counter = with_entries().await;
    for statement in [
        "UPDATE staff_journal SET login = 'x' WHERE number = 2",
        "DELETE FROM staff_journal WHERE number = 9",
        // As no trigger of DELETE sees it.
        "INSERT OR REPLACE INTO staff_journal SELECT number, at, 'x', device, action, tenant, visit, detail, previous, \
         hash FROM staff_journal WHERE number = 4",
        "INSERT INTO staff_journal SELECT number + 20, at, login, device, action, tenant, visit, detail, previous, hash \
         FROM staff_journal WHERE number = 4",
    ] {
        let refused = sqlx::query(statement)
            .execute(counter.landlord.service.pool())
            .await;
        assert!(refused.is_err(), "{statement}");
    }
}

#[tokio::test]
async fn s22_changes_made_directly_in_the_database_are_found() {
    for (statement, broken_at) in [
        ("UPDATE staff_journal SET login = 'x' WHERE number = 4", 4),
        ("UPDATE staff_journal SET tenant = NULL WHERE number = 7", 7),
        ("UPDATE staff_journal SET at = at + 1 WHERE number = 9", 9),
        ("DELETE FROM staff_journal WHERE number = 3", 3),
        ("DELETE FROM staff_journal WHERE number = 1", 1),
        ("UPDATE staff_journal SET number = 20 WHERE number = 9", 9),
    ] {
        let counter = with_entries().await;
        let pool = counter.landlord.service.pool();
        for trigger in ["staff_journal_never_changes", "staff_journal_is_only_added_to"] {
            let drop = sqlx::AssertSqlSafe(format!("DROP TRIGGER {trigger}"));
            sqlx::query(drop).execute(pool).await.expect("dropped");
        }
        sqlx::query(statement).execute(pool).await.expect("done");
        let check = counter.admin().verify_journal(None).await.expect("checked");
        assert_eq!(check.broken_at, Some(broken_at), "{statement}");
    }
}

#[tokio::test]
async fn s22_a_recorded_head_reveals_that_the_journal_was_cut_off() {
    let counter = with_entries().await;
    let service = &counter.landlord.service;
    let recorded_head = service
        .counter_admin()
        .verify_journal(None)
        .await
        .expect("checked")
        .head;
    for statement in [
        "DROP TRIGGER staff_journal_is_only_added_to",
        "DELETE FROM staff_journal WHERE number = 12",
    ] {
        sqlx::query(statement)
            .execute(service.pool())
            .await
            .expect("done");
    }
    assert!(
        service
            .counter_admin()
            .verify_journal(None)
            .await
            .expect("checked")
            .is_whole()
    );
    let check = service
        .counter_admin()
        .verify_journal(Some(&recorded_head))
        .await
        .expect("checked");
    assert!(!check.is_whole());
}

#[tokio::test]
async fn s22_two_tenants_have_two_pseudonyms_and_no_names() {
    let counter = with_entries().await;
    let csv = counter.journal().await;
    let tenants: Vec<&str> = csv
        .lines()
        .filter(|line| line.contains("visitBegun"))
        .filter_map(|line| line.split(';').nth(5))
        .collect();
    assert_eq!(tenants.len(), 2);
    assert_ne!(tenants[0], tenants[1]);
    for secret in [DURAND, LEFEBVRE, "DURAND", "LEFEBVRE", "Lilas"] {
        assert!(!csv.contains(secret), "{csv}");
    }
}

#[tokio::test]
async fn s22_only_the_manager_prints_the_visits_of_the_agency() {
    let counter = with_entries().await;
    let paper = "/v1/staff/journal/paper";
    let claire = counter.helper("anne.petit", StaffRole::Helper).await;
    let helper = counter.sign_in(&claire).await;
    let refused = counter.post(paper, Some(&helper), json!({ "days": 7 })).await;
    assert_eq!(refused.problem(), "not-allowed");

    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    let manager = counter.sign_in(&nadia).await;
    for days in [0, 32] {
        let refused = counter.post(paper, Some(&manager), json!({ "days": days })).await;
        assert_eq!(refused.problem(), "invalid-request", "{days}");
    }
    let printed = counter.post(paper, Some(&manager), json!({ "days": 7 })).await;
    assert_eq!(printed.status, StatusCode::OK);
    let text = pdf_extract::extract_text_from_mem(&printed.bytes).expect("text");
    assert!(text.contains(CLAIRE) && !text.contains("DURAND"), "{text}");
    let service = &counter.landlord.service;
    let csv = service.counter_admin().journal_csv().await.expect("written");
    assert!(csv.contains("journalExported"), "{csv}");
    // The printed head proves later that nothing before it was changed.
    let heads: String = text.chars().filter(char::is_ascii_hexdigit).collect();
    let check = service
        .counter_admin()
        .verify_journal(None)
        .await
        .expect("checked");
    assert!(heads.contains(&check.head), "{} in {text}", check.head);

    let form = counter
        .ask(Method::GET, "/v1/staff/consent-form", Some(&helper), None)
        .await;
    assert!(form.bytes.starts_with(b"%PDF-"));
}
