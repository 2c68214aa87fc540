//! The machine that signs in, as it introduces itself.

use serde::{Deserialize, Serialize};

use crate::WireSecret;

/// What a machine says of itself when it signs in: a device known to the account has its own count
/// of wrong passwords (S7).
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeviceIntroduction {
    /// The token that an earlier sign-in gave this machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_token: Option<WireSecret>,
    /// What the machine calls itself, for the tenant's list of devices; 60 characters at most are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
}
