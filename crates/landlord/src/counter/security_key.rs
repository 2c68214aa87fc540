//! Security keys of staff (WebAuthn, S21): a second factor that works on no other service's page.

pub(crate) mod attempt;
mod authenticator_data;
mod ceremony;
pub(crate) mod page;
pub(crate) mod routes;
pub(crate) mod store;

use contract::{
    SecurityKey, SecurityKeyAdding, SecurityKeyProof, SecurityKeys, StaffAction, StaffCode, StaffLogin,
};

use self::store::{NewSecurityKey, SecurityKeyRow};
use super::{
    failed_proof::journaled,
    journal::{self as staff_journal, Deed},
    staff_proof::check_code,
    staff_session::{StaffCaller, ensure_in_force},
};
use crate::{
    context::PeopleContext,
    figures::MAX_SECURITY_KEYS,
    keys::make_token,
    refusal::Refusal,
    store::{Writing, moment},
};

/// Adds a key of the caller's, which has answered in an attempt, by another second factor.
pub(crate) async fn add(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    adding: &SecurityKeyAdding,
) -> Result<SecurityKey, Refusal> {
    let login = &caller.member.login;
    // Before it spends the code: an attempt that has expired costs none.
    if !attempt::is_answered(service, &caller.device, &adding.attempt).await? {
        return Err(Refusal::NotFound);
    }
    prove(service, caller, &adding.code).await?;
    let id = make_token()?.expose().to_owned();
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    ensure_in_force(&mut transaction, caller, now).await?;
    let (credential, counter) = attempt::spend_made(&mut transaction, caller, &adding.attempt, now).await?;
    ensure_room(&store::of_login(&mut transaction, login).await?)?;
    let key = NewSecurityKey {
        id: &id,
        login,
        name: &adding.name,
        credential_id: &credential.id,
        public_key: &credential.public_key,
        counter,
    };
    if !store::add(&mut transaction, &key, now).await? {
        return Err(Refusal::Taken);
    }
    journal(
        service,
        &mut transaction,
        caller,
        (StaffAction::SecurityKeyAdded, id.as_str()),
        now,
    )
    .await?;
    transaction.commit().await?;
    Ok(SecurityKey {
        id,
        name: adding.name.clone(),
        added_at: moment(now)?,
        used_at: None,
    })
}

/// The caller's keys.
pub(crate) async fn list(service: &PeopleContext<'_>, caller: &StaffCaller) -> Result<SecurityKeys, Refusal> {
    let keys = store::of_login(&mut service.store.read().await?, &caller.member.login).await?;
    let keys = keys.into_iter().map(|key| {
        Ok(SecurityKey {
            id: key.id,
            name: key.name,
            added_at: moment(key.added_at)?,
            used_at: key.used_at.map(moment).transpose()?,
        })
    });
    Ok(SecurityKeys {
        keys: keys.collect::<Result<_, Refusal>>()?,
    })
}

/// Removes a key of the caller's, by a second factor.
pub(crate) async fn remove(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    id: &str,
    code: &StaffCode,
) -> Result<(), Refusal> {
    prove(service, caller, code).await?;
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    ensure_in_force(&mut transaction, caller, now).await?;
    if !store::remove(&mut transaction, &caller.member.login, id).await? {
        return Err(Refusal::NotFound);
    }
    journal(
        service,
        &mut transaction,
        caller,
        (StaffAction::SecurityKeyRemoved, id),
        now,
    )
    .await?;
    Ok(transaction.commit().await?)
}

/// Spends the attempt in which a key signed as a second factor, on the device that began it; false when it was spent
/// before, has expired, or when the key is not this staff member's or counts less than before. The attempt is spent in
/// each case, once the transaction is committed.
pub(super) async fn spend(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    (login, device): (&StaffLogin, &str),
    proof: &SecurityKeyProof,
) -> Result<bool, Refusal> {
    let now = service.clock.seconds();
    let Some((key, counter)) = attempt::spend_signed(writing, device, &proof.attempt, now).await? else {
        return Ok(false);
    };
    store::count(writing, (login, &key), counter, now).await
}

fn ensure_room(keys: &[SecurityKeyRow]) -> Result<(), Refusal> {
    let room = keys.len() < MAX_SECURITY_KEYS;
    room.then_some(()).ok_or(Refusal::NotAllowed)
}

/// Takes the caller's second factor.
async fn prove(service: &PeopleContext<'_>, caller: &StaffCaller, code: &StaffCode) -> Result<(), Refusal> {
    let proved = check_code(service, caller, code).await;
    journaled(service, caller.doer(), "securityKey", proved).await
}

/// Records what the caller did with a key, by its id: its name is a text of theirs.
async fn journal(
    service: &PeopleContext<'_>,
    transaction: &mut Writing,
    caller: &StaffCaller,
    (action, id): (StaffAction, &str),
    now: i64,
) -> Result<(), Refusal> {
    let deed = Deed {
        detail: Some(id),
        ..Deed::default()
    };
    staff_journal::write(transaction, &service.key, caller.doer(), (action, deed), now).await
}
