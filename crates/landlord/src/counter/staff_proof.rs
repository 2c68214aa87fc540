//! How staff prove who they are (S21): an enrolled device, a password and a second factor. Wrong proofs are
//! counted.

use contract::{LetterCode, StaffAction, StaffCode, StaffCredentials, StaffLogin};

use super::{
    second_factor::CodeMaker,
    security_key,
    staff::store::{self as staff, StaffMember},
    staff_session::StaffCaller,
};
use crate::{
    context::PeopleContext,
    identity::password_hash::Turn,
    keys::{Hash, derive_token_hash},
    operations::{event::Event, traces::Who},
    quota,
    refusal::Refusal,
    store::Writing,
};

/// What activation codes are hashed for.
pub(super) const ACTIVATION_CODE: &str = "staff-activation";
/// What recovery codes are hashed for.
pub(super) const RECOVERY_CODE: &str = "staff-recovery";

/// A staff member, proved by password and second factor.
pub(crate) struct ProvedStaff {
    pub(crate) member: StaffMember,
    /// The journal's action for a sign-in with this proof.
    pub(crate) action: StaffAction,
}

impl ProvedStaff {
    /// Confirms the proof in the transaction that relies on it: the password may have been replaced meanwhile, or
    /// the account closed or given a new activation code.
    ///
    /// # Errors
    /// [`Refusal::CredentialsWrong`] when the password or the salt that proved it is no longer on file.
    pub(crate) async fn confirm(&self, writing: &mut Writing) -> Result<(), Refusal> {
        let on_file = staff::find(writing, &self.member.login).await?;
        let same = on_file.is_some_and(|on_file| {
            on_file.password_hash == self.member.password_hash && on_file.totp_salt == self.member.totp_salt
        });
        same.then_some(()).ok_or(Refusal::CredentialsWrong)
    }
}

/// Checks password and second factor. Never reports which of them is wrong, and takes as long whichever it is: a
/// wrong password spends the second factor of nobody.
pub(crate) async fn prove(
    service: &PeopleContext<'_>,
    device: &str,
    credentials: &StaffCredentials,
) -> Result<ProvedStaff, Refusal> {
    let attempt = ProofAttempt::begin(service, device, &credentials.login).await?;
    let member = match check_password(service, credentials).await {
        Ok(member) => member,
        Err(refusal) => {
            attempt.take_back(service).await?;
            return Err(refusal);
        }
    };
    let spent = spend_of(
        service,
        member.as_ref(),
        (&credentials.login, device),
        &credentials.code,
    )
    .await?;
    let (Some(member), Some(action)) = (member, spent) else {
        return Err(Refusal::CredentialsWrong);
    };
    attempt.take_back(service).await?;
    Ok(ProvedStaff { member, action })
}

/// Returns the staff member with the hash that the password matched; `None` when the password is wrong.
async fn check_password(
    service: &PeopleContext<'_>,
    credentials: &StaffCredentials,
) -> Result<Option<StaffMember>, Refusal> {
    loop {
        let member = staff::find(&mut service.store.read().await?, &credentials.login).await?;
        let stored = member.as_ref().and_then(|member| member.password_hash.clone());
        let turn = Turn::Staff(credentials.login.as_str().as_bytes());
        let tried = service.passwords.verify(&credentials.password, stored, turn);
        let matched = tried.await?;
        let (Some(matched), Some(mut member)) = (matched, member) else {
            return Ok(None);
        };
        let Some(rehashed) = matched.rehashed else {
            return Ok(Some(member));
        };
        let mut writing = service.store.write().await?;
        if staff::rehash(&mut writing, &member.login, &matched.stored, &rehashed).await? {
            writing.commit().await?;
            member.password_hash = Some(rehashed);
            return Ok(Some(member));
        }
        // Another hash was stored meanwhile: checks the password against it.
    }
}

/// Takes a second factor of the caller's alone: their session stands for the password.
pub(super) async fn check_code(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    code: &StaffCode,
) -> Result<(), Refusal> {
    let attempt = ProofAttempt::begin(service, &caller.device, &caller.member.login).await?;
    if spend(service, &caller.member, &caller.device, code)
        .await?
        .is_none()
    {
        return Err(Refusal::SmsCodeWrong);
    }
    attempt.take_back(service).await
}

/// Spends a second factor, on this device; `None` when it is wrong or was spent before.
pub(super) async fn spend(
    service: &PeopleContext<'_>,
    member: &StaffMember,
    device: &str,
    code: &StaffCode,
) -> Result<Option<StaffAction>, Refusal> {
    spend_of(service, Some(member), (&member.login, device), code).await
}

/// Spends a second factor of this holder. Without one it does the same work, and finds no code right.
async fn spend_of(
    service: &PeopleContext<'_>,
    holder: Option<&StaffMember>,
    (login, device): (&StaffLogin, &str),
    code: &StaffCode,
) -> Result<Option<StaffAction>, Refusal> {
    let nobody = service
        .key
        .derive_hash("second-factor-of-nobody", &[login.as_str().as_bytes()]);
    let mut writing = service.store.write().await?;
    let (spent, action) = match code {
        StaffCode::Telephone(code) => {
            let salt = holder.map_or(nobody.as_slice(), |member| member.totp_salt.as_slice());
            let step = code_maker_of(service, login, salt)?.step_of(code, service.clock.seconds());
            let spent = match step.filter(|_| holder.is_some()) {
                Some(step) => staff::spend_step(&mut writing, login, step).await?,
                None => false,
            };
            (spent, StaffAction::SignedIn)
        }
        StaffCode::Recovery(code) => {
            let label = match holder {
                Some(_) => RECOVERY_CODE,
                // Never the hash of a code on file: it must not be spent.
                None => "staff-recovery-of-nobody",
            };
            let mut spent = false;
            // An earlier key may have hashed it (S26).
            for hash in service.key.derive_all(label, &code_parts(login, code)) {
                spent |= staff::spend_recovery_code(&mut writing, login, &hash).await?;
            }
            (spent, StaffAction::SignedInByRecoveryCode)
        }
        StaffCode::SecurityKey(proof) => {
            let right = security_key::spend(service, &mut writing, (login, device), proof).await?;
            (right && holder.is_some(), StaffAction::SignedInBySecurityKey)
        }
    };
    writing.commit().await?;
    if !spent {
        service.trace(Event::StaffProofWrong, Who::Staff(login));
    }
    Ok(spent.then_some(action))
}

/// Returns the name of the enrolled device that sent a request.
pub(super) async fn enrolled(service: &PeopleContext<'_>, token: Option<&str>) -> Result<String, Refusal> {
    let hash = derive_token_hash(token.unwrap_or_default());
    let name = staff::device(&mut service.store.read().await?, &hash).await?;
    name.ok_or(Refusal::DeviceNotEnrolled)
}

pub(super) fn code_maker(service: &PeopleContext<'_>, member: &StaffMember) -> Result<CodeMaker, Refusal> {
    code_maker_of(service, &member.login, &member.totp_salt)
}

fn code_maker_of(service: &PeopleContext<'_>, login: &StaffLogin, salt: &[u8]) -> Result<CodeMaker, Refusal> {
    let issuer = &service.landlord.product_name;
    CodeMaker::new(&service.key, salt, (issuer.as_str(), login.as_str()))
}

/// What is stored of a code: bound to its owner, keyed with the service's key.
pub(super) fn code_hash(
    service: &PeopleContext<'_>,
    label: &str,
    login: &StaffLogin,
    code: &LetterCode,
) -> Hash {
    service.key.derive_hash(label, &code_parts(login, code))
}

/// What a code is hashed with: its owner.
pub(super) fn code_parts<'a>(login: &'a StaffLogin, code: &'a LetterCode) -> [&'a [u8]; 2] {
    [login.as_str().as_bytes(), code.expose().as_bytes()]
}

/// A proof being checked. It counts as wrong until it turns out right, so that parallel tries cannot exceed the
/// quota.
pub(super) struct ProofAttempt {
    person: Hash,
    /// What the device counts it under.
    device: Hash,
    at: i64,
}

impl ProofAttempt {
    pub(super) async fn begin(
        service: &PeopleContext<'_>,
        device: &str,
        login: &StaffLogin,
    ) -> Result<Self, Refusal> {
        let at = service.clock.seconds();
        let key = &service.key;
        let person = key.derive_lasting("staff-proof", &[login.as_str().as_bytes(), device.as_bytes()]);
        let of_strangers = key.derive_lasting("staff-device", &[device.as_bytes()]);
        let of_staff = key.derive_lasting("staff-device-of-member", &[&person]);
        let mut transaction = service.store.write().await?;
        let on_file = staff::find(&mut transaction, login).await?.is_some();
        quota::WRONG_PROOFS_PER_MEMBER
            .consume(&mut transaction, &person, at)
            .await?;
        // Invented logins must not lock out who works at the device. The others count apart, where the quota above is full
        // first: the same rows are written, and the time does not tell who is on file.
        let device = if on_file { of_staff } else { of_strangers };
        quota::WRONG_PROOFS_PER_DEVICE
            .consume(&mut transaction, &device, at)
            .await?;
        transaction.commit().await?;
        Ok(Self { person, device, at })
    }

    /// Uncounts the attempt: the proof was right, or was not checked.
    pub(super) async fn take_back(self, service: &PeopleContext<'_>) -> Result<(), Refusal> {
        let mut transaction = service.store.write().await?;
        quota::WRONG_PROOFS_PER_MEMBER
            .take_back(&mut transaction, &self.person, self.at)
            .await?;
        quota::WRONG_PROOFS_PER_DEVICE
            .take_back(&mut transaction, &self.device, self.at)
            .await?;
        Ok(transaction.commit().await?)
    }
}
