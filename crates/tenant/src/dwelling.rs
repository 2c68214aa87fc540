//! *Mon logement* as the wizard shows it.

use std::sync::Arc;

use crate::core::{Core, archive::TENANCY, failure::Failure, freshness::Freshness};
use contract::{DwellingDetails, LeaseDetails, Tenancy};
use serde::Serialize;

/// The home of the signed-in tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DwellingView {
    /// The names on the lease.
    pub tenants: Vec<String>,
    /// The address, line by line.
    pub address: Vec<String>,
    /// What the landlord has on file about the dwelling.
    pub details: DwellingDetails,
    /// The lease, if the landlord provides it.
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

/// The screen of *Mon logement*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DwellingScreen {
    pub(crate) dwelling: Option<DwellingView>,
    pub(crate) freshness: Freshness,
}

/// *Mon logement*.
pub(crate) struct Dwelling {
    core: Arc<Core>,
}

impl Dwelling {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// The home, as of the last synchronisation.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn screen(&self) -> Result<DwellingScreen, Failure> {
        let read = self.core.read_archived(|archive, _, freshness| {
            let tenancy: Option<Tenancy> = archive.note(TENANCY)?;
            Ok(DwellingScreen {
                dwelling: tenancy.map(DwellingView::from),
                freshness,
            })
        });
        read.await
    }
}
