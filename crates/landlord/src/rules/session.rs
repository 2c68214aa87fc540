//! Sessions (S9): opaque tokens, refresh by rotation, a family revoked when a spent token comes back.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use contract::{SessionOpening, SessionTokens, TenantCode, WireSecret};
use sqlx::SqliteConnection;

use super::password_hash::Verdict;
use crate::{
    keys::{Hash, derive_token_hash, make_token, random_bytes},
    refusal::Refusal,
    service::Service,
    store::{BEGIN_WRITING, accounts, sessions},
};

const ACCESS_SECONDS: i64 = 10 * 60;
const REFRESH_IDLE_SECONDS: i64 = 14 * 24 * 3_600;
const SESSION_SECONDS: i64 = 30 * 24 * 3_600;
/// How long the predecessor still works after a successor was handed out and not yet used: a lost
/// answer must not sign the tenant out.
const LOST_ANSWER_SECONDS: i64 = 60;

/// Signs in.
pub(crate) async fn open(service: &Service, opening: SessionOpening) -> Result<SessionTokens, Refusal> {
    let code = opening.tenant_code;
    let stored = accounts::password_hash(&service.pool, &code).await?;
    let password = opening.password.expose().to_owned().into();
    match service.passwords.verify(password, stored).await? {
        Verdict::Wrong => return Err(Refusal::CredentialsWrong),
        Verdict::Right => {}
        Verdict::RightRehashed(hash) => accounts::rehash(&service.pool, &code, &hash).await?,
    }
    let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
    let tokens = start(&mut transaction, &code, service.clock.seconds()).await?;
    transaction.commit().await?;
    Ok(tokens)
}

/// Starts a session.
pub(crate) async fn start(
    connection: &mut SqliteConnection,
    code: &TenantCode,
    now: i64,
) -> Result<SessionTokens, Refusal> {
    let id = BASE64_URL_SAFE_NO_PAD.encode(&random_bytes()?[..16]);
    let ends_at = now + SESSION_SECONDS;
    sessions::start(connection, &id, code, ends_at, now).await?;
    hand_out(connection, &id, None, ends_at, now).await
}

/// Trades a refresh token for the next pair.
pub(crate) async fn refresh(service: &Service, token: &WireSecret) -> Result<SessionTokens, Refusal> {
    let now = service.clock.seconds();
    let hash = derive_token_hash(token.expose());
    let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
    let Some(stored) = sessions::refresh_token(&mut transaction, &hash).await? else {
        return Err(Refusal::SessionEnded);
    };
    if stored.session_ended || stored.session_ends_at <= now || stored.expires_at <= now {
        return Err(Refusal::SessionEnded);
    }
    let late = stored
        .succeeded_at
        .is_some_and(|at| now - at > LOST_ANSWER_SECONDS);
    if stored.spent || late {
        sessions::end(&mut transaction, &stored.session, now).await?;
        transaction.commit().await?;
        tracing::warn!("a spent refresh token was used again: the session is revoked");
        return Err(Refusal::SessionEnded);
    }
    if let Some(predecessor) = &stored.predecessor {
        sessions::spend(&mut transaction, predecessor, now).await?;
    }
    sessions::mark_succeeded(&mut transaction, &hash, now).await?;
    let tokens = hand_out(
        &mut transaction,
        &stored.session,
        Some(&hash),
        stored.session_ends_at,
        now,
    )
    .await?;
    transaction.commit().await?;
    Ok(tokens)
}

/// Who a bearer of an access token is.
pub(crate) async fn authenticate(service: &Service, token: &str) -> Result<sessions::SignedIn, Refusal> {
    let now = service.clock.seconds();
    let signed_in = sessions::signed_in(&service.pool, &derive_token_hash(token), now).await?;
    if let Some(predecessor) = &signed_in.unspent_predecessor {
        let mut connection = service.pool.acquire().await?;
        sessions::spend(&mut connection, predecessor, now).await?;
    }
    Ok(signed_in)
}

/// Signs out.
pub(crate) async fn end(service: &Service, session: &str) -> Result<(), Refusal> {
    let mut connection = service.pool.acquire().await?;
    sessions::end(&mut connection, session, service.clock.seconds()).await
}

async fn hand_out(
    connection: &mut SqliteConnection,
    session: &str,
    predecessor: Option<&Hash>,
    session_ends_at: i64,
    now: i64,
) -> Result<SessionTokens, Refusal> {
    let (access, refresh) = (make_token()?, make_token()?);
    let refresh_hash = derive_token_hash(refresh.expose());
    let refresh_expires_at = (now + REFRESH_IDLE_SECONDS).min(session_ends_at);
    let access_expires_at = (now + ACCESS_SECONDS).min(session_ends_at);
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
    })
}
