//! Staff accounts and their activation, and enrolled devices (S21).

pub(crate) mod store;

use std::fmt;

use contract::{
    LetterCode, Password, RecoveryCodes, SecondFactor, StaffAction, StaffActivation, StaffConfirmation,
    StaffLogin, StaffRole, WireSecret,
};

use self::store::{self as staff, StaffMember};
use super::{
    journal::{self as staff_journal, Deed, Doer, NO_DEVICE, OperatorAction},
    security_key::store as security_keys,
    staff_proof::{
        ACTIVATION_CODE, ProofAttempt, RECOVERY_CODE, code_hash, code_maker, code_parts, enrolled,
    },
};
use crate::operator_words::say;
use crate::{
    context::PeopleContext,
    figures::{DAY, RECOVERY_CODES, STAFF_ACTIVATION_DAYS},
    identity::{letter, password_hash::Turn},
    keys::{Hash, derive_token_hash, make_token, random_bytes},
    operations::{event::Event, operator::Operator, traces::Who},
    refusal::Refusal,
    store::Writing,
};

/// A staff member, as `landlord staff list` prints it.
pub struct StaffOnList {
    /// The name they sign in with.
    pub login: StaffLogin,
    /// Full name: « Claire MARTIN ».
    pub name: String,
    /// Decides what they may do.
    pub role: StaffRole,
    /// Name of their agency: « Agence de Lens ».
    pub agency: String,
    /// Whether the account was activated.
    pub active: bool,
}

impl fmt::Display for StaffOnList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let role = match self.role {
            StaffRole::AgencyManager => "staff-manager",
            StaffRole::Helper | StaffRole::Unknown => "staff-helper",
        };
        let state = if self.active {
            "staff-active"
        } else {
            "staff-to-activate"
        };
        let (role, state) = (say(role, []), say(state, []));
        let Self {
            login, name, agency, ..
        } = self;
        write!(f, "{}  {name}  {agency}  {role}  {state}", login.as_str())
    }
}

/// Adds a staff member and returns the activation code, which the administrator hands over. Returns
/// [`Refusal::Taken`] when the login is or was in use. Without an operator, the journal has no entry: for the
/// demonstration.
pub(crate) async fn add(
    service: &PeopleContext<'_>,
    login: &StaffLogin,
    who: (&str, StaffRole, &str),
    operator: Option<&Operator>,
) -> Result<LetterCode, Refusal> {
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    if !staff::add(&mut transaction, login, who, now).await? {
        return Err(Refusal::Taken);
    }
    let code = put_activation(service, &mut transaction, login).await?;
    if let Some(operator) = operator {
        let deed = (OperatorAction::StaffAdded, of_account(login));
        staff_journal::write_of_operator(&mut transaction, service, operator, deed).await?;
    }
    transaction.commit().await?;
    Ok(code)
}

/// What an operator's deed was about: an account of staff.
pub(crate) fn of_account(login: &StaffLogin) -> Deed<'_> {
    Deed {
        detail: Some(login.as_str()),
        ..Deed::default()
    }
}

/// Returns a new activation code. The old password, second factors and sessions stop working.
pub(crate) async fn begin_anew(
    service: &PeopleContext<'_>,
    login: &StaffLogin,
    operator: &Operator,
) -> Result<LetterCode, Refusal> {
    let mut transaction = service.store.write().await?;
    staff::find(&mut transaction, login)
        .await?
        .ok_or(Refusal::NotFound)?;
    let code = put_activation(service, &mut transaction, login).await?;
    let deed = (OperatorAction::StaffReset, of_account(login));
    staff_journal::write_of_operator(&mut transaction, service, operator, deed).await?;
    transaction.commit().await?;
    Ok(code)
}

async fn put_activation(
    service: &PeopleContext<'_>,
    connection: &mut Writing,
    login: &StaffLogin,
) -> Result<LetterCode, Refusal> {
    let code = letter::make_code()?;
    let (hash, salt) = (code_hash(service, ACTIVATION_CODE, login, &code), random_bytes()?);
    let expires_at = service.clock.seconds() + STAFF_ACTIVATION_DAYS * DAY;
    staff::await_activation(connection, login, (&hash, &salt), expires_at).await?;
    security_keys::remove_all(connection, login).await?;
    Ok(code)
}

/// Activates an account on behalf of its owner: for the demonstration only.
pub(crate) async fn make_ready(
    service: &PeopleContext<'_>,
    login: &StaffLogin,
    who: (&str, StaffRole, &str),
    password: &str,
) -> Result<(), Refusal> {
    add(service, login, who, None).await?;
    let password = Password::choose_of_staff(password, login)?;
    let turn = Turn::Staff(login.as_str().as_bytes());
    let hash = service.passwords.hash(&password, turn).await?;
    // Recovery codes that are never shown: the demonstration has no telephone to lose.
    let codes = [random_bytes()?, random_bytes()?, random_bytes()?];
    let mut writing = service.store.write().await?;
    let member = staff::find(&mut writing, login).await?;
    let (activation, _) = member
        .and_then(|member| member.activation)
        .ok_or(Refusal::NotFound)?;
    if !staff::activate(&mut writing, (login, &activation), &hash, &codes).await? {
        return Err(Refusal::NotFound);
    }
    Ok(writing.commit().await?)
}

/// Enrols a device with a given token: for the demonstration only.
pub(crate) async fn enrol_known_device(
    service: &PeopleContext<'_>,
    name: &str,
    token: &str,
) -> Result<(), Refusal> {
    let mut writing = service.store.write().await?;
    let now = service.clock.seconds();
    staff::enrol_device(&mut writing, name, &derive_token_hash(token), now).await?;
    Ok(writing.commit().await?)
}

/// Returns the key that a new staff member's telephone needs.
pub(crate) async fn begin_activation(
    service: &PeopleContext<'_>,
    device: Option<&str>,
    activation: &StaffActivation,
) -> Result<SecondFactor, Refusal> {
    let device = enrolled(service, device).await?;
    let (member, _) = to_activate(service, &device, activation).await?;
    code_maker(service, &member)?.to_learn(member.name)
}

/// Activates an account with a password and a telephone, and returns its recovery codes.
pub(crate) async fn activate(
    service: &PeopleContext<'_>,
    device: Option<&str>,
    confirmation: StaffConfirmation,
) -> Result<RecoveryCodes, Refusal> {
    let device = enrolled(service, device).await?;
    let (member, activation) = to_activate(service, &device, &confirmation.activation).await?;
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
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    let mut hashes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let code = letter::make_code()?;
        hashes.push(code_hash(service, RECOVERY_CODE, &member.login, &code));
        codes.push(code.grouped().into());
    }
    // Hashing takes time: the administrator may have issued another activation code meanwhile.
    if !staff::activate(&mut transaction, (&member.login, &activation), &hash, &hashes).await? {
        return Err(Refusal::LetterCodeWrong);
    }
    let doer = Doer {
        login: member.login.as_str(),
        device: &device,
    };
    let deed = (StaffAction::Activated, Deed::default());
    staff_journal::write(&mut transaction, &service.key, doer, deed, now).await?;
    transaction.commit().await?;
    Ok(RecoveryCodes { codes })
}

/// Returns the staff member that an activation code belongs to, and the code's hash. A wrong code counts against
/// the login and the device.
async fn to_activate(
    service: &PeopleContext<'_>,
    device: &str,
    activation: &StaffActivation,
) -> Result<(StaffMember, Hash), Refusal> {
    let attempt = ProofAttempt::begin(service, device, &activation.login).await?;
    let now = service.clock.seconds();
    let member = staff::find(&mut service.store.read().await?, &activation.login).await?;
    let expected = member
        .as_ref()
        .and_then(|member| member.activation.clone())
        .filter(|(_, expires_at)| *expires_at > now)
        .map(|(hash, _)| hash);
    // Without an activation code in force, compares with random bytes all the same.
    let expected = match expected {
        Some(hash) => hash,
        None => random_bytes()?.to_vec(),
    };
    let parts = code_parts(&activation.login, &activation.activation_code);
    let right = service.key.matching(ACTIVATION_CODE, &parts, &expected);
    match (member, right) {
        (Some(member), Some(right)) => {
            attempt.take_back(service).await?;
            Ok((member, right))
        }
        _ => {
            service.trace(Event::StaffProofWrong, Who::Staff(&activation.login));
            Err(Refusal::LetterCodeWrong)
        }
    }
}

/// Enrols a device and returns its token, which is shown once.
pub(crate) async fn enrol_device(
    service: &PeopleContext<'_>,
    name: &str,
    operator: &Operator,
) -> Result<WireSecret, Refusal> {
    let token = make_token()?;
    let hash = derive_token_hash(token.expose());
    let mut writing = service.store.write().await?;
    let now = service.clock.seconds();
    if name == NO_DEVICE || !staff::enrol_device(&mut writing, name, &hash, now).await? {
        return Err(Refusal::Taken);
    }
    let deed = Deed {
        detail: Some(name),
        ..Deed::default()
    };
    let added = (OperatorAction::DeviceAdded, deed);
    staff_journal::write_of_operator(&mut writing, service, operator, added).await?;
    writing.commit().await?;
    Ok(token)
}

/// The name of each staff member and the code that their telephone shows now: for the demonstration's telephone
/// only.
pub(crate) async fn codes_of_all(service: &PeopleContext<'_>) -> Result<Vec<(String, String)>, Refusal> {
    let members = staff::list(&mut service.store.read().await?).await?;
    let now = service.clock.seconds();
    let shown = members
        .into_iter()
        .map(|member| Ok((member.name.clone(), code_maker(service, &member)?.code_at(now))));
    shown.collect()
}
