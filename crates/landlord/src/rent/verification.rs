//! Checks whether the code of a document is genuine. The code is neither stored nor logged: only the request of an
//! address is counted.

pub(crate) mod routes;

use std::net::IpAddr;

use contract::{AttestationCode, RentDocument, TenantCode, Verification, VerificationOutcome};

use super::{attestation_keys::AttestationKeys, document::store as rent_documents};
use crate::{context::Context, quota, refusal::Refusal};

/// What checking a code needs.
#[derive(Clone, Copy)]
pub(crate) struct Verifier<'a> {
    pub(crate) base: &'a Context,
    pub(crate) attestation_keys: &'a AttestationKeys,
}

/// The result of checking a code.
pub(crate) struct Found {
    pub(crate) verification: Verification,
    /// The document as the landlord holds it today, and the tenants of its lease.
    pub(crate) held: Option<(RentDocument, Vec<TenantCode>)>,
}

/// Counts an anonymous request against the quota of its address, then checks the code.
pub(crate) async fn count_and_check(
    service: &Verifier<'_>,
    address: IpAddr,
    code: &str,
) -> Result<Verification, Refusal> {
    let now = service.base.clock.seconds();
    let source = quota::Source::of(&service.base.key, address);
    // Looked up first: a source that is over its quota takes no write lock.
    quota::VERIFICATIONS_PER_ADDRESS
        .check(&mut service.base.store.read().await?, &source, now)
        .await?;
    // Nobody waits for an import to check a document: while it writes, or the disk takes nothing, requests are not counted.
    if let Some(mut writing) = service.base.store.write_unless_busy().await? {
        let counted = async {
            quota::VERIFICATIONS_PER_ADDRESS
                .consume(&mut writing, &source, now)
                .await?;
            Ok::<_, Refusal>(writing.commit().await?)
        };
        service.base.in_passing(counted.await)?;
    }
    Ok(check(service, code).await?.verification)
}

/// Checks a code. An unreadable code is not genuine: every code of this service can be read.
pub(crate) async fn check(service: &Verifier<'_>, code: &str) -> Result<Found, Refusal> {
    let keys = service.attestation_keys.published();
    let read = AttestationCode::read(code).ok();
    let facts = read.and_then(|code| code.signed_facts(&keys).cloned().ok());
    let held = match &facts {
        Some(facts) => {
            rent_documents::find_issued(&mut service.base.store.read().await?, &facts.document).await?
        }
        None => None,
    };
    let outcome = match (&facts, &held) {
        (None, _) => VerificationOutcome::NotGenuine,
        (_, Some((document, _))) if document.withdrawn_on.is_some() => VerificationOutcome::Withdrawn,
        (_, Some((document, _))) if document.superseded_by.is_some() => VerificationOutcome::Replaced,
        // A document that is no longer held was still issued: its signature proves it.
        _ => VerificationOutcome::Genuine,
    };
    Ok(Found {
        verification: Verification { outcome, facts },
        held,
    })
}
