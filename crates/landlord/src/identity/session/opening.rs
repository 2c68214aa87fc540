//! Signing in: a password, and an SMS code where it is not enough (S7).

use std::net::IpAddr;

use contract::{DeviceIntroduction, SessionOpening, SessionTokens, SmsCode, TenantCode, WireSecret};

use super::start;
use crate::{
    context::PeopleContext,
    counter::visit::log as visit_log,
    delivery::{Notices, Share, security_alert::NoticeKind, sms_code::CodeFor},
    figures::{MINUTE, SIGN_IN_CODE_MINUTES},
    identity::{
        account_alerts, closure,
        device::store as devices,
        password_check::{self, CheckedPassword},
        sign_in_guard::{self, Source, store as sign_in_failures},
        sms_challenge::{self, CodeTry, NextMessage, store as sms_challenges},
    },
    keys::{Hash, ServiceKey, derive_token_hash},
    operations::{event::Event, traces::Who},
    quota,
    refusal::Refusal,
    rent::tenant::store as tenants,
    store::Writing,
};

const SIGN_IN_CODE_SECONDS: i64 = SIGN_IN_CODE_MINUTES * MINUTE;

/// Signs in. After too many wrong passwords from devices unknown to the account, the right password is not enough
/// on such a device: a code is sent to the number on file and required, until one was right or the password changed
/// (S7). Only the right password learns that an account is closed (S25). A device that the account did not know is told.
/// At a counter, the session ends with the visit (S21).
pub(crate) async fn open(
    service: &PeopleContext<'_>,
    opening: SessionOpening,
    address: IpAddr,
) -> Result<SessionTokens, Refusal> {
    let tenant_code = opening.tenant_code;
    let at_counter = match &opening.visit {
        Some(visit) => Some(visit_log::sign_in(service, visit, &tenant_code).await?),
        None => None,
    };
    let known = known_device(service, &tenant_code, &opening.device).await?;
    let source = match (&at_counter, known) {
        // Strangers do not lock a tenant out of the counter.
        (Some(at_counter), _) => Source::Device(at_counter.counter),
        (None, Some(device)) => Source::Device(device),
        (None, None) => Source::Address(address),
    };
    let attempt = sign_in_guard::begin(service, &tenant_code, source).await?;
    let password = password_check::check(service, &tenant_code, &opening.password, attempt).await?;
    let on_file = tenants::find(&mut service.store.read().await?, &tenant_code).await?;
    if let Some(Err(closed)) = on_file.as_ref().map(closure::ensure_not_closed) {
        password.take_back(service).await?;
        service.trace(Event::ClosedAccountTried, Who::Tenant(&tenant_code));
        return Err(closed);
    }
    let mut transaction = service.store.write().await?;
    let sms_required = password.attempt().is_sms_required();
    if sms_required {
        transaction = remember_question(service, transaction, &password, &tenant_code).await?;
        let subject =
            challenge_subject(&service.key, &tenant_code, opening.attempt.as_ref()).unwrap_or_else(|| {
                service
                    .key
                    .derive_lasting("sign-in", &[password.attempt().subject()])
            });
        transaction = match second_factor(service, transaction, subject, &tenant_code, opening.sms_code).await
        {
            Ok(transaction) => transaction,
            Err(refusal) => {
                password.take_back(service).await?;
                return Err(refusal);
            }
        };
    }
    password.confirm(&mut transaction).await?;
    if sms_required {
        sign_in_failures::stop_asking_for_sms(&mut transaction, &tenant_code).await?;
    }
    let now = service.clock.seconds();
    let visit = at_counter.as_ref().map(|at_counter| at_counter.visit.as_str());
    let tokens = start(&mut transaction, &tenant_code, &opening.device, visit, now).await?;
    let notices = match on_file {
        // At a counter, the machine becomes no device of the account.
        Some(tenant) if tokens.device_token.is_some() => {
            let before = (&tenant_code, &tenant);
            account_alerts::tell(service, &mut transaction, before, NoticeKind::NewDevice).await?
        }
        _ => Notices::default(),
    };
    notices.commit_and_send(transaction, service.outlet).await?;
    service.trace(Event::SignedIn, Who::Tenant(&tenant_code));
    Ok(tokens)
}

/// What the SMS code of an attempt is bound to, when the client named the attempt: neighbours behind one address have
/// codes of their own, and a telephone may change its network.
fn challenge_subject(
    key: &ServiceKey,
    tenant_code: &TenantCode,
    attempt: Option<&WireSecret>,
) -> Option<Hash> {
    let attempt = derive_token_hash(attempt?.expose());
    // The same after a rotation of the key: the code that is on its way goes on (S26).
    Some(key.derive_lasting("sign-in-attempt", &[tenant_code.as_str().as_bytes(), &attempt]))
}

/// Stores, before it is answered, that a right password met the question for an SMS code: the answer tells that the
/// password was right, and whoever guessed it must not wait for the question to go away.
async fn remember_question(
    service: &PeopleContext<'_>,
    mut transaction: Writing,
    password: &CheckedPassword,
    tenant_code: &TenantCode,
) -> Result<Writing, Refusal> {
    password.ensure_on_file(&mut transaction).await?;
    let now = service.clock.seconds();
    if sign_in_failures::ask_for_sms(&mut transaction, tenant_code, now).await? {
        transaction.commit().await?;
        transaction = service.store.write().await?;
        password.ensure_on_file(&mut transaction).await?;
    }
    Ok(transaction)
}

/// Checks the SMS code, or sends one and requires it.
async fn second_factor(
    service: &PeopleContext<'_>,
    mut transaction: Writing,
    subject: Hash,
    tenant_code: &TenantCode,
    sms_code: Option<SmsCode>,
) -> Result<Writing, Refusal> {
    if let Some(sms_code) = sms_code {
        let tried = CodeTry {
            subject: &subject,
            tenant_code,
            code: &sms_code,
            wrong_codes: Some((
                &quota::WRONG_SIGN_IN_CODES_PER_TENANT,
                quota::tenant_subject(&service.key, tenant_code),
            )),
        };
        let (mut transaction, phone) = match sms_challenge::try_code(service, transaction, tried).await {
            Err(Refusal::EnrolmentEnded) => return Err(Refusal::SmsCodeExpired),
            other => other?,
        };
        let on_file = tenants::find(&mut transaction, tenant_code).await?;
        if on_file.and_then(|tenant| tenant.mobile).as_ref() != Some(&phone) {
            return Err(Refusal::SmsCodeExpired);
        }
        return Ok(transaction);
    }
    service.trace(Event::SignInNeedsSms, Who::Tenant(tenant_code));
    let now = service.clock.seconds();
    let earlier = sms_challenges::find(&mut transaction, &subject, now).await?;
    if let Some(challenge) = earlier
        && let Some(retry_after) = sms_challenge::wait_for_next(&challenge, now)
    {
        return Err(Refusal::SmsCodeRequired {
            retry_after,
            messages_sent: challenge.messages,
        });
    }
    let on_file = tenants::find(&mut transaction, tenant_code).await?;
    let language = on_file.as_ref().map(|tenant| tenant.language).unwrap_or_default();
    let Some(phone) = on_file.and_then(|tenant| tenant.mobile) else {
        // No number to send a code to: the way in is a letter or a known device. The long wait keeps the client
        // from asking again every half minute for a code that never comes. Only someone who typed the right
        // password sees this wait, so it does not reveal who is a tenant (S2).
        return Err(Refusal::SmsCodeRequired {
            retry_after: SIGN_IN_CODE_SECONDS.unsigned_abs(),
            messages_sent: 1,
        });
    };
    let next = NextMessage {
        subject,
        tenant_code: tenant_code.clone(),
        phone,
        purpose: Some(CodeFor::SignIn),
        share: Share::SignIns,
        language,
        ends_at: now + SIGN_IN_CODE_SECONDS,
    };
    let sent = sms_challenge::send(service, transaction, next).await?;
    Err(Refusal::SmsCodeRequired {
        retry_after: sent.resend_after,
        messages_sent: sent.messages_sent,
    })
}

/// Returns the hash of the device's token when the account knows the device.
async fn known_device(
    service: &PeopleContext<'_>,
    tenant_code: &TenantCode,
    device: &DeviceIntroduction,
) -> Result<Option<Hash>, Refusal> {
    // Without a token, runs the same query for no device.
    let token = device.device_token.as_ref().map_or("", WireSecret::expose);
    let hash = derive_token_hash(token);
    let mut connection = service.store.read().await?;
    let known = devices::is_known(&mut connection, &hash, tenant_code, service.clock.seconds()).await?;
    Ok(known.then_some(hash))
}
