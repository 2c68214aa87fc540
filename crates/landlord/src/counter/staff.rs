//! Staff accounts, and enrolled devices (S21). What is under way in them ends with them.

pub(crate) mod activation;
pub(crate) mod store;

use std::fmt;

use contract::{LetterCode, Password, StaffLogin, StaffRole, WireSecret};

use self::store::{self as staff, Activation};
use super::{
    journal::{self as staff_journal, Deed, NO_DEVICE, OperatorAction},
    security_key::store as security_keys,
    staff_proof::{ACTIVATION_CODE, code_hash, code_maker},
    visit::{log::end_all, store::Of},
};
use crate::operator_words::say;
use crate::{
    context::{Context, PeopleContext},
    figures::{DAY, STAFF_ACTIVATION_DAYS},
    identity::{letter, password_hash::Turn},
    keys::{derive_token_hash, make_token, random_bytes},
    operations::operator::Operator,
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

/// Closes an account, with its sessions and their visits. Returns false when no open account has this login.
pub(crate) async fn close(
    service: &Context,
    writing: &mut Writing,
    login: &StaffLogin,
) -> Result<bool, Refusal> {
    let now = service.clock.seconds();
    end_all(writing, &service.key, Of::Login(login), now).await?;
    staff::close(writing, login, now).await
}

/// Closes a device, with its sessions and their visits. Returns false when no device of this name is enrolled.
pub(crate) async fn close_device(
    service: &Context,
    writing: &mut Writing,
    name: &str,
) -> Result<bool, Refusal> {
    let now = service.clock.seconds();
    end_all(writing, &service.key, Of::Device(name), now).await?;
    staff::close_device(writing, name, now).await
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
    let now = service.clock.seconds();
    let expires_at = now + STAFF_ACTIVATION_DAYS * DAY;
    end_all(connection, &service.key, Of::Login(login), now).await?;
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
    let salt = random_bytes()?;
    staff::put_pending_salt(&mut writing, (login, &activation), &salt).await?;
    let stored = Activation {
        login,
        password_hash: &hash,
        recovery_codes: &codes,
        repeat: None,
    };
    if !staff::activate(&mut writing, (&activation, &salt), &stored).await? {
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
    let shown = members.into_iter().map(|mut member| {
        if let Some(pending) = member.pending_salt.take() {
            member.totp_salt = pending;
        }
        let code = code_maker(service, &member)?.code_at(now);
        Ok((member.name, code))
    });
    shown.collect()
}
