//! Who stands behind the counter (S21): named accounts, password and second factor, devices that were enrolled.

use std::fmt;

use contract::{
    LetterCode, Password, RecoveryCodes, SecondFactor, StaffAction, StaffActivation, StaffCode,
    StaffConfirmation, StaffCredentials, StaffLogin, StaffNewPassword, StaffRole, StaffSession, WireSecret,
};
use subtle::ConstantTimeEq;

use super::{
    letter,
    password_hash::Verdict,
    quota,
    second_factor::CodeMaker,
    staff_journal::{self, Deed, Doer},
    visit,
};
use crate::{
    keys::{Hash, derive_token_hash, make_token, random_bytes},
    refusal::Refusal,
    service::Service,
    store::{
        BEGIN_WRITING, counted_events,
        staff::{self, StaffMember, StaffSessionRow},
    },
};

const ACTIVATION_DAYS: i64 = 7;
/// A working day, and somewhat more.
const SESSION_SECONDS: i64 = 10 * 3_600;
/// After so long without a request the second factor is asked for again.
const UNCHECKED_SECONDS: i64 = 15 * 60;
/// A session is noted as active this often at most.
const NOTED_EVERY: i64 = 20;
const RECOVERY_CODES: usize = 8;
/// What the journal has in place of a device, for what happens before staff sign in.
const NO_DEVICE: &str = "-";

/// A staff member who asks for something.
pub(crate) struct StaffCaller {
    pub(crate) session: Hash,
    pub(crate) member: StaffMember,
    pub(crate) device: String,
}

impl StaffCaller {
    pub(crate) fn doer(&self) -> Doer<'_> {
        Doer {
            login: self.member.login.as_str(),
            device: &self.device,
        }
    }
}

/// A staff member as `landlord staff list` prints them.
pub struct StaffOnList {
    /// With what they sign in.
    pub login: StaffLogin,
    /// « Claire MARTIN »
    pub name: String,
    /// What they may do.
    pub role: StaffRole,
    /// « Agence de Lens »
    pub agency: String,
    /// The account is in use.
    pub active: bool,
}

impl fmt::Display for StaffOnList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let role = match self.role {
            StaffRole::AgencyManager => "responsable",
            StaffRole::Helper | StaffRole::Unknown => "accueil",
        };
        let state = if self.active { "actif" } else { "à activer" };
        let Self {
            login, name, agency, ..
        } = self;
        write!(f, "{}  {name}  {agency}  {role}  {state}", login.as_str())
    }
}

/// Puts a staff member on file, or begins anew for one who is; the code is handed over by the administrator.
pub(crate) async fn add(
    service: &Service,
    login: &StaffLogin,
    who: (&str, StaffRole, &str),
) -> Result<LetterCode, Refusal> {
    let now = service.clock.seconds();
    let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
    if !staff::add(&mut transaction, login, who, now).await? {
        return Err(Refusal::Taken);
    }
    let code = put_activation(service, &mut transaction, login).await?;
    transaction.commit().await?;
    Ok(code)
}

/// Another activation code: password, telephone and sessions of before work no more.
pub(crate) async fn begin_anew(service: &Service, login: &StaffLogin) -> Result<LetterCode, Refusal> {
    let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
    staff::find(&mut *transaction, login)
        .await?
        .ok_or(Refusal::NotFound)?;
    let code = put_activation(service, &mut transaction, login).await?;
    transaction.commit().await?;
    Ok(code)
}

async fn put_activation(
    service: &Service,
    connection: &mut sqlx::SqliteConnection,
    login: &StaffLogin,
) -> Result<LetterCode, Refusal> {
    let code = letter::make_code()?;
    let (hash, salt) = (
        code_hash(service, "staff-activation", login, &code),
        random_bytes()?,
    );
    let expires_at = service.clock.seconds() + ACTIVATION_DAYS * 24 * 3_600;
    staff::await_activation(connection, login, (&hash, &salt), expires_at).await?;
    Ok(code)
}

/// Puts an account into use without its person: for the demonstration alone.
pub(crate) async fn make_ready(
    service: &Service,
    login: &StaffLogin,
    who: (&str, StaffRole, &str),
    password: &str,
) -> Result<(), Refusal> {
    add(service, login, who).await?;
    let hash = service.passwords.hash(password.to_owned().into()).await?;
    // Codes that nobody knows: there is no telephone to be lost.
    let codes = [random_bytes()?, random_bytes()?, random_bytes()?];
    let mut connection = service.pool.acquire().await?;
    staff::activate(&mut connection, login, &hash, &codes).await
}

/// Enrols a device whose token is known beforehand: for the demonstration alone.
pub(crate) async fn enrol_known_device(service: &Service, name: &str, token: &str) -> Result<(), Refusal> {
    let mut connection = service.pool.acquire().await?;
    let now = service.clock.seconds();
    staff::enrol_device(&mut connection, name, &derive_token_hash(token), now).await?;
    Ok(())
}

/// What the telephone of a new staff member has to learn.
pub(crate) async fn begin_activation(
    service: &Service,
    device: Option<&str>,
    activation: &StaffActivation,
) -> Result<SecondFactor, Refusal> {
    let device = enrolled(service, device).await?;
    let member = to_activate(service, &device, activation).await?;
    Ok(code_maker(service, &member)?.to_learn(member.name))
}

/// The account comes into use, with a password and a telephone.
pub(crate) async fn activate(
    service: &Service,
    device: Option<&str>,
    confirmation: StaffConfirmation,
) -> Result<RecoveryCodes, Refusal> {
    let device = enrolled(service, device).await?;
    let member = to_activate(service, &device, &confirmation.activation).await?;
    let password = Password::choose_of_staff(confirmation.password.expose(), &member.login)?;
    let hash = service
        .passwords
        .hash(password.expose().to_owned().into())
        .await?;
    let now = service.clock.seconds();
    let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
    let step = code_maker(service, &member)?.step_of(&confirmation.code, now);
    let spent = match step {
        Some(step) => staff::spend_step(&mut transaction, &member.login, step).await?,
        None => false,
    };
    if !spent {
        return Err(Refusal::SmsCodeWrong);
    }
    let mut codes = Vec::with_capacity(RECOVERY_CODES);
    let mut hashes = Vec::with_capacity(RECOVERY_CODES);
    for _ in 0..RECOVERY_CODES {
        let code = letter::make_code()?;
        hashes.push(code_hash(service, "staff-recovery", &member.login, &code));
        codes.push(code.grouped().into());
    }
    staff::activate(&mut transaction, &member.login, &hash, &hashes).await?;
    let doer = Doer {
        login: member.login.as_str(),
        device: &device,
    };
    let deed = (StaffAction::Activated, Deed::default());
    staff_journal::write(&mut transaction, &service.key, doer, deed, now).await?;
    transaction.commit().await?;
    Ok(RecoveryCodes { codes })
}

/// The staff member whose activation code it is. Wrong ones are counted for the device.
async fn to_activate(
    service: &Service,
    device: &str,
    activation: &StaffActivation,
) -> Result<StaffMember, Refusal> {
    let attempt = Attempt::begin(service, device, &activation.login).await?;
    let now = service.clock.seconds();
    let member = staff::find(&service.pool, &activation.login).await?;
    let expected = member
        .as_ref()
        .and_then(|member| member.activation.clone())
        .filter(|(_, expires_at)| *expires_at > now)
        .map(|(hash, _)| hash);
    // Without one the comparison is made all the same, with what nobody knows.
    let expected = match expected {
        Some(hash) => hash,
        None => random_bytes()?.to_vec(),
    };
    let tried = code_hash(
        service,
        "staff-activation",
        &activation.login,
        &activation.activation_code,
    );
    match member {
        Some(member) if bool::from(tried.as_slice().ct_eq(&expected)) => {
            attempt.take_back(service).await?;
            Ok(member)
        }
        _ => Err(Refusal::LetterCodeWrong),
    }
}

/// Signs in on an enrolled device.
pub(crate) async fn sign_in(
    service: &Service,
    device: Option<&str>,
    credentials: &StaffCredentials,
) -> Result<StaffSession, Refusal> {
    let device = enrolled(service, device).await?;
    let (member, action) = prove(service, &device, credentials).await?;
    let now = service.clock.seconds();
    let token = make_token()?;
    let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
    let hash = derive_token_hash(token.expose());
    staff::start_session(
        &mut transaction,
        &hash,
        &member.login,
        &device,
        (now + SESSION_SECONDS, now),
    )
    .await?;
    let doer = Doer {
        login: member.login.as_str(),
        device: &device,
    };
    staff_journal::write(
        &mut transaction,
        &service.key,
        doer,
        (action, Deed::default()),
        now,
    )
    .await?;
    let recovery_codes_left = staff::count_recovery_codes(&mut transaction, &member.login).await?;
    transaction.commit().await?;
    Ok(StaffSession {
        token,
        expires_in: SESSION_SECONDS.unsigned_abs(),
        name: member.name,
        role: member.role,
        agency: member.agency_name,
        recovery_codes_left,
    })
}

/// Who it is, proved by password and second factor; never which of them is wrong.
pub(crate) async fn prove(
    service: &Service,
    device: &str,
    credentials: &StaffCredentials,
) -> Result<(StaffMember, StaffAction), Refusal> {
    let attempt = Attempt::begin(service, device, &credentials.login).await?;
    let member = staff::find(&service.pool, &credentials.login).await?;
    let stored = member.as_ref().and_then(|member| member.password_hash.clone());
    let password = credentials.password.expose().to_owned();
    let verdict = match service.passwords.verify(password.into(), stored).await {
        Ok(verdict) => verdict,
        Err(refusal) => {
            attempt.take_back(service).await?;
            return Err(refusal);
        }
    };
    let member = match (verdict, member) {
        (Verdict::Wrong, _) | (_, None) => return Err(Refusal::CredentialsWrong),
        (Verdict::Right, Some(member)) => member,
        (Verdict::RightRehashed(hash), Some(member)) => {
            let mut connection = service.pool.acquire().await?;
            staff::rehash(&mut connection, &member.login, &hash).await?;
            member
        }
    };
    let action = match spend(service, &member, &credentials.code).await? {
        Some(action) => action,
        None => return Err(Refusal::CredentialsWrong),
    };
    attempt.take_back(service).await?;
    Ok((member, action))
}

/// Uses a second factor up; none when it is wrong or was used before.
async fn spend(
    service: &Service,
    member: &StaffMember,
    code: &StaffCode,
) -> Result<Option<StaffAction>, Refusal> {
    let mut connection = service.pool.acquire().await?;
    let (spent, action) = match code {
        StaffCode::Telephone(code) => {
            let step = code_maker(service, member)?.step_of(code, service.clock.seconds());
            let spent = match step {
                Some(step) => staff::spend_step(&mut connection, &member.login, step).await?,
                None => false,
            };
            (spent, StaffAction::SignedIn)
        }
        StaffCode::Recovery(code) => {
            let hash = code_hash(service, "staff-recovery", &member.login, code);
            let spent = staff::spend_recovery_code(&mut connection, &member.login, &hash).await?;
            (spent, StaffAction::SignedInByRecoveryCode)
        }
    };
    Ok(spent.then_some(action))
}

/// Who asks with a token; where nothing was asked for a while, the second factor comes first.
pub(crate) async fn authenticate(service: &Service, token: &str) -> Result<StaffCaller, Refusal> {
    let now = service.clock.seconds();
    let session = session_of(service, token).await?;
    if now - session.last_active_at > UNCHECKED_SECONDS {
        return Err(Refusal::StaffCheckRequired);
    }
    if now - session.last_active_at >= NOTED_EVERY {
        let mut connection = service.pool.acquire().await?;
        staff::touch_session(&mut connection, &session.token, now).await?;
    }
    Ok(caller(session))
}

/// Takes the second factor again.
pub(crate) async fn check(service: &Service, token: &str, code: &StaffCode) -> Result<(), Refusal> {
    let caller = caller(session_of(service, token).await?);
    let attempt = Attempt::begin(service, &caller.device, &caller.member.login).await?;
    if spend(service, &caller.member, code).await?.is_none() {
        return Err(Refusal::SmsCodeWrong);
    }
    attempt.take_back(service).await?;
    let now = service.clock.seconds();
    let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
    staff::touch_session(&mut transaction, &caller.session, now).await?;
    let deed = (StaffAction::Checked, Deed::default());
    staff_journal::write(&mut transaction, &service.key, caller.doer(), deed, now).await?;
    Ok(transaction.commit().await?)
}

/// Another password of one's own, by the second factor; whoever is signed in elsewhere with the old one is out.
pub(crate) async fn change_password(
    service: &Service,
    caller: &StaffCaller,
    chosen: &StaffNewPassword,
) -> Result<(), Refusal> {
    let login = &caller.member.login;
    let password = Password::choose_of_staff(chosen.password.expose(), login)?;
    let attempt = Attempt::begin(service, &caller.device, login).await?;
    if spend(service, &caller.member, &chosen.code).await?.is_none() {
        return Err(Refusal::SmsCodeWrong);
    }
    attempt.take_back(service).await?;
    let hash = service
        .passwords
        .hash(password.expose().to_owned().into())
        .await?;
    let now = service.clock.seconds();
    let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
    staff::change_password(&mut transaction, login, &hash, &caller.session).await?;
    let deed = (StaffAction::OwnPasswordChanged, Deed::default());
    staff_journal::write(&mut transaction, &service.key, caller.doer(), deed, now).await?;
    Ok(transaction.commit().await?)
}

/// Signs out, also when the second factor would be asked for; a visit under way ends.
pub(crate) async fn sign_out(service: &Service, token: &str) -> Result<(), Refusal> {
    let caller = caller(session_of(service, token).await?);
    let now = service.clock.seconds();
    let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
    visit::end_in(&mut transaction, service, &caller, now).await?;
    staff::end_session(&mut transaction, &caller.session).await?;
    let deed = (StaffAction::SignedOut, Deed::default());
    staff_journal::write(&mut transaction, &service.key, caller.doer(), deed, now).await?;
    Ok(transaction.commit().await?)
}

async fn session_of(service: &Service, token: &str) -> Result<StaffSessionRow, Refusal> {
    let mut connection = service.pool.acquire().await?;
    let now = service.clock.seconds();
    let session = staff::session(&mut connection, derive_token_hash(token), now).await?;
    session.ok_or(Refusal::SessionEnded)
}

fn caller(session: StaffSessionRow) -> StaffCaller {
    StaffCaller {
        session: session.token,
        member: session.member,
        device: session.device,
    }
}

/// The name of the enrolled device that a request comes from.
async fn enrolled(service: &Service, token: Option<&str>) -> Result<String, Refusal> {
    let hash = derive_token_hash(token.unwrap_or_default());
    let name = staff::device(&service.pool, &hash).await?;
    name.ok_or(Refusal::DeviceNotEnrolled)
}

/// Enrols a device and gives its token, which is shown once.
pub(crate) async fn enrol_device(service: &Service, name: &str) -> Result<WireSecret, Refusal> {
    let token = make_token()?;
    let hash = derive_token_hash(token.expose());
    let mut connection = service.pool.acquire().await?;
    let now = service.clock.seconds();
    if name == NO_DEVICE || !staff::enrol_device(&mut connection, name, &hash, now).await? {
        return Err(Refusal::Taken);
    }
    Ok(token)
}

/// The names of staff, and the code that the telephone of each shows now: for the demonstration's telephone alone.
pub(crate) async fn codes_of_all(service: &Service) -> Result<Vec<(String, String)>, Refusal> {
    let members = staff::list(&service.pool).await?;
    let now = service.clock.seconds();
    let shown = members
        .into_iter()
        .map(|member| Ok((member.name.clone(), code_maker(service, &member)?.code_at(now))));
    shown.collect()
}

fn code_maker(service: &Service, member: &StaffMember) -> Result<CodeMaker, Refusal> {
    let issuer = &service.config.landlord.product_name;
    let named = (issuer.as_str(), member.login.as_str());
    CodeMaker::new(&service.key, &member.totp_salt, named)
}

/// What is stored of a code: bound to its owner, under the service's key.
fn code_hash(service: &Service, label: &str, login: &StaffLogin, code: &LetterCode) -> Hash {
    let parts = [login.as_str().as_bytes(), code.expose().as_bytes()];
    service.key.derive_hash(label, &parts)
}

/// A proof under trial, counted as wrong until it is known: tries that run side by side cannot slip through together.
struct Attempt {
    person: Hash,
    device: Hash,
    at: i64,
}

impl Attempt {
    async fn begin(service: &Service, device: &str, login: &StaffLogin) -> Result<Self, Refusal> {
        let at = service.clock.seconds();
        let key = &service.key;
        let person = key.derive_hash("staff-proof", &[login.as_str().as_bytes(), device.as_bytes()]);
        let of_device = key.derive_hash("staff-device", &[device.as_bytes()]);
        let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
        counted_events::forget_before(&mut transaction, at - quota::LONGEST).await?;
        quota::check(&mut transaction, &quota::WRONG_STAFF_PROOFS, &person, at).await?;
        quota::check(&mut transaction, &quota::WRONG_PROOFS_OF_DEVICE, &of_device, at).await?;
        counted_events::count(&mut transaction, quota::WRONG_STAFF_PROOFS[0].kind, &person, at).await?;
        counted_events::count(
            &mut transaction,
            quota::WRONG_PROOFS_OF_DEVICE[0].kind,
            &of_device,
            at,
        )
        .await?;
        transaction.commit().await?;
        Ok(Self {
            person,
            device: of_device,
            at,
        })
    }

    /// It was right, or not tried.
    async fn take_back(self, service: &Service) -> Result<(), Refusal> {
        let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
        for (kind, subject) in [
            (quota::WRONG_STAFF_PROOFS[0].kind, &self.person),
            (quota::WRONG_PROOFS_OF_DEVICE[0].kind, &self.device),
        ] {
            counted_events::take_back(&mut transaction, kind, subject, self.at).await?;
        }
        Ok(transaction.commit().await?)
    }
}
