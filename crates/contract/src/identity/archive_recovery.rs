//! What opens an archive again whose PIN was forgotten (S12).

use serde::{Deserialize, Serialize};

use crate::WireSecret;

/// A secret of this tenant, told to their sessions only: together with what stands in the keyring of a computer,
/// it opens the archive there without the PIN.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ArchiveRecovery {
    /// 256 bits, always the same for this tenant.
    pub secret: WireSecret,
}
