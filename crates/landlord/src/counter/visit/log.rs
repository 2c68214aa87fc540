//! What a visit writes to the journal, what it allows, and how it ends.

use contract::{StaffAction, TenantCode, VisitPurpose, WireSecret};

use super::store::{self as visits, Of, VisitRow};
use crate::{
    context::Context,
    counter::journal::{self as staff_journal, Deed, Doer},
    keys::{Hash, ServiceKey, derive_token_hash},
    refusal::Refusal,
    store::{Reading, Writing},
};

/// Ends visits, with their tenants' enrolments and sessions, and logs it. Returns their number.
pub(crate) async fn end_all(
    connection: &mut Writing,
    key: &ServiceKey,
    which: Of<'_>,
    now: i64,
) -> Result<u64, Refusal> {
    let under_way = visits::not_ended(connection, which).await?;
    for visit in &under_way {
        visits::end(connection, &visit.id, now).await?;
        let ended = (StaffAction::VisitEnded, deed_of(visit));
        staff_journal::write(connection, key, doer_of(visit), ended, now).await?;
    }
    Ok(under_way.len() as u64)
}

/// A tenant who signs in at a counter.
pub(crate) struct SignInAtCounter {
    /// The visit with which the session ends.
    pub(crate) visit: String,
    /// What wrong passwords are counted under: the machine, whichever visit it is.
    pub(crate) counter: Hash,
}

/// Finds the visit in which a tenant signs in, by its token. Refuses one that has ended, or that is another tenant's,
/// or that a session is no part of.
pub(crate) async fn sign_in(
    service: &Context,
    token: &WireSecret,
    tenant_code: &TenantCode,
) -> Result<SignInAtCounter, Refusal> {
    let (now, hash) = (service.clock.seconds(), derive_token_hash(token.expose()));
    let visit = visits::of_token(&mut service.store.read().await?, &hash, now).await?;
    let visit = visit.filter(|visit| visit.tenant_code == *tenant_code);
    let visit = visit.filter(|visit| {
        let only_a_number = |purpose: &VisitPurpose| *purpose == VisitPurpose::NewNumber;
        !visit.purposes.iter().all(only_a_number)
    });
    let visit = visit.ok_or(Refusal::NoVisit)?;
    Ok(SignInAtCounter {
        counter: service
            .key
            .derive_lasting("sign-in-at-counter", &[visit.device.as_bytes()]),
        visit: visit.id,
    })
}

/// Rejects what would begin in a visit that has ended, in the transaction in which it would begin. Returns when the
/// visit ends.
pub(crate) async fn ensure_under_way(reading: &mut Reading, visit: &str, now: i64) -> Result<i64, Refusal> {
    let visit = visits::in_force(reading, visit, now).await?;
    visit.map(|visit| visit.expires_at).ok_or(Refusal::NoVisit)
}

/// Refuses what a visit is not for: the tenant did not agree to this purpose.
pub(crate) async fn ensure_covers(
    reading: &mut Reading,
    visit: &str,
    purpose: VisitPurpose,
) -> Result<(), Refusal> {
    let visit = visits::find(reading, visit).await?;
    let agreed = visit.is_some_and(|visit| visit.purposes.contains(&purpose));
    agreed.then_some(()).ok_or(Refusal::NoVisit)
}

/// Refuses a purpose that the tenant did not agree to, when an enrolment belongs to a visit.
pub(crate) async fn check_agreed(
    connection: &mut Reading,
    visit: Option<&str>,
    purpose: VisitPurpose,
) -> Result<(), Refusal> {
    let Some(visit) = visit else { return Ok(()) };
    match ensure_covers(connection, visit, purpose).await {
        Err(Refusal::NoVisit) => Err(Refusal::EnrolmentEnded),
        covers => covers,
    }
}

/// Logs what a tenant did in an enrolment that belongs to a visit.
pub(crate) async fn record_action(
    connection: &mut Writing,
    key: &ServiceKey,
    visit: Option<&str>,
    action: StaffAction,
    now: i64,
) -> Result<(), Refusal> {
    let Some(visit) = visit else { return Ok(()) };
    let Some(visit) = visits::find(connection, visit).await? else {
        return Ok(());
    };
    let deed = (action, deed_of(&visit));
    staff_journal::write(connection, key, doer_of(&visit), deed, now).await
}

fn doer_of(visit: &VisitRow) -> Doer<'_> {
    Doer {
        login: &visit.login,
        device: &visit.device,
    }
}

pub(crate) fn deed_of(visit: &VisitRow) -> Deed<'_> {
    Deed {
        tenant: Some(&visit.tenant_code),
        visit: Some(&visit.id),
        detail: None,
    }
}
