//! Who lives where, as the landlord has it on file.

use serde::{Deserialize, Serialize};

use crate::Agency;

/// The signed-in tenant's home and agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Tenancy {
    /// The names on the lease.
    pub tenants: Vec<String>,
    /// The dwelling's address, one line each.
    pub dwelling: Vec<String>,
    /// The agency in charge.
    pub agency: Agency,
}
