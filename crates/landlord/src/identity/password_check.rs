//! A tenant's password: checked outside of any transaction, since hashing takes long, and confirmed in the transaction
//! that does what it allows (S6, S8).

use contract::{TenantCode, WireSecret};

use super::{profile::store as accounts, sign_in_guard::Attempt};
use crate::{
    context::{Context, PeopleContext},
    refusal::Refusal,
    store::Writing,
};

/// A password that was right for the hash on file when it was checked.
pub(crate) struct CheckedPassword {
    code: TenantCode,
    hash: String,
    attempt: Attempt,
}

/// Checks the password of an attempt, at the same cost whether there is an account or not (S6). A wrong one stays
/// counted.
pub(crate) async fn check(
    service: &PeopleContext<'_>,
    code: &TenantCode,
    password: &WireSecret,
    attempt: Attempt,
) -> Result<CheckedPassword, Refusal> {
    loop {
        let stored = accounts::password_hash(&mut service.store.read().await?, code).await?;
        let password = password.expose().to_owned().into();
        let matched = match service.passwords.verify(password, stored).await {
            Ok(Some(matched)) => matched,
            Ok(None) => return Err(Refusal::CredentialsWrong),
            Err(refusal) => {
                attempt.take_back(service).await?;
                return Err(refusal);
            }
        };
        let hash = match matched.rehashed {
            None => matched.stored,
            Some(rehashed) => {
                let mut writing = service.store.write().await?;
                if !accounts::rehash(&mut writing, code, &matched.stored, &rehashed).await? {
                    // Somebody stored another hash meanwhile: the password is checked against that one.
                    continue;
                }
                writing.commit().await?;
                rehashed
            }
        };
        return Ok(CheckedPassword {
            code: code.clone(),
            hash,
            attempt,
        });
    }
}

impl CheckedPassword {
    /// The attempt, still counted as wrong.
    pub(crate) fn attempt(&self) -> &Attempt {
        &self.attempt
    }

    /// What was done is not to be counted: more is asked for than the password.
    pub(crate) async fn take_back(self, service: &Context) -> Result<(), Refusal> {
        self.attempt.take_back(service).await
    }

    /// Rejects a password that was replaced since it was checked: a reset may have come in between.
    ///
    /// # Errors
    /// [`Refusal::CredentialsWrong`] when another hash is on file.
    pub(crate) async fn ensure_on_file(&self, writing: &mut Writing) -> Result<(), Refusal> {
        let on_file = accounts::has_password_hash(writing, &self.code, &self.hash).await?;
        on_file.then_some(()).ok_or(Refusal::CredentialsWrong)
    }

    /// Confirms the password in the transaction that does what it allows, and begins the count of wrong ones anew.
    ///
    /// # Errors
    /// As [`Self::ensure_on_file`]; the attempt then stays counted, once the transaction is rolled back.
    pub(crate) async fn confirm(self, writing: &mut Writing) -> Result<(), Refusal> {
        self.attempt.succeeded(writing).await?;
        self.ensure_on_file(writing).await
    }
}
