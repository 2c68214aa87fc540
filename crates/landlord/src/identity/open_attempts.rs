//! What is under way to get into an account: enrolments, also those whose code was right, SMS codes, the registration letter.
//! It ends when the account is another's to open: with a new password, a new number, or the account itself (S8).

use contract::TenantCode;

use super::{
    enrolment::store as enrolments, letter::store as letters, sms_challenge::store as sms_challenges,
};
use crate::{
    keys::Hash,
    refusal::Refusal,
    rent::tenant::store as tenants,
    store::{StoreError, Writing},
};

/// Ends every attempt of a tenant but one, in the transaction that changes the account.
pub(crate) async fn end_others(
    writing: &mut Writing,
    code: &TenantCode,
    kept: &Hash,
    now: i64,
) -> Result<(), Refusal> {
    end_but(writing, code, Some(kept), now).await
}

/// Ends every attempt of a tenant, in the transaction that changes the account.
pub(crate) async fn end_all(writing: &mut Writing, code: &TenantCode, now: i64) -> Result<(), Refusal> {
    end_but(writing, code, None, now).await
}

/// Ends what the number on file opened or can still open, in the transaction that brings in another one from the rent system: a
/// number that the tenant confirmed stands until then, codes that were sent to it as well (S1, S8).
pub(crate) async fn end_of_number(writing: &mut Writing, code: &TenantCode) -> Result<(), StoreError> {
    tenants::forget_confirmed_mobile(writing, code).await?;
    enrolments::close_of_tenant(writing, code, None).await?;
    sms_challenges::remove_of_tenant(writing, code, None).await
}

async fn end_but(
    writing: &mut Writing,
    code: &TenantCode,
    kept: Option<&Hash>,
    now: i64,
) -> Result<(), Refusal> {
    sms_challenges::remove_of_tenant(writing, code, kept).await?;
    enrolments::close_of_tenant(writing, code, kept).await?;
    letters::end(writing, code, now).await
}
