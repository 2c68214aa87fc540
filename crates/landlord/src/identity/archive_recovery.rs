//! The secrets that open an archive whose PIN was forgotten (S12). A tenant gets another one with each password that was
//! set by SMS code: who had learnt the one before opens nothing that is locked from then on. Earlier ones are still
//! handed out, for computers whose archive was locked before.

pub(crate) mod routes;
pub(crate) mod store;

use contract::{ArchiveRecovery, TenantCode};

use self::store as recoveries;
use super::profile::Caller;
use crate::{
    context::Context,
    figures::{MINUTE, REAUTHENTICATION_MINUTES},
    keys::ServiceKey,
    operations::{event::Event, traces::Who},
    refusal::Refusal,
    store::Writing,
};

/// What the secrets are derived for.
const RECOVERY: &str = "archive recovery";

/// Begins another secret of a tenant, in the transaction that sets their password by SMS code.
pub(crate) async fn renew(
    writing: &mut Writing,
    key: &ServiceKey,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<(), Refusal> {
    recoveries::add(writing, tenant_code, &key.id(), now).await
}

/// The secrets of the caller, who typed the password within the last [`REAUTHENTICATION_MINUTES`]: to sign in, or again.
pub(crate) async fn secrets(service: &Context, caller: &Caller) -> Result<ArchiveRecovery, Refusal> {
    let mut reading = service.store.read().await?;
    let typed_at = recoveries::password_typed_at(&mut reading, &caller.session).await?;
    let now = service.clock.seconds();
    if typed_at.is_none_or(|at| now - at >= REAUTHENTICATION_MINUTES * MINUTE) {
        return Err(Refusal::ReauthenticationRequired);
    }
    let tenant_code = caller.tenant_code.as_str().as_bytes();
    let versions = recoveries::of_tenant(&mut reading, &caller.tenant_code).await?;
    // Those of a key that was revoked are gone.
    let kept = versions.iter().filter_map(|(version, key)| {
        let version = version.to_be_bytes();
        let parts = [tenant_code, version.as_slice()];
        service.key.derive_text_of(key, RECOVERY, &parts)
    });
    let first = service
        .key
        .derive_text_of(&service.key.oldest_id(), RECOVERY, &[tenant_code]);
    let mut secrets = kept.chain(first).map(Into::into);
    let recovery = ArchiveRecovery {
        secret: secrets.next().ok_or(Refusal::NotFound)?,
        earlier: secrets.collect(),
    };
    service.trace(Event::ArchiveSecretsRead, Who::Tenant(&caller.tenant_code));
    Ok(recovery)
}
