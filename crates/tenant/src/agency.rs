//! *Mon bailleur*, and the agency to write to.

use std::sync::Arc;

use contract::{Agency, LandlordProfile, Tenancy};

use crate::core::{
    Core,
    archive::{LANDLORD, TENANCY},
    failure::Failure,
    freshness::Freshness,
};

/// The screen of *Mon bailleur*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LandlordScreen {
    pub(crate) landlord: LandlordProfile,
    /// The tenant's agency, once it is known.
    pub(crate) agency: Option<Agency>,
    pub(crate) freshness: Freshness,
}

/// The landlord and its agencies.
pub(crate) struct Agencies {
    core: Arc<Core>,
}

impl Agencies {
    pub(crate) fn new(core: Arc<Core>) -> Self {
        Self { core }
    }

    /// The landlord's profile; the configured one before the first synchronisation.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive cannot be read.
    pub(crate) async fn landlord(&self) -> Result<LandlordScreen, Failure> {
        let built_in = self.core.landlord.clone();
        let read = self.core.read_archived(move |archive, _, freshness| {
            let tenancy: Option<Tenancy> = archive.note(TENANCY)?;
            Ok(LandlordScreen {
                landlord: archive.note(LANDLORD)?.unwrap_or(built_in),
                agency: tenancy.map(|tenancy| tenancy.agency),
                freshness,
            })
        });
        read.await
    }

    /// The tenant's agency, when the archive is open and knows it.
    ///
    /// # Errors
    /// When the archive cannot be read.
    pub(crate) async fn of_tenant(&self) -> Result<Option<Agency>, Failure> {
        Ok(self.core.tenancy().await?.map(|tenancy| tenancy.agency))
    }

    /// The landlord's head office, for a person whose agency is not known.
    pub(crate) fn head_office(&self) -> Agency {
        let landlord = &self.core.landlord;
        Agency {
            name: landlord.name.clone(),
            address: landlord.address.clone(),
            telephone: landlord.telephone.clone(),
            email: landlord.email.clone(),
            opening_hours: Vec::new(),
        }
    }
}
