//! Sessions (S9): opaque tokens and refresh by rotation (RFC 9700, §4.14.2).
//!
//! - A session is a family: a chain of pairs of a refresh token and its access tokens. A refresh hands out the next
//!   pair, and leaves the refresh token that was shown as it is: the answer may be lost.
//! - A refresh token is spent once its successor was used, as refresh token or by one of its access tokens. The access
//!   token counts, as it proves that the answer arrived: a client stores the new refresh token first. If it did not,
//!   a stolen predecessor would stay valid until the next refresh.
//! - Until then, a refresh token always gets the same successor. So an answer that is lost, a request that is sent
//!   twice and requests that cross leave one client with one chain. Two different successors would be two chains: a
//!   thief's would live unnoticed beside the tenant's, or using one would end the other.
//! - A session has one access token at a time: a refresh ends the earlier one. So whoever uses a token of the chain
//!   spends the one that everybody else still holds.
//! - A spent token that is shown ends the session, even after it expired: two hold tokens of one chain, and the
//!   service cannot tell which one is the tenant.
//! - The idle time runs from the last refresh, whether or not its answer arrived.

pub(crate) mod routes;
pub(crate) mod store;

use std::net::IpAddr;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{DeviceIntroduction, SessionOpening, SessionTokens, SmsCode, TenantCode, WireSecret};

use self::store::{self as sessions, RefreshToken};
use super::{
    device::store as devices,
    open_attempts, password_check,
    sign_in_guard::{self, Source},
    sms_challenge::{self, CodeTry, NextMessage, store as sms_challenges},
};
use crate::{
    context::PeopleContext,
    delivery::{Share, sms_code::CodeFor},
    figures::{
        ACCESS_MINUTES, DAY, DEVICE_DAYS, HOUR, MINUTE, SESSION_DAYS, SESSION_IDLE_DAYS,
        SIGN_IN_CODE_MINUTES, VISIT_HOURS,
    },
    keys::{Hash, ServiceKey, derive_token_hash, make_token, random_bytes},
    operations::{event::Event, traces::Who},
    quota,
    refusal::Refusal,
    rent::tenant::store as tenants,
    store::{Reading, Writing},
};

const MAX_DEVICE_NAME_CHARACTERS: usize = 60;
const SIGN_IN_CODE_SECONDS: i64 = SIGN_IN_CODE_MINUTES * MINUTE;

/// Signs in. After too many wrong passwords from devices unknown to the account, the right password is not enough
/// on such a device: a code is sent to the number on file and required (S7).
pub(crate) async fn open(
    service: &PeopleContext<'_>,
    opening: SessionOpening,
    address: IpAddr,
) -> Result<SessionTokens, Refusal> {
    let tenant_code = opening.tenant_code;
    let source = match known_device(service, &tenant_code, &opening.device).await? {
        Some(device) => Source::Device(device),
        None => Source::Address(address),
    };
    let attempt = sign_in_guard::begin(service, &tenant_code, source).await?;
    let password = password_check::check(service, &tenant_code, &opening.password, attempt).await?;
    let mut transaction = service.store.write().await?;
    let attempt = password.attempt();
    if attempt.is_sms_required() {
        password.ensure_on_file(&mut transaction).await?;
        let subject = challenge_subject(&service.key, &tenant_code, opening.attempt.as_ref())
            .unwrap_or_else(|| service.key.derive_hash("sign-in", &[attempt.subject()]));
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
    let now = service.clock.seconds();
    let tokens = start(&mut transaction, &tenant_code, &opening.device, None, now).await?;
    transaction.commit().await?;
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
    Some(key.derive_hash("sign-in-attempt", &[tenant_code.as_str().as_bytes(), &attempt]))
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

/// Starts a session. A machine that showed no token of a known device gets one (S7). At a counter, the session
/// ends with the visit, and the machine becomes no device of the account (S21).
pub(crate) async fn start(
    connection: &mut Writing,
    tenant_code: &TenantCode,
    device: &DeviceIntroduction,
    visit: Option<&str>,
    now: i64,
) -> Result<SessionTokens, Refusal> {
    let id = BASE64_URL_SAFE_NO_PAD.encode(&random_bytes()?[..16]);
    if let Some(visit) = visit {
        let ends_at = now + VISIT_HOURS * HOUR;
        sessions::start(connection, &id, tenant_code, None, ends_at, now).await?;
        sessions::put_visit(connection, &id, visit).await?;
        return hand_out(connection, &id, make_token()?, None, ends_at, now).await;
    }
    let ends_at = now + SESSION_DAYS * DAY;
    let name = device.device_name.as_deref().map(device_name);
    sessions::start(connection, &id, tenant_code, name.as_deref(), ends_at, now).await?;
    let shown = device
        .device_token
        .as_ref()
        .map(|token| derive_token_hash(token.expose()));
    let known = match &shown {
        Some(shown) => devices::is_known(connection, shown, tenant_code, now).await?,
        None => false,
    };
    let mut tokens = hand_out(connection, &id, make_token()?, None, ends_at, now).await?;
    if !known {
        let token = make_token()?;
        let hash = derive_token_hash(token.expose());
        devices::put(connection, &hash, tenant_code, now + DEVICE_DAYS * DAY).await?;
        tokens.device_token = Some(token);
    }
    Ok(tokens)
}

/// Cleans a device name for storage: without control characters, of limited length.
fn device_name(given: &str) -> String {
    given
        .chars()
        .filter(|c| !c.is_control())
        .take(MAX_DEVICE_NAME_CHARACTERS)
        .collect()
}

/// Ends every session and every attempt of a tenant and deletes every device. This shuts out anyone who had the
/// old password or an earlier code (S8).
pub(crate) async fn revoke_all(
    connection: &mut Writing,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<(), Refusal> {
    sessions::end_all(connection, tenant_code, now).await?;
    open_attempts::end_all(connection, tenant_code, now).await?;
    devices::forget_all(connection, tenant_code).await
}

/// Trades a refresh token for the next pair. Ends the session when the token was spent.
pub(crate) async fn refresh(
    service: &PeopleContext<'_>,
    token: &WireSecret,
) -> Result<SessionTokens, Refusal> {
    let now = service.clock.seconds();
    let hash = derive_token_hash(token.expose());
    // Looked up first: an invented token, or that of an ended session, takes no write lock.
    refreshable(&mut service.store.read().await?, &hash, now).await?;
    let mut transaction = service.store.write().await?;
    let stored = refreshable(&mut transaction, &hash, now).await?;
    // Before its expiry: a thief may have kept the session alive for longer than this token.
    if stored.spent {
        sessions::end(&mut transaction, &stored.session, now).await?;
        transaction.commit().await?;
        service.trace(Event::SpentTokenShown, Who::Nobody);
        return Err(Refusal::SessionEnded);
    }
    if stored.expires_at <= now {
        return Err(Refusal::SessionEnded);
    }
    if let Some(predecessor) = &stored.predecessor {
        sessions::spend(&mut transaction, predecessor, now).await?;
    }
    let salt = match stored.successor_salt {
        Some(salt) => salt,
        None => random_bytes()?.to_vec(),
    };
    let expires_at = idle_end(stored.session_ends_at, now);
    sessions::put_successor(&mut transaction, &hash, &salt, expires_at).await?;
    let successor = successor(&service.key, token, &salt);
    let successor_hash = derive_token_hash(successor.expose());
    sessions::withdraw_others(&mut transaction, &hash, &successor_hash).await?;
    sessions::mark_seen(&mut transaction, &stored.session, now).await?;
    let tokens = hand_out(
        &mut transaction,
        &stored.session,
        successor,
        Some(&hash),
        stored.session_ends_at,
        now,
    )
    .await?;
    transaction.commit().await?;
    Ok(tokens)
}

/// Finds a refresh token of a session that has not ended.
async fn refreshable(reading: &mut Reading, token: &Hash, now: i64) -> Result<RefreshToken, Refusal> {
    let stored = sessions::refresh_token(reading, token).await?;
    stored
        .filter(|stored| !stored.session_ended && stored.session_ends_at > now)
        .ok_or(Refusal::SessionEnded)
}

/// The successor of a refresh token: the same one each time, unguessable without the token, and no longer derivable
/// by anyone once the salt is deleted.
fn successor(key: &ServiceKey, token: &WireSecret, salt: &[u8]) -> WireSecret {
    let parts = [token.expose().as_bytes(), salt];
    key.derive_text("refresh-token", &parts).into()
}

/// When a session ends that is not refreshed again.
fn idle_end(session_ends_at: i64, now: i64) -> i64 {
    (now + SESSION_IDLE_DAYS * DAY).min(session_ends_at)
}

/// Returns the session and the tenant of an access token. Its first use spends the predecessor of its refresh token;
/// when the database is busy, the next one does.
pub(crate) async fn authenticate(
    service: &PeopleContext<'_>,
    token: &str,
) -> Result<sessions::SignedIn, Refusal> {
    let now = service.clock.seconds();
    let signed_in =
        sessions::signed_in(&mut service.store.read().await?, &derive_token_hash(token), now).await?;
    if let Some(predecessor) = &signed_in.unspent_predecessor
        && let Some(mut writing) = service.store.write_unless_busy().await?
    {
        sessions::spend(&mut writing, predecessor, now).await?;
        writing.commit().await?;
    }
    Ok(signed_in)
}

/// Signs out.
pub(crate) async fn end(service: &PeopleContext<'_>, session: &str) -> Result<(), Refusal> {
    let mut writing = service.store.write().await?;
    sessions::end(&mut writing, session, service.clock.seconds()).await?;
    Ok(writing.commit().await?)
}

async fn hand_out(
    connection: &mut Writing,
    session: &str,
    refresh: WireSecret,
    predecessor: Option<&Hash>,
    session_ends_at: i64,
    now: i64,
) -> Result<SessionTokens, Refusal> {
    let access = make_token()?;
    let refresh_hash = derive_token_hash(refresh.expose());
    let refresh_expires_at = idle_end(session_ends_at, now);
    let access_expires_at = (now + ACCESS_MINUTES * MINUTE).min(session_ends_at);
    sessions::put_refresh_token(
        connection,
        &refresh_hash,
        session,
        predecessor,
        refresh_expires_at,
    )
    .await?;
    let access_hash = derive_token_hash(access.expose());
    sessions::put_access_token(
        connection,
        &access_hash,
        session,
        &refresh_hash,
        access_expires_at,
    )
    .await?;
    Ok(SessionTokens {
        access_token: access,
        access_expires_in: (access_expires_at - now).unsigned_abs(),
        refresh_token: refresh,
        refresh_expires_in: (refresh_expires_at - now).unsigned_abs(),
        device_token: None,
    })
}
