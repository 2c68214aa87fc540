//! Who lives where, as the landlord has it on file.

use serde::{Deserialize, Serialize};

use crate::{Agency, DwellingDetails, LeaseDetails, News};

/// The signed-in tenant's home and agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Tenancy {
    /// The names on the lease.
    pub tenants: Vec<String>,
    /// The dwelling's address, one line each.
    pub dwelling: Vec<String>,
    /// The agency in charge.
    pub agency: Agency,
    /// What the landlord has on file of the dwelling.
    #[serde(default)]
    pub details: DwellingDetails,
    /// The lease; none from a service of an earlier version.
    #[serde(default)]
    pub lease: Option<LeaseDetails>,
    /// What the landlord has to say to its tenants now, the latest first.
    #[serde(default)]
    pub news: Vec<News>,
}
