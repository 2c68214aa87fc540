//! What ends a visit ends everything of it: the enrolment, the tenant's session, and nothing is left under way.

use axum::http::{Method, StatusCode};
use contract::{StaffLogin, StaffRole};
use landlord::figures::{HOUR, MINUTE, SEARCH_MINUTES, STAFF_SESSION_HOURS, VISIT_HOURS};
use serde_json::{Value, json};

use super::open;
use crate::{
    counter::{CLAIRE, Counter, NADIA},
    service::{DURAND, DURAND_MOBILE, PASSWORD},
};

/// A visit with a tenant signed in, and an enrolment that is open.
struct UnderWay {
    counter: Counter,
    staff: String,
    session: Value,
    enrolment: String,
}

async fn under_way() -> UnderWay {
    let (mut counter, staff) = open().await;
    counter.landlord.sign_up(DURAND, DURAND_MOBILE).await;
    let visit = counter
        .visit(&staff, DURAND, &["receipts", "passwordReset"])
        .await
        .json();
    let opening = json!({ "tenantCode": DURAND, "password": PASSWORD, "visit": visit["token"] });
    let session = counter.landlord.post("/v1/sessions", None, opening).await.json();
    let enrolment = counter.enrol(&staff, "passwordReset", None).await.json();
    let enrolment = enrolment["enrolmentToken"].as_str().expect("a token").to_owned();
    UnderWay {
        counter,
        staff,
        session,
        enrolment,
    }
}

impl UnderWay {
    async fn assert_over(&self, by: &str) {
        let landlord = &self.counter.landlord;
        let access = self.session["accessToken"].as_str();
        let documents = landlord.get("/v1/rent-documents", access).await;
        assert_eq!(documents.problem(), "session-ended", "{by}");
        let enrolment = landlord.under_way(&self.enrolment).await;
        assert_eq!(enrolment.problem(), "enrolment-ended", "{by}");
        let actions = self.counter.actions().await;
        let ended = actions.iter().filter(|action| *action == "visitEnded");
        assert_eq!(ended.count(), 1, "{by}: {actions:?}");
    }
}

#[tokio::test]
async fn s21_s24_a_closed_account_or_device_ends_the_visit() {
    let login = StaffLogin::parse(CLAIRE).expect("a name");
    for by in ["account", "activation", "device"] {
        let visit = under_way().await;
        let admin = visit.counter.admin();
        match by {
            "account" => admin.close_staff(&login).await.expect("closed"),
            "activation" => {
                admin.begin_staff_anew(&login).await.expect("a code");
            }
            _ => admin.close_staff_device("Lens, guichet 2").await.expect("closed"),
        }
        visit.assert_over(by).await;
    }
}

#[tokio::test]
async fn s24_a_sign_out_or_a_new_password_elsewhere_ends_the_visit() {
    let visit = under_way().await;
    let out = visit
        .counter
        .ask(
            Method::DELETE,
            "/v1/staff/sessions/current",
            Some(&visit.staff),
            None,
        )
        .await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    visit.assert_over("sign-out").await;

    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let (elsewhere, here) = (counter.sign_in(&claire).await, counter.sign_in(&claire).await);
    counter.visit(&elsewhere, DURAND, &["signUp"]).await;
    let enrolment = counter.enrol(&elsewhere, "signUp", None).await.json();
    let change = json!({ "password": "Pommier jaune 57", "code": counter.code(&claire) });
    let changed = counter
        .ask(Method::PUT, "/v1/staff/password", Some(&here), Some(change))
        .await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT);
    let token = enrolment["enrolmentToken"].as_str().expect("a token");
    let left = counter.landlord.under_way(token).await;
    assert_eq!(left.problem(), "enrolment-ended");
}

#[tokio::test]
async fn s21_time_alone_ends_a_visit_with_all_of_it() {
    let visit = under_way().await;
    let landlord = &visit.counter.landlord;
    // The enrolment goes on for half an hour after its code was right.
    landlord.wait(VISIT_HOURS * HOUR - 20 * MINUTE);
    let opened = visit.counter.enrol(&visit.staff, "passwordReset", None).await;
    assert_eq!(opened.problem(), "staff-check-required");
    landlord.wait(20 * MINUTE + 1);
    landlord.purge().await;
    visit.assert_over("time").await;
}

#[tokio::test]
async fn s21_an_enrolment_ends_when_its_visit_expires() {
    let (counter, staff) = open().await;
    counter.visit(&staff, DURAND, &["signUp"]).await;
    for _ in 0..5 {
        counter.landlord.wait(10 * MINUTE);
        assert_eq!(counter.current(&staff).await.status, StatusCode::OK);
    }
    let enrolment = counter.enrol(&staff, "signUp", None).await.json();
    let token = enrolment["enrolmentToken"].as_str().expect("a token");
    assert_eq!(counter.landlord.under_way(token).await.status, StatusCode::OK);
    counter.landlord.wait(10 * MINUTE + 1);
    let late = counter.landlord.under_way(token).await;
    assert_eq!(late.problem(), "enrolment-ended", "nobody ended the visit");
}

#[tokio::test]
async fn s21_a_visit_ends_with_the_working_day_of_staff() {
    let (counter, staff) = open().await;
    for _ in 0..(STAFF_SESSION_HOURS * 6 - 1) {
        counter.landlord.wait(10 * MINUTE);
        counter.current(&staff).await;
    }
    let visit = counter.visit(&staff, DURAND, &["signUp"]).await.json();
    let left = visit["expiresIn"].as_u64().expect("seconds");
    assert!(left < (VISIT_HOURS * HOUR).unsigned_abs(), "{left}");
}

#[tokio::test]
async fn s21_a_visit_needs_a_search_of_the_last_minutes() {
    let (counter, staff) = open().await;
    let begin = async || counter.begin_visit(&staff, DURAND, &["signUp"]).await;
    assert_eq!(begin().await.problem(), "no-visit", "nobody was searched for");
    counter.search(&staff, DURAND).await;
    counter.landlord.wait(SEARCH_MINUTES * MINUTE + 1);
    assert_eq!(begin().await.problem(), "no-visit", "long ago");
    counter.search(&staff, DURAND).await;
    assert_eq!(begin().await.status, StatusCode::CREATED);
    counter.landlord.wait(SEARCH_MINUTES * MINUTE + 1);
    counter.landlord.purge().await;
    let pool = counter.landlord.service.pool();
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM found_tenants")
        .fetch_one(pool)
        .await
        .expect("counted");
    assert_eq!(left, 0);
}

/// Makes the database end what staff have under way while it takes a request of theirs.
async fn in_between(counter: &Counter, trigger: &'static str) {
    sqlx::query(trigger)
        .execute(counter.landlord.service.pool())
        .await
        .expect("a trigger");
}

#[tokio::test]
async fn s24_no_visit_begins_in_a_session_that_was_ended_meanwhile() {
    let (counter, staff) = open().await;
    counter.search(&staff, DURAND).await;
    // The next request records that staff are there.
    counter.landlord.wait(MINUTE);
    let ends =
        "CREATE TRIGGER in_between AFTER UPDATE ON staff_sessions BEGIN DELETE FROM staff_sessions; END";
    in_between(&counter, ends).await;
    let begun = counter.begin_visit(&staff, DURAND, &["signUp"]).await;
    assert_eq!(begun.problem(), "session-ended");
    let visits: i64 = sqlx::query_scalar("SELECT count(*) FROM visits")
        .fetch_one(counter.landlord.service.pool())
        .await
        .expect("counted");
    assert_eq!(visits, 0);
}

#[tokio::test]
async fn s24_a_letter_is_not_in_force_when_its_visit_ended_meanwhile() {
    let (counter, staff) = open().await;
    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    counter.visit(&staff, DURAND, &["newNumber"]).await;
    counter.approve(&staff, &nadia).await;
    let ends = "CREATE TRIGGER in_between AFTER INSERT ON staff_journal WHEN NEW.action = 'letterPrinted'
                BEGIN UPDATE visits SET ended_at = began_at; END";
    in_between(&counter, ends).await;
    assert_eq!(counter.letter(&staff).await.problem(), "no-visit");
    let letters: i64 = sqlx::query_scalar("SELECT count(*) FROM letters")
        .fetch_one(counter.landlord.service.pool())
        .await
        .expect("counted");
    assert_eq!(letters, 0);
}
