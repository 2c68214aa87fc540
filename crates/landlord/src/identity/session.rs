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

mod opening;
mod refreshing;
pub(crate) mod routes;
pub(crate) mod store;

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{DeviceIntroduction, SessionTokens, TenantCode, WireSecret};

use self::store as sessions;
pub(crate) use self::{
    opening::open,
    refreshing::{authenticate, refresh},
};
use super::{closure, device::store as devices, open_attempts, recovery_hold::store as holds};
use crate::{
    context::PeopleContext,
    counter::visit::log as visit_log,
    figures::{
        ACCESS_MINUTES, DAY, DEVICE_DAYS, MAX_DEVICES_PER_TENANT, MAX_SESSIONS_PER_TENANT, MINUTE,
        SESSION_DAYS, SESSION_IDLE_DAYS,
    },
    keys::{Hash, derive_token_hash, make_token, random_bytes},
    refusal::Refusal,
    shown_text::is_unseen,
    store::Writing,
};

const MAX_DEVICE_NAME_CHARACTERS: usize = 60;

/// Starts a session. A machine that showed no token of a known device gets one (S7). At a counter, the session
/// ends with the visit, and the machine becomes no device of the account (S21).
///
/// # Errors
/// [`Refusal::AccountClosed`]: whatever let the tenant in, no session of a closed account starts (S25).
pub(crate) async fn start(
    connection: &mut Writing,
    tenant_code: &TenantCode,
    device: &DeviceIntroduction,
    visit: Option<&str>,
    now: i64,
) -> Result<SessionTokens, Refusal> {
    closure::ensure_open(connection, tenant_code).await?;
    let id = BASE64_URL_SAFE_NO_PAD.encode(&random_bytes()?[..16]);
    if let Some(visit) = visit {
        let ends_at = visit_log::ensure_under_way(connection, visit, now).await?;
        sessions::start(connection, &id, tenant_code, None, ends_at, now).await?;
        sessions::put_visit(connection, &id, visit).await?;
        return hand_out(connection, &id, make_token()?, None, ends_at, now).await;
    }
    let ends_at = now + SESSION_DAYS * DAY;
    let name = device.device_name.as_deref().and_then(device_name);
    sessions::start(connection, &id, tenant_code, name.as_deref(), ends_at, now).await?;
    sessions::end_oldest(connection, tenant_code, MAX_SESSIONS_PER_TENANT, now).await?;
    let device_token = know_device(connection, (id.as_str(), tenant_code), device, now).await?;
    let tokens = hand_out(connection, &id, make_token()?, None, ends_at, now).await?;
    Ok(SessionTokens {
        device_token,
        ..tokens
    })
}

/// Stores on which known device a session is. Returns the token of a device that was not known before.
async fn know_device(
    connection: &mut Writing,
    (session, tenant_code): (&str, &TenantCode),
    device: &DeviceIntroduction,
    now: i64,
) -> Result<Option<WireSecret>, Refusal> {
    if let Some(shown) = &device.device_token {
        let shown = derive_token_hash(shown.expose());
        if devices::is_known(connection, &shown, tenant_code, now).await? {
            devices::put_session(connection, session, &shown).await?;
            return Ok(None);
        }
    }
    let token = make_token()?;
    let hash = derive_token_hash(token.expose());
    devices::put(connection, &hash, tenant_code, now + DEVICE_DAYS * DAY).await?;
    devices::forget_oldest(connection, tenant_code, MAX_DEVICES_PER_TENANT).await?;
    devices::put_session(connection, session, &hash).await?;
    Ok(Some(token))
}

/// Cleans a device name for storage: of limited length, and without what is not seen, which would change how the list
/// around it reads.
fn device_name(given: &str) -> Option<String> {
    let visible = given.chars().filter(|sign| !is_unseen(*sign));
    let name: String = visible.take(MAX_DEVICE_NAME_CHARACTERS).collect();
    (!name.trim().is_empty()).then_some(name)
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
    holds::withdraw_all(connection, tenant_code).await?;
    devices::forget_all(connection, tenant_code).await
}

/// When a session ends that is not refreshed again.
fn idle_end(session_ends_at: i64, now: i64) -> i64 {
    (now + SESSION_IDLE_DAYS * DAY).min(session_ends_at)
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
