//! The figures of the day, and who reads those of an agency.

use axum::http::{Method, StatusCode};
use contract::StaffRole;
use serde_json::json;

use crate::{
    counter::{CLAIRE, Counter, NADIA},
    service::{DURAND, DURAND_MOBILE, PASSWORD},
};

#[tokio::test]
async fn the_figures_of_the_day_are_anonymous() {
    let mut counter = Counter::open().await;
    counter.landlord.wait_for_morning();
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    let staff = counter.sign_in(&claire).await;
    counter.visit(&staff, DURAND, &["signUp"]).await;
    let enrolment = counter.enrol(&staff, "signUp", None).await.json();
    let token = enrolment["enrolmentToken"].as_str().expect("a token").to_owned();
    counter.landlord.complete_phone(&token, DURAND_MOBILE).await;
    let code = counter.landlord.sms_code().await;
    counter.landlord.try_code(&token, &code).await;
    counter.landlord.create_account(&token, PASSWORD).await;
    counter.landlord.wait(5 * 60);
    counter.end(&staff).await;
    let figures = json!({ "visits": 1, "signUps": 1, "passwordResets": 0, "newNumbers": 0, "minutes": 5 });
    let answer = counter
        .ask(Method::GET, "/v1/staff/figures", Some(&staff), None)
        .await;
    assert_eq!(answer.json(), json!({ "today": figures }));
    let journal = counter
        .ask(Method::GET, "/v1/staff/journal", Some(&staff), None)
        .await;
    assert_eq!(journal.problem(), "not-allowed");

    let nadia = counter.helper(NADIA, StaffRole::AgencyManager).await;
    let manager = counter.sign_in(&nadia).await;
    let answer = counter
        .ask(Method::GET, "/v1/staff/figures", Some(&manager), None)
        .await
        .json();
    assert_eq!(
        (&answer["agencyToday"], &answer["agencyMonth"]),
        (&figures, &figures)
    );
    let journal = counter
        .ask(Method::GET, "/v1/staff/journal", Some(&manager), None)
        .await;
    assert_eq!(journal.status, StatusCode::OK);
    let csv = String::from_utf8(journal.bytes).expect("UTF-8");
    assert!(csv.contains("signedUp") && !csv.contains(DURAND), "{csv}");
}
