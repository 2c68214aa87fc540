//! Tenants' consents: each given separately, revocable, and proved by a history of the choices (RGPD, art. 7).

pub(crate) mod store;

use contract::{Consent, ConsentChoice, ConsentEntry, ConsentKind, Consents, TenantCode};
use jiff::{Span, Timestamp, tz::TimeZone};

use self::store as consents;
use crate::{figures::CONSENT_PROOF_YEARS, refusal::Refusal, store::Writing};

/// Entries older than this moment (Unix seconds) are no longer kept as proof.
pub(crate) fn proof_lapses_before(now: i64) -> i64 {
    let Ok(now) = Timestamp::from_second(now) else {
        return i64::MIN;
    };
    let years = Span::new().years(CONSENT_PROOF_YEARS);
    let since = now.to_zoned(TimeZone::UTC).saturating_sub(years);
    since.timestamp().as_second()
}

/// Records the consents given when an account is created, or created again.
pub(crate) async fn sign_up(
    connection: &mut Writing,
    tenant_code: &TenantCode,
    choice: ConsentChoice,
    now: i64,
) -> Result<(), Refusal> {
    for (consent, given) in answers(choice) {
        consents::add(connection, tenant_code, consent, given, now).await?;
    }
    Ok(())
}

/// Records the consents that changed. The others keep their date.
pub(crate) async fn change(
    connection: &mut Writing,
    tenant_code: &TenantCode,
    choice: ConsentChoice,
    now: i64,
) -> Result<(), Refusal> {
    let before = consents::last_of_each(connection, tenant_code).await?;
    for (consent, given) in answers(choice) {
        if of_kind(&before, consent).is_none_or(|entry| entry.given != given) {
            consents::add(connection, tenant_code, consent, given, now).await?;
        }
    }
    Ok(())
}

/// Withdraws all consents of an account that is deleted.
pub(crate) async fn end(connection: &mut Writing, tenant_code: &TenantCode, now: i64) -> Result<(), Refusal> {
    let none = ConsentChoice {
        mails: false,
        electronic_receipts: false,
    };
    change(connection, tenant_code, none, now).await
}

/// Returns the current consents, from the last entry of each.
pub(crate) fn in_force(last: &[ConsentEntry]) -> Result<Consents, Refusal> {
    let consent = |kind| {
        let entry =
            of_kind(last, kind).ok_or_else(|| Refusal::Stored("an account without consents".to_owned()))?;
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

fn of_kind(last: &[ConsentEntry], consent: ConsentKind) -> Option<&ConsentEntry> {
    last.iter().find(|entry| entry.consent == consent)
}

fn answers(choice: ConsentChoice) -> [(ConsentKind, bool); 2] {
    [
        (ConsentKind::Mails, choice.mails),
        (ConsentKind::ElectronicReceipts, choice.electronic_receipts),
    ]
}
