//! What changed for a tenant: a mark for each subject, so that the application fetches only what changed.

pub(crate) mod routes;

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{ChangeMark, Changes, LandlordProfile, Subject, TenantCode};
use jiff::civil::Date;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    messages::store as agency_messages,
    refusal::Refusal,
    rent::{account::store as lease_payments, document::store as rent_documents, tenant::store as tenants},
    store::Reading,
};

/// Length of a mark in bytes: long enough that two states of a subject have different marks.
const MARK_BYTES: usize = 16;

/// The tenant who asks, and what is not in the database.
struct Asking<'a> {
    tenant_code: &'a TenantCode,
    /// A visit shows what the landlord issued, not what the tenant and the agency write to each other (S21).
    in_visit: bool,
    today: Date,
    profile: &'a LandlordProfile,
}

/// The marks of all subjects, of one moment.
async fn of_tenant(reading: &mut Reading, asking: &Asking<'_>) -> Result<Changes, Refusal> {
    let mut marks = BTreeMap::new();
    for subject in Subject::ALL {
        if asking.in_visit && subject == Subject::Messages {
            continue;
        }
        marks.insert(subject, mark_of(subject, reading, asking).await?);
    }
    Ok(Changes { marks })
}

/// The mark of a subject. Each arm says what the mark is made of.
async fn mark_of(
    subject: Subject,
    reading: &mut Reading,
    asking: &Asking<'_>,
) -> Result<ChangeMark, Refusal> {
    let tenant_code = asking.tenant_code;
    match subject {
        Subject::Documents => mark(&rent_documents::last_revision_for(reading, tenant_code).await?),
        Subject::Tenancy => mark(&(
            tenants::tenancy(reading, tenant_code, asking.today).await?,
            asking.profile,
        )),
        Subject::RentAccount => mark(&lease_payments::account_revision(reading, tenant_code).await?),
        Subject::Messages => mark(&agency_messages::revision(reading, tenant_code).await?),
    }
}

/// A hash of a state: it reveals neither the state nor how much happens to other tenants.
fn mark(state: &impl Serialize) -> Result<ChangeMark, Refusal> {
    let content = serde_json::to_vec(state).map_err(|error| Refusal::Stored(error.to_string()))?;
    let hash = Sha256::digest(content);
    Ok(ChangeMark(BASE64_URL_SAFE_NO_PAD.encode(&hash[..MARK_BYTES])))
}
