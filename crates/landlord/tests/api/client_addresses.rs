//! Tenant codes from one address, and behind a proxy (S2).

use std::net::{IpAddr, Ipv6Addr};

use axum::http::{HeaderName, Method, StatusCode};
use landlord::figures::TENANT_CODES_PER_ADDRESS;
use serde_json::json;

use crate::service::{Answer, Landlord};

#[tokio::test]
async fn s2_different_tenant_codes_per_address_have_a_daily_limit() {
    let mut landlord = Landlord::open().await;
    let open = async |landlord: &Landlord, n: u64| {
        let code = format!("{:015}", 300_000_000_000_000 + n);
        let robot_check = landlord.solved_robot_check(&code).await;
        let opening = json!({ "tenantCode": code, "robotCheck": robot_check });
        landlord.post("/v1/enrolments", None, opening).await
    };
    landlord.address = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 0, 0, 0, 1));
    let most = TENANT_CODES_PER_ADDRESS.events.unsigned_abs();
    for n in 0..most {
        assert_eq!(open(&landlord, n).await.status, StatusCode::CREATED);
    }
    // Another address in the same customer's network.
    landlord.address = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 7, 7, 7, 7));
    assert_eq!(open(&landlord, most).await.problem(), "too-many-attempts");
    assert_eq!(
        open(&landlord, 3).await.status,
        StatusCode::CREATED,
        "one that it asked for before"
    );
    landlord.address = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 2, 0, 0, 0, 1));
    assert_eq!(open(&landlord, most).await.status, StatusCode::CREATED);
    landlord.address = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 1, 0, 0, 0, 1));
    landlord.wait(TENANT_CODES_PER_ADDRESS.window);
    assert_eq!(open(&landlord, most + 1).await.status, StatusCode::CREATED);
}

/// Opens an enrolment for the `n`th of many tenant codes, with this `X-Forwarded-For` header.
async fn enrol_forwarded(landlord: &Landlord, n: u64, forwarded: &str) -> Answer {
    let code = format!("{:015}", 300_000_000_000_000 + n);
    let robot_check = landlord.solved_robot_check(&code).await;
    let opening = json!({ "tenantCode": code, "robotCheck": robot_check });
    let header = HeaderName::from_static("x-forwarded-for");
    let headers = [(header, forwarded)];
    landlord
        .ask(Method::POST, "/v1/enrolments", None, &headers, Some(opening))
        .await
}

/// The configuration that `docs/OPERATIONS.md` recommends to landlords.
fn documented_configuration() -> String {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/OPERATIONS.md");
    let page = std::fs::read_to_string(page).expect("read");
    let blocks = page.split("```toml\n").skip(1);
    let mut blocks = blocks.filter_map(|block| block.split("```").next());
    let block = blocks.find(|block| block.contains("public-address"));
    block.expect("a configuration").to_owned()
}

#[tokio::test]
async fn s2_behind_the_documented_proxy_each_client_has_its_own_address() {
    let mut landlord = Landlord::behind_the_proxies_of(&documented_configuration()).await;
    landlord.address = IpAddr::from([127, 0, 0, 1]);
    for n in 0..=TENANT_CODES_PER_ADDRESS.events.unsigned_abs() {
        let client = format!("203.0.113.{n}:51012");
        let answer = enrol_forwarded(&landlord, n, &client).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{n}");
    }
}

#[tokio::test]
async fn s2_a_client_that_is_no_proxy_cannot_choose_its_address() {
    let landlord = Landlord::behind_the_proxies_of(&documented_configuration()).await;
    let most = TENANT_CODES_PER_ADDRESS.events.unsigned_abs();
    for n in 0..most {
        let made_up = format!("203.0.113.{n}");
        let answer = enrol_forwarded(&landlord, n, &made_up).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{n}");
    }
    let answer = enrol_forwarded(&landlord, most, "203.0.113.200").await;
    assert_eq!(answer.problem(), "too-many-attempts");
}
