//! Security keys of staff (WebAuthn, S21): a second factor that works on no other service's page.

mod authenticator_data;
mod ceremony;
pub(crate) mod routes;
pub(crate) mod store;

use contract::{
    Base64Url, SecurityKey, SecurityKeyAdding, SecurityKeyAssertion, SecurityKeyChallenge,
    SecurityKeyCreation, SecurityKeys, StaffAction, StaffCode, StaffLogin,
};

use self::{
    authenticator_data::Algorithm,
    ceremony::{Made, RelyingParty, challenge_of},
    store::{NewSecurityKey, SecurityKeyRow},
};
use super::{
    failed_proof::journaled,
    journal::{self as staff_journal, Deed},
    staff_proof::{check_code, enrolled},
    staff_session::{StaffCaller, ensure_in_force},
};
use crate::{
    context::PeopleContext,
    figures::{MAX_SECURITY_KEY_CHALLENGES, MAX_SECURITY_KEYS, MINUTE, SECURITY_KEY_CHALLENGE_MINUTES},
    keys::{derive_token_hash, make_token, random_bytes},
    refusal::Refusal,
    store::{Writing, moment},
};

const CHALLENGE_SECONDS: i64 = SECURITY_KEY_CHALLENGE_MINUTES * MINUTE;

/// Makes a challenge for a second factor, on an enrolled device. It is the same for everybody, so that it tells nobody
/// who has a key.
pub(crate) async fn challenge(
    service: &PeopleContext<'_>,
    device: Option<&str>,
) -> Result<SecurityKeyChallenge, Refusal> {
    let device = enrolled(service, device).await?;
    put_challenge(service, &device, None).await
}

/// Makes a challenge to add a key of the caller's with.
pub(crate) async fn begin(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
) -> Result<SecurityKeyCreation, Refusal> {
    let member = &caller.member;
    let keys = store::of_login(&mut service.store.read().await?, &member.login).await?;
    ensure_room(&keys)?;
    let challenge = put_challenge(service, &caller.device, Some(&member.login)).await?;
    let user_id = service
        .key
        .derive_hash("security-key-user", &[member.login.as_str().as_bytes()]);
    Ok(SecurityKeyCreation {
        challenge,
        rp_name: service.landlord.product_name.clone(),
        user_id: user_id.to_vec().into(),
        user_name: member.login.as_str().to_owned(),
        user_display_name: member.name.clone(),
        algorithms: Algorithm::ALL.map(Algorithm::number).to_vec(),
        excluded: keys.into_iter().map(|key| key.credential_id.into()).collect(),
    })
}

/// Adds a key of the caller's, by another second factor.
pub(crate) async fn add(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    adding: &SecurityKeyAdding,
) -> Result<SecurityKey, Refusal> {
    let login = &caller.member.login;
    // Before it spends the code: a key that cannot be added costs none.
    let made = relying_party(service)
        .check_made(adding.client_data_json.bytes(), adding.attestation_object.bytes())
        .map_err(|flaw| Refusal::InvalidRequest(flaw.to_string()))?;
    prove(service, caller, &adding.code).await?;
    let Made {
        challenge,
        credential,
        counter,
    } = made;
    let id = make_token()?.expose().to_owned();
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    ensure_in_force(&mut transaction, caller, now).await?;
    let challenge = derive_token_hash(&challenge);
    if !store::spend_challenge(&mut transaction, &challenge, Some(login), now).await? {
        return Err(Refusal::SmsCodeExpired);
    }
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

/// Spends what a key signed as a second factor; false when it is wrong, was spent before, or has expired. The challenge
/// is spent in each case, once the transaction is committed.
pub(super) async fn spend(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    login: &StaffLogin,
    assertion: &SecurityKeyAssertion,
) -> Result<bool, Refusal> {
    let Some(challenge) = challenge_of(assertion.client_data_json.bytes()) else {
        return Ok(false);
    };
    let now = service.clock.seconds();
    if !store::spend_challenge(writing, &derive_token_hash(&challenge), None, now).await? {
        return Ok(false);
    }
    let Some(key) = store::of_credential(writing, login, assertion.credential_id.bytes()).await? else {
        return Ok(false);
    };
    match relying_party(service).check_signed(&key.public_key, assertion) {
        Ok(counter) => store::count(writing, &key.id, counter, now).await,
        Err(_) => Ok(false),
    }
}

fn relying_party(service: &PeopleContext<'_>) -> RelyingParty {
    RelyingParty::at(service.public_address)
}

fn ensure_room(keys: &[SecurityKeyRow]) -> Result<(), Refusal> {
    let room = keys.len() < MAX_SECURITY_KEYS;
    room.then_some(()).ok_or(Refusal::NotAllowed)
}

async fn put_challenge(
    service: &PeopleContext<'_>,
    device: &str,
    login: Option<&StaffLogin>,
) -> Result<SecurityKeyChallenge, Refusal> {
    let challenge = Base64Url::from(random_bytes()?.to_vec());
    // The client's data names it as text.
    let hash = derive_token_hash(&String::from(challenge.clone()));
    let expires_at = service.clock.seconds() + CHALLENGE_SECONDS;
    let mut writing = service.store.write().await?;
    store::put_challenge(
        &mut writing,
        &hash,
        (device, login),
        expires_at,
        MAX_SECURITY_KEY_CHALLENGES,
    )
    .await?;
    writing.commit().await?;
    Ok(SecurityKeyChallenge {
        challenge,
        rp_id: relying_party(service).id,
        expires_in: CHALLENGE_SECONDS.unsigned_abs(),
    })
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
