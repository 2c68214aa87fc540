//! What is under way to get into an account: enrolments, also those whose code was right, SMS codes, the registration letter.
//! It ends when the account is another's to open: with a new password, a new number, or the account itself (S8).

use contract::TenantCode;

use super::{
    enrolment::store as enrolments, letter::store as letters, sms_challenge::store as sms_challenges,
};
use crate::{keys::Hash, refusal::Refusal, store::Writing};

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
