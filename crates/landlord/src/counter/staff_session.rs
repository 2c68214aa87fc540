//! A staff session (S21): sign-in, the second factor again after an idle period, sign-out. Its token works on its
//! device only.

pub(crate) mod store;

use contract::{
    Password, StaffAction, StaffCode, StaffCredentials, StaffNewPassword, StaffSession, WireSecret,
};
use subtle::ConstantTimeEq;

use self::store::{self as staff_sessions, StaffSessionRow};
use super::{
    failed_proof::journaled,
    journal::{self as staff_journal, Deed, Doer},
    staff::store::{self as staff, StaffMember},
    staff_proof::{ProofAttempt, ProvedStaff, check_code, enrolled, prove, spend},
    visit::{log::end_all, store::Of},
};
use crate::{
    context::PeopleContext,
    figures::{HOUR, MINUTE, STAFF_IDLE_MINUTES, STAFF_SESSION_HOURS},
    identity::password_hash::Turn,
    keys::{Hash, derive_token_hash, make_token},
    operations::{event::Event, traces::Who},
    refusal::Refusal,
    store::Writing,
};

const SESSION_SECONDS: i64 = STAFF_SESSION_HOURS * HOUR;
/// Seconds: a session's last activity is stored at most this often.
const RECORDED_EVERY: i64 = 20;

/// The staff member who sent a request.
pub(crate) struct StaffCaller {
    pub(crate) session: Hash,
    /// Unix seconds.
    pub(crate) session_ends_at: i64,
    pub(crate) member: StaffMember,
    pub(crate) device: String,
}

/// What a request of staff shows: the token of a session, and that of the device that sends it.
pub(crate) struct Shown {
    pub(crate) token: WireSecret,
    pub(crate) device: Option<WireSecret>,
}

impl StaffCaller {
    pub(crate) fn doer(&self) -> Doer<'_> {
        Doer {
            login: self.member.login.as_str(),
            device: &self.device,
        }
    }
}

/// Signs in on an enrolled device.
pub(crate) async fn sign_in(
    service: &PeopleContext<'_>,
    device: Option<&str>,
    credentials: &StaffCredentials,
) -> Result<StaffSession, Refusal> {
    let device = enrolled(service, device).await?;
    let who = Doer {
        login: credentials.login.as_str(),
        device: &device,
    };
    let proved = prove(service, &device, credentials).await;
    let proved = journaled(service, who, "signIn", proved).await?;
    let now = service.clock.seconds();
    let token = make_token()?;
    let mut transaction = service.store.write().await?;
    proved.confirm(&mut transaction).await?;
    let ProvedStaff { member, action } = proved;
    let hash = derive_token_hash(token.expose());
    staff_sessions::start_session(
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
    service.trace(Event::StaffSignedIn, Who::Staff(&member.login));
    Ok(StaffSession {
        token,
        expires_in: SESSION_SECONDS.unsigned_abs(),
        name: member.name,
        role: member.role,
        agency: member.agency_name,
        recovery_codes_left,
    })
}

/// Returns the caller of a request. After an idle period the second factor is required first.
pub(crate) async fn authenticate(service: &PeopleContext<'_>, shown: &Shown) -> Result<StaffCaller, Refusal> {
    let now = service.clock.seconds();
    let session = session_of(service, shown).await?;
    if now - session.last_active_at > STAFF_IDLE_MINUTES * MINUTE {
        return Err(Refusal::StaffCheckRequired);
    }
    // When the database is busy or takes nothing, the next request stores it.
    if now - session.last_active_at >= RECORDED_EVERY
        && let Some(mut writing) = service.store.write_unless_busy().await?
    {
        let touched = async {
            staff_sessions::touch_session(&mut writing, &session.token, now).await?;
            Ok::<_, Refusal>(writing.commit().await?)
        };
        service.in_passing(touched.await)?;
    }
    Ok(caller(session))
}

/// Takes the second factor again.
pub(crate) async fn check(
    service: &PeopleContext<'_>,
    shown: &Shown,
    code: &StaffCode,
) -> Result<(), Refusal> {
    let caller = caller(session_of(service, shown).await?);
    let checked = go_on(service, &caller, code).await;
    journaled(service, caller.doer(), "check", checked).await
}

async fn go_on(service: &PeopleContext<'_>, caller: &StaffCaller, code: &StaffCode) -> Result<(), Refusal> {
    check_code(service, caller, code).await?;
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    ensure_in_force(&mut transaction, caller, now).await?;
    staff_sessions::touch_session(&mut transaction, &caller.session, now).await?;
    let deed = (StaffAction::Checked, Deed::default());
    staff_journal::write(&mut transaction, &service.key, caller.doer(), deed, now).await?;
    Ok(transaction.commit().await?)
}

/// Changes one's own password, by the second factor, and ends one's other sessions, with their visits.
pub(crate) async fn change_password(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    chosen: &StaffNewPassword,
) -> Result<(), Refusal> {
    let changed = put_password(service, caller, chosen).await;
    journaled(service, caller.doer(), "ownPassword", changed).await
}

async fn put_password(
    service: &PeopleContext<'_>,
    caller: &StaffCaller,
    chosen: &StaffNewPassword,
) -> Result<(), Refusal> {
    let login = &caller.member.login;
    let password = Password::choose_of_staff(chosen.password.expose(), login)?;
    let attempt = ProofAttempt::begin(service, &caller.device, login).await?;
    // Hashes before it spends the code: when the service is busy, the code stays usable.
    let turn = Turn::Staff(login.as_str().as_bytes());
    let hash = match service.passwords.hash(&password, turn).await {
        Ok(hash) => hash,
        Err(refusal) => {
            attempt.take_back(service).await?;
            return Err(refusal);
        }
    };
    if spend(service, &caller.member, &caller.device, &chosen.code)
        .await?
        .is_none()
    {
        return Err(Refusal::SmsCodeWrong);
    }
    attempt.take_back(service).await?;
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    ensure_in_force(&mut transaction, caller, now).await?;
    let others = Of::OtherSessions(login, &caller.session);
    end_all(&mut transaction, &service.key, others, now).await?;
    staff::change_password(&mut transaction, login, &hash, &caller.session).await?;
    let deed = (StaffAction::OwnPasswordChanged, Deed::default());
    staff_journal::write(&mut transaction, &service.key, caller.doer(), deed, now).await?;
    Ok(transaction.commit().await?)
}

/// Signs out and ends a visit under way. Works even when the second factor is due.
pub(crate) async fn sign_out(service: &PeopleContext<'_>, shown: &Shown) -> Result<(), Refusal> {
    let caller = caller(session_of(service, shown).await?);
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    end_all(&mut transaction, &service.key, Of::Session(&caller.session), now).await?;
    staff_sessions::end_session(&mut transaction, &caller.session).await?;
    let deed = (StaffAction::SignedOut, Deed::default());
    staff_journal::write(&mut transaction, &service.key, caller.doer(), deed, now).await?;
    Ok(transaction.commit().await?)
}

/// Finds the session of a token, which is worth nothing on another device.
async fn session_of(service: &PeopleContext<'_>, shown: &Shown) -> Result<StaffSessionRow, Refusal> {
    let mut connection = service.store.read().await?;
    let now = service.clock.seconds();
    let token = derive_token_hash(shown.token.expose());
    let session = staff_sessions::session(&mut connection, token, now).await?;
    let session = session.ok_or(Refusal::SessionEnded)?;
    let device = derive_token_hash(shown.device.as_ref().map_or("", WireSecret::expose));
    let same = bool::from(device.as_slice().ct_eq(&session.device_token));
    same.then_some(session).ok_or(Refusal::DeviceNotEnrolled)
}

/// Rejects a change in a session that ended after its token was read. Otherwise such a session could still set a
/// password on an account that was closed or given a new activation code.
pub(super) async fn ensure_in_force(
    writing: &mut Writing,
    caller: &StaffCaller,
    now: i64,
) -> Result<(), Refusal> {
    let session = staff_sessions::session(writing, caller.session, now).await?;
    session.map(|_| ()).ok_or(Refusal::SessionEnded)
}

fn caller(session: StaffSessionRow) -> StaffCaller {
    StaffCaller {
        session: session.token,
        session_ends_at: session.ends_at,
        member: session.member,
        device: session.device,
    }
}
