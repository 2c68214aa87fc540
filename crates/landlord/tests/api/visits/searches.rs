//! Staff find a tenant by code, or by name and birth date, within a quota.

use axum::http::StatusCode;
use landlord::figures::TENANT_SEARCHES_PER_MEMBER;
use serde_json::json;

use super::open;
use crate::service::{DURAND, UNKNOWN};

#[tokio::test]
async fn s21_a_tenant_is_found_by_code_or_by_name_and_birth_date() {
    let (counter, staff) = open().await;
    let search = async |search| {
        counter
            .post("/v1/staff/searches", Some(&staff), search)
            .await
            .json()
    };
    let found = search(json!({ "tenantCode": DURAND })).await;
    let durand = &found["tenants"][0];
    assert_eq!(durand["name"], "Mme Jeanne DURAND");
    assert_eq!(durand["dwelling"], json!(["12 rue des Lilas", "62300 Lens"]));
    assert_eq!(
        (&durand["registered"], &durand["recentlyReset"]),
        (&json!(false), &json!(false))
    );
    assert!(!found.to_string().contains("0639980061") && !found.to_string().contains("98 00 61"));
    let person = |name: &str, day: &str| json!({ "person": { "name": name, "bornOn": day } });
    assert_eq!(search(person("durand", "1958-03-12")).await, found);
    for nobody in [
        person("durand", "1958-03-13"),
        person("lefebvre", "1958-03-12"),
        person("", "1958-03-12"),
        json!({ "tenantCode": UNKNOWN }),
    ] {
        assert_eq!(search(nobody).await["tenants"], json!([]));
    }
    let actions = counter.actions().await;
    assert_eq!(actions.iter().filter(|action| *action == "searched").count(), 6);
    let journal = counter.journal().await;
    assert!(
        !journal.to_lowercase().contains("durand") && !journal.contains(DURAND),
        "{journal}"
    );
}

#[tokio::test]
async fn s21_visits_count_as_searches() {
    let (counter, staff) = open().await;
    // Each visit has its own search.
    for _ in 0..TENANT_SEARCHES_PER_MEMBER[0].events / 2 {
        let visit = counter.visit(&staff, DURAND, &["receipts"]).await;
        assert_eq!(visit.status, StatusCode::CREATED);
    }
    let visit = counter.begin_visit(&staff, DURAND, &["receipts"]).await;
    assert_eq!(visit.problem(), "too-many-attempts");
}

#[tokio::test]
async fn s21_tenant_searches_have_a_quota() {
    let (counter, staff) = open().await;
    for _ in 0..TENANT_SEARCHES_PER_MEMBER[0].events {
        let answer = counter
            .post(
                "/v1/staff/searches",
                Some(&staff),
                json!({ "tenantCode": DURAND }),
            )
            .await;
        assert_eq!(answer.status, StatusCode::OK);
    }
    let answer = counter
        .post(
            "/v1/staff/searches",
            Some(&staff),
            json!({ "tenantCode": DURAND }),
        )
        .await;
    assert_eq!(answer.problem(), "too-many-attempts");
}
