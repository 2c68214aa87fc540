//! How the landlord reaches the tenant: e-mail address, landline and mobile. A new address counts once its code came back;
//! after a reset by SMS, another address or mobile waits (S8).

use contract::{Email, LandlinePhone, MobilePhone, SmsCode, SmsSent};

use super::{Caller, begin_change, begin_in_session, on_file, store as accounts};
use crate::{
    context::PeopleContext,
    delivery::{Share, security_alert::NoticeKind, sms_code::CodeFor},
    figures::{MINUTE, MOBILE_CHANGE_MINUTES},
    identity::{
        account_alerts, open_attempts,
        recovery_hold::{self, Changed, store as holds},
        sms_challenge::{self, CodeTry, NextMessage, store as sms_challenges},
    },
    keys::Hash,
    operations::{event::Event, traces::Who},
    quota,
    refusal::Refusal,
    rent::tenant::store as tenants,
};

/// Asks for another address that the landlord writes to. It counts once the code that is sent there came back, and after
/// a reset by SMS some days later.
pub(crate) async fn change_email(
    service: &PeopleContext<'_>,
    caller: &Caller,
    email: Email,
) -> Result<(), Refusal> {
    let (mut transaction, before) = begin_change(service, caller).await?;
    let tenant_code = &caller.tenant_code;
    let (now, subject) = (
        service.clock.seconds(),
        quota::tenant_subject(&service.key, tenant_code),
    );
    if before.has_confirmed(&email) {
        holds::withdraw(&mut transaction, tenant_code, Changed::Email).await?;
        return Ok(transaction.commit().await?);
    }
    quota::EMAIL_CHANGES_PER_TENANT
        .consume(&mut transaction, &subject, now)
        .await?;
    let before = (tenant_code, &before);
    let (notices, held) = recovery_hold::ask_email(service, &mut transaction, before, &email).await?;
    notices.commit_and_send(transaction, service.outlet).await?;
    if held {
        service.trace(Event::ChangeHeld, Who::Tenant(tenant_code));
    }
    Ok(())
}

/// Takes a code that was sent by mail: to a new address, which then counts, or to the old one, with which a change need
/// not wait (S8).
pub(crate) async fn confirm_by_mail(
    service: &PeopleContext<'_>,
    caller: &Caller,
    code: &SmsCode,
) -> Result<(), Refusal> {
    let mut transaction = begin_in_session(service, caller).await?;
    let before = on_file(&mut transaction, caller).await?;
    let before = (&caller.tenant_code, &before);
    recovery_hold::take_code(service, transaction, before, code).await
}

/// Drops a change that does not count yet. Whoever did not ask for it need not type the password first.
pub(crate) async fn withdraw_change(
    service: &PeopleContext<'_>,
    caller: &Caller,
    kind: &str,
) -> Result<(), Refusal> {
    let kind = Changed::of_name(kind).ok_or(Refusal::NotFound)?;
    let mut transaction = begin_in_session(service, caller).await?;
    if !holds::withdraw(&mut transaction, &caller.tenant_code, kind).await? {
        return Err(Refusal::NotFound);
    }
    Ok(transaction.commit().await?)
}

/// Changes or removes the landline.
pub(crate) async fn change_landline(
    service: &PeopleContext<'_>,
    caller: &Caller,
    landline: Option<&LandlinePhone>,
) -> Result<(), Refusal> {
    let (mut transaction, before) = begin_change(service, caller).await?;
    let tenant_code = &caller.tenant_code;
    accounts::put_landline(&mut transaction, tenant_code, landline).await?;
    let before = (tenant_code, &before);
    let notices =
        account_alerts::tell(service, &mut transaction, before, NoticeKind::LandlineChanged).await?;
    notices.commit_and_send(transaction, service.outlet).await
}

/// Sends a code to a new mobile.
pub(crate) async fn change_mobile(
    service: &PeopleContext<'_>,
    caller: &Caller,
    mobile: MobilePhone,
) -> Result<SmsSent, Refusal> {
    let (mut transaction, before) = begin_change(service, caller).await?;
    let now = service.clock.seconds();
    let subject = mobile_subject(service, caller);
    if let Some(challenge) = sms_challenges::find(&mut transaction, &subject, now).await? {
        if let Some(sent) = sms_challenge::just_sent(&challenge, &mobile, now) {
            return Ok(sent);
        }
        if let Some(retry_after) = sms_challenge::wait_for_next(&challenge, now) {
            return Err(Refusal::ResendTooSoon { retry_after });
        }
    }
    let next = NextMessage {
        subject,
        tenant_code: caller.tenant_code.clone(),
        phone: mobile,
        purpose: Some(CodeFor::NewMobile),
        share: Share::NewNumbers,
        language: before.language,
        ends_at: now + MOBILE_CHANGE_MINUTES * MINUTE,
    };
    sms_challenge::send(service, transaction, next).await
}

/// Takes the code of the new mobile and puts the number on file, after a reset by SMS some days later. The password is
/// not asked for again: it was typed before the code was sent, and an SMS may take minutes.
pub(crate) async fn confirm_mobile(
    service: &PeopleContext<'_>,
    caller: &Caller,
    code: &SmsCode,
) -> Result<(), Refusal> {
    let transaction = begin_in_session(service, caller).await?;
    let subject = mobile_subject(service, caller);
    let tried = CodeTry {
        subject: &subject,
        tenant_code: &caller.tenant_code,
        code,
        wrong_codes: Some((
            &quota::WRONG_NEW_MOBILE_CODES_PER_TENANT,
            quota::tenant_subject(&service.key, &caller.tenant_code),
        )),
    };
    let (mut transaction, mobile) = match sms_challenge::try_code(service, transaction, tried).await {
        Err(Refusal::EnrolmentEnded) => return Err(Refusal::SmsCodeExpired),
        other => other?,
    };
    let before = on_file(&mut transaction, caller).await?;
    let (now, tenant_code) = (service.clock.seconds(), &caller.tenant_code);
    let is_new = before.mobile.as_ref() != Some(&mobile);
    let before = (tenant_code, &before);
    if is_new
        && let Some(notices) = recovery_hold::hold_mobile(service, &mut transaction, before, &mobile).await?
    {
        notices.commit_and_send(transaction, service.outlet).await?;
        service.trace(Event::ChangeHeld, Who::Tenant(tenant_code));
        return Ok(());
    }
    tenants::confirm_mobile(&mut transaction, tenant_code, &mobile, now).await?;
    open_attempts::end_all(&mut transaction, tenant_code, now).await?;
    if !is_new {
        return Ok(transaction.commit().await?);
    }
    let notices = account_alerts::tell(service, &mut transaction, before, NoticeKind::MobileChanged).await?;
    notices.commit_and_send(transaction, service.outlet).await?;
    service.trace(Event::MobileChanged, Who::Tenant(tenant_code));
    Ok(())
}

/// What the code of a new number is bound to: the session that asked for it.
fn mobile_subject(service: &PeopleContext<'_>, caller: &Caller) -> Hash {
    service
        .key
        .derive_lasting("new-mobile", &[caller.session.as_bytes()])
}
