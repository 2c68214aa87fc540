//! What tenants agree to: each consent on its own, revocable, and proved by the history of what was said
//! (RGPD, art. 7).

pub(crate) mod store;

use contract::{Consent, ConsentChoice, ConsentEntry, ConsentKind, Consents, TenantCode};

use self::store as consents;
use crate::{
    figures::{CONSENT_PROOF_YEARS, DAY},
    refusal::Refusal,
    store::Writing,
};

/// One of the years may have 366 days.
const PROOF_SECONDS: i64 = (CONSENT_PROOF_YEARS * 365 + 1) * DAY;

/// What is said when an account is made, or made anew. It comes before the account itself: the history of
/// an earlier one may have lapsed, and goes only while there is none.
pub(crate) async fn sign_up(
    connection: &mut Writing,
    code: &TenantCode,
    choice: ConsentChoice,
    now: i64,
) -> Result<(), Refusal> {
    consents::forget_before(connection, now - PROOF_SECONDS).await?;
    for (consent, given) in answers(choice) {
        consents::add(connection, code, consent, given, now).await?;
    }
    Ok(())
}

/// Adds what changed; what did not keeps its date.
pub(crate) async fn change(
    connection: &mut Writing,
    code: &TenantCode,
    choice: ConsentChoice,
    now: i64,
) -> Result<(), Refusal> {
    let history = consents::history(connection, code).await?;
    for (consent, given) in answers(choice) {
        if last(&history, consent).is_none_or(|entry| entry.given != given) {
            consents::add(connection, code, consent, given, now).await?;
        }
    }
    Ok(())
}

/// The account is deleted, and its consents end with it.
pub(crate) async fn end(connection: &mut Writing, code: &TenantCode, now: i64) -> Result<(), Refusal> {
    let none = ConsentChoice {
        mails: false,
        electronic_receipts: false,
    };
    consents::forget_before(connection, now - PROOF_SECONDS).await?;
    change(connection, code, none, now).await
}

/// What stands of a history.
pub(crate) fn standing(history: &[ConsentEntry]) -> Result<Consents, Refusal> {
    let consent = |kind| {
        let entry =
            last(history, kind).ok_or_else(|| Refusal::Stored("an account without consents".to_owned()))?;
        Ok::<_, Refusal>(Consent {
            given: entry.given,
            since: entry.at,
        })
    };
    Ok(Consents {
        mails: consent(ConsentKind::Mails)?,
        electronic_receipts: consent(ConsentKind::ElectronicReceipts)?,
    })
}

fn last(history: &[ConsentEntry], consent: ConsentKind) -> Option<&ConsentEntry> {
    history.iter().rfind(|entry| entry.consent == consent)
}

fn answers(choice: ConsentChoice) -> [(ConsentKind, bool); 2] {
    [
        (ConsentKind::Mails, choice.mails),
        (ConsentKind::ElectronicReceipts, choice.electronic_receipts),
    ]
}
