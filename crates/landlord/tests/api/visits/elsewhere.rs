//! A tenant of another agency is received for a reason, which the journal keeps.

use axum::http::StatusCode;
use landlord::figures::VISITS_FROM_ELSEWHERE;
use serde_json::{Value, json};

use super::open;
use crate::{
    counter::Counter,
    service::{Answer, DURAND, LEFEBVRE},
    traces::counted,
};

async fn begin(counter: &Counter, staff: &str, reason: Value) -> Answer {
    let mut opening = json!({
        "tenantCode": LEFEBVRE, "identityDocument": "passport", "purposes": ["receipts"],
    });
    for (name, value) in reason.as_object().expect("fields") {
        opening[name] = value.clone();
    }
    counter.search(staff, LEFEBVRE).await;
    counter.post("/v1/staff/visits", Some(staff), opening).await
}

#[tokio::test]
async fn s21_another_agencys_tenant_is_received_for_a_reason() {
    let (counter, staff) = open().await;
    counter.move_to_another_agency(LEFEBVRE).await;
    let found = counter.search(&staff, LEFEBVRE).await.json();
    assert_eq!(found["tenants"][0]["otherAgency"], "Agence de Béthune");
    let own = counter.search(&staff, DURAND).await.json();
    assert!(own["tenants"][0]["otherAgency"].is_null());
    for missing in [
        json!({}),
        json!({ "reason": "ofTomorrow" }),
        json!({ "reason": "other" }),
        json!({ "reason": "other", "note": " " }),
        json!({ "reason": "nearer", "note": "é".repeat(81) }),
    ] {
        let refused = begin(&counter, &staff, missing.clone()).await;
        assert_eq!(refused.problem(), "invalid-request", "{missing}");
    }
    for said in [
        json!({ "reason": "agencyClosed" }),
        json!({ "reason": "other", "note": "Dégât des eaux" }),
    ] {
        let begun = begin(&counter, &staff, said.clone()).await;
        assert_eq!(begun.status, StatusCode::CREATED, "{said}");
    }
    let journal = counter.journal().await;
    let details: Vec<&str> = journal
        .lines()
        .filter(|line| line.contains(";visitBegun;"))
        .filter_map(|line| line.split(';').nth(7))
        .collect();
    assert_eq!(
        details,
        [
            "passport receipts agencyClosed",
            "passport receipts other: Dégât des eaux"
        ]
    );
    assert!(counter.has_a_whole_journal().await);
}

#[tokio::test]
async fn s21_s27_many_visits_from_elsewhere_raise_an_alert() {
    let (counter, staff) = open().await;
    counter.move_to_another_agency(LEFEBVRE).await;
    let most = VISITS_FROM_ELSEWHERE[0].events;
    for number in 0..=most {
        let counted = counted(&counter.landlord, "visit", "from-elsewhere").await;
        assert_eq!(counted, 0, "after {number}");
        let begun = begin(&counter, &staff, json!({ "reason": "nearer" })).await;
        assert_eq!(begun.status, StatusCode::CREATED, "none is refused");
    }
    assert_eq!(counted(&counter.landlord, "visit", "from-elsewhere").await, 1);
}
