//! The tokens of a session in force: the next pair of them, and whose session it is.

use contract::{SessionTokens, WireSecret};

use super::{
    hand_out, idle_end,
    store::{self as sessions, RefreshToken},
};
use crate::{
    context::PeopleContext,
    keys::{Hash, ServiceKey, derive_token_hash, random_bytes},
    operations::{event::Event, traces::Who},
    quota,
    refusal::Refusal,
    store::Reading,
};

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
    // After the question whether it was spent: a full quota must not hide a theft.
    let subject = service
        .key
        .derive_lasting("session-refreshes", &[stored.session.as_bytes()]);
    quota::REFRESHES_PER_SESSION
        .consume(&mut transaction, &subject, now)
        .await?;
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

/// The successor of a refresh token: the same one each time, also after a rotation of the key (S26), unguessable without
/// the token, and no longer derivable by anyone once the salt is deleted.
fn successor(key: &ServiceKey, token: &WireSecret, salt: &[u8]) -> WireSecret {
    let parts = [token.expose().as_bytes(), salt];
    key.derive_lasting_text("refresh-token", &parts).into()
}

/// Returns the session and the tenant of an access token. Its first use spends the predecessor of its refresh token;
/// when the database is busy or takes nothing, the next one does.
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
        let spent = async {
            sessions::spend(&mut writing, predecessor, now).await?;
            Ok::<_, Refusal>(writing.commit().await?)
        };
        service.in_passing(spent.await)?;
    }
    Ok(signed_in)
}
