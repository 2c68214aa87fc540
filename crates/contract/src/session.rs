//! Sessions on the wire (S9).

use serde::{Deserialize, Serialize};

use crate::{TenantCode, WireSecret};

/// Body of `POST /v1/sessions`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionOpening {
    /// Who signs in.
    pub tenant_code: TenantCode,
    /// The password.
    pub password: WireSecret,
}

/// Body of `POST /v1/sessions/refresh`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionRefreshing {
    /// The refresh token in force.
    pub refresh_token: WireSecret,
}

/// A session's tokens: opaque, 256 bits each. A refresh token works once: keep the new one.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionTokens {
    /// Bearer token of the signed-in routes.
    pub access_token: WireSecret,
    /// Seconds until the access token ends.
    pub access_expires_in: u64,
    /// Token that gets the next pair.
    pub refresh_token: WireSecret,
    /// Seconds until the refresh token ends when it is not used.
    pub refresh_expires_in: u64,
}
