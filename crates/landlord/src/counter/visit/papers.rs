//! What is printed for a visit: the consent form, and a registration letter (S1, S21).

use contract::{IdentityDocument, Language, StaffAction, VisitPurpose};

use super::{log::deed_of, store::VisitRow, under_way};
use crate::{
    context::PeopleContext,
    counter::{journal as staff_journal, staff_session::StaffCaller},
    delivery::{Notices, security_alert::NoticeKind},
    identity::{
        account_alerts, closure,
        letter::{self, Issuer, store as letters},
    },
    operations::{event::Event, traces::Who},
    refusal::Refusal,
    rent::tenant::store as tenants,
    store::{Reading, Writing, from_wire_name, moment},
    typesetting::consent_pdf::{self, Consent},
};

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

/// Renders the registration letter of a tenant who has no telephone at hand, as a PDF. Its code opens the account
/// from anywhere for weeks, so a second member of staff approves it first. The journal records it, and the tenant is
/// told.
pub(crate) async fn letter(service: &PeopleContext<'_>, caller: &StaffCaller) -> Result<Vec<u8>, Refusal> {
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    let visit = of_letter(&mut transaction, caller, now).await?;
    if !visit.approved {
        return Err(Refusal::ApprovalRequired);
    }
    let printed = (StaffAction::LetterPrinted, deed_of(&visit));
    staff_journal::write(&mut transaction, &service.key, caller.doer(), printed, now).await?;
    let notices = notices(service, &mut transaction, &visit).await?;
    notices.commit_and_send(transaction, service.outlet).await?;
    // Before the letter is made: a printing that fails is told, as it stands in the journal.
    let pdf = letter::write(service, &visit.tenant_code, Issuer::Visit(&visit.id)).await?;
    service.trace(Event::LetterPrinted, Who::Tenant(&visit.tenant_code));
    Ok(pdf)
}

/// Asks the back office to post a registration letter to the tenant's home, where staff of the counter never see its
/// code. The journal records it, and the tenant is told. Asked again, it changes nothing.
pub(crate) async fn letter_by_post(service: &PeopleContext<'_>, caller: &StaffCaller) -> Result<(), Refusal> {
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    let visit = of_letter(&mut transaction, caller, now).await?;
    let agency = caller.member.agency_name.as_str();
    if !letters::ask_to_post(&mut transaction, &visit.tenant_code, agency, now).await? {
        return Ok(());
    }
    let posted = (StaffAction::LetterPosted, deed_of(&visit));
    staff_journal::write(&mut transaction, &service.key, caller.doer(), posted, now).await?;
    let notices = notices(service, &mut transaction, &visit).await?;
    notices.commit_and_send(transaction, service.outlet).await?;
    service.trace(Event::LetterAskedFor, Who::Tenant(&visit.tenant_code));
    Ok(())
}

/// The visit under way, whose tenant agreed to another number. A closed account gets no letter (S25).
async fn of_letter(reading: &mut Reading, caller: &StaffCaller, now: i64) -> Result<VisitRow, Refusal> {
    let visit = under_way(reading, caller, now).await?;
    let agreed = visit.purposes.contains(&VisitPurpose::NewNumber);
    let visit = agreed.then_some(visit).ok_or(Refusal::NoVisit)?;
    closure::ensure_open(reading, &visit.tenant_code).await?;
    Ok(visit)
}

/// What tells the tenant of a letter.
async fn notices(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    visit: &VisitRow,
) -> Result<Notices, Refusal> {
    let Some(tenant) = tenants::find(writing, &visit.tenant_code).await? else {
        return Ok(Notices::default());
    };
    let before = (&visit.tenant_code, &tenant);
    account_alerts::tell(service, writing, before, NoticeKind::Letter).await
}
