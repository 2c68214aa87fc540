//! What the database already knows, loaded to check an export against it.

use std::collections::HashMap;

use super::{
    export::Export,
    news::NewsRow,
    plan::{Lease, Tenant},
    records::{AgencyRow, DwellingRow},
    store,
};
use crate::{
    books::Recorded,
    rent::bookkeeping,
    store::{Reading, StoreError},
};

/// What the database knows, each by reference.
pub(super) struct OnFile {
    pub(super) agencies: HashMap<String, AgencyRow>,
    pub(super) dwellings: HashMap<String, DwellingRow>,
    pub(super) leases: HashMap<String, Lease>,
    pub(super) tenants: HashMap<String, Tenant>,
    /// The books of the leases that the export is about, and the documents and payments that it names.
    pub(super) recorded: Recorded,
    pub(super) news: HashMap<String, NewsRow>,
}

impl OnFile {
    /// Loads what an export has to be checked against.
    pub(super) async fn load(reading: &mut Reading, export: &Export) -> Result<Self, StoreError> {
        let documents = &export.documents.rows;
        let payments = &export.payments.rows;
        let leases = documents.iter().map(|(_, row)| row.lease.clone());
        let leases = leases.chain(payments.iter().map(|(_, row)| row.lease.clone()));
        let named = documents.iter().map(|(_, row)| row.reference.as_str());
        let named = named.chain(payments.iter().filter_map(|(_, row)| row.document.as_deref()));
        let paid = payments.iter().map(|(_, row)| row.reference.as_str());
        Ok(Self {
            agencies: store::agencies(reading).await?,
            dwellings: store::dwellings(reading).await?,
            leases: store::leases(reading).await?,
            tenants: store::tenants(reading).await?,
            recorded: bookkeeping::about(reading, &leases.collect(), &named.collect(), &paid.collect())
                .await?,
            news: store::news(reading).await?,
        })
    }
}
