//! Checks a tenant's password outside of any transaction, since hashing is slow, and confirms it in the
//! transaction that relies on it (S6, S8).

use contract::{TenantCode, TypedPassword};

use super::{profile::store as accounts, sign_in_guard::PasswordAttempt};
use crate::{
    context::{Context, PeopleContext},
    operations::{event::Event, traces::Who},
    refusal::Refusal,
    store::Writing,
};

/// A password that matched the hash on file when it was checked.
pub(crate) struct CheckedPassword {
    tenant_code: TenantCode,
    hash: String,
    attempt: PasswordAttempt,
}

/// Checks the password of an attempt, at the same cost with and without an account (S6). A wrong one stays
/// counted.
pub(crate) async fn check(
    service: &PeopleContext<'_>,
    tenant_code: &TenantCode,
    password: &TypedPassword,
    attempt: PasswordAttempt,
) -> Result<CheckedPassword, Refusal> {
    loop {
        let stored = accounts::password_hash(&mut service.store.read().await?, tenant_code).await?;
        let tried = service.passwords.verify(password, stored, attempt.turn());
        let matched = match tried.await {
            Ok(Some(matched)) => matched,
            Ok(None) => {
                service.trace(Event::PasswordWrong, Who::Tenant(tenant_code));
                return Err(Refusal::CredentialsWrong);
            }
            Err(refusal) => {
                attempt.take_back(service).await?;
                return Err(refusal);
            }
        };
        let hash = match matched.rehashed {
            None => matched.stored,
            Some(rehashed) => {
                let mut writing = service.store.write().await?;
                if !accounts::rehash(&mut writing, tenant_code, &matched.stored, &rehashed).await? {
                    // Another hash was stored meanwhile: checks the password against it.
                    continue;
                }
                writing.commit().await?;
                rehashed
            }
        };
        return Ok(CheckedPassword {
            tenant_code: tenant_code.clone(),
            hash,
            attempt,
        });
    }
}

impl CheckedPassword {
    /// The attempt, which still counts as wrong.
    pub(crate) fn attempt(&self) -> &PasswordAttempt {
        &self.attempt
    }

    /// Uncounts the attempt, when more than the password is required.
    pub(crate) async fn take_back(self, service: &Context) -> Result<(), Refusal> {
        self.attempt.take_back(service).await
    }

    /// Rejects a password that was replaced since it was checked, for instance by a reset.
    ///
    /// # Errors
    /// [`Refusal::CredentialsWrong`] when another hash is on file.
    pub(crate) async fn ensure_on_file(&self, writing: &mut Writing) -> Result<(), Refusal> {
        let on_file = accounts::has_password_hash(writing, &self.tenant_code, &self.hash).await?;
        on_file.then_some(()).ok_or(Refusal::CredentialsWrong)
    }

    /// Confirms the password in the transaction that relies on it, and resets the count of wrong ones.
    ///
    /// # Errors
    /// As [`Self::ensure_on_file`]. The attempt then stays counted, once the transaction is rolled back.
    pub(crate) async fn confirm(self, writing: &mut Writing) -> Result<(), Refusal> {
        self.attempt.succeeded(writing).await?;
        self.ensure_on_file(writing).await
    }
}
