//! Quotas that apply to every caller: numbers given for a tenant code (S2), messages (S5).

use std::net::{IpAddr, Ipv6Addr};

use axum::http::StatusCode;
use landlord::{
    config::Config,
    figures::{PHONE_NUMBERS_PER_TENANT, SMS_PER_NUMBER, TENANT_CODES_PER_ADDRESS},
    operations::keys::replace_lost,
};
use serde_json::json;

use crate::service::{DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord, PETIT, UNKNOWN};

#[tokio::test]
async fn s2_numbers_given_for_a_tenant_code_are_limited_by_hour_and_day() {
    let landlord = Landlord::open().await;
    let [hourly, daily] = PHONE_NUMBERS_PER_TENANT;
    let mut refused = Vec::new();
    for code in [DURAND, PETIT, UNKNOWN] {
        let mut given = 0;
        while given < daily.events {
            let enrolment = landlord.enrolment(code).await;
            for _ in 0..hourly.events.min(daily.events - given) {
                given += 1;
                // A new number each time, since messages per number are limited too.
                let mobile = format!("06 39 98 01 {given:02}");
                let sent = landlord.complete_phone(&enrolment, &mobile).await;
                assert_eq!(sent.status, StatusCode::ACCEPTED, "{code}: number {given}");
            }
            let answer = landlord.complete_phone(&enrolment, "06 39 98 01 99").await;
            assert_eq!(answer.problem(), "too-many-attempts", "{code}: after {given}");
            refused.push((given, answer.headers["retry-after"].clone(), answer.bytes));
            landlord.wait(hourly.window);
        }
        // Waits until the numbers above may get messages again.
        landlord.wait(daily.window);
    }
    let hours = refused.len() / 3;
    let (first, others) = refused.split_at(hours);
    assert_eq!(first[0].1, hourly.window.to_string().as_str());
    let of_the_day = daily.window - (hours as i64 - 1) * hourly.window;
    assert_eq!(
        first[hours - 1].1,
        of_the_day.to_string().as_str(),
        "those of the day"
    );
    for other in others.chunks(hours) {
        assert_eq!(first, other, "nothing tells who is on file");
    }
}

#[tokio::test]
async fn s5_codes_for_a_number_are_limited_by_hour_and_day() {
    let landlord = Landlord::open().await;
    let resend = async |enrolment: &str| {
        landlord
            .post("/v1/enrolments/current/messages", Some(enrolment), json!({}))
            .await
    };
    let [quarter, hourly, daily] = SMS_PER_NUMBER;
    let apart = quarter.window / quarter.events;
    let spent = hourly.events * apart;
    assert_eq!(daily.events, 2 * hourly.events, "two rounds fill the day");
    // After the first round the hour's quota is the next to free a place, after the second the day's.
    for free_after in [hourly.window - spent, daily.window - hourly.window - spent] {
        let enrolment = landlord.enrolment(DURAND).await;
        let first = landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
        assert_eq!(first.status, StatusCode::ACCEPTED);
        for _ in 1..hourly.events {
            landlord.wait(apart);
            assert_eq!(resend(&enrolment).await.status, StatusCode::ACCEPTED);
        }
        landlord.wait(apart);
        let again = landlord.enrolment(DURAND).await;
        let refused = landlord.complete_phone(&again, DURAND_MOBILE).await;
        assert_eq!(refused.problem(), "too-many-attempts");
        assert_eq!(refused.headers["retry-after"], free_after.to_string().as_str());
        let of_another = landlord.enrolment(LEFEBVRE).await;
        let other = landlord.complete_phone(&of_another, DURAND_MOBILE).await;
        assert_eq!(other.status, StatusCode::ACCEPTED, "of another tenant code");
        landlord.wait(free_after);
    }
    let enrolment = landlord.enrolment(DURAND).await;
    let next_day = landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    assert_eq!(next_day.status, StatusCode::ACCEPTED);
}

#[tokio::test]
async fn s5_a_stored_code_is_useless_without_the_key_of_the_service() {
    let mut landlord = Landlord::open().await;
    let with_its_key = landlord.enrolment(LEFEBVRE).await;
    landlord.complete_phone(&with_its_key, LEFEBVRE_MOBILE).await;
    let code = landlord.sms_code().await;
    assert_eq!(
        landlord.try_code(&with_its_key, &code).await.status,
        StatusCode::OK
    );
    let without = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&without, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    std::fs::remove_file(landlord.data().join("service.key")).expect("removed");
    let config = Config::demonstration(landlord.data());
    replace_lost(&config).await.expect("replaced");
    landlord.restart().await;
    assert_eq!(
        landlord.try_code(&without, &code).await.problem(),
        "sms-code-wrong"
    );
}

#[tokio::test]
async fn s2_s23_tenant_codes_of_a_large_ipv6_network_are_limited_too() {
    let mut landlord = Landlord::open().await;
    let most = TENANT_CODES_PER_ADDRESS.events;
    let open = async |landlord: &Landlord, n: i64| {
        let code = format!("{:015}", 300_000_000_000_000 + n);
        let robot_check = landlord.solved_robot_check(&code).await;
        let opening = json!({ "tenantCode": code, "robotCheck": robot_check });
        landlord.post("/v1/enrolments", None, opening).await
    };
    // A /56 may use the codes of two /64, and each of these only its own.
    for n in 0..2 * most {
        let subnet = u16::try_from(n / most).expect("small");
        landlord.address = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, subnet, 0, 0, 0, 1));
        assert_eq!(open(&landlord, n).await.status, StatusCode::CREATED, "{n}");
    }
    landlord.address = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 2, 0, 0, 0, 1));
    assert_eq!(open(&landlord, 2 * most).await.problem(), "too-many-attempts");
    landlord.address = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0x100, 0, 0, 0, 1));
    let of_another_customer = open(&landlord, 2 * most).await;
    assert_eq!(of_another_customer.status, StatusCode::CREATED);
}
