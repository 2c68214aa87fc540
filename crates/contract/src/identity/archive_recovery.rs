//! Recovery of an archive whose PIN was forgotten (S12).

use serde::{Deserialize, Serialize};

use crate::WireSecret;

/// A secret of this tenant, returned only to the tenant's own sessions. Together with the keyring of a computer,
/// it opens the archive there without the PIN.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ArchiveRecovery {
    /// 256 bits, always the same for this tenant.
    pub secret: WireSecret,
}
