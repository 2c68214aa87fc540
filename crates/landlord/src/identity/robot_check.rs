//! The robot check (S4): an ALTCHA v2 proof of work bound to a purpose and a tenant code, valid once and for
//! [`ROBOT_CHECK_MINUTES`] minutes. The more enrolments strangers open, the more it costs: an attacker pays, the tenants'
//! computers solve it while the code is typed.

pub(crate) mod routes;

use std::{collections::BTreeMap, time::Duration};

use altcha::{CreateChallengeOptions, Payload, VerifySolutionOptions, create_challenge, verify_solution};
use contract::{RobotCheck, RobotCheckPurpose, RobotCheckSolution, TenantCode};
use serde_json::Value;

use crate::{
    concurrency::{self, Bounds, ConcurrencyLimit},
    figures::{
        BUSY_RETRY_SECONDS, ENROLMENTS_AT_BASE_COST, MINUTE, ROBOT_CHECK_MAX_TIMES, ROBOT_CHECK_MINUTES,
        ROBOT_CHECK_QUEUE_SECONDS,
    },
    keys::{Hash, ServiceKey},
    quota::{self, Source},
    refusal::Refusal,
    store::{Reading, Writing},
};

/// Verifies robot checks, a bounded number at a time: a dear one occupies a core for a moment.
pub(crate) struct RobotChecks(ConcurrencyLimit);

impl RobotChecks {
    pub(crate) fn new() -> Self {
        Self(ConcurrencyLimit::new(Bounds {
            permits: concurrency::cores(),
            queue: Duration::from_secs(ROBOT_CHECK_QUEUE_SECONDS),
            retry_after: BUSY_RETRY_SECONDS,
        }))
    }

    /// Verifies a check.
    pub(crate) async fn verify(&self, check: SentCheck) -> Result<SolvedCheck, Refusal> {
        self.0.run(move || verify(check)).await
    }
}

/// A check as it was sent. What can be refused without solving anything was.
pub(crate) struct SentCheck {
    payload: Payload,
    secret: String,
    expires_at: i64,
}

impl SentCheck {
    /// A solution that claims to be made for this purpose and tenant code, and to be in time.
    ///
    /// # Errors
    /// [`Refusal::RobotCheckFailed`] when it does not, or has no signature.
    pub(crate) fn read(
        key: &ServiceKey,
        (purpose, tenant_code): (RobotCheckPurpose, &TenantCode),
        solution: RobotCheckSolution,
        now: i64,
    ) -> Result<Self, Refusal> {
        let payload = solution.0;
        let parameters = &payload.challenge.parameters;
        let bound_to = parameters
            .data
            .as_ref()
            .and_then(|data| data.get("binding"))
            .and_then(Value::as_str);
        let is_bound = bound_to == Some(binding(key, purpose, tenant_code).as_str());
        // Forged parameters must not cost more to check than one of our own challenges: the library checks the
        // signature before it derives anything, and a challenge without one is refused here.
        let is_signed = payload.challenge.signature.is_some();
        let expires_at = parameters.expires_at;
        match expires_at {
            Some(expires_at) if is_bound && is_signed && expires_at > now => Ok(Self {
                payload,
                secret: key.derive_text("robot-check-signature", &[]),
                expires_at,
            }),
            _ => Err(Refusal::RobotCheckFailed),
        }
    }

    /// What is spent with it.
    pub(crate) fn nonce(&self) -> &str {
        &self.payload.challenge.parameters.nonce
    }
}

/// Who sends robot checks.
#[derive(Clone, Copy)]
pub(crate) enum Sender<'a> {
    /// A device that the account knows.
    Device(&'a Hash),
    /// Anybody else.
    Stranger(&'a Source),
}

impl Sender<'_> {
    /// Refuses when too many of theirs were wrong.
    pub(crate) async fn ensure_trusted(self, reading: &mut Reading, now: i64) -> Result<(), Refusal> {
        match self {
            Self::Device(device) => quota::WRONG_ROBOT_CHECKS.check(reading, device, now).await,
            Self::Stranger(source) => {
                quota::WRONG_ROBOT_CHECKS_PER_SOURCE
                    .check(reading, source, now)
                    .await
            }
        }
    }

    /// Counts a wrong one.
    pub(crate) async fn count_wrong(self, writing: &mut Writing, now: i64) -> Result<(), Refusal> {
        match self {
            Self::Device(device) => quota::WRONG_ROBOT_CHECKS.count(writing, device, now).await,
            Self::Stranger(source) => {
                quota::WRONG_ROBOT_CHECKS_PER_SOURCE
                    .count(writing, source, now)
                    .await
            }
        }
    }
}

/// What a challenge costs now.
pub(crate) async fn cost(
    reading: &mut Reading,
    key: &ServiceKey,
    configured: u32,
    now: i64,
) -> Result<u32, Refusal> {
    let most = ENROLMENTS_AT_BASE_COST * ROBOT_CHECK_MAX_TIMES;
    let opened = quota::STRANGERS_ENROLMENTS
        .recent(reading, key, most, now)
        .await?;
    Ok(configured.saturating_mul(times(opened)))
}

/// How many times the configured cost: the largest power of two that the rate reaches.
fn times(opened: i64) -> u32 {
    let rate = (opened / ENROLMENTS_AT_BASE_COST).clamp(1, ROBOT_CHECK_MAX_TIMES);
    1 << rate.ilog2()
}

/// A solved check. Its nonce must be spent before the check counts.
#[derive(Debug)]
pub(crate) struct SolvedCheck {
    pub(crate) nonce: String,
    pub(crate) expires_at: i64,
}

fn binding(key: &ServiceKey, purpose: RobotCheckPurpose, tenant_code: &TenantCode) -> String {
    let purpose = match purpose {
        RobotCheckPurpose::Enrolment => "enrolment",
    };
    key.derive_text(
        "robot-check-binding",
        &[purpose.as_bytes(), tenant_code.as_str().as_bytes()],
    )
}

/// Makes a challenge.
pub(crate) fn make(
    key: &ServiceKey,
    cost: u32,
    purpose: RobotCheckPurpose,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<RobotCheck, Refusal> {
    let binding = binding(key, purpose, tenant_code);
    let options = CreateChallengeOptions {
        cost,
        data: Some(BTreeMap::from([("binding".to_owned(), Value::String(binding))])),
        expires_at: Some(now + ROBOT_CHECK_MINUTES * MINUTE),
        hmac_signature_secret: Some(key.derive_text("robot-check-signature", &[])),
        ..CreateChallengeOptions::default()
    };
    create_challenge(options)
        .map(|challenge| RobotCheck { challenge })
        .map_err(|error| Refusal::Stored(format!("robot check: {error}")))
}

fn verify(check: SentCheck) -> Result<SolvedCheck, Refusal> {
    let SentCheck {
        payload,
        secret,
        expires_at,
    } = check;
    let options = VerifySolutionOptions::new(&payload.challenge, &payload.solution, secret);
    if verify_solution(options).is_ok_and(|result| result.verified) {
        Ok(SolvedCheck {
            nonce: payload.challenge.parameters.nonce,
            expires_at,
        })
    } else {
        Err(Refusal::RobotCheckFailed)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, mpsc};

    use altcha::{SolveChallengeOptions, solve_challenge};
    use jiff::Timestamp;
    use tokio::sync::oneshot;

    use super::*;

    /// A check that is solved.
    fn solved(key: &ServiceKey) -> SentCheck {
        let now = Timestamp::now().as_second();
        let tenant_code = TenantCode::parse("204518730961245").expect("a tenant code");
        let made = make(key, 1, RobotCheckPurpose::Enrolment, &tenant_code, now);
        let RobotCheck { challenge } = made.expect("a challenge");
        let solution = solve_challenge(SolveChallengeOptions::new(&challenge));
        let solution = solution.expect("solvable").expect("solved");
        let sent = RobotCheckSolution(Payload { challenge, solution });
        let bound_to = (RobotCheckPurpose::Enrolment, &tenant_code);
        SentCheck::read(key, bound_to, sent, now).expect("a check")
    }

    #[tokio::test]
    async fn s4_a_check_is_verified_where_jobs_run_that_occupy_a_core() {
        let folder = tempfile::tempdir().expect("a folder");
        let key = ServiceKey::load_or_make(&folder.path().join("key")).expect("a key");
        let checks = Arc::new(RobotChecks(ConcurrencyLimit::new(Bounds {
            permits: 1,
            queue: Duration::ZERO,
            retry_after: BUSY_RETRY_SECONDS,
        })));
        // In place of a dear check, a job that goes on until it is told to end. The runtime of this test has one thread: if
        // jobs ran there, nothing below would.
        let (started, begun) = oneshot::channel();
        let (end, ended) = mpsc::channel::<()>();
        let long = tokio::spawn({
            let checks = Arc::clone(&checks);
            async move {
                let job = move || {
                    let _ = started.send(());
                    let _ = ended.recv();
                    Ok(())
                };
                checks.0.run(job).await
            }
        });
        begun.await.expect("begun");
        let refused = checks.verify(solved(&key)).await;
        assert!(
            matches!(refused, Err(Refusal::Busy { .. })),
            "it waits for a place among the jobs"
        );
        drop(end);
        long.await.expect("ended").expect("done");
        checks.verify(solved(&key)).await.expect("verified");
    }

    #[test]
    fn s4_the_cost_doubles_with_the_rate_of_strangers_up_to_a_maximum() {
        let base = ENROLMENTS_AT_BASE_COST;
        assert_eq!([0, base, 2 * base - 1].map(times), [1, 1, 1]);
        assert_eq!([2 * base, 4 * base, 7 * base].map(times), [2, 4, 4]);
        let most = u32::try_from(ROBOT_CHECK_MAX_TIMES).expect("small");
        assert_eq!(times(1_000 * base), most);
        assert!(most.is_power_of_two());
    }
}
