//! The robot check (S4): an ALTCHA v2 proof of work bound to a purpose and a tenant code, valid once and for
//! [`ROBOT_CHECK_MINUTES`] minutes.

pub(crate) mod routes;

use std::collections::BTreeMap;

use altcha::{CreateChallengeOptions, VerifySolutionOptions, create_challenge, verify_solution};
use contract::{RobotCheck, RobotCheckPurpose, RobotCheckSolution, TenantCode};
use serde_json::Value;

use crate::{
    figures::{MINUTE, ROBOT_CHECK_MINUTES},
    keys::ServiceKey,
    refusal::Refusal,
};

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

/// Verifies a solution made for this purpose and tenant code.
pub(crate) fn verify(
    key: &ServiceKey,
    purpose: RobotCheckPurpose,
    tenant_code: &TenantCode,
    solution: &RobotCheckSolution,
    now: i64,
) -> Result<SolvedCheck, Refusal> {
    let payload = &solution.0;
    let parameters = &payload.challenge.parameters;
    // Forged parameters must not cost more to check than one of our own challenges: the library checks the
    // signature before it derives anything, and a challenge without one is refused here.
    if payload.challenge.signature.is_none() {
        return Err(Refusal::RobotCheckFailed);
    }
    let secret = key.derive_text("robot-check-signature", &[]);
    let verified = verify_solution(VerifySolutionOptions::new(
        &payload.challenge,
        &payload.solution,
        secret,
    ))
    .is_ok_and(|result| result.verified);
    let bound = parameters
        .data
        .as_ref()
        .and_then(|data| data.get("binding"))
        .and_then(Value::as_str)
        .is_some_and(|bound| bound == binding(key, purpose, tenant_code));
    match parameters.expires_at {
        Some(expires_at) if verified && bound && expires_at > now => Ok(SolvedCheck {
            nonce: parameters.nonce.clone(),
            expires_at,
        }),
        _ => Err(Refusal::RobotCheckFailed),
    }
}
