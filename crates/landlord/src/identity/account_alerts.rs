//! Security alerts about a change, to the old number and address (S8). Each is prepared in the transaction of the change,
//! within its budgets (S23), and sent once that is committed.

use contract::{Email, MobilePhone, TenantCode};

use crate::{
    context::PeopleContext,
    delivery::{Notices, budget, mail::Mail, security_alert::SecurityAlert, sms::Sms},
    refusal::Refusal,
    rent::tenant::store::TenantOnFile,
    store::Writing,
};

/// A tenant as on file before the change.
type Before<'a> = (&'a TenantCode, &'a TenantOnFile);

fn alert<'a>(service: &'a PeopleContext<'a>, tenant: &'a TenantOnFile) -> SecurityAlert<'a> {
    SecurityAlert {
        landlord: service.landlord,
        agency: &tenant.agency,
        at: service.clock.now(),
        language: tenant.language,
    }
}

/// Prepares an alert to the number and to the address on file. The text message of a kind leaves once in a while, the
/// mail each time.
async fn prepare<'a>(
    service: &'a PeopleContext<'a>,
    writing: &mut Writing,
    (tenant_code, tenant): Before<'a>,
    kind: &'static str,
    sms: fn(&SecurityAlert<'a>, MobilePhone) -> Sms,
    mail: fn(&SecurityAlert<'a>, Email) -> Mail,
) -> Result<Notices, Refusal> {
    let alert = alert(service, tenant);
    let mut notices = Notices::default();
    if let Some(mobile) = &tenant.mobile {
        let ticket = budget::reserve_notice(service, writing, (tenant_code, mobile), kind).await?;
        notices.add_sms(ticket, sms(&alert, mobile.clone()));
    }
    if let Some(email) = &tenant.email {
        let ticket = budget::reserve_mail(service, writing, tenant_code, email).await?;
        notices.add_mail(ticket, mail(&alert, email.clone()));
    }
    Ok(notices)
}

/// The password was reset by SMS code, which ended all sessions.
pub(crate) async fn password_reset(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    before: Before<'_>,
) -> Result<Notices, Refusal> {
    prepare(
        service,
        writing,
        before,
        "password",
        SecurityAlert::password_reset_sms,
        SecurityAlert::password_reset_mail,
    )
    .await
}

/// Another number is on file.
pub(crate) async fn mobile_changed(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    before: Before<'_>,
) -> Result<Notices, Refusal> {
    prepare(
        service,
        writing,
        before,
        "mobile",
        SecurityAlert::mobile_changed_sms,
        SecurityAlert::mobile_changed_mail,
    )
    .await
}

/// Staff of an agency printed a registration letter for the tenant, or asked for one by post.
pub(crate) async fn letter_asked_for(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    tenant: Before<'_>,
) -> Result<Notices, Refusal> {
    prepare(
        service,
        writing,
        tenant,
        "letter",
        SecurityAlert::letter_asked_for_sms,
        SecurityAlert::letter_asked_for_mail,
    )
    .await
}

/// Another address, or a first one, is on file. Nothing leaves when the address is the same.
pub(crate) async fn email_changed(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    (tenant_code, before): Before<'_>,
    email: Email,
) -> Result<Notices, Refusal> {
    let mut notices = Notices::default();
    if before.email.as_ref() == Some(&email) {
        return Ok(notices);
    }
    let alert = alert(service, before);
    if let Some(old) = &before.email {
        let ticket = budget::reserve_mail(service, writing, tenant_code, old).await?;
        notices.add_mail(ticket, alert.email_changed_mail(old.clone()));
    }
    let ticket = budget::reserve_mail(service, writing, tenant_code, &email).await?;
    notices.add_mail(ticket, alert.email_confirmed_mail(email));
    Ok(notices)
}

/// The tenant changed the password while signed in, which ended the other sessions.
pub(crate) async fn password_changed(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    tenant: Before<'_>,
) -> Result<Notices, Refusal> {
    prepare(
        service,
        writing,
        tenant,
        "password",
        SecurityAlert::password_reset_sms,
        SecurityAlert::password_changed_mail,
    )
    .await
}
