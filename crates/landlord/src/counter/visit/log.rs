//! What a visit writes to the journal, and what it allows.

use contract::{StaffAction, VisitPurpose};

use super::store::{self as visits, VisitRow};
use crate::{
    counter::journal::{self as staff_journal, Deed, Doer},
    keys::{Hash, ServiceKey},
    refusal::Refusal,
    store::{Reading, Writing},
};

/// Ends the visits under way in a staff session, with their tenants' enrolments and sessions, and logs it.
pub(crate) async fn end_in(
    connection: &mut Writing,
    key: &ServiceKey,
    (session, doer): (&Hash, Doer<'_>),
    now: i64,
) -> Result<(), Refusal> {
    for visit in visits::end_of_session(connection, session, now).await? {
        let ended = (StaffAction::VisitEnded, deed_of(&visit));
        staff_journal::write(connection, key, doer, ended, now).await?;
    }
    Ok(())
}

/// Refuses a purpose that the tenant did not agree to, when an enrolment belongs to a visit.
pub(crate) async fn check_agreed(
    connection: &mut Reading,
    visit: Option<&str>,
    purpose: VisitPurpose,
) -> Result<(), Refusal> {
    let Some(visit) = visit else { return Ok(()) };
    let visit = visits::find(connection, visit).await?;
    let agreed = visit.is_some_and(|visit| visit.purposes.contains(&purpose));
    agreed.then_some(()).ok_or(Refusal::EnrolmentEnded)
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
    let doer = Doer {
        login: &visit.login,
        device: &visit.device,
    };
    staff_journal::write(connection, key, doer, (action, deed_of(&visit)), now).await
}

pub(super) fn deed_of(visit: &VisitRow) -> Deed<'_> {
    Deed {
        tenant: Some(&visit.tenant_code),
        visit: Some(&visit.id),
        detail: None,
    }
}
