//! What is limited whoever asks: numbers given for a tenant code (S2), messages (S5).

use axum::http::StatusCode;
use serde_json::json;

use crate::service::{DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord, PETIT, UNKNOWN};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

#[tokio::test]
async fn s2_three_numbers_an_hour_and_ten_a_day_are_given_for_any_tenant_code() {
    let landlord = Landlord::open().await;
    let mut refused = Vec::new();
    for code in [DURAND, PETIT, UNKNOWN] {
        let mut given = 0;
        for hour in 0..4 {
            let enrolment = landlord.enrolment(code).await;
            let allowed = if hour < 3 { 3 } else { 1 };
            for _ in 0..allowed {
                given += 1;
                // Another number each time: the messages of one are limited as well.
                let mobile = format!("06 39 98 01 {given:02}");
                let sent = landlord.complete_phone(&enrolment, &mobile).await;
                assert_eq!(sent.status, StatusCode::ACCEPTED, "{code}: number {given}");
            }
            let answer = landlord.complete_phone(&enrolment, "06 39 98 01 99").await;
            assert_eq!(answer.problem(), "too-many-attempts", "{code}: after {given}");
            refused.push((hour, answer.headers["retry-after"].clone(), answer.bytes));
            landlord.wait(HOUR);
        }
        assert_eq!(given, 10);
        // Far enough on that the numbers given above have room for messages again.
        landlord.wait(24 * HOUR);
    }
    let (first, others) = refused.split_at(4);
    assert_eq!(first[0].1, "3600");
    assert_eq!(first[3].1, (21 * HOUR).to_string().as_str(), "the day's ten");
    for other in others.chunks(4) {
        assert_eq!(first, other, "nothing tells who is on file");
    }
}

#[tokio::test]
async fn s5_a_number_gets_five_messages_an_hour_and_ten_a_day() {
    let landlord = Landlord::open().await;
    let resend = async |enrolment: &str| {
        landlord
            .post("/v1/enrolments/current/messages", Some(enrolment), json!({}))
            .await
    };
    // The fifth of the hour frees a place after the hour, the tenth of the day after the day.
    for free_after in [35 * MINUTE, 22 * HOUR + 35 * MINUTE] {
        let enrolment = landlord.enrolment(DURAND).await;
        let first = landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
        assert_eq!(first.status, StatusCode::ACCEPTED);
        for _ in 0..4 {
            landlord.wait(5 * MINUTE);
            assert_eq!(resend(&enrolment).await.status, StatusCode::ACCEPTED);
        }
        landlord.wait(5 * MINUTE);
        let of_another = landlord.enrolment(LEFEBVRE).await;
        let refused = landlord.complete_phone(&of_another, DURAND_MOBILE).await;
        assert_eq!(
            refused.problem(),
            "too-many-attempts",
            "whoever's enrolment it is"
        );
        assert_eq!(refused.headers["retry-after"], free_after.to_string().as_str());
        landlord.wait(free_after);
    }
    let enrolment = landlord.enrolment(DURAND).await;
    let next_day = landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    assert_eq!(next_day.status, StatusCode::ACCEPTED);
}

#[tokio::test]
async fn s5_the_whole_service_sends_two_thousand_messages_an_hour() {
    let mut landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    landlord.sms().await;
    let more = sqlx::query(
        "WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 1998)
         INSERT INTO counted_events (kind, subject, at)
         SELECT kind, subject, at FROM counted_events, numbers WHERE kind = 'any-message'",
    );
    let more = more.execute(landlord.service.pool()).await.expect("counted");
    assert_eq!(more.rows_affected(), 1_998);

    let enrolment = landlord.enrolment(LEFEBVRE).await;
    let last = landlord.complete_phone(&enrolment, LEFEBVRE_MOBILE).await;
    assert_eq!(last.status, StatusCode::ACCEPTED, "the two thousandth");
    let enrolment = landlord.enrolment(PETIT).await;
    let refused = landlord.complete_phone(&enrolment, "06 39 98 00 63").await;
    assert_eq!(refused.problem(), "too-many-attempts");
    assert_eq!(refused.headers["retry-after"], HOUR.to_string().as_str());
    landlord.wait(HOUR);
    let enrolment = landlord.enrolment(PETIT).await;
    let sent = landlord.complete_phone(&enrolment, "06 39 98 00 63").await;
    assert_eq!(sent.status, StatusCode::ACCEPTED);
}

#[tokio::test]
async fn s5_a_stored_code_is_worth_nothing_without_the_key_of_the_service() {
    let mut landlord = Landlord::open().await;
    let enrolment = landlord.enrolment(DURAND).await;
    landlord.complete_phone(&enrolment, DURAND_MOBILE).await;
    let code = landlord.sms_code().await;
    let key = landlord.data().join("service.key");
    let kept = std::fs::read(&key).expect("read");
    std::fs::remove_file(&key).expect("removed");
    landlord.restart().await;
    assert_eq!(
        landlord.try_code(&enrolment, &code).await.problem(),
        "sms-code-wrong"
    );
    std::fs::write(&key, kept).expect("written");
    landlord.restart().await;
    assert_eq!(landlord.try_code(&enrolment, &code).await.status, StatusCode::OK);
}
