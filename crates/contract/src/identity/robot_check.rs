//! *Je ne suis pas un robot*: an ALTCHA v2 proof of work (S4), solved by the tenant's computer in
//! the background.

use serde::{Deserialize, Serialize};

use crate::TenantCode;

/// What a robot check is for. A check made for one purpose is refused for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum RobotCheckPurpose {
    /// `POST /v1/enrolments`.
    Enrolment,
}

/// Body of `POST /v1/robot-checks`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RobotCheckRequest {
    /// What the check is for.
    pub purpose: RobotCheckPurpose,
    /// The tenant code the check is bound to.
    pub tenant_code: TenantCode,
}

/// A challenge to solve. It works once, until it expires (S4).
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RobotCheck {
    /// The ALTCHA v2 challenge: `{parameters, signature}`.
    #[schema(value_type = Object)]
    pub challenge: altcha::Challenge,
}

/// A solved challenge: ALTCHA v2's `{challenge, solution}`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
#[schema(value_type = Object)]
pub struct RobotCheckSolution(pub altcha::Payload);
