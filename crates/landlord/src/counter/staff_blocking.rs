//! `landlord staff show`, `block`, `unblock` and `sign-out`: what an operator does when the account of a member of staff is
//! in wrong hands, or must not be used for a while (S25).

mod store;

use std::fmt;

use contract::{StaffLogin, StaffRole};

use self::store::{self as blocking, StaffOnFile};
use super::{
    journal::{self as staff_journal, OperatorAction},
    staff::of_account,
    visit::{log::end_all, store::Of},
};
use crate::{
    clock::local,
    context::PeopleContext,
    operations::operator::Operator,
    operator_words::{say, words},
    refusal::Refusal,
    store::{Writing, moment},
};

/// What `landlord staff show` prints.
pub struct StaffShown(StaffOnFile);

/// Returns what is on file about an account, open, blocked or closed.
pub(super) async fn show(
    service: &PeopleContext<'_>,
    login: &StaffLogin,
    operator: &Operator,
) -> Result<StaffShown, Refusal> {
    let mut writing = service.store.write().await?;
    let on_file = blocking::find(&mut writing, login, service.clock.seconds()).await?;
    let on_file = on_file.ok_or(Refusal::NotFound)?;
    let deed = (OperatorAction::StaffShown, of_account(login));
    staff_journal::write_of_operator(&mut writing, service, operator, deed).await?;
    writing.commit().await?;
    Ok(StaffShown(on_file))
}

/// Keeps a member of staff out, and ends what they have under way.
pub(super) async fn block(
    service: &PeopleContext<'_>,
    login: &StaffLogin,
    operator: &Operator,
) -> Result<(), Refusal> {
    let mut writing = service.store.write().await?;
    if !blocking::block(&mut writing, login, service.clock.seconds()).await? {
        return Err(Refusal::NotFound);
    }
    end_sessions(service, &mut writing, login).await?;
    let deed = (OperatorAction::StaffBlocked, of_account(login));
    staff_journal::write_of_operator(&mut writing, service, operator, deed).await?;
    Ok(writing.commit().await?)
}

/// Whether a member of staff is kept out, until they are let in again.
pub(super) async fn is_blocked(service: &PeopleContext<'_>, login: &StaffLogin) -> Result<bool, Refusal> {
    let mut reading = service.store.read().await?;
    let on_file = blocking::find(&mut reading, login, service.clock.seconds()).await?;
    Ok(on_file.is_some_and(|on_file| on_file.closed_at.is_none() && on_file.blocked_at.is_some()))
}

/// Lets a member of staff in again.
pub(super) async fn unblock(
    service: &PeopleContext<'_>,
    login: &StaffLogin,
    operator: &Operator,
) -> Result<(), Refusal> {
    let mut writing = service.store.write().await?;
    if !blocking::unblock(&mut writing, login).await? {
        return Err(Refusal::NotFound);
    }
    let deed = (OperatorAction::StaffUnblocked, of_account(login));
    staff_journal::write_of_operator(&mut writing, service, operator, deed).await?;
    Ok(writing.commit().await?)
}

/// Ends every session of a member of staff, with the visits in them.
pub(super) async fn sign_out(
    service: &PeopleContext<'_>,
    login: &StaffLogin,
    operator: &Operator,
) -> Result<(), Refusal> {
    let mut writing = service.store.write().await?;
    if !blocking::is_open(&mut writing, login).await? {
        return Err(Refusal::NotFound);
    }
    end_sessions(service, &mut writing, login).await?;
    let deed = (OperatorAction::StaffSignedOut, of_account(login));
    staff_journal::write_of_operator(&mut writing, service, operator, deed).await?;
    Ok(writing.commit().await?)
}

async fn end_sessions(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    login: &StaffLogin,
) -> Result<(), Refusal> {
    let now = service.clock.seconds();
    end_all(writing, &service.key, Of::Login(login), now).await?;
    blocking::end_sessions(writing, login).await
}

impl fmt::Display for StaffShown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let on_file = &self.0;
        let when = |seconds: i64| {
            let Ok(at) = moment(seconds).map(local) else {
                return String::new();
            };
            words().moment(at.date(), at.time())
        };
        let role = match on_file.role {
            StaffRole::AgencyManager => "staff-manager",
            StaffRole::Helper | StaffRole::Unknown => "staff-helper",
        };
        let who = say(
            "staff-shown",
            [
                ("login", on_file.login.clone()),
                ("name", on_file.name.clone()),
                ("agency", on_file.agency.clone()),
                ("role", say(role, [])),
            ],
        );
        writeln!(f, "{who}")?;
        let state = match (on_file.closed_at, on_file.blocked_at, on_file.active) {
            (Some(at), ..) => say("staff-closed-since", [("when", when(at))]),
            (None, Some(at), _) => say("staff-blocked-since", [("when", when(at))]),
            (None, None, true) => say("staff-active", []),
            (None, None, false) => say("staff-to-activate", []),
        };
        writeln!(f, "{state}")?;
        let any = if on_file.devices.is_empty() { "no" } else { "yes" }.to_owned();
        let (count, names) = (on_file.devices.len().to_string(), on_file.devices.join(", "));
        let sessions = [("any", any), ("count", count), ("names", names)];
        writeln!(f, "{}", say("staff-sessions", sessions))?;
        let left = on_file.recovery_codes.to_string();
        writeln!(f, "{}", say("staff-recovery-codes", [("count", left)]))
    }
}
