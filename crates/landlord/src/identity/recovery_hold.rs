//! After a reset by SMS (S8): whoever has the telephone's number for an hour, by a SIM that the operator swapped, must not
//! keep the account. So for some days another number or address waits, unless a letter, two members of staff or the old
//! address have a word in it. A new address counts only once its code came back, reset or not.
//!
//! The mark of a reset outlives the account: deleting it and signing up again clears nothing.

pub(crate) mod store;

use std::fmt::Display;

use contract::{Email, MobilePhone, PendingEmail, PendingMobile, SmsCode, TenantCode};

use self::store::{self as holds, Pending, Reset};
use super::{
    account_alerts::{self, Before},
    enrolment::store::Enrolment,
    open_attempts,
    profile::store as accounts,
    sms_challenge::make_code,
};
use crate::{
    context::PeopleContext,
    counter::visit::store as visits,
    delivery::{Notices, security_alert::NoticeKind},
    figures::{CHANGE_HOLD_HOURS, CHANGES_IN_A_ROUND, DAY, HOUR, MAIL_CODE_HOURS, RECENT_RESET_DAYS},
    keys::Hash,
    operations::{event::Event, traces::Who},
    quota,
    refusal::Refusal,
    rent::tenant::store::{self as tenants, TenantOnFile},
    store::{Reading, Writing, moment},
};

/// What the codes of mails are hashed for.
const CODE: &str = "mail-code";

/// What a change replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Changed {
    Email,
    Mobile,
}

impl Changed {
    /// As stored, and in the path of its route.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Mobile => "mobile",
        }
    }

    pub(crate) fn of_name(name: &str) -> Option<Self> {
        [Self::Email, Self::Mobile]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// A reset before this moment (Unix seconds) holds nothing.
pub(crate) fn recent_since(now: i64) -> i64 {
    now - RECENT_RESET_DAYS * DAY
}

/// Records that the password was chosen with the SMS code of an enrolment.
pub(super) async fn mark(
    writing: &mut Writing,
    enrolment: &Enrolment,
    before: &TenantOnFile,
    now: i64,
) -> Result<(), Refusal> {
    let reset = Reset {
        at: now,
        held: !is_proved_otherwise(writing, enrolment).await?,
        email: before.email.clone().filter(|_| before.email_confirmed),
    };
    holds::put_reset(writing, &enrolment.tenant_code, &reset).await
}

/// Lifts the hold when a letter or two members of staff stand behind an enrolment.
pub(super) async fn lift(writing: &mut Writing, enrolment: &Enrolment) -> Result<(), Refusal> {
    if is_proved_otherwise(writing, enrolment).await? {
        holds::lift(writing, &enrolment.tenant_code).await?;
    }
    Ok(())
}

/// Whether more than the telephone proves who it is.
async fn is_proved_otherwise(reading: &mut Reading, enrolment: &Enrolment) -> Result<bool, Refusal> {
    if enrolment.letter.is_some() {
        return Ok(true);
    }
    let Some(visit) = &enrolment.visit else {
        return Ok(false);
    };
    let visit = visits::find(reading, visit).await?;
    Ok(visit.is_some_and(|visit| visit.approved))
}

/// The recent reset that holds changes, if there is one.
async fn holding(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<Option<Reset>, Refusal> {
    let reset = holds::reset(reading, tenant_code).await?;
    Ok(reset.filter(|reset| reset.held && reset.at > recent_since(now)))
}

/// The address that was on file before a recent reset by SMS. It has its word even when the account was deleted since.
pub(super) async fn kept_address(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<Option<Email>, Refusal> {
    Ok(holding(reading, tenant_code, now)
        .await?
        .and_then(|reset| reset.email))
}

/// Asks for a new address: a code goes there, and after a reset by SMS the change waits as well. Returns whether it does.
pub(super) async fn ask_email(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    before: Before<'_>,
    email: &Email,
) -> Result<(Notices, bool), Refusal> {
    let (tenant_code, _) = before;
    let now = service.clock.seconds();
    let code = make_code()?;
    let mut change = Pending {
        kind: Changed::Email,
        value: email.as_str().to_owned(),
        due_at: now,
        code: None,
        code_expires_at: Some(now + MAIL_CODE_HOURS * HOUR),
        release: None,
    };
    change.code = Some(code_hash(service, tenant_code, &change, &code).to_vec());
    let held = holding(writing, tenant_code, now).await?.is_some();
    let mut notices = account_alerts::email_code(service, writing, before, (email, &code)).await?;
    if held {
        notices.extend(hold(service, writing, before, &mut change).await?);
    }
    holds::put(writing, tenant_code, &change).await?;
    Ok((notices, held))
}

/// Makes a new number wait, whose SMS code came back, after a reset by SMS. Otherwise there is nothing to wait for.
pub(super) async fn hold_mobile(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    before: Before<'_>,
    mobile: &MobilePhone,
) -> Result<Option<Notices>, Refusal> {
    let (tenant_code, _) = before;
    let now = service.clock.seconds();
    if holding(writing, tenant_code, now).await?.is_none() {
        return Ok(None);
    }
    let mut change = Pending {
        kind: Changed::Mobile,
        value: mobile.e164().to_owned(),
        due_at: now,
        code: None,
        code_expires_at: None,
        release: None,
    };
    let notices = hold(service, writing, before, &mut change).await?;
    holds::put(writing, tenant_code, &change).await?;
    Ok(Some(notices))
}

/// Makes a change wait, and tells the number and the address on file. A confirmed address gets a code that lets it count.
async fn hold(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    before: Before<'_>,
    change: &mut Pending,
) -> Result<Notices, Refusal> {
    let (tenant_code, tenant) = before;
    change.due_at = service.clock.seconds() + CHANGE_HOLD_HOURS * HOUR;
    let code = make_code()?;
    let asks = tenant.email.is_some() && tenant.email_confirmed;
    if asks {
        change.release = Some(code_hash(service, tenant_code, change, &code).to_vec());
    }
    let told = (moment(change.due_at)?, asks.then_some(&code));
    account_alerts::change_waits(service, writing, before, told).await
}

/// Takes a code that was sent by mail, to a new address or to the old one. The change counts once nothing else is
/// missing.
pub(super) async fn take_code(
    service: &PeopleContext<'_>,
    mut writing: Writing,
    before: Before<'_>,
    code: &SmsCode,
) -> Result<(), Refusal> {
    let (tenant_code, _) = before;
    let now = service.clock.seconds();
    let subject = quota::tenant_subject(&service.key, tenant_code);
    quota::WRONG_MAIL_CODES_PER_TENANT
        .check(&mut writing, &subject, now)
        .await?;
    let pending = holds::of_tenant(&mut writing, tenant_code, now).await?;
    if pending.is_empty() {
        return Err(Refusal::SmsCodeExpired);
    }
    let mut taken = None;
    for mut change in pending {
        let parts = code_parts(tenant_code, &change, code).map(str::as_bytes);
        let is_it = |stored: Option<&Vec<u8>>| {
            stored.is_some_and(|hash| service.key.matching(CODE, &parts, hash).is_some())
        };
        let (is_new, is_old) = (is_it(change.code.as_ref()), is_it(change.release.as_ref()));
        if is_new {
            holds::code_came_back(&mut writing, tenant_code, change.kind).await?;
            change.code = None;
            taken = Some(change);
        } else if is_old {
            holds::release(&mut writing, tenant_code, change.kind, now).await?;
            change.due_at = now;
            taken = Some(change);
        }
    }
    let Some(change) = taken else {
        quota::WRONG_MAIL_CODES_PER_TENANT
            .count(&mut writing, &subject, now)
            .await?;
        writing.commit().await?;
        service.trace(Event::MailCodeWrong, Who::Tenant(tenant_code));
        return Err(Refusal::SmsCodeWrong);
    };
    let (event, notices) = make_if_due(service, &mut writing, before, &change).await?.unzip();
    let notices = notices.unwrap_or_default();
    notices.commit_and_send(writing, service.outlet).await?;
    if let Some(event) = event {
        service.trace(event, Who::Tenant(tenant_code));
    }
    Ok(())
}

/// Makes the changes that waited long enough: a bounded number, in the background.
pub(crate) async fn make_due_changes(service: &PeopleContext<'_>, now: i64) -> Result<(), Refusal> {
    let due = holds::due(&mut service.store.read().await?, now, CHANGES_IN_A_ROUND).await?;
    for tenant_code in due {
        let mut writing = service.store.write().await?;
        let (mut events, mut notices) = (Vec::new(), Notices::default());
        for change in holds::of_tenant(&mut writing, &tenant_code, now).await? {
            // As on file after the change before.
            let on_file = tenants::find(&mut writing, &tenant_code).await?;
            let on_file = on_file.ok_or(Refusal::NotFound)?;
            let before = (&tenant_code, &on_file);
            if let Some((event, more)) = make_if_due(service, &mut writing, before, &change).await? {
                events.push(event);
                notices.extend(more);
            }
        }
        notices.commit_and_send(writing, service.outlet).await?;
        for event in events {
            service.trace(event, Who::Tenant(&tenant_code));
        }
    }
    Ok(())
}

/// Puts a change on file that waits for nothing any more, and tells the number and the address that it replaces.
async fn make_if_due(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    before: Before<'_>,
    change: &Pending,
) -> Result<Option<(Event, Notices)>, Refusal> {
    let (tenant_code, tenant) = before;
    let now = service.clock.seconds();
    if change.code.is_some() || change.due_at > now {
        return Ok(None);
    }
    holds::withdraw(writing, tenant_code, change.kind).await?;
    match change.kind {
        Changed::Email => {
            let email = Email::parse(&change.value).map_err(|flaw| Refusal::Stored(flaw.to_string()))?;
            accounts::put_email(writing, tenant_code, &email, now).await?;
            let notices = if tenant.email.as_ref() == Some(&email) {
                Notices::default()
            } else {
                account_alerts::tell(service, writing, before, NoticeKind::EmailChanged).await?
            };
            Ok(Some((Event::EmailChanged, notices)))
        }
        Changed::Mobile => {
            let mobile =
                MobilePhone::parse(&change.value).map_err(|flaw| Refusal::Stored(flaw.to_string()))?;
            tenants::confirm_mobile(writing, tenant_code, &mobile, now).await?;
            open_attempts::end_all(writing, tenant_code, now).await?;
            let notices = account_alerts::tell(service, writing, before, NoticeKind::MobileChanged).await?;
            Ok(Some((Event::MobileChanged, notices)))
        }
    }
}

/// The changes of a tenant that do not count yet, as *Mon profil* shows them.
pub(super) async fn shown(
    reading: &mut Reading,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<(Option<PendingEmail>, Option<PendingMobile>), Refusal> {
    let (mut email, mut mobile) = (None, None);
    for change in holds::of_tenant(reading, tenant_code, now).await? {
        let waits = change.due_at > now;
        let (due, old_address_decides) = (moment(change.due_at)?, waits && change.release.is_some());
        let damaged = |flaw: &dyn Display| Refusal::Stored(flaw.to_string());
        match change.kind {
            Changed::Email => {
                email = Some(PendingEmail {
                    email: Email::parse(&change.value).map_err(|flaw| damaged(&flaw))?,
                    code_wanted: change.code.is_some(),
                    counts_from: waits.then_some(due),
                    old_address_decides,
                });
            }
            Changed::Mobile => {
                let new = MobilePhone::parse(&change.value).map_err(|flaw| damaged(&flaw))?;
                mobile = Some(PendingMobile {
                    mobile: new.mask(),
                    counts_from: due,
                    old_address_decides,
                });
            }
        }
    }
    Ok((email, mobile))
}

/// What is stored of a code: bound to the tenant and to the change, keyed with the service's key.
fn code_hash(
    service: &PeopleContext<'_>,
    tenant_code: &TenantCode,
    change: &Pending,
    code: &SmsCode,
) -> Hash {
    let parts = code_parts(tenant_code, change, code).map(str::as_bytes);
    service.key.derive_hash(CODE, &parts)
}

fn code_parts<'a>(tenant_code: &'a TenantCode, change: &'a Pending, code: &'a SmsCode) -> [&'a str; 4] {
    [
        tenant_code.as_str(),
        change.kind.name(),
        &change.value,
        code.expose(),
    ]
}
