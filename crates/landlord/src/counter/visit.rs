//! A tenant's visit to a counter, from search to end (S21, S22). Staff neither see nor set a password, and SMS
//! codes go to the tenant's telephone.

pub(crate) mod log;
mod papers;
pub(crate) mod routes;
mod search;
pub(crate) mod store;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{
    EnrolmentPurpose, IdentityDocument, Language, StaffAction, StaffCredentials, Visit, VisitBegun,
    VisitEnrolment, VisitEnrolmentOpening, VisitOpening, VisitPurpose, VisitPurposesAdded, VisitReason,
};

use self::{
    log::{deed_of, end_all},
    search::tenant,
    store::{self as visits, NewVisit, Of, VisitRow},
};
pub(crate) use self::{
    papers::{consent, consent_form, letter, letter_by_post},
    search::search,
};
use super::{
    failed_proof::journaled,
    journal::{self as staff_journal, Deed, Doer},
    staff_proof,
    staff_session::{StaffCaller, ensure_in_force},
};
use crate::{
    context::PeopleContext,
    figures::{HOUR, VISIT_HOURS},
    identity::{
        account_alerts,
        enrolment::{self, AtCounter},
    },
    keys::{derive_token_hash, make_token, random_bytes},
    operations::{event::Event, traces::Who},
    quota,
    refusal::Refusal,
    store::{Reading, Writing, to_wire_name},
};

const VISIT_SECONDS: i64 = VISIT_HOURS * HOUR;

/// Begins a visit of a tenant whom a search found lately, and ends the one under way. A visit counts as a search. A
/// tenant of another agency needs a reason, which the journal keeps.
pub(crate) async fn begin(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    opening: &VisitOpening,
) -> Result<VisitBegun, Refusal> {
    if opening.identity_document == IdentityDocument::Unknown {
        return Err(Refusal::InvalidRequest("an identity document is said".to_owned()));
    }
    let purposes = agreed_to(&opening.purposes)?;
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    // Closing the account or the device ends the visits that there are: none may begin afterwards.
    ensure_in_force(&mut transaction, caller, now).await?;
    search::ensure_found(&mut transaction, caller, &opening.tenant_code, now).await?;
    search::count(service, &mut transaction, caller, now).await?;
    let tenant = tenant(&mut transaction, caller, &opening.tenant_code, now).await?;
    let mut detail = format!(
        "{} {}",
        to_wire_name(&opening.identity_document)?,
        wire_names(&purposes)?
    );
    let mut too_many_from_elsewhere = false;
    if tenant.other_agency.is_some() {
        detail.push_str(&reason(opening)?);
        too_many_from_elsewhere = count_from_elsewhere(service, &mut transaction, caller, now).await?;
    }
    end_all(&mut transaction, &service.key, Of::Session(&caller.session), now).await?;
    let id = BASE64_URL_SAFE_NO_PAD.encode(&random_bytes()?[..12]);
    let token = make_token()?;
    let expires_at = (now + VISIT_SECONDS).min(caller.session_ends_at);
    let visit = NewVisit {
        id: &id,
        session: &caller.session,
        login: &caller.member.login,
        device: &caller.device,
        tenant_code: &opening.tenant_code,
        identity_document: opening.identity_document,
        purposes: &purposes,
        token: &derive_token_hash(token.expose()),
        expires_at,
    };
    visits::begin(&mut transaction, &visit, now).await?;
    let deed = Deed {
        tenant: Some(&opening.tenant_code),
        visit: Some(&id),
        detail: Some(&detail),
    };
    let begun = (StaffAction::VisitBegun, deed);
    staff_journal::write(&mut transaction, &service.key, caller.doer(), begun, now).await?;
    let notices = account_alerts::visit(service, &mut transaction, &opening.tenant_code).await?;
    notices.commit_and_send(transaction, service.outlet).await?;
    service.trace(Event::VisitBegun, Who::Tenant(&opening.tenant_code));
    if too_many_from_elsewhere {
        service.trace(Event::VisitsFromElsewhere, Who::Staff(&caller.member.login));
    }
    let visit = Visit {
        id,
        tenant,
        purposes,
        approved: false,
        expires_in: (expires_at - now).max(0).unsigned_abs(),
    };
    Ok(VisitBegun { visit, token })
}

/// The reason for the visit of another agency's tenant, as the journal has it.
fn reason(opening: &VisitOpening) -> Result<String, Refusal> {
    let said = opening.reason.filter(|reason| *reason != VisitReason::Unknown);
    let said = said.filter(|reason| *reason != VisitReason::Other || opening.note.is_some());
    let said = said.ok_or_else(|| Refusal::InvalidRequest("a reason is said".to_owned()))?;
    let reason = to_wire_name(&said)?;
    Ok(match &opening.note {
        Some(note) => format!(" {reason}: {}", note.as_str()),
        None => format!(" {reason}"),
    })
}

/// Counts a visit of another agency's tenant. Returns true when the caller has begun too many: it raises an alert.
async fn count_from_elsewhere(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    caller: &StaffCaller,
    now: i64,
) -> Result<bool, Refusal> {
    let login = caller.member.login.as_str();
    let subject = service
        .key
        .derive_lasting("visit-from-elsewhere", &[login.as_bytes()]);
    let within = quota::VISITS_FROM_ELSEWHERE.check(writing, &subject, now).await;
    let too_many = match within {
        Ok(()) => false,
        Err(Refusal::TooManyAttempts { .. }) => true,
        Err(error) => return Err(error),
    };
    quota::VISITS_FROM_ELSEWHERE.count(writing, &subject, now).await?;
    Ok(too_many)
}

/// The purposes in order, each once. Refuses an empty list, and a purpose that this version does not know.
fn agreed_to(purposes: &[VisitPurpose]) -> Result<Vec<VisitPurpose>, Refusal> {
    if purposes.is_empty() || purposes.contains(&VisitPurpose::Unknown) {
        return Err(Refusal::InvalidRequest("purposes are said".to_owned()));
    }
    let mut purposes = purposes.to_vec();
    purposes.sort_unstable();
    purposes.dedup();
    Ok(purposes)
}

fn wire_names(purposes: &[VisitPurpose]) -> Result<String, Refusal> {
    let names = purposes.iter().map(to_wire_name).collect::<Result<Vec<_>, _>>()?;
    Ok(names.join(" "))
}

/// Adds what the tenant agrees to during the visit. The journal records what is new; a repeat changes nothing.
pub(crate) async fn add_purposes(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    added: &VisitPurposesAdded,
) -> Result<Visit, Refusal> {
    let mut added = agreed_to(&added.purposes)?;
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    let mut visit = under_way(&mut transaction, caller, now).await?;
    added.retain(|purpose| !visit.purposes.contains(purpose));
    if !added.is_empty() {
        visit.purposes.extend(&added);
        visit.purposes.sort_unstable();
        visits::set_purposes(&mut transaction, &visit.id, &visit.purposes).await?;
        let deed = Deed {
            detail: Some(&wire_names(&added)?),
            ..deed_of(&visit)
        };
        let agreed = (StaffAction::PurposesAdded, deed);
        staff_journal::write(&mut transaction, &service.key, caller.doer(), agreed, now).await?;
    }
    let shown = shown(&mut transaction, caller, visit, now).await?;
    transaction.commit().await?;
    Ok(shown)
}

/// Returns the visit under way.
pub(crate) async fn current(service: &PeopleContext<'_>, caller: &StaffCaller) -> Result<Visit, Refusal> {
    let now = service.clock.seconds();
    let mut connection = service.store.read().await?;
    let visit = under_way(&mut connection, caller, now).await?;
    shown(&mut connection, caller, visit, now).await
}

/// The visit as the caller sees it.
pub(crate) async fn shown(
    connection: &mut Reading,
    caller: &StaffCaller,
    visit: VisitRow,
    now: i64,
) -> Result<Visit, Refusal> {
    Ok(Visit {
        tenant: tenant(connection, caller, &visit.tenant_code, now).await?,
        id: visit.id,
        purposes: visit.purposes,
        approved: visit.approved,
        expires_in: (visit.expires_at - now).max(0).unsigned_abs(),
    })
}

/// Opens an enrolment for the tenant, without a robot check, for purposes that they agreed to.
pub(crate) async fn enrol(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    opening: VisitEnrolmentOpening,
    language: Language,
) -> Result<VisitEnrolment, Refusal> {
    let now = service.clock.seconds();
    let mut connection = service.store.read().await?;
    let visit = under_way(&mut connection, caller, now).await?;
    let (purpose, action) = match opening.purpose {
        EnrolmentPurpose::SignUp => (VisitPurpose::SignUp, StaffAction::SignUpBegun),
        EnrolmentPurpose::PasswordReset => (VisitPurpose::PasswordReset, StaffAction::PasswordResetBegun),
    };
    let agreed = |purpose| visit.purposes.contains(&purpose);
    let action = agreed(purpose).then_some(action);
    if opening.new_mobile.is_none() && action.is_none() {
        return Err(Refusal::NoVisit);
    }
    if opening.new_mobile.is_some() {
        // Another number may be all the tenant came for.
        if !agreed(VisitPurpose::NewNumber) {
            return Err(Refusal::NoVisit);
        }
        let tenant = tenant(&mut connection, caller, &visit.tenant_code, now).await?;
        if tenant.recently_reset && !visit.approved {
            return Err(Refusal::ApprovalRequired);
        }
    }
    drop(connection);
    let at_counter = AtCounter {
        tenant_code: visit.tenant_code,
        visit: visit.id,
        purpose: opening.purpose,
        language,
        new_mobile: opening.new_mobile,
    };
    enrolment::open_at_counter(service, at_counter, caller.doer(), action).await
}

/// Has a second staff member approve another number, or a letter that is printed here, on the same device.
pub(crate) async fn approve(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    credentials: &StaffCredentials,
) -> Result<(), Refusal> {
    let now = service.clock.seconds();
    let mut connection = service.store.read().await?;
    let visit = under_way(&mut connection, caller, now).await?;
    drop(connection);
    let begun = visit.id;
    if credentials.login == caller.member.login {
        return Err(Refusal::NotAllowed);
    }
    let doer = Doer {
        login: credentials.login.as_str(),
        device: &caller.device,
    };
    let proved = staff_proof::prove(service, &caller.device, credentials).await;
    let second = journaled(service, doer, "approval", proved).await?;
    let mut transaction = service.store.write().await?;
    second.confirm(&mut transaction).await?;
    let visit = under_way(&mut transaction, caller, now).await?;
    if visit.id != begun {
        return Err(Refusal::NoVisit);
    }
    visits::approve(&mut transaction, &visit.id, &second.member.login).await?;
    let approved = if second.action == StaffAction::SignedInByRecoveryCode {
        StaffAction::ApprovedByRecoveryCode
    } else {
        StaffAction::Approved
    };
    let approved = (approved, deed_of(&visit));
    staff_journal::write(&mut transaction, &service.key, doer, approved, now).await?;
    Ok(transaction.commit().await?)
}

/// Ends the visit under way, with its tenant's enrolments and sessions. Does nothing when there is none.
pub(crate) async fn end(service: &PeopleContext<'_>, caller: &StaffCaller) -> Result<(), Refusal> {
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    end_all(&mut transaction, &service.key, Of::Session(&caller.session), now).await?;
    Ok(transaction.commit().await?)
}

async fn under_way(connection: &mut Reading, caller: &StaffCaller, now: i64) -> Result<VisitRow, Refusal> {
    let visit = visits::current(connection, &caller.session, now).await?;
    visit.ok_or(Refusal::NoVisit)
}
