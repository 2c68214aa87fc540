//! Security alerts about a change, to the old number and address (S8), sent after the answer.

use contract::{Email, MobilePhone};

use crate::{
    context::PeopleContext,
    delivery::{mail::Mail, security_alert::SecurityAlert, sms::Sms},
    rent::tenant::store::TenantOnFile,
};

fn alert<'a>(service: &'a PeopleContext<'a>, tenant: &'a TenantOnFile) -> SecurityAlert<'a> {
    SecurityAlert {
        landlord: service.landlord,
        agency: &tenant.agency,
        at: service.clock.now(),
        language: tenant.language,
    }
}

/// Sends an alert to the number and to the address on file.
fn send<'a>(
    service: &'a PeopleContext<'a>,
    tenant: &'a TenantOnFile,
    sms: fn(&SecurityAlert<'a>, MobilePhone) -> Sms,
    mail: fn(&SecurityAlert<'a>, Email) -> Mail,
) {
    let alert = alert(service, tenant);
    if let Some(mobile) = &tenant.mobile {
        service.outlet.send_sms(sms(&alert, mobile.clone()));
    }
    if let Some(email) = &tenant.email {
        service.outlet.send_mail(mail(&alert, email.clone()));
    }
}

/// The password was reset by SMS code, which ended all sessions.
pub(crate) fn password_reset(service: &PeopleContext<'_>, tenant: &TenantOnFile) {
    send(
        service,
        tenant,
        SecurityAlert::password_reset_sms,
        SecurityAlert::password_reset_mail,
    );
}

/// Another number is on file. `before` is the tenant before the change.
pub(crate) fn mobile_changed(service: &PeopleContext<'_>, before: &TenantOnFile) {
    send(
        service,
        before,
        SecurityAlert::mobile_changed_sms,
        SecurityAlert::mobile_changed_mail,
    );
}

/// Staff of an agency printed a registration letter for the tenant, or asked for one by post.
pub(crate) fn letter_asked_for(service: &PeopleContext<'_>, tenant: &TenantOnFile) {
    send(
        service,
        tenant,
        SecurityAlert::letter_asked_for_sms,
        SecurityAlert::letter_asked_for_mail,
    );
}

/// Another address, or a first one, is on file. `before` is the tenant before the change. Sends nothing when the
/// address is the same.
pub(crate) fn email_changed(service: &PeopleContext<'_>, before: &TenantOnFile, email: Email) {
    if before.email.as_ref() == Some(&email) {
        return;
    }
    let alert = alert(service, before);
    if let Some(old) = &before.email {
        service.outlet.send_mail(alert.email_changed_mail(old.clone()));
    }
    service.outlet.send_mail(alert.email_confirmed_mail(email));
}

/// The tenant changed the password while signed in, which ended the other sessions.
pub(crate) fn password_changed(service: &PeopleContext<'_>, tenant: &TenantOnFile) {
    send(
        service,
        tenant,
        SecurityAlert::password_reset_sms,
        SecurityAlert::password_changed_mail,
    );
}
