//! Who lives where, according to the landlord's records.

use serde::{Deserialize, Serialize};

use crate::{Agency, DwellingDetails, LeaseDetails, News};

/// The signed-in tenant's home and agency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Tenancy {
    /// The names on the lease.
    pub tenants: Vec<String>,
    /// The name of the signed-in tenant; none from a service of an earlier version.
    #[serde(default)]
    pub holder: Option<String>,
    /// The dwelling's address, line by line.
    pub dwelling: Vec<String>,
    /// The agency in charge.
    pub agency: Agency,
    /// What the landlord has on file about the dwelling.
    #[serde(default)]
    pub details: DwellingDetails,
    /// The lease; none from a service of an earlier version.
    #[serde(default)]
    pub lease: Option<LeaseDetails>,
    /// The landlord's current announcements, newest first.
    #[serde(default)]
    pub news: Vec<News>,
}

impl Tenancy {
    /// The name of the signed-in tenant. A lease of several tenants does not tell it.
    #[must_use]
    pub fn holder_name(&self) -> Option<&str> {
        match (&self.holder, self.tenants.as_slice()) {
            (Some(holder), _) => Some(holder),
            (None, [only]) => Some(only),
            (None, _) => None,
        }
    }
}
