//! Failed proofs of staff stand in the journal (S22): somebody may be guessing on a machine of the agency.

use contract::{StaffAction, StaffLogin};

use super::{
    journal::{self as staff_journal, Deed, Doer, NO_DEVICE},
    staff::store as staff,
};
use crate::{context::PeopleContext, quota, refusal::Refusal};

/// Passes on the outcome of a proof, and journals that it failed. `proof` says what it was for.
pub(super) async fn journaled<T>(
    service: &PeopleContext<'_>,
    doer: Doer<'_>,
    proof: &str,
    outcome: Result<T, Refusal>,
) -> Result<T, Refusal> {
    let failed = matches!(
        outcome,
        Err(Refusal::CredentialsWrong | Refusal::SmsCodeWrong | Refusal::LetterCodeWrong)
    );
    if failed {
        journal(service, doer, proof).await?;
    }
    outcome
}

/// Journals a failed proof, once in a while only: guesses must not fill the journal. A login that is not on file is
/// not repeated: it may be a password.
async fn journal(service: &PeopleContext<'_>, doer: Doer<'_>, proof: &str) -> Result<(), Refusal> {
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    let login = StaffLogin::parse(doer.login).map_err(|flaw| Refusal::Stored(flaw.to_string()))?;
    let known = staff::find(&mut transaction, &login).await?.is_some();
    // Counted as typed: the time of the answer must not tell who is on file.
    let parts = [doer.login.as_bytes(), doer.device.as_bytes()];
    let subject = service.key.derive_lasting("journaled-proof", &parts);
    let doer = Doer {
        login: if known { doer.login } else { NO_DEVICE },
        ..doer
    };
    let room = quota::FAILED_PROOFS_JOURNALED
        .consume(&mut transaction, &subject, now)
        .await;
    match room {
        Ok(()) => {}
        Err(Refusal::TooManyAttempts { .. }) => return Ok(()),
        Err(error) => return Err(error),
    }
    let deed = Deed {
        detail: Some(proof),
        ..Deed::default()
    };
    let failed = (StaffAction::ProofFailed, deed);
    staff_journal::write(&mut transaction, &service.key, doer, failed, now).await?;
    Ok(transaction.commit().await?)
}
