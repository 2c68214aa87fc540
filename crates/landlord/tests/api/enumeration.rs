//! The service does not reveal who is a tenant or has an account (S2, S3): a known, an unknown, a registered and a
//! phone-less tenant code get indistinguishable answers.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::service::{Answer, DURAND, DURAND_MOBILE, LEFEBVRE, LEFEBVRE_MOBILE, Landlord, PETIT, UNKNOWN};

/// Each tenant code with the number to complete: registered, known, phone-less, unknown.
const PEOPLE: [(&str, &str); 4] = [
    (DURAND, DURAND_MOBILE),
    (LEFEBVRE, LEFEBVRE_MOBILE),
    (PETIT, "06 39 98 00 63"),
    (UNKNOWN, "06 39 98 00 64"),
];

/// What an attacker sees of an answer: status, headers, length.
pub type Looks = (u16, Vec<(String, String)>, usize);

pub fn looks(answer: &Answer) -> Looks {
    let headers = answer.headers.iter().map(|(name, value)| {
        let value = value.to_str().expect("text").to_owned();
        (name.to_string(), value)
    });
    (answer.status.as_u16(), headers.collect(), answer.bytes.len())
}

/// Runs one enrolment up to the completed number. Returns what the two answers look like, and how long they take.
async fn sample(landlord: &Landlord, (code, mobile): (&str, &str)) -> ([Looks; 2], [Duration; 2]) {
    let robot_check = landlord.solved_robot_check(code).await;
    let opening = json!({ "tenantCode": code, "robotCheck": robot_check });
    let begun = Instant::now();
    let opened = landlord.post("/v1/enrolments", None, opening).await;
    let open_time = begun.elapsed();
    let body = opened.json();
    let token = body["enrolmentToken"].as_str().expect("a token");
    let begun = Instant::now();
    let completed = landlord.complete_phone(token, mobile).await;
    let completion_time = begun.elapsed();
    ([looks(&opened), looks(&completed)], [open_time, completion_time])
}

/// Shuffles the people, from a fixed seed but differently each round (xorshift).
fn shuffled(seed: &mut u64) -> [usize; 4] {
    let mut order = [0, 1, 2, 3];
    for last in (1..order.len()).rev() {
        *seed ^= *seed << 13;
        *seed ^= *seed >> 7;
        *seed ^= *seed << 17;
        order.swap(last, usize::try_from(*seed % (last as u64 + 1)).expect("small"));
    }
    order
}

/// Samples each person's answers, which must all look alike. Returns the times by step and person.
async fn times_of_like_answers(rounds: usize, closed: bool) -> [[Vec<Duration>; 4]; 2] {
    let mut landlord = Landlord::open().await;
    landlord.sign_up(DURAND, DURAND_MOBILE).await;
    if closed {
        let code = contract::TenantCode::parse(DURAND).expect("a tenant code");
        let blocked = landlord.service.tenant_admin().block(&code).await;
        blocked.expect("closed");
    }
    let mut times: [[Vec<Duration>; 4]; 2] = Default::default();
    let mut seed = 0x9e37_79b9_7f4a_7c15;
    let mut first = None;
    for _ in 0..rounds {
        // Eight completions per code and day: the quota does not interfere.
        landlord.wait(3 * 3_600);
        for person in shuffled(&mut seed) {
            let (seen, took) = sample(&landlord, PEOPLE[person]).await;
            assert_eq!(&seen, first.get_or_insert(seen.clone()), "person {person}");
            for (step, time) in took.into_iter().enumerate() {
                times[step][person].push(time);
            }
        }
    }
    times
}

/// How many standard deviations the Mann–Whitney U of two samples is away from its mean under one population.
pub fn mann_whitney_z(a: &[Duration], b: &[Duration]) -> f64 {
    let mut all: Vec<(Duration, bool)> = a.iter().map(|time| (*time, true)).collect();
    all.extend(b.iter().map(|time| (*time, false)));
    all.sort_unstable();
    let ranks: usize = (1..)
        .zip(&all)
        .filter(|(_, (_, of_a))| *of_a)
        .map(|(rank, _)| rank)
        .sum();
    let (na, nb) = (a.len() as f64, b.len() as f64);
    let u = ranks as f64 - na * (na + 1.0) / 2.0;
    (u - na * nb / 2.0) / (na * nb * (na + nb + 1.0) / 12.0).sqrt()
}

#[test]
fn the_rank_test_detects_a_shift_and_no_more() {
    let times = |from: u64| {
        (0..200)
            .map(|n| Duration::from_nanos(from + 2 * n))
            .collect::<Vec<_>>()
    };
    assert!(mann_whitney_z(&times(0), &times(1)).abs() < 0.1);
    assert!(mann_whitney_z(&times(0), &times(100)).abs() > 2.576);
}

#[tokio::test]
async fn s2_s3_known_unknown_registered_and_phoneless_codes_look_alike() {
    times_of_like_answers(50, false).await;
}

#[tokio::test]
async fn s2_s25_a_closed_account_looks_like_any_other_code() {
    times_of_like_answers(10, true).await;
}

#[tokio::test]
#[ignore = "minutes long, and wants an idle machine: cargo xtask test --long"]
async fn s2_long_two_thousand_samples_look_alike_and_take_the_same_time() {
    let times = times_of_like_answers(2_000, false).await;
    let mut told_apart = Vec::new();
    for (step, times) in times.iter().enumerate() {
        for one in 0..4 {
            for other in one + 1..4 {
                let z = mann_whitney_z(&times[one], &times[other]);
                // p > 0.01 for the twelve comparisons together: |z| < 3.34 for each.
                if z.abs() >= 3.34 {
                    told_apart.push((step, one, other, z));
                }
            }
        }
    }
    assert!(told_apart.is_empty(), "{told_apart:?}");
}

#[tokio::test]
async fn s2_a_decoy_stays_the_same_over_a_restart() {
    let mut landlord = Landlord::open().await;
    let mut seen = Vec::new();
    for _ in 0..2 {
        let robot_check = landlord.solved_robot_check(UNKNOWN).await;
        let opening = json!({ "tenantCode": UNKNOWN, "robotCheck": robot_check });
        let body = landlord.post("/v1/enrolments", None, opening).await.json();
        seen.push((body["maskedPhone"].clone(), body["agency"].clone()));
        landlord.restart().await;
    }
    assert_eq!(seen[0], seen[1]);
}
