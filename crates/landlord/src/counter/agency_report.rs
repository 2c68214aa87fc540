//! What an agency did at its counters (S22): anonymous figures, and the journal of its visits on paper and as CSV.

use contract::{CounterFigures, JournalPeriod, Language, StaffAction, StaffFigures, StaffRole};
use jiff::{Timestamp, civil::Date};

use super::{
    journal::{self as staff_journal, RecordedVisit, store as journal_rows},
    staff_session::StaffCaller,
    visit::store as visits,
};
use crate::{
    clock,
    context::PeopleContext,
    figures::{AGENCY_MONTH_DAYS, DAY},
    refusal::Refusal,
    store,
    typesetting::visits_pdf::{self, VisitLine, VisitsReport},
};

const EXPORTED_DAYS: i64 = 366;

/// Today's figures of the caller and, for a manager, the agency's of today and of the last `AGENCY_MONTH_DAYS`.
pub(crate) async fn figures(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
) -> Result<StaffFigures, Refusal> {
    let today = beginning_of(service.clock.today())?;
    let month = service.clock.seconds() - AGENCY_MONTH_DAYS * DAY;
    let agency = caller.member.agency.as_str();
    let is_manager = caller.member.role == StaffRole::AgencyManager;
    let whole_agency = async |since: i64| -> Result<Option<CounterFigures>, Refusal> {
        if !is_manager {
            return Ok(None);
        }
        count(service, (None, agency), since).await.map(Some)
    };
    Ok(StaffFigures {
        today: count(service, (Some(caller.member.login.as_str()), agency), today).await?,
        agency_today: whole_agency(today).await?,
        agency_month: whole_agency(month).await?,
    })
}

async fn count(
    service: &PeopleContext<'_>,
    who: (Option<&str>, &str),
    since: i64,
) -> Result<CounterFigures, Refusal> {
    let counts = journal_rows::counts(&mut service.store.read().await?, who, since).await?;
    let seconds = visits::seconds(&mut service.store.read().await?, who, since).await?;
    let times = |action: StaffAction| -> Result<u32, Refusal> {
        let name = store::to_wire_name(&action)?;
        let found = counts.iter().find(|(counted, _)| *counted == name);
        Ok(found.map_or(0, |(_, times)| *times))
    };
    Ok(CounterFigures {
        visits: times(StaffAction::VisitBegun)?,
        sign_ups: times(StaffAction::SignedUp)?,
        password_resets: times(StaffAction::PasswordReset)?,
        new_numbers: times(StaffAction::NewNumberConfirmed)?,
        minutes: u32::try_from((seconds + 30) / 60).unwrap_or_default(),
    })
}

/// Returns the journal of the agency's last 366 days as CSV, and logs the export. Managers only.
pub(crate) async fn journal(service: &PeopleContext<'_>, caller: &StaffCaller) -> Result<String, Refusal> {
    only_managers(caller)?;
    let _place = service.drawings.place(caller.member.login.as_str())?;
    let since = service.clock.seconds() - EXPORTED_DAYS * DAY;
    let csv = staff_journal::export(service, Some((&caller.member.agency, since))).await?;
    let who = (&caller.member.login, caller.device.as_str());
    staff_journal::record_action(service, who, StaffAction::JournalExported, None).await?;
    Ok(csv)
}

/// Returns the agency's visits of the last `period.days` days as a PDF, with the head of the journal's chain, and
/// logs the export. Managers only.
pub(crate) async fn visits_on_paper(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    period: JournalPeriod,
    language: Language,
) -> Result<Vec<u8>, Refusal> {
    only_managers(caller)?;
    let today = service.clock.today();
    let from = today.saturating_sub(jiff::Span::new().days(i64::from(u32::from(period.days)) - 1));
    let who = (&caller.member.login, caller.device.as_str());
    staff_journal::record_action(service, who, StaffAction::JournalExported, None).await?;
    let since = beginning_of(from)?;
    let agency = &caller.member.agency;
    let visits = staff_journal::visits_of_agency(service, agency, since).await?;
    let lines = visits.iter().map(line_of).collect::<Result<Vec<_>, Refusal>>()?;
    let figures = count(service, (None, agency), since).await?;
    let head = staff_journal::head(service).await?;
    let landlord = service.landlord.clone();
    let agency = caller.member.agency_name.clone();
    let draw = move || {
        let report = VisitsReport {
            landlord: &landlord,
            agency: &agency,
            days: (from, today),
            figures: &figures,
            visits: &lines,
            head: &head,
        };
        visits_pdf::render(&report, language)
    };
    service.drawings.draw(caller.member.login.as_str(), draw).await
}

fn line_of(visit: &RecordedVisit) -> Result<VisitLine, Refusal> {
    let moment = |at: i64| store::moment(at);
    Ok(VisitLine {
        began_at: moment(visit.began_at)?,
        ended_at: visit.ended_at.map(moment).transpose()?,
        staff: visit.login.clone(),
        device: visit.device.clone(),
        tenant: visit.tenant.clone(),
        done: visit.done.clone(),
    })
}

fn only_managers(caller: &StaffCaller) -> Result<(), Refusal> {
    match caller.member.role {
        StaffRole::AgencyManager => Ok(()),
        StaffRole::Helper | StaffRole::Unknown => Err(Refusal::NotAllowed),
    }
}

fn beginning_of(day: Date) -> Result<i64, Refusal> {
    clock::beginning_of(day)
        .map(Timestamp::as_second)
        .map_err(|error| Refusal::Stored(error.to_string()))
}
