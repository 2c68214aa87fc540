//! An attempt to ask a security key (S21). The counter's window begins it. A page of this service asks the key, in a
//! browser, with a token that only hands in what the key answered. The window uses the answer, on the device that began
//! it.

pub(crate) mod store;

use contract::{
    Base64Url, SecurityKeyAnswer, SecurityKeyAttempt, SecurityKeyAttemptState, SecurityKeyCreation,
    SecurityKeyDeed, SecurityKeyPage, SecurityKeyProof, SecurityKeyRequest, StaffLogin, WireSecret,
};

use self::store::{self as attempts, NewAttempt, Waiting};
use super::{
    authenticator_data::{Algorithm, NewCredential},
    ceremony::{RelyingParty, challenge_of},
    ensure_room, store as keys,
};
use crate::{
    context::PeopleContext,
    counter::{staff::store as staff, staff_proof::enrolled, staff_session::StaffCaller},
    figures::{MAX_SECURITY_KEY_ATTEMPTS, MINUTE, SECURITY_KEY_ATTEMPT_MINUTES},
    keys::{derive_token_hash, make_token, random_bytes},
    refusal::Refusal,
    store::{Reading, Writing},
};

const ATTEMPT_SECONDS: i64 = SECURITY_KEY_ATTEMPT_MINUTES * MINUTE;
/// Two digits, the first of which is no zero.
const NUMBERS: std::ops::Range<i64> = 10..100;

/// Begins an attempt for a second factor, on an enrolled device. It is the same for everybody, so that it tells nobody
/// who has a key.
pub(crate) async fn begin(
    service: &PeopleContext<'_>,
    device: Option<&str>,
) -> Result<SecurityKeyAttempt, Refusal> {
    let device = enrolled(service, device).await?;
    put(service, &device, None).await
}

/// Begins an attempt to add a key of the caller's.
pub(crate) async fn begin_adding(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
) -> Result<SecurityKeyAttempt, Refusal> {
    let login = &caller.member.login;
    ensure_room(&keys::of_login(&mut service.store.read().await?, login).await?)?;
    put(service, &caller.device, Some(login)).await
}

async fn put(
    service: &PeopleContext<'_>,
    device: &str,
    login: Option<&StaffLogin>,
) -> Result<SecurityKeyAttempt, Refusal> {
    let (attempt, page_token) = (make_token()?, make_token()?);
    let challenge = String::from(Base64Url::from(random_bytes()?.to_vec()));
    let number = make_number()?;
    let new = NewAttempt {
        attempt: &derive_token_hash(attempt.expose()),
        page: &derive_token_hash(page_token.expose()),
        challenge: &challenge,
        number,
        device,
        login,
        expires_at: service.clock.seconds() + ATTEMPT_SECONDS,
    };
    let mut writing = service.store.write().await?;
    attempts::put(&mut writing, &new, MAX_SECURITY_KEY_ATTEMPTS).await?;
    writing.commit().await?;
    Ok(SecurityKeyAttempt {
        attempt,
        page_token,
        number: number.to_string(),
        expires_in: ATTEMPT_SECONDS.unsigned_abs(),
    })
}

/// Makes the number that staff compare. It protects nothing by being unknown: it differs from that of another window.
fn make_number() -> Result<i64, Refusal> {
    let [first, second, ..] = random_bytes()?;
    let numbers = NUMBERS.end - NUMBERS.start;
    Ok(NUMBERS.start + i64::from(u16::from_be_bytes([first, second])) % numbers)
}

/// Returns what a page asks its key for.
pub(crate) async fn request(
    service: &PeopleContext<'_>,
    page: &SecurityKeyPage,
) -> Result<SecurityKeyRequest, Refusal> {
    let now = service.clock.seconds();
    let mut reading = service.store.read().await?;
    let waiting = waiting(&mut reading, &page.token, now).await?;
    let creation = match &waiting.login {
        Some(login) => Some(creation(service, &mut reading, login).await?),
        None => None,
    };
    let stored = |_| Refusal::Stored("the challenge of a security key".to_owned());
    Ok(SecurityKeyRequest {
        challenge: Base64Url::try_from(waiting.challenge).map_err(stored)?,
        rp_id: RelyingParty::at(service.public_address).id,
        expires_in: (waiting.expires_at - now).unsigned_abs(),
        number: waiting.number.to_string(),
        device: waiting.device,
        creation,
    })
}

async fn creation(
    service: &PeopleContext<'_>,
    reading: &mut Reading,
    login: &StaffLogin,
) -> Result<SecurityKeyCreation, Refusal> {
    let member = staff::find(reading, login).await?.ok_or(Refusal::NotFound)?;
    let on_file = keys::of_login(reading, login).await?;
    let user_id = service
        .key
        .derive_hash("security-key-user", &[login.as_str().as_bytes()]);
    Ok(SecurityKeyCreation {
        rp_name: service.landlord.product_name.clone(),
        user_id: user_id.to_vec().into(),
        user_name: login.as_str().to_owned(),
        user_display_name: member.name,
        algorithms: Algorithm::ALL.map(Algorithm::number).to_vec(),
        excluded: on_file.into_iter().map(|key| key.credential_id.into()).collect(),
    })
}

/// Takes what a key answered on a page, once. What does not hold is refused and spends nothing: whoever saw the page's
/// address cannot end the attempt.
pub(crate) async fn answer(service: &PeopleContext<'_>, answer: &SecurityKeyAnswer) -> Result<(), Refusal> {
    let now = service.clock.seconds();
    let page = derive_token_hash(answer.token.expose());
    let mut reading = service.store.read().await?;
    let waiting = waiting(&mut reading, &answer.token, now).await?;
    let party = RelyingParty::at(service.public_address);
    let stored = match (&waiting.login, &answer.answer) {
        (None, SecurityKeyDeed::Signed(signed)) => {
            // The page does not learn whether such a key is on file.
            let wrong = || Refusal::InvalidRequest("no key of staff signed this".to_owned());
            if challenge_of(signed.client_data_json.bytes()).as_ref() != Some(&waiting.challenge) {
                return Err(wrong());
            }
            let key = keys::of_credential(&mut reading, signed.credential_id.bytes()).await?;
            let key = key.ok_or_else(wrong)?;
            let counter = party.check_signed(&key.public_key, signed).map_err(|_| wrong())?;
            drop(reading);
            let mut writing = service.store.write().await?;
            let stored = attempts::put_signed(&mut writing, &page, (&key.id, counter), now).await?;
            writing.commit().await?;
            stored
        }
        (Some(_), SecurityKeyDeed::Made(made)) => {
            let made = party
                .check_made(made.client_data_json.bytes(), made.attestation_object.bytes())
                .map_err(|flaw| Refusal::InvalidRequest(flaw.to_string()))?;
            if made.challenge != waiting.challenge {
                return Err(Refusal::InvalidRequest("another challenge".to_owned()));
            }
            drop(reading);
            let mut writing = service.store.write().await?;
            let made = (&made.credential, made.counter);
            let stored = attempts::put_made(&mut writing, &page, made, now).await?;
            writing.commit().await?;
            stored
        }
        (None, SecurityKeyDeed::Made(_)) | (Some(_), SecurityKeyDeed::Signed(_)) => {
            return Err(Refusal::InvalidRequest("for another purpose".to_owned()));
        }
    };
    stored.then_some(()).ok_or(Refusal::NotFound)
}

async fn waiting(reading: &mut Reading, token: &WireSecret, now: i64) -> Result<Waiting, Refusal> {
    let page = derive_token_hash(token.expose());
    let waiting = attempts::waiting(reading, &page, now).await?;
    waiting.ok_or(Refusal::NotFound)
}

/// Tells the device that began an attempt whether its key has answered.
pub(crate) async fn state(
    service: &PeopleContext<'_>,
    device: Option<&str>,
    proof: &SecurityKeyProof,
) -> Result<SecurityKeyAttemptState, Refusal> {
    let device = enrolled(service, device).await?;
    let answered = is_answered(service, &device, &proof.attempt).await?;
    Ok(SecurityKeyAttemptState { answered })
}

/// Whether the key of an attempt has answered.
///
/// # Errors
/// [`Refusal::NotFound`] when this device has no such attempt.
pub(super) async fn is_answered(
    service: &PeopleContext<'_>,
    device: &str,
    attempt: &WireSecret,
) -> Result<bool, Refusal> {
    let now = service.clock.seconds();
    let attempt = derive_token_hash(attempt.expose());
    let mut reading = service.store.read().await?;
    let answered = attempts::is_answered(&mut reading, &attempt, device, now).await?;
    answered.ok_or(Refusal::NotFound)
}

/// Spends an attempt in which a key on file signed, and returns its id and counter.
pub(super) async fn spend_signed(
    writing: &mut Writing,
    device: &str,
    attempt: &WireSecret,
    now: i64,
) -> Result<Option<(String, i64)>, Refusal> {
    attempts::spend_signed(writing, &derive_token_hash(attempt.expose()), device, now).await
}

/// Spends an attempt of the caller's in which a key made a credential, and returns it with its counter.
pub(super) async fn spend_made(
    writing: &mut Writing,
    caller: &StaffCaller,
    attempt: &WireSecret,
    now: i64,
) -> Result<(NewCredential, i64), Refusal> {
    let attempt = derive_token_hash(attempt.expose());
    let who = (caller.device.as_str(), &caller.member.login);
    let made = attempts::spend_made(writing, &attempt, who, now).await?;
    made.ok_or(Refusal::NotFound)
}
