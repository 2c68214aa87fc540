//! A tenant's visit to a counter, from search to end (S21, S22). Staff neither see nor set a password, and SMS
//! codes go to the tenant's telephone.

pub(crate) mod log;
pub(crate) mod routes;
pub(crate) mod store;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{
    EnrolmentPurpose, IdentityDocument, Language, StaffAction, StaffCredentials, TenantAtCounter,
    TenantSearch, TenantsFound, Visit, VisitEnrolment, VisitEnrolmentOpening, VisitOpening, VisitPurpose,
    VisitPurposesAdded,
};

use self::log::{deed_of, end_in};
use self::store::{self as visits, NewVisit, VisitRow};
use super::{
    journal::{self as staff_journal, Deed, Doer},
    staff_proof,
    staff_session::StaffCaller,
};
use crate::{
    context::PeopleContext,
    figures::{DAY, HOUR, RECENT_RESET_DAYS, TENANTS_FOUND, VISIT_HOURS},
    folded_text::folded,
    identity::{
        account_alerts,
        enrolment::{self, AtCounter},
        letter,
    },
    keys::random_bytes,
    operations::{event::Event, traces::Who},
    quota,
    refusal::Refusal,
    rent::tenant::store as tenants,
    store::{Reading, from_wire_name, moment, to_wire_name},
    typesetting::consent_pdf::{self, Consent},
};

const VISIT_SECONDS: i64 = VISIT_HOURS * HOUR;

/// Searches tenants by code in all agencies, or by name and birth date in the caller's own. The journal records
/// the search.
pub(crate) async fn search(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    search: &TenantSearch,
) -> Result<TenantsFound, Refusal> {
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    let login = caller.member.login.as_str();
    let subject = service.key.derive_hash("tenant-search", &[login.as_bytes()]);
    quota::TENANT_SEARCHES_PER_MEMBER
        .consume(&mut transaction, &subject, now)
        .await?;
    let reset_since = now - RECENT_RESET_DAYS * DAY;
    let (mut found, by) = match search {
        TenantSearch::TenantCode(tenant_code) => {
            let tenant = visits::tenant(&mut transaction, tenant_code, reset_since).await?;
            (Vec::from_iter(tenant), "code")
        }
        TenantSearch::Person { name, born_on } => {
            let asked = (born_on.0, caller.member.agency.as_str());
            let mut born = visits::born_on(&mut transaction, asked, reset_since).await?;
            born.retain(|tenant| is_named(&tenant.name, name));
            (born, "name")
        }
    };
    let more = found.len() > TENANTS_FOUND;
    found.truncate(TENANTS_FOUND);
    let detail = format!("{by}:{}", found.len());
    let deed = Deed {
        detail: Some(&detail),
        ..Deed::default()
    };
    let searched = (StaffAction::Searched, deed);
    staff_journal::write(&mut transaction, &service.key, caller.doer(), searched, now).await?;
    transaction.commit().await?;
    Ok(TenantsFound { tenants: found, more })
}

/// Whether the name contains each word searched for. A search without words matches nothing.
fn is_named(name: &str, asked: &str) -> bool {
    let (name, asked) = (folded(name, ' '), folded(asked, ' '));
    let mut asked = asked.split(' ').filter(|word| !word.is_empty()).peekable();
    asked.peek().is_some() && asked.all(|word| name.split(' ').any(|part| part == word))
}

/// Begins a visit and ends the one under way.
pub(crate) async fn begin(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    opening: &VisitOpening,
) -> Result<Visit, Refusal> {
    if opening.identity_document == IdentityDocument::Unknown {
        return Err(Refusal::InvalidRequest("an identity document is said".to_owned()));
    }
    let purposes = agreed_to(&opening.purposes)?;
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    let tenant = tenant(&mut transaction, &opening.tenant_code, now).await?;
    end_in(
        &mut transaction,
        &service.key,
        (&caller.session, caller.doer()),
        now,
    )
    .await?;
    let id = BASE64_URL_SAFE_NO_PAD.encode(&random_bytes()?[..12]);
    let visit = NewVisit {
        id: &id,
        session: &caller.session,
        login: &caller.member.login,
        device: &caller.device,
        tenant_code: &opening.tenant_code,
        identity_document: opening.identity_document,
        purposes: &purposes,
        expires_at: now + VISIT_SECONDS,
    };
    visits::begin(&mut transaction, &visit, now).await?;
    let identity_document = to_wire_name(&opening.identity_document)?;
    let deed = Deed {
        tenant: Some(&opening.tenant_code),
        visit: Some(&id),
        detail: Some(&format!("{identity_document} {}", wire_names(&purposes)?)),
    };
    let begun = (StaffAction::VisitBegun, deed);
    staff_journal::write(&mut transaction, &service.key, caller.doer(), begun, now).await?;
    let notices = account_alerts::visit(service, &mut transaction, &opening.tenant_code).await?;
    transaction.commit().await?;
    service.trace(Event::VisitBegun, Who::Tenant(&opening.tenant_code));
    notices.send(service.outlet);
    Ok(Visit {
        id,
        tenant,
        purposes,
        approved: false,
        expires_in: VISIT_SECONDS.unsigned_abs(),
    })
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
    let shown = shown(&mut transaction, visit, now).await?;
    transaction.commit().await?;
    Ok(shown)
}

/// Returns the visit under way.
pub(crate) async fn current(service: &PeopleContext<'_>, caller: &StaffCaller) -> Result<Visit, Refusal> {
    let now = service.clock.seconds();
    let mut connection = service.store.read().await?;
    let visit = under_way(&mut connection, caller, now).await?;
    shown(&mut connection, visit, now).await
}

/// The visit as the caller sees it.
async fn shown(connection: &mut Reading, visit: VisitRow, now: i64) -> Result<Visit, Refusal> {
    Ok(Visit {
        tenant: tenant(connection, &visit.tenant_code, now).await?,
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
        let tenant = tenant(&mut connection, &visit.tenant_code, now).await?;
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

/// Has a second staff member approve another number, on the same device.
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
    let second = staff_proof::prove(service, &caller.device, credentials).await?;
    let mut transaction = service.store.write().await?;
    second.confirm(&mut transaction).await?;
    let visit = under_way(&mut transaction, caller, now).await?;
    if visit.id != begun {
        return Err(Refusal::NoVisit);
    }
    visits::approve(&mut transaction, &visit.id, &second.member.login).await?;
    let doer = Doer {
        login: second.member.login.as_str(),
        device: &caller.device,
    };
    let approved = (StaffAction::Approved, deed_of(&visit));
    staff_journal::write(&mut transaction, &service.key, doer, approved, now).await?;
    Ok(transaction.commit().await?)
}

/// Renders the consent form of the visit as a PDF, in two copies, and logs the printing.
pub(crate) async fn consent(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    language: Language,
) -> Result<Vec<u8>, Refusal> {
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    let visit = under_way(&mut transaction, caller, now).await?;
    let printed = (StaffAction::ConsentPrinted, deed_of(&visit));
    staff_journal::write(&mut transaction, &service.key, caller.doer(), printed, now).await?;
    transaction.commit().await?;
    let mut reading = service.store.read().await?;
    let name = tenants::name(&mut reading, &visit.tenant_code).await?;
    let tenancy = tenants::tenancy(&mut reading, &visit.tenant_code, service.clock.today()).await?;
    drop(reading);
    let began_at = moment(visit.began_at)?;
    let identity: IdentityDocument = from_wire_name(visit.identity_document.clone())?;
    let (landlord, staff) = (service.landlord.clone(), caller.member.name.clone());
    let agency = caller.member.agency_name.clone();
    let draw = move || {
        let consent = Consent {
            landlord: &landlord,
            agency: &agency,
            staff: &staff,
            tenant: &name,
            dwelling: &tenancy.dwelling,
            identity_document: identity,
            purposes: &visit.purposes,
            began_at,
        };
        consent_pdf::render(&consent, language)
    };
    service.drawings.draw(caller.member.login.as_str(), draw).await
}

/// Renders a blank consent form as a PDF, to fill in by hand at a counter without a network.
pub(crate) async fn consent_form(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    language: Language,
) -> Result<Vec<u8>, Refusal> {
    let (landlord, agency) = (service.landlord.clone(), caller.member.agency_name.clone());
    let today = service.clock.today();
    let draw = move || consent_pdf::render_form(&landlord, &agency, today, language);
    service.drawings.draw(caller.member.login.as_str(), draw).await
}

/// Renders the registration letter of a tenant who has no telephone at hand, as a PDF, and logs the printing.
pub(crate) async fn letter(service: &PeopleContext<'_>, caller: &StaffCaller) -> Result<Vec<u8>, Refusal> {
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    let visit = under_way(&mut transaction, caller, now).await?;
    if !visit.purposes.contains(&VisitPurpose::NewNumber) {
        return Err(Refusal::NoVisit);
    }
    let tenant = tenant(&mut transaction, &visit.tenant_code, now).await?;
    if tenant.recently_reset && !visit.approved {
        return Err(Refusal::ApprovalRequired);
    }
    let printed = (StaffAction::LetterPrinted, deed_of(&visit));
    staff_journal::write(&mut transaction, &service.key, caller.doer(), printed, now).await?;
    transaction.commit().await?;
    let pdf = letter::write(service, &visit.tenant_code, None).await?;
    service.trace(Event::LetterPrinted, Who::Tenant(&visit.tenant_code));
    Ok(pdf)
}

/// Ends the visit under way, with its tenant's enrolments and sessions. Does nothing when there is none.
pub(crate) async fn end(service: &PeopleContext<'_>, caller: &StaffCaller) -> Result<(), Refusal> {
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    end_in(
        &mut transaction,
        &service.key,
        (&caller.session, caller.doer()),
        now,
    )
    .await?;
    Ok(transaction.commit().await?)
}

async fn under_way(connection: &mut Reading, caller: &StaffCaller, now: i64) -> Result<VisitRow, Refusal> {
    let visit = visits::current(connection, &caller.session, now).await?;
    visit.ok_or(Refusal::NoVisit)
}

async fn tenant(
    connection: &mut Reading,
    tenant_code: &contract::TenantCode,
    now: i64,
) -> Result<TenantAtCounter, Refusal> {
    let tenant = visits::tenant(connection, tenant_code, now - RECENT_RESET_DAYS * DAY).await?;
    tenant.ok_or(Refusal::NotFound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_name_by_whole_words_ignoring_case_and_accents() {
        let name = "Mme Inès VANDEN-BROUCKE";
        for asked in ["vanden broucke", "INES", "Vanden-Broucke Inès", "broucke"] {
            assert!(is_named(name, asked), "{asked}");
        }
        for asked in ["", " ", "vand", "ines durand"] {
            assert!(!is_named(name, asked), "{asked}");
        }
    }
}
