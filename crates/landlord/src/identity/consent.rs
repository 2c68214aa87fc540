//! What tenants agree to: each consent on its own, revocable, and proved by the history of what was said
//! (RGPD, art. 7).

pub(crate) mod store;

use contract::{Consent, ConsentChoice, ConsentEntry, ConsentKind, Consents, TenantCode};
use jiff::{Span, Timestamp, tz::TimeZone};

use self::store as consents;
use crate::{figures::CONSENT_PROOF_YEARS, refusal::Refusal, store::Writing};

/// What was said before this moment, Unix seconds, is proof no longer.
fn proof_lapses_before(now: i64) -> i64 {
    let Ok(now) = Timestamp::from_second(now) else {
        return i64::MIN;
    };
    let years = Span::new().years(CONSENT_PROOF_YEARS);
    let since = now.to_zoned(TimeZone::UTC).saturating_sub(years);
    since.timestamp().as_second()
}

/// What is said when an account is made, or made anew. It comes before the account itself: the history of
/// an earlier one may have lapsed, and goes only while there is none.
pub(crate) async fn sign_up(
    connection: &mut Writing,
    code: &TenantCode,
    choice: ConsentChoice,
    now: i64,
) -> Result<(), Refusal> {
    consents::forget_before(connection, proof_lapses_before(now)).await?;
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
    consents::forget_before(connection, proof_lapses_before(now)).await?;
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
