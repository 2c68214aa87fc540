//! Sessions on the wire (S9).

use serde::{Deserialize, Serialize};

use crate::{DeviceIntroduction, SmsCode, TenantCode, WireSecret};

/// Body of `POST /v1/sessions`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionOpening {
    /// Who signs in.
    pub tenant_code: TenantCode,
    /// The password.
    pub password: WireSecret,
    /// The code of the SMS, when an earlier request got the problem `sms-code-required` (S7).
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "SmsCode::serialize_optional"
    )]
    #[schema(value_type = Option<String>, pattern = "^[0-9]{6}$")]
    pub sms_code: Option<SmsCode>,
    /// The machine that signs in.
    #[serde(flatten)]
    pub device: DeviceIntroduction,
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
    /// Token of this machine, to keep and to show at the next sign-in: handed out once, at a
    /// sign-in that showed none in force (S7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_token: Option<WireSecret>,
}
