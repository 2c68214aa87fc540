//! Ways into an account that are still open: enrolments, verified or not, SMS codes, the registration letter, and a new
//! number that waits. They end when someone sets a new password, a new number or a new account (S8).

use contract::TenantCode;

use super::{
    enrolment::store as enrolments,
    letter::store as letters,
    recovery_hold::{Changed, store as holds},
    sms_challenge::store as sms_challenges,
};
use crate::{
    keys::Hash,
    refusal::Refusal,
    rent::tenant::store as tenants,
    store::{StoreError, Writing},
};

/// Ends every attempt of a tenant except `spared`, in the transaction that changes the account.
pub(crate) async fn end_others(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    spared: &Hash,
    now: i64,
) -> Result<(), Refusal> {
    end_but(writing, tenant_code, Some(spared), now).await
}

/// Ends every attempt of a tenant, in the transaction that changes the account.
pub(crate) async fn end_all(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<(), Refusal> {
    end_but(writing, tenant_code, None, now).await
}

/// Ends the attempts that the number on file opened or could open, in the transaction that imports another number
/// from the rent system. Until then, a number that the tenant confirmed stays in force, and so do the codes sent
/// to it (S1, S8).
pub(crate) async fn end_of_number(writing: &mut Writing, tenant_code: &TenantCode) -> Result<(), StoreError> {
    tenants::forget_confirmed_mobile(writing, tenant_code).await?;
    enrolments::close_of_tenant(writing, tenant_code, None).await?;
    sms_challenges::remove_of_tenant(writing, tenant_code, None).await
}

async fn end_but(
    writing: &mut Writing,
    tenant_code: &TenantCode,
    spared: Option<&Hash>,
    now: i64,
) -> Result<(), Refusal> {
    sms_challenges::remove_of_tenant(writing, tenant_code, spared).await?;
    enrolments::close_of_tenant(writing, tenant_code, spared).await?;
    holds::withdraw(writing, tenant_code, Changed::Mobile).await?;
    letters::end(writing, tenant_code, now).await
}
