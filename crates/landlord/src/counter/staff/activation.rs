//! The activation of a staff account (S21): the administrator's code, a password, and a second factor that is made anew
//! each time it is shown. With the activation its code ends.

use contract::{
    LetterCode, Password, RecoveryCodes, SecondFactor, StaffAction, StaffActivation, StaffConfirmation,
    TypedPassword,
};

use super::store::{self as staff, Activation, StaffMember};
use crate::{
    context::PeopleContext,
    counter::{
        failed_proof::journaled,
        journal::{self as staff_journal, Deed, Doer},
        staff_proof::{
            ACTIVATION_CODE, ProofAttempt, RECOVERY_CODE, code_hash, code_maker, code_parts, enrolled,
        },
    },
    figures::{ACTIVATION_REPEAT_MINUTES, MINUTE, RECOVERY_CODES},
    identity::{letter, password_hash::Turn},
    keys::{Hash, random_bytes},
    operations::{event::Event, traces::Who},
    refusal::Refusal,
};

/// What the journal says that a failed proof was for.
const PROOF: &str = "activation";
/// What a request that may be sent again is hashed for.
const REPEAT: &str = "staff-activation-repeat";

/// Returns a new key for the telephone of a staff member. One that was shown before works no more, so who saw it has
/// nothing; the journal records each.
pub(crate) async fn begin(
    service: &PeopleContext<'_>,
    device: Option<&str>,
    activation: &StaffActivation,
) -> Result<SecondFactor, Refusal> {
    let device = enrolled(service, device).await?;
    let doer = doer(activation, &device);
    let begun = show_factor(service, doer, activation).await;
    journaled(service, doer, PROOF, begun).await
}

async fn show_factor(
    service: &PeopleContext<'_>,
    doer: Doer<'_>,
    activation: &StaffActivation,
) -> Result<SecondFactor, Refusal> {
    let Opened { member, code, .. } = open(service, doer.device, activation, None).await?;
    let code = code.ok_or(Refusal::LetterCodeWrong)?;
    let salt = random_bytes()?;
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    // The administrator may have issued another activation code meanwhile.
    if !staff::put_pending_salt(&mut transaction, (&member.login, &code), &salt).await? {
        return Err(Refusal::LetterCodeWrong);
    }
    let begun = (StaffAction::ActivationBegun, Deed::default());
    staff_journal::write(&mut transaction, &service.key, doer, begun, now).await?;
    transaction.commit().await?;
    let member = StaffMember {
        totp_salt: salt.to_vec(),
        ..member
    };
    code_maker(service, &member)?.to_learn(member.name.clone())
}

/// Activates an account with a password and the telephone that was shown its key, and returns its recovery codes. The
/// same request with the same `key` may be sent again for some minutes.
pub(crate) async fn activate(
    service: &PeopleContext<'_>,
    device: Option<&str>,
    key: Option<&str>,
    confirmation: &StaffConfirmation,
) -> Result<RecoveryCodes, Refusal> {
    let device = enrolled(service, device).await?;
    let doer = doer(&confirmation.activation, &device);
    let activated = put(service, doer, key, confirmation).await;
    journaled(service, doer, PROOF, activated).await
}

async fn put(
    service: &PeopleContext<'_>,
    doer: Doer<'_>,
    key: Option<&str>,
    confirmation: &StaffConfirmation,
) -> Result<RecoveryCodes, Refusal> {
    let opened = open(service, doer.device, &confirmation.activation, key).await?;
    let Opened { member, code, repeat } = opened;
    let Some(code) = code else {
        return answer_again(service, &member, key, confirmation).await;
    };
    // Without a salt, nobody was shown a key yet.
    let member = member.learning().ok_or(Refusal::LetterCodeWrong)?;
    let password = Password::choose_of_staff(confirmation.password.expose(), &member.login)?;
    let turn = Turn::Staff(member.login.as_str().as_bytes());
    let hash = service.passwords.hash(&password, turn).await?;
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    let step = code_maker(service, &member)?.step_of(&confirmation.code, now);
    let spent = match step {
        Some(step) => staff::spend_step(&mut transaction, &member.login, step).await?,
        None => false,
    };
    if !spent {
        service.trace(Event::StaffProofWrong, Who::Staff(&member.login));
        return Err(Refusal::SmsCodeWrong);
    }
    let codes = recovery_codes(service, &member, key)?;
    let hashes: Vec<Hash> = codes
        .iter()
        .map(|code| code_hash(service, RECOVERY_CODE, &member.login, code))
        .collect();
    let stored = Activation {
        login: &member.login,
        password_hash: &hash,
        recovery_codes: &hashes,
        repeat: repeat
            .as_ref()
            .map(|hash| (hash, now + ACTIVATION_REPEAT_MINUTES * MINUTE)),
    };
    // Hashing takes time: the administrator may have issued another activation code meanwhile, or somebody was shown
    // another key.
    if !staff::activate(&mut transaction, (&code, &member.totp_salt), &stored).await? {
        return Err(Refusal::LetterCodeWrong);
    }
    let activated = (StaffAction::Activated, Deed::default());
    staff_journal::write(&mut transaction, &service.key, doer, activated, now).await?;
    transaction.commit().await?;
    Ok(shown(&codes))
}

/// Answers a request that activated the account before, and writes nothing. The code of the telephone is spent, and may be
/// the next one, typed after the answer was lost; the password has to be the one that was chosen.
async fn answer_again(
    service: &PeopleContext<'_>,
    member: &StaffMember,
    key: Option<&str>,
    confirmation: &StaffConfirmation,
) -> Result<RecoveryCodes, Refusal> {
    let password = TypedPassword::from(confirmation.password.expose().to_owned());
    let turn = Turn::Staff(member.login.as_str().as_bytes());
    let chosen = member.password_hash.clone();
    if service.passwords.verify(&password, chosen, turn).await?.is_none() {
        return Err(Refusal::IdempotencyKeyReused);
    }
    // That takes time: somebody may have signed in meanwhile, or the administrator issued another activation code.
    let on_file = staff::find(&mut service.store.read().await?, &member.login).await?;
    let now = service.clock.seconds();
    let repeat = on_file.and_then(|on_file| on_file.repeat);
    let in_force = repeat.filter(|(_, until)| *until > now);
    if in_force.is_none() || in_force != member.repeat {
        return Err(Refusal::LetterCodeWrong);
    }
    Ok(shown(&recovery_codes(service, member, key)?))
}

fn shown(codes: &[LetterCode]) -> RecoveryCodes {
    RecoveryCodes {
        codes: codes.iter().map(|code| code.grouped().into()).collect(),
    }
}

fn doer<'a>(activation: &'a StaffActivation, device: &'a str) -> Doer<'a> {
    Doer {
        login: activation.login.as_str(),
        device,
    }
}

/// New recovery codes. For a request that may be sent again, they follow from it and the service's oldest key: its
/// answer is the same each time, also after a rotation (S26), and the database alone cannot tell them.
fn recovery_codes(
    service: &PeopleContext<'_>,
    member: &StaffMember,
    key: Option<&str>,
) -> Result<Vec<LetterCode>, Refusal> {
    let Some(key) = key else {
        let codes = (0..RECOVERY_CODES).map(|_| letter::make_code().map_err(Refusal::from));
        return codes.collect();
    };
    let login = member.login.as_str().as_bytes();
    let codes = (0..RECOVERY_CODES).map(|number| {
        let number = number.to_be_bytes();
        let parts: [&[u8]; 4] = [login, &member.totp_salt, key.as_bytes(), &number];
        let hash = service.key.derive_lasting("staff-recovery-codes", &parts);
        let mut entropy = [0; LetterCode::ENTROPY_BYTES];
        entropy.copy_from_slice(&hash[..LetterCode::ENTROPY_BYTES]);
        Ok(LetterCode::from_entropy(entropy))
    });
    codes.collect()
}

/// What an activation code opens.
struct Opened {
    member: StaffMember,
    /// Its hash, as stored. None when the request was sent before, and activated the account.
    code: Option<Hash>,
    /// Hash of the request, when it may be sent again.
    repeat: Option<Hash>,
}

/// Opens the account that an activation code belongs to. A wrong code counts against the login and the device.
async fn open(
    service: &PeopleContext<'_>,
    device: &str,
    activation: &StaffActivation,
    key: Option<&str>,
) -> Result<Opened, Refusal> {
    let StaffActivation {
        login,
        activation_code,
    } = activation;
    let attempt = ProofAttempt::begin(service, device, login).await?;
    let now = service.clock.seconds();
    let member = staff::find(&mut service.store.read().await?, login).await?;
    let in_force = |stored: Option<(Vec<u8>, i64)>| {
        let stored = stored.filter(|(_, expires_at)| *expires_at > now);
        stored.map(|(hash, _)| hash)
    };
    let expected = in_force(member.as_ref().and_then(|member| member.activation.clone()));
    let answered = in_force(member.as_ref().and_then(|member| member.repeat.clone()));
    // Without an activation code in force, compares with random bytes all the same.
    let (expected, answered) = match (expected, answered) {
        (Some(expected), Some(answered)) => (expected, answered),
        (Some(expected), None) => (expected, random_bytes()?.to_vec()),
        (None, Some(answered)) => (random_bytes()?.to_vec(), answered),
        (None, None) => (random_bytes()?.to_vec(), random_bytes()?.to_vec()),
    };
    let parts = code_parts(login, activation_code);
    let code = service.key.matching(ACTIVATION_CODE, &parts, &expected);
    // Of the code itself: its hash is another one after a rotation.
    let [owner, typed] = parts;
    let request = key.map(|key| [owner, typed, key.as_bytes()]);
    let again = request.and_then(|request| service.key.matching(REPEAT, &request, &answered));
    match member {
        Some(member) if code.is_some() || again.is_some() => {
            attempt.take_back(service).await?;
            let repeat = request.map(|request| service.key.derive_hash(REPEAT, &request));
            Ok(Opened { member, code, repeat })
        }
        _ => {
            service.trace(Event::StaffProofWrong, Who::Staff(login));
            Err(Refusal::LetterCodeWrong)
        }
    }
}
