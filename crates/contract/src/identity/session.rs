//! Sessions on the wire (S9).

use serde::{Deserialize, Serialize};

use crate::{DeviceIntroduction, SmsCode, TenantCode, TypedPassword, WireSecret};

/// Body of `POST /v1/sessions`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionOpening {
    /// The tenant who signs in.
    pub tenant_code: TenantCode,
    /// The password.
    pub password: TypedPassword,
    /// The code of the SMS, after an earlier request got the problem `sms-code-required` (S7).
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "SmsCode::serialize_optional"
    )]
    #[schema(value_type = Option<String>, pattern = "^[0-9]{6}$")]
    pub sms_code: Option<SmsCode>,
    /// What the SMS code is bound to: random, chosen by the client for one attempt, and sent with each of its requests.
    /// Without it, the code is bound to the address, which a telephone may change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempt: Option<WireSecret>,
    /// The machine that signs in.
    #[serde(flatten)]
    pub device: DeviceIntroduction,
    /// The token of the visit to a counter at which the tenant signs in. The session ends with the visit, and the
    /// machine becomes no device of the account (S21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<WireSecret>,
}

/// Body of `POST /v1/sessions/refresh`.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionRefreshing {
    /// The current refresh token.
    pub refresh_token: WireSecret,
}

/// Tokens of a session: opaque, 256 bits each. A refresh token works until one of the next pair is used, so the client
/// stores the new one first (S9).
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionTokens {
    /// Bearer token for the signed-in routes.
    pub access_token: WireSecret,
    /// Seconds until the access token expires.
    pub access_expires_in: u64,
    /// Token to exchange for the next pair.
    pub refresh_token: WireSecret,
    /// Seconds until an unused refresh token expires.
    pub refresh_expires_in: u64,
    /// Token of this machine, to store and to send at the next sign-in (S7). Returned only by a sign-in that sent
    /// no valid one, and never at a counter (S21).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_token: Option<WireSecret>,
}
