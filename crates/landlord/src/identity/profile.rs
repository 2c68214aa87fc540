//! *Mon profil*: what a signed-in tenant reads and changes. Changes that could take an account over need the
//! password typed recently, and the old number and address are notified (S8).

mod contact;
pub(crate) mod routes;
pub(crate) mod store;

use contract::{
    AccountExport, AccountProfile, ConsentChoice, Password, PasswordChange, PasswordOwner, Reauthenticated,
    SignedInDevices, TenantCode, TypedPassword,
};

pub(crate) use self::contact::{
    change_email, change_landline, change_mobile, confirm_by_mail, confirm_mobile, withdraw_change,
};
use self::store as accounts;
use super::{
    account_alerts,
    consent::{self, store as consents},
    device::store as devices,
    open_attempts,
    password_check::{self, CheckedPassword},
    password_hash::Turn,
    recovery_hold::{self, store as holds},
    session::store as sessions,
    sign_in_guard::{self, Source},
};
use crate::{
    context::{Context, PeopleContext},
    counter::journal as staff_journal,
    delivery::security_alert::NoticeKind,
    figures::{EXPORTED_ENTRIES, MINUTE, REAUTHENTICATION_MINUTES},
    keys::derive_token_hash,
    messages::rules as agency_message,
    operations::{event::Event, traces::Who},
    payment::rules as card_payment,
    quota,
    refusal::Refusal,
    rent::{
        account as rent_account,
        document::store as rent_documents,
        tenant::store::{self as tenants, TenantOnFile},
    },
    store::{Reading, Writing},
};

const REAUTHENTICATION_SECONDS: i64 = REAUTHENTICATION_MINUTES * MINUTE;

/// A signed-in tenant and the session that sent the request.
pub(crate) struct Caller {
    pub(crate) tenant_code: TenantCode,
    pub(crate) session: String,
}

/// Returns the account.
pub(crate) async fn profile(service: &PeopleContext<'_>, caller: &Caller) -> Result<AccountProfile, Refusal> {
    let mut connection = service.store.read().await?;
    let tenant = on_file(&mut connection, caller).await?;
    let tenant_code = &caller.tenant_code;
    let consents = consent::in_force(&consents::last_of_each(&mut connection, tenant_code).await?)?;
    let on_file = accounts::profile(&mut connection, tenant_code, tenant.mobile.as_ref(), consents).await?;
    let now = service.clock.seconds();
    let (pending_email, pending_mobile) = recovery_hold::shown(&mut connection, tenant_code, now).await?;
    Ok(AccountProfile {
        pending_email,
        pending_mobile,
        ..on_file
    })
}

/// Takes the password again. Wrong ones count against this session (S7).
pub(crate) async fn reauthenticate(
    service: &PeopleContext<'_>,
    caller: &Caller,
    password: &TypedPassword,
) -> Result<Reauthenticated, Refusal> {
    let password = try_password(service, caller, password).await?;
    let mut transaction = begin_in_session(service, caller).await?;
    password.confirm(&mut transaction).await?;
    sessions::mark_reauthenticated(&mut transaction, &caller.session, service.clock.seconds()).await?;
    transaction.commit().await?;
    Ok(Reauthenticated {
        expires_in: REAUTHENTICATION_SECONDS.unsigned_abs(),
    })
}

/// Replaces the password. Other sessions end, and the account forgets every device but the one of this session, whose
/// tenant may not sign in again for months: strangers must not stop a reset there (S23).
pub(crate) async fn change_password(
    service: &PeopleContext<'_>,
    caller: &Caller,
    change: &PasswordChange,
) -> Result<(), Refusal> {
    let known = on_file(&mut service.store.read().await?, caller).await?;
    let owner = PasswordOwner {
        tenant_code: &caller.tenant_code,
        mobile: known.mobile.as_ref(),
        email: known.email.as_ref(),
    };
    let chosen = Password::choose(change.new_password.expose(), owner)?;
    let current = try_password(service, caller, &change.current_password).await?;
    let tenant = quota::tenant_subject(&service.key, &caller.tenant_code);
    let hash = match service.passwords.hash(&chosen, Turn::Known(&tenant)).await {
        Ok(hash) => hash,
        Err(refusal) => {
            current.take_back(service).await?;
            return Err(refusal);
        }
    };
    let now = service.clock.seconds();
    let mut transaction = begin_in_session(service, caller).await?;
    current.confirm(&mut transaction).await?;
    let tenant = on_file(&mut transaction, caller).await?;
    accounts::put_password(&mut transaction, &caller.tenant_code, &hash, now).await?;
    sessions::end_others(&mut transaction, &caller.tenant_code, &caller.session, now).await?;
    open_attempts::end_all(&mut transaction, &caller.tenant_code, now).await?;
    let own = devices::of_session(&mut transaction, &caller.session).await?;
    devices::forget_others(&mut transaction, &caller.tenant_code, own.as_deref()).await?;
    holds::withdraw_all(&mut transaction, &caller.tenant_code).await?;
    let tenant = (&caller.tenant_code, &tenant);
    let notices =
        account_alerts::tell(service, &mut transaction, tenant, NoticeKind::PasswordChanged).await?;
    notices.commit_and_send(transaction, service.outlet).await?;
    service.trace(Event::PasswordChanged, Who::Tenant(&caller.tenant_code));
    Ok(())
}

/// Gives or withdraws consents.
pub(crate) async fn change_consents(
    service: &PeopleContext<'_>,
    caller: &Caller,
    choice: ConsentChoice,
) -> Result<AccountProfile, Refusal> {
    // Checks the session under the write lock: an account that another device has just deleted must not consent to
    // anything.
    let mut transaction = begin_in_session(service, caller).await?;
    let now = service.clock.seconds();
    consent::change(&mut transaction, &caller.tenant_code, choice, now).await?;
    transaction.commit().await?;
    profile(service, caller).await
}

/// Lists the devices on which the tenant is signed in.
pub(crate) async fn signed_in_devices(
    service: &PeopleContext<'_>,
    caller: &Caller,
) -> Result<SignedInDevices, Refusal> {
    let mut connection = service.store.read().await?;
    let now = service.clock.seconds();
    let devices = sessions::in_force(&mut connection, &caller.tenant_code, &caller.session, now).await?;
    Ok(SignedInDevices { devices })
}

/// Signs out one of the tenant's devices, which the account then no longer knows (S7). A thief of a session must not
/// sign the tenant's own devices out: it needs the password typed recently (S8).
pub(crate) async fn sign_device_out(
    service: &PeopleContext<'_>,
    caller: &Caller,
    id: &str,
) -> Result<(), Refusal> {
    let mut writing = begin_in_session(service, caller).await?;
    let now = service.clock.seconds();
    let ended = sessions::end_of(&mut writing, &caller.tenant_code, id, now).await?;
    let ended = ended.ok_or(Refusal::NotFound)?;
    ensure_password_typed(&mut writing, caller, now).await?;
    let own = devices::of_session(&mut writing, &caller.session).await?;
    match ended.device {
        // An earlier session on the caller's own device: that one stays known.
        Some(device) if own.as_ref() == Some(&device) => {}
        Some(device) => {
            devices::end_sessions(&mut writing, &caller.tenant_code, &device, now).await?;
            devices::forget(&mut writing, &device).await?;
        }
        None if ended.of_visit => {}
        // Begun before sessions had a device: which one it was on is not known.
        None => devices::forget_unused(&mut writing, &caller.tenant_code, now).await?,
    }
    Ok(writing.commit().await?)
}

/// Refuses an export unless the password was typed recently: it holds what no screen shows, such as the whole number (S8).
pub(crate) async fn may_export(service: &Context, caller: &Caller) -> Result<(), Refusal> {
    let mut reading = service.store.read().await?;
    ensure_password_typed(&mut reading, caller, service.clock.seconds()).await
}

/// Returns everything held about the person (RGPD, art. 15 and 20).
pub(crate) async fn export(service: &PeopleContext<'_>, caller: &Caller) -> Result<AccountExport, Refusal> {
    may_export(service, caller).await?;
    let account = profile(service, caller).await?;
    let devices = signed_in_devices(service, caller).await?.devices;
    let tenant_code = &caller.tenant_code;
    let payments = card_payment::list(service, tenant_code, EXPORTED_ENTRIES).await?;
    let messages = agency_message::list(service, tenant_code, EXPORTED_ENTRIES).await?;
    let of_staff = staff_journal::of_tenant(service, tenant_code, EXPORTED_ENTRIES).await?;
    let today = service.clock.today();
    let mut reading = service.store.read().await?;
    let tenant = on_file(&mut reading, caller).await?;
    let lease = tenants::lease(&mut reading, tenant_code).await?;
    Ok(AccountExport {
        exported_at: service.clock.now(),
        tenant_code: tenant_code.clone(),
        account,
        consent_history: consents::history(&mut reading, tenant_code, EXPORTED_ENTRIES).await?,
        mobile: tenant.mobile,
        tenancy: tenants::tenancy(&mut reading, tenant_code, today).await?,
        devices,
        rent_documents: rent_documents::changed_last(&mut reading, tenant_code, EXPORTED_ENTRIES).await?,
        rent_account: rent_account::of_lease(&mut reading, &lease, today).await?,
        payments,
        messages,
        staff_actions: of_staff.actions,
    })
}

/// Deletes the account. The rent system's data stays, as the law requires, and the history of consents stays for
/// as long as the landlord may have to prove them. So does the mark of a recent reset (S8).
pub(crate) async fn delete(service: &PeopleContext<'_>, caller: &Caller) -> Result<(), Refusal> {
    let (mut transaction, before) = begin_change(service, caller).await?;
    let now = service.clock.seconds();
    let before = (&caller.tenant_code, &before);
    let notices = account_alerts::tell(service, &mut transaction, before, NoticeKind::AccountDeleted).await?;
    consent::end(&mut transaction, &caller.tenant_code, now).await?;
    open_attempts::end_all(&mut transaction, &caller.tenant_code, now).await?;
    holds::withdraw_all(&mut transaction, &caller.tenant_code).await?;
    accounts::delete(&mut transaction, &caller.tenant_code).await?;
    notices.commit_and_send(transaction, service.outlet).await?;
    service.trace(Event::AccountDeleted, Who::Tenant(&caller.tenant_code));
    Ok(())
}

/// Begins a change that needs the password typed recently (S8), and returns the tenant as on file before the
/// change.
async fn begin_change(
    service: &PeopleContext<'_>,
    caller: &Caller,
) -> Result<(Writing, TenantOnFile), Refusal> {
    let mut transaction = begin_in_session(service, caller).await?;
    ensure_password_typed(&mut transaction, caller, service.clock.seconds()).await?;
    let before = on_file(&mut transaction, caller).await?;
    Ok((transaction, before))
}

/// Refuses unless the password was typed recently in this session (S8).
async fn ensure_password_typed(reading: &mut Reading, caller: &Caller, now: i64) -> Result<(), Refusal> {
    let typed_at = sessions::reauthenticated_at(reading, &caller.session).await?;
    if typed_at.is_none_or(|at| now - at >= REAUTHENTICATION_SECONDS) {
        return Err(Refusal::ReauthenticationRequired);
    }
    Ok(())
}

/// Begins a write for a session in force. The access token was checked earlier: a reset may have ended the session
/// since.
async fn begin_in_session(service: &Context, caller: &Caller) -> Result<Writing, Refusal> {
    let mut transaction = service.store.write().await?;
    let now = service.clock.seconds();
    if !sessions::is_in_force(&mut transaction, &caller.session, now).await? {
        return Err(Refusal::SessionEnded);
    }
    Ok(transaction)
}

/// Tries a password of the caller. A wrong one is counted (S7).
async fn try_password(
    service: &PeopleContext<'_>,
    caller: &Caller,
    password: &TypedPassword,
) -> Result<CheckedPassword, Refusal> {
    let source = Source::Session(derive_token_hash(&caller.session));
    let attempt = sign_in_guard::begin(service, &caller.tenant_code, source).await?;
    password_check::check(service, &caller.tenant_code, password, attempt).await
}

async fn on_file(reading: &mut Reading, caller: &Caller) -> Result<TenantOnFile, Refusal> {
    tenants::find(reading, &caller.tenant_code)
        .await?
        .ok_or(Refusal::NotFound)
}
