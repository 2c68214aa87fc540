//! Accounts that are closed to everybody, until the agency opens them again (S25): by « Ce n’est pas moi » in a notice, by
//! staff at a counter, or by an operator.
//!
//! A closed account has no session, and [`session::start`](super::session::start) starts none. Its tenant gets no code and
//! no letter, which strangers cannot tell from the answers (S2). Only the right password is told, and staff.

pub(crate) mod routes;
pub(crate) mod store;

use std::net::IpAddr;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{CLOSURE_PATH, StaffAction, StaffRole, TenantCode, Visit, WireSecret};

use self::store as closures;
use super::{account_alerts, letter::store as letters, session, sign_in_guard::store as sign_in_failures};
use crate::{
    context::PeopleContext,
    counter::{
        journal::{self as staff_journal, Deed, Doer, NO_DEVICE},
        staff_session::StaffCaller,
        visit::{self, log::deed_of, store as visits},
    },
    delivery::{Notices, security_alert::NoticeKind},
    figures::{CLOSING_LINK_DAYS, DAY},
    keys::{derive_token_hash, random_bytes},
    operations::{event::Event, traces::Who},
    quota::{self, Source},
    refusal::Refusal,
    rent::tenant::store::{self as tenants, TenantOnFile},
    store::{Reading, Writing},
};

/// Random bytes of a link: short enough for an SMS.
const LINK_BYTES: usize = 10;

/// Who closed an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClosedBy {
    /// Somebody with the link of a notice.
    Link,
    /// An operator of the service.
    Operator,
    /// Staff of an agency, in a visit.
    Staff,
}

impl ClosedBy {
    /// As stored.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Operator => "operator",
            Self::Staff => "staff",
        }
    }

    const fn event(self) -> Event {
        match self {
            Self::Link => Event::ClosedByLink,
            Self::Operator | Self::Staff => Event::ClosedByAgency,
        }
    }
}

/// Refuses when the account is closed.
///
/// # Errors
/// [`Refusal::AccountClosed`], for whoever proved to be the tenant.
pub(crate) async fn ensure_open(reading: &mut Reading, tenant_code: &TenantCode) -> Result<(), Refusal> {
    match tenants::find(reading, tenant_code).await? {
        Some(tenant) => ensure_not_closed(&tenant),
        None => Ok(()),
    }
}

/// The same for a tenant as on file.
///
/// # Errors
/// As [`ensure_open`].
pub(crate) fn ensure_not_closed(tenant: &TenantOnFile) -> Result<(), Refusal> {
    if tenant.closed {
        return Err(Refusal::AccountClosed {
            telephone: tenant.agency.telephone.clone(),
        });
    }
    Ok(())
}

/// Makes the link of a notice, which closes the account once; none where the service has no public address.
pub(super) async fn make_link(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    tenant_code: &TenantCode,
) -> Result<Option<String>, Refusal> {
    let Some(address) = service.public_address else {
        return Ok(None);
    };
    let token = BASE64_URL_SAFE_NO_PAD.encode(&random_bytes()?[..LINK_BYTES]);
    let expires_at = service.clock.seconds() + CLOSING_LINK_DAYS * DAY;
    closures::put_link(writing, &derive_token_hash(&token), tenant_code, expires_at).await?;
    Ok(Some(format!("{address}{CLOSURE_PATH}#{token}")))
}

/// Closes the account that a link is for. An unknown link gets the same answer: nobody learns whether one was used.
pub(crate) async fn close_by_link(
    service: &PeopleContext<'_>,
    token: &WireSecret,
    address: IpAddr,
) -> Result<(), Refusal> {
    let now = service.clock.seconds();
    let source = Source::of(&service.key, address);
    let token = derive_token_hash(token.expose());
    let mut reading = service.store.read().await?;
    // Looked up first: a source that is over its quota takes no write lock.
    quota::CLOSURES_PER_SOURCE
        .check(&mut reading, &source, now)
        .await?;
    drop(reading);
    let mut writing = service.store.write().await?;
    quota::CLOSURES_PER_SOURCE
        .consume(&mut writing, &source, now)
        .await?;
    let Some(tenant_code) = closures::of_link(&mut writing, &token, now).await? else {
        writing.commit().await?;
        service.trace(Event::ClosingLinkUnknown, Who::Nobody);
        return Ok(());
    };
    let notices = close(service, &mut writing, &tenant_code, ClosedBy::Link).await?;
    // Nobody of the agency did it.
    let nobody = Doer {
        login: NO_DEVICE,
        device: NO_DEVICE,
    };
    let deed = Deed {
        tenant: Some(&tenant_code),
        detail: Some(ClosedBy::Link.name()),
        ..Deed::default()
    };
    let closed = (StaffAction::AccountClosed, deed);
    staff_journal::write(&mut writing, &service.key, nobody, closed, now).await?;
    notices.commit_and_send(writing, service.outlet).await?;
    service.trace(ClosedBy::Link.event(), Who::Tenant(&tenant_code));
    Ok(())
}

/// Closes an account, in the caller's transaction: ends what is open of it and tells the tenant and the agency. Nothing
/// happens to one that is closed.
///
/// # Errors
/// [`Refusal::NotFound`] when the tenant code is not on file.
pub(crate) async fn close(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    tenant_code: &TenantCode,
    by: ClosedBy,
) -> Result<Notices, Refusal> {
    let now = service.clock.seconds();
    let before = tenants::find(writing, tenant_code).await?;
    let before = before.ok_or(Refusal::NotFound)?;
    if before.closed {
        return Ok(Notices::default());
    }
    closures::put(writing, tenant_code, by.name(), now).await?;
    closures::forget_links(writing, tenant_code).await?;
    session::revoke_all(writing, tenant_code, now).await?;
    letters::take_off_the_list(writing, tenant_code).await?;
    let before = (tenant_code, &before);
    let mut notices = account_alerts::tell(service, writing, before, NoticeKind::AccountClosed).await?;
    notices.extend(account_alerts::agency(service, writing, before, by.name()).await?);
    Ok(notices)
}

/// Opens an account again, in the caller's transaction. Whoever had the password may still have it: the next sign-in
/// needs an SMS code too (S7). Nothing happens to one that is open.
///
/// # Errors
/// [`Refusal::NotFound`] when the tenant code is not on file.
pub(crate) async fn open(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    tenant_code: &TenantCode,
) -> Result<Notices, Refusal> {
    let before = tenants::find(writing, tenant_code).await?;
    let before = before.ok_or(Refusal::NotFound)?;
    if !closures::remove(writing, tenant_code).await? {
        return Ok(Notices::default());
    }
    sign_in_failures::ask_for_sms(writing, tenant_code, service.clock.seconds()).await?;
    let before = (tenant_code, &before);
    account_alerts::tell(service, writing, before, NoticeKind::AccountReopened).await
}

/// Closes the account of the tenant whose visit is under way, and returns the visit. Asked again, it changes nothing.
pub(crate) async fn close_at_counter(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
) -> Result<Visit, Refusal> {
    let now = service.clock.seconds();
    let mut writing = service.store.write().await?;
    let visit = visits::current(&mut writing, &caller.session, now).await?;
    let visit = visit.ok_or(Refusal::NoVisit)?;
    let tenant_code = visit.tenant_code.clone();
    let closes = closures::find(&mut writing, &tenant_code).await?.is_none();
    let notices = close(service, &mut writing, &tenant_code, ClosedBy::Staff).await?;
    if closes {
        let deed = Deed {
            detail: Some(ClosedBy::Staff.name()),
            ..deed_of(&visit)
        };
        let closed = (StaffAction::AccountClosed, deed);
        staff_journal::write(&mut writing, &service.key, caller.doer(), closed, now).await?;
    }
    let shown = visit::shown(&mut writing, caller, visit, now).await?;
    notices.commit_and_send(writing, service.outlet).await?;
    if closes {
        service.trace(ClosedBy::Staff.event(), Who::Tenant(&tenant_code));
    }
    Ok(shown)
}

/// Opens the account of the tenant whose visit is under way, and whose identity document was seen; returns the visit. Only
/// a manager does. Asked again, it changes nothing.
pub(crate) async fn open_at_counter(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
) -> Result<Visit, Refusal> {
    if caller.member.role != StaffRole::AgencyManager {
        return Err(Refusal::NotAllowed);
    }
    let now = service.clock.seconds();
    let mut writing = service.store.write().await?;
    let visit = visits::current(&mut writing, &caller.session, now).await?;
    let visit = visit.ok_or(Refusal::NoVisit)?;
    let tenant_code = visit.tenant_code.clone();
    let opens = closures::find(&mut writing, &tenant_code).await?.is_some();
    let notices = open(service, &mut writing, &tenant_code).await?;
    if opens {
        let opened = (StaffAction::AccountReopened, deed_of(&visit));
        staff_journal::write(&mut writing, &service.key, caller.doer(), opened, now).await?;
    }
    let shown = visit::shown(&mut writing, caller, visit, now).await?;
    notices.commit_and_send(writing, service.outlet).await?;
    if opens {
        service.trace(Event::AccountReopened, Who::Tenant(&tenant_code));
    }
    Ok(shown)
}
