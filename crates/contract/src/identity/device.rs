//! How a machine introduces itself at sign-in.

use serde::{Deserialize, Serialize};

use crate::WireSecret;

/// What a machine sends about itself at sign-in. A device known to the account has its own count of wrong
/// passwords (S7).
#[derive(Debug, Clone, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeviceIntroduction {
    /// The token that this machine got from an earlier sign-in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_token: Option<WireSecret>,
    /// The machine's name, for the tenant's list of devices. The service keeps at most 60 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_name: Option<String>,
}
