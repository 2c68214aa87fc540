//! The end of an enrolment: the account or the new password, and the session that begins with it.

use contract::{
    AccountCreation, ConsentChoice, Password, PasswordOwner, PasswordReset, SessionTokens, StaffAction,
    TenantCode, VisitPurpose, WireSecret,
};

use super::{
    begin_write,
    store::{self as enrolments, Enrolment},
};
use crate::{
    context::PeopleContext,
    counter::visit::log as visit_log,
    delivery::{Notices, security_alert::NoticeKind},
    identity::{
        account_alerts, archive_recovery, consent, password_hash::Turn, profile::store as accounts,
        recovery_hold, session,
    },
    keys::{Hash, derive_token_hash},
    operations::{event::Event, traces::Who},
    refusal::Refusal,
    rent::tenant::store::{self as tenants, TenantOnFile},
    store::Writing,
};

/// Creates the account and signs in. An existing account gets the new profile and password, its sessions all end,
/// and its tenant is notified (S3, S8). Its address stays until the code of the new one came back.
pub(super) async fn create_account(
    service: &PeopleContext<'_>,
    token: &str,
    account: AccountCreation,
) -> Result<SessionTokens, Refusal> {
    let token = derive_token_hash(token);
    let (tenant_code, known) = verified_tenant(service, &token).await?;
    if !account.terms_accepted {
        return Err(Refusal::TermsNotAccepted);
    }
    let owner = PasswordOwner {
        tenant_code: &tenant_code,
        mobile: known.mobile.as_ref(),
        email: Some(&account.email),
    };
    let hash = hash_choice(service, &account.password, owner).await?;

    // Hashing takes time: checks again under the write lock that the enrolment is still open.
    let (mut transaction, enrolment, before) = finish(service, &token).await?;
    let (tenant_code, visit) = (&enrolment.tenant_code, enrolment.visit.as_deref());
    let language = enrolment.language;
    visit_log::check_agreed(&mut transaction, visit, VisitPurpose::SignUp).await?;
    let now = service.clock.seconds();
    let choice = ConsentChoice {
        mails: account.mails_accepted,
        electronic_receipts: account.electronic_receipts_accepted,
    };
    consent::sign_up(&mut transaction, tenant_code, choice, now).await?;
    let registered = before.is_registered();
    // Who deletes the account after a reset by SMS, and signs up again, does not get rid of the old address.
    let kept = recovery_hold::kept_address(&mut transaction, tenant_code, now).await?;
    let kept = kept.filter(|_| !registered);
    let address = match &kept {
        Some(kept) => (kept, Some(now)),
        None => (&account.email, None),
    };
    let chosen = (language, hash.as_str());
    accounts::put(&mut transaction, tenant_code, &account, address, chosen, now).await?;
    session::revoke_all(&mut transaction, tenant_code, now).await?;
    archive_recovery::renew(&mut transaction, &service.key, tenant_code, now).await?;
    if registered {
        recovery_hold::mark(&mut transaction, &enrolment, &before, now).await?;
    }
    let tokens = session::start(&mut transaction, tenant_code, &account.device, visit, now).await?;
    visit_log::record_action(&mut transaction, &service.key, visit, StaffAction::SignedUp, now).await?;
    let mut notices = if registered {
        let before = (tenant_code, &before);
        account_alerts::tell(service, &mut transaction, before, NoticeKind::PasswordReset).await?
    } else {
        Notices::default()
    };
    let before = TenantOnFile {
        language,
        email_confirmed: before.email_confirmed || kept.is_some(),
        email: before.email.or(kept),
        ..before
    };
    if !before.has_confirmed(&account.email) {
        let before = (tenant_code, &before);
        let asked = recovery_hold::ask_email(service, &mut transaction, before, &account.email).await?;
        notices.extend(asked.0);
    }
    notices.commit_and_send(transaction, service.outlet).await?;
    let event = match registered {
        true => Event::PasswordReset,
        false => Event::AccountCreated,
    };
    service.trace(event, Who::Tenant(tenant_code));
    Ok(tokens)
}

/// Sets the new password of a registered tenant and signs in. All earlier sessions end, and the tenant is notified
/// (S8).
pub(super) async fn reset_password(
    service: &PeopleContext<'_>,
    token: &str,
    reset: PasswordReset,
) -> Result<SessionTokens, Refusal> {
    let token = derive_token_hash(token);
    let (tenant_code, known) = verified_tenant(service, &token).await?;
    if accounts::password_hash(&mut service.store.read().await?, &tenant_code)
        .await?
        .is_none()
    {
        return Err(Refusal::NotRegistered);
    }
    let owner = PasswordOwner {
        tenant_code: &tenant_code,
        mobile: known.mobile.as_ref(),
        email: known.email.as_ref(),
    };
    let hash = hash_choice(service, &reset.password, owner).await?;

    let (mut transaction, enrolment, before) = finish(service, &token).await?;
    let (tenant_code, visit) = (&enrolment.tenant_code, enrolment.visit.as_deref());
    visit_log::check_agreed(&mut transaction, visit, VisitPurpose::PasswordReset).await?;
    let now = service.clock.seconds();
    if !accounts::put_password(&mut transaction, tenant_code, &hash, now).await? {
        return Err(Refusal::NotRegistered);
    }
    recovery_hold::mark(&mut transaction, &enrolment, &before, now).await?;
    session::revoke_all(&mut transaction, tenant_code, now).await?;
    archive_recovery::renew(&mut transaction, &service.key, tenant_code, now).await?;
    let tokens = session::start(&mut transaction, tenant_code, &reset.device, visit, now).await?;
    visit_log::record_action(
        &mut transaction,
        &service.key,
        visit,
        StaffAction::PasswordReset,
        now,
    )
    .await?;
    let before = (tenant_code, &before);
    let notices = account_alerts::tell(service, &mut transaction, before, NoticeKind::PasswordReset).await?;
    notices.commit_and_send(transaction, service.outlet).await?;
    service.trace(Event::PasswordReset, Who::Tenant(tenant_code));
    Ok(tokens)
}

/// Closes a verified enrolment and returns its tenant as on file before any change. Fails when a reset, a new
/// number or a new password ended the enrolment after its code was verified.
async fn finish(
    service: &PeopleContext<'_>,
    token: &Hash,
) -> Result<(Writing, Enrolment, TenantOnFile), Refusal> {
    let (mut transaction, enrolment) = begin_write(service, token).await?;
    if !enrolment.verified {
        return Err(Refusal::EnrolmentEnded);
    }
    let before = tenants::find(&mut transaction, &enrolment.tenant_code).await?;
    let before = before.ok_or(Refusal::EnrolmentEnded)?;
    enrolments::close(&mut transaction, token).await?;
    Ok((transaction, enrolment, before))
}

async fn hash_choice(
    service: &PeopleContext<'_>,
    choice: &WireSecret,
    owner: PasswordOwner<'_>,
) -> Result<String, Refusal> {
    let password = Password::choose(choice.expose(), owner)?;
    let turn = Turn::Enrolment(owner.tenant_code.as_str().as_bytes());
    service.passwords.hash(&password, turn).await
}

/// The tenant of a verified enrolment, as on file.
async fn verified_tenant(
    service: &PeopleContext<'_>,
    token: &Hash,
) -> Result<(TenantCode, TenantOnFile), Refusal> {
    let mut connection = service.store.read().await?;
    let enrolment = enrolments::find(&mut connection, token, service.clock.seconds()).await?;
    if !enrolment.verified {
        return Err(Refusal::EnrolmentEnded);
    }
    let on_file = tenants::find(&mut connection, &enrolment.tenant_code).await?;
    let on_file = on_file.ok_or(Refusal::EnrolmentEnded)?;
    Ok((enrolment.tenant_code, on_file))
}
