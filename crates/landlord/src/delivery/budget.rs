//! Budgets of what leaves (S23): each message needs a ticket, and a ticket is counted per recipient, tenant, range of
//! numbers and share of the service, in the transaction that the message follows from.
//!
//! Only what leaves is counted against them. Strangers do not learn whether something left: for them, a message that
//! is withheld, or finds a budget full, takes the same steps and gets the same answer as one that is sent (S2).

use std::marker::PhantomData;

use contract::{Email, MobilePhone, TenantCode};

use super::{mail::Mail, sms::Sms};
use crate::{
    context::Context,
    figures::{self, AtMost},
    keys::{Hash, ServiceKey},
    operations::{event::Event, traces::Who},
    quota::{self, Quota},
    refusal::Refusal,
    store::Writing,
};

/// On whose account a text message leaves. None can use up the share of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Share {
    /// Codes of enrolments that anybody opened.
    Strangers,
    /// Codes of enrolments that a device opened which the account knows.
    Devices,
    /// Codes beside the right password. Whoever guessed it must not stop a reset on the tenant's device.
    SignIns,
    /// Codes to a number that is not on file, in a session.
    NewNumbers,
    /// Codes to a number that a letter allows. Whoever is in the account must not stop the tenant's letter.
    Letters,
    /// Codes of visits to a counter.
    Counters,
    /// Notices about an account.
    Notices,
}

/// The message may leave, once.
#[must_use]
#[derive(Debug)]
pub(crate) struct Ticket<M>(PhantomData<M>);

/// A text message that is to leave.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted<'a> {
    pub(crate) share: Share,
    pub(crate) tenant_code: &'a TenantCode,
    pub(crate) to: &'a MobilePhone,
    /// Nothing is to leave, which the answer does not reveal (S2).
    pub(crate) withheld: bool,
}

#[cfg(test)]
impl<M> Ticket<M> {
    pub(super) fn of_a_test() -> Self {
        Self(PhantomData)
    }
}

impl Share {
    const fn name(self) -> &'static str {
        match self {
            Self::Strangers => "strangers",
            Self::Devices => "devices",
            Self::SignIns => "sign-ins",
            Self::NewNumbers => "new-numbers",
            Self::Letters => "letters",
            Self::Counters => "counters",
            Self::Notices => "notices",
        }
    }

    /// Whether who asks is told that a budget is full. Strangers would learn that something leaves at all, and nobody
    /// asked for a notice.
    const fn says_when_full(self) -> bool {
        !matches!(self, Self::Strangers | Self::Notices)
    }

    const fn per_service(self) -> &'static [AtMost] {
        match self {
            Self::Strangers => &figures::SMS_OF_STRANGERS,
            Self::Devices => &figures::SMS_OF_DEVICES,
            Self::SignIns => &figures::SMS_OF_SIGN_INS,
            Self::NewNumbers => &figures::SMS_OF_NEW_NUMBERS,
            Self::Letters => &figures::SMS_OF_LETTERS,
            Self::Counters => &figures::SMS_OF_COUNTERS,
            Self::Notices => &figures::SMS_OF_NOTICES,
        }
    }

    const fn per_tenant(self) -> &'static [AtMost] {
        match self {
            Self::NewNumbers => &figures::NEW_NUMBERS_PER_TENANT,
            _ => &figures::SMS_PER_TENANT,
        }
    }
}

/// The budgets of a text message, each with what it counts under.
fn budgets(key: &ServiceKey, wanted: &Wanted<'_>) -> [(Quota, Hash); 4] {
    let share = wanted.share.name().as_bytes();
    let subject = |label: &str, of: &str| key.derive_lasting(label, &[share, of.as_bytes()]);
    [
        (
            Quota::new("message", &figures::SMS_PER_NUMBER, Event::SmsOfNumberFull),
            subject("budget-number", wanted.to.e164()),
        ),
        (
            Quota::new(
                "message-of-tenant",
                wanted.share.per_tenant(),
                Event::SmsOfTenantFull,
            ),
            subject("budget-tenant", wanted.tenant_code.as_str()),
        ),
        (
            range_budget(wanted),
            subject("budget-range", wanted.to.calling_code()),
        ),
        (
            Quota::new("any-message", wanted.share.per_service(), Event::SmsBudgetFull),
            subject("budget-service", ""),
        ),
    ]
}

/// The budget of the number's range. Overseas ranges cost more, and what is paid for a message there may be shared with
/// whoever asked for it. The mainland may take all of a share.
fn range_budget(wanted: &Wanted<'_>) -> Quota {
    let kind = "message-to-range";
    if wanted.to.is_overseas() {
        Quota::new(kind, &figures::SMS_PER_OVERSEAS_RANGE, Event::SmsOfRangeFull)
    } else {
        Quota::new(kind, wanted.share.per_service(), Event::SmsBudgetFull)
    }
}

/// Takes a ticket for a text message; none when nothing is to leave, or a budget is full.
///
/// # Errors
/// [`Refusal::TooManyAttempts`] when a budget is full and whoever asks may be told.
pub(crate) async fn reserve_sms(
    service: &Context,
    writing: &mut Writing,
    wanted: &Wanted<'_>,
) -> Result<Option<Ticket<Sms>>, Refusal> {
    let now = service.clock.seconds();
    let budgets = budgets(&service.key, wanted);
    let mut full = None;
    for (quota, subject) in &budgets {
        match quota.check(writing, subject, now).await {
            Ok(()) => {}
            Err(refusal @ Refusal::TooManyAttempts { .. }) => full = full.or(Some(refusal)),
            Err(error) => return Err(error),
        }
    }
    let [.., (of_service, service_subject)] = &budgets;
    let half = of_service.is_half_used(writing, service_subject, now).await?;
    if half {
        service.trace(Event::SmsBudgetHalf, Who::Nobody);
    }
    let full = full.filter(|_| !wanted.withheld);
    if let Some(refusal) = full {
        if wanted.share.says_when_full() {
            return Err(refusal);
        }
        service.trace(Event::SmsRefused, Who::Tenant(wanted.tenant_code));
        if let Some(event) = refusal.event() {
            service.trace(event, Who::Nobody);
        }
        count(writing, &service.key, &budgets, false, now).await?;
        return Ok(None);
    }
    count(writing, &service.key, &budgets, !wanted.withheld, now).await?;
    Ok((!wanted.withheld).then_some(Ticket(PhantomData)))
}

/// Counts a message. One that does not leave is counted under subjects that no message has: the same rows are written
/// (S2), and nobody's budget is smaller.
async fn count(
    writing: &mut Writing,
    key: &ServiceKey,
    budgets: &[(Quota, Hash)],
    leaves: bool,
    now: i64,
) -> Result<(), Refusal> {
    for (quota, subject) in budgets {
        let nobody = key.derive_lasting("budget-of-nobody", &[subject]);
        let subject = if leaves { subject } else { &nobody };
        quota.count(writing, subject, now).await?;
    }
    Ok(())
}

/// Takes a ticket for the text message of a notice; none when one of this kind left lately, or a budget is full. One of
/// several parts is paid for, and counted, as so many.
pub(crate) async fn reserve_notice(
    service: &Context,
    writing: &mut Writing,
    (tenant_code, to): (&TenantCode, &MobilePhone),
    (kind, parts): (&'static str, usize),
) -> Result<Option<Ticket<Sms>>, Refusal> {
    let now = service.clock.seconds();
    let of = [tenant_code.as_str().as_bytes(), kind.as_bytes()];
    let subject = service.key.derive_lasting("budget-notice", &of);
    match quota::NOTICES_PER_KIND.consume(writing, &subject, now).await {
        Ok(()) => {}
        Err(Refusal::TooManyAttempts { event, .. }) => {
            service.trace(event, Who::Tenant(tenant_code));
            return Ok(None);
        }
        Err(error) => return Err(error),
    }
    let wanted = Wanted {
        share: Share::Notices,
        tenant_code,
        to,
        withheld: false,
    };
    let ticket = reserve_sms(service, writing, &wanted).await?;
    if ticket.is_some() {
        let budgets = budgets(&service.key, &wanted);
        for _ in 1..parts {
            count(writing, &service.key, &budgets, true, now).await?;
        }
    }
    Ok(ticket)
}

/// Where a mail goes. Anybody with an account can name somebody else's address, and cause mails to it: these count apart
/// from those of whoever proved that the address is theirs, whose notices they must not use up.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Recipient<'a> {
    /// A code that was sent to the address came back.
    Proved(&'a Email),
    /// Somebody named the address.
    Named(&'a Email),
}

/// Takes a ticket for a mail; none when a budget is full.
pub(crate) async fn reserve_mail(
    service: &Context,
    writing: &mut Writing,
    tenant_code: &TenantCode,
    to: Recipient<'_>,
) -> Result<Option<Ticket<Mail>>, Refusal> {
    let now = service.clock.seconds();
    let (label, to) = match to {
        Recipient::Proved(email) => ("mail-address", email),
        Recipient::Named(email) => ("mail-named-address", email),
    };
    let subject = |label: &str, of: &str| service.key.derive_lasting(label, &[of.as_bytes()]);
    let budgets = [
        (
            quota::MAILS_PER_TENANT,
            subject("mail-tenant", tenant_code.as_str()),
        ),
        (
            quota::MAILS_PER_ADDRESS,
            subject(label, &to.as_str().to_lowercase()),
        ),
        (quota::MAILS_PER_SERVICE, subject("mail-service", "")),
    ];
    for (quota, subject) in &budgets {
        match quota.check(writing, subject, now).await {
            Ok(()) => {}
            Err(Refusal::TooManyAttempts { event, .. }) => {
                service.trace(event, Who::Tenant(tenant_code));
                return Ok(None);
            }
            Err(error) => return Err(error),
        }
    }
    for (quota, subject) in &budgets {
        quota.count(writing, subject, now).await?;
    }
    Ok(Some(Ticket(PhantomData)))
}

/// Takes a ticket for a mail to an agency; none when the budget of the service is full.
pub(crate) async fn reserve_agency_mail(
    service: &Context,
    writing: &mut Writing,
) -> Result<Option<Ticket<Mail>>, Refusal> {
    let now = service.clock.seconds();
    let subject = service.key.derive_lasting("mail-service", &[b"".as_slice()]);
    match quota::MAILS_PER_SERVICE.consume(writing, &subject, now).await {
        Ok(()) => Ok(Some(Ticket(PhantomData))),
        Err(Refusal::TooManyAttempts { event, .. }) => {
            service.trace(event, Who::Nobody);
            Ok(None)
        }
        Err(error) => Err(error),
    }
}
