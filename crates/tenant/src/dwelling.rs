//! *Mon logement* as the wizard shows it.

use contract::{DwellingDetails, LeaseDetails, Tenancy};
use serde::Serialize;

/// The home of the signed-in tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DwellingView {
    /// The names on the lease.
    pub tenants: Vec<String>,
    /// Its address, one line each.
    pub address: Vec<String>,
    /// What the landlord has on file of it.
    pub details: DwellingDetails,
    /// The lease, where the landlord tells of it.
    pub lease: Option<LeaseDetails>,
}

impl From<Tenancy> for DwellingView {
    fn from(tenancy: Tenancy) -> Self {
        Self {
            tenants: tenancy.tenants,
            address: tenancy.dwelling,
            details: tenancy.details,
            lease: tenancy.lease,
        }
    }
}
