//! A wrong proof of staff does not reveal which part is wrong (S21): not by its answer, nor by its time.

use std::time::{Duration, Instant};

use contract::StaffRole;
use landlord::figures::DAY;
use serde_json::{Value, json};

use crate::{
    counter::{CLAIRE, Counter, Helper, STAFF_PASSWORD},
    enumeration::{looks, mann_whitney_z},
    service::DURAND,
};

const WRONG: &str = "Prunier jaune 17";
const WHAT_IS_WRONG: [&str; 3] = ["the second factor", "both", "the name"];

/// What is tried, apart from the name and the password.
#[derive(Clone, Copy)]
struct Tried {
    by_recovery_code: bool,
    /// What is typed after the password: it does not count, but is tried as well (S6).
    behind: &'static str,
}

const BY_TELEPHONE: Tried = Tried {
    by_recovery_code: false,
    behind: "",
};

/// Credentials of which the second factor, both it and the password, or the name is wrong.
fn wrong_credentials(
    counter: &Counter,
    helper: &Helper,
    (other_code, behind): (Option<&str>, &str),
) -> [Value; 3] {
    let shown = counter.code(helper);
    let wrong = if shown == "000000" { "000001" } else { "000000" };
    let code = other_code.unwrap_or(wrong);
    [(CLAIRE, STAFF_PASSWORD), (CLAIRE, WRONG), ("nobody.here", WRONG)].map(|(login, password)| {
        json!({ "login": login, "password": format!("{password}{behind}"), "code": code })
    })
}

/// Tries each kind of wrong credentials in each round. They all look alike; returns their times.
async fn times_of_wrong_proofs(rounds: usize, tried: Tried) -> [Vec<Duration>; 3] {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    // Well-formed, and none of hers.
    let letter = counter.landlord.letter(DURAND).await;
    let other_code = tried.by_recovery_code.then_some(letter.as_str());
    let mut times: [Vec<Duration>; 3] = Default::default();
    let mut first = None;
    for round in 0..rounds {
        // The quotas of a day do not interfere, and the table stays small.
        counter.landlord.wait(2 * DAY);
        counter.landlord.purge().await;
        let credentials = wrong_credentials(&counter, &claire, (other_code, tried.behind));
        for place in 0..credentials.len() {
            let wrong = (round + place) % credentials.len();
            let begun = Instant::now();
            let answer = counter
                .post("/v1/staff/sessions", None, credentials[wrong].clone())
                .await;
            times[wrong].push(begun.elapsed());
            assert_eq!(answer.problem(), "credentials-wrong");
            let seen = looks(&answer);
            assert_eq!(
                &seen,
                first.get_or_insert(seen.clone()),
                "{}",
                WHAT_IS_WRONG[wrong]
            );
        }
    }
    times
}

#[tokio::test]
async fn s21_wrong_proofs_of_staff_look_alike() {
    for by_recovery_code in [false, true] {
        let tried = Tried {
            by_recovery_code,
            ..BY_TELEPHONE
        };
        times_of_wrong_proofs(3, tried).await;
    }
}

#[tokio::test]
async fn s21_a_wrong_password_spends_no_code() {
    let counter = Counter::open().await;
    let claire = counter.helper(CLAIRE, StaffRole::Helper).await;
    for code in [counter.code(&claire), claire.recovery_codes[0].clone()] {
        let mut credentials = json!({ "login": CLAIRE, "password": WRONG, "code": code });
        let refused = counter
            .post("/v1/staff/sessions", None, credentials.clone())
            .await;
        assert_eq!(refused.problem(), "credentials-wrong");
        credentials["password"] = json!(STAFF_PASSWORD);
        let signed_in = counter.post("/v1/staff/sessions", None, credentials).await;
        assert_eq!(signed_in.status, axum::http::StatusCode::CREATED);
    }
}

async fn assert_the_same_time(tried: Tried) {
    let times = times_of_wrong_proofs(1_000, tried).await;
    for one in 0..times.len() {
        for other in one + 1..times.len() {
            let z = mann_whitney_z(&times[one], &times[other]);
            // p > 0.01 for the three comparisons together: |z| < 2.94 for each.
            let (one, other) = (WHAT_IS_WRONG[one], WHAT_IS_WRONG[other]);
            assert!(z.abs() < 2.94, "{one} and {other} are told apart: {z}");
        }
    }
}

#[tokio::test]
#[ignore = "minutes long, and wants an idle machine: cargo xtask test --long"]
async fn s21_long_a_thousand_wrong_proofs_take_the_same_time() {
    assert_the_same_time(BY_TELEPHONE).await;
}

#[tokio::test]
#[ignore = "minutes long, and wants an idle machine: cargo xtask test --long"]
async fn s21_long_a_blank_behind_the_password_tells_nothing_by_time() {
    let tried = Tried {
        behind: " ",
        ..BY_TELEPHONE
    };
    assert_the_same_time(tried).await;
}
