//! Writes what is new or changed, in the caller's transaction.

use std::collections::{BTreeMap, HashMap};

use contract::IssuingLandlord;

use super::{
    on_file::OnFile,
    plan::{Plan, Tenant},
    store,
    summary::ImportSummary,
};
use crate::{
    books::document::State,
    identity::open_attempts,
    rent::bookkeeping::{self, LeaseParties, RecordError},
    store::Writing,
};

/// Writes a plan over what is known. `states` holds the state of each document after it.
pub(super) async fn write(
    writing: &mut Writing,
    plan: &Plan,
    on_file: &OnFile,
    states: &[(String, State)],
    landlord: &IssuingLandlord,
) -> Result<ImportSummary, RecordError> {
    let mut summary = ImportSummary::default();
    for agency in &plan.agencies {
        if summary
            .agencies
            .count(on_file.agencies.get(&agency.reference), agency)
        {
            store::put_agency(writing, agency).await?;
        }
    }
    for dwelling in &plan.dwellings {
        if summary
            .dwellings
            .count(on_file.dwellings.get(&dwelling.reference), dwelling)
        {
            store::put_dwelling(writing, dwelling).await?;
        }
    }
    for lease in &plan.leases {
        if summary.leases.count(on_file.leases.get(&lease.reference), lease) {
            store::put_lease(writing, lease).await?;
        }
    }
    for tenant in &plan.tenants {
        let before = on_file.tenants.get(tenant.tenant_code.as_str());
        if summary.tenants.count(before, tenant) {
            if before.and_then(|before| before.mobile.as_ref()) != tenant.mobile.as_ref() {
                open_attempts::end_of_number(writing, &tenant.tenant_code).await?;
            }
            store::put_tenant(writing, tenant).await?;
        }
    }
    let issuing = (landlord, &parties(plan, on_file));
    let tallies = bookkeeping::record(writing, &on_file.recorded, &plan.entries, states, issuing).await?;
    (summary.documents, summary.payments) = (tallies.documents, tallies.payments);
    for news in &plan.news {
        if summary.news.count(on_file.news.get(&news.reference), news) {
            store::put_news(writing, news).await?;
        }
    }
    Ok(summary)
}

/// The tenants' names and the address of each lease on the day of the import, which new documents name.
fn parties(plan: &Plan, on_file: &OnFile) -> LeaseParties {
    // Sorted by tenant code, the order in which the service names the tenants of a lease.
    let mut by_code: BTreeMap<&str, &Tenant> = on_file
        .tenants
        .iter()
        .map(|(code, tenant)| (code.as_str(), tenant))
        .collect();
    by_code.extend(
        plan.tenants
            .iter()
            .map(|tenant| (tenant.tenant_code.as_str(), tenant)),
    );
    let mut parties = LeaseParties::default();
    for tenant in by_code.into_values() {
        let names = parties.tenants.entry(tenant.lease.clone()).or_default();
        names.push(tenant.name.clone());
    }
    let mut addresses: HashMap<&str, &Vec<String>> = HashMap::new();
    for dwelling in on_file.dwellings.values().chain(&plan.dwellings) {
        addresses.insert(&dwelling.reference, &dwelling.address);
    }
    for lease in on_file.leases.values().chain(&plan.leases) {
        if let Some(address) = addresses.get(lease.dwelling.as_str()) {
            parties
                .dwellings
                .insert(lease.reference.clone(), (*address).clone());
        }
    }
    parties
}
