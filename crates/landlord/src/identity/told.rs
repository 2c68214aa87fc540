//! Notices of a change to the old number and address (S8), sent after the answer.

use contract::{Email, MobilePhone};

use crate::{
    context::PeopleContext,
    delivery::{mail::Mail, notices::Notice, sms::Sms},
    rent::tenant::store::TenantOnFile,
};

fn notice<'a>(service: &'a PeopleContext<'a>, tenant: &'a TenantOnFile) -> Notice<'a> {
    Notice {
        landlord: service.landlord,
        agency: &tenant.agency,
        at: service.clock.now(),
        language: tenant.language,
    }
}

/// Sends a notice to the number and to the address on file.
fn send<'a>(
    service: &'a PeopleContext<'a>,
    tenant: &'a TenantOnFile,
    sms: fn(&Notice<'a>, MobilePhone) -> Sms,
    mail: fn(&Notice<'a>, Email) -> Mail,
) {
    let notice = notice(service, tenant);
    if let Some(mobile) = &tenant.mobile {
        service.outlet.send_sms(sms(&notice, mobile.clone()));
    }
    if let Some(email) = &tenant.email {
        service.outlet.send_mail(mail(&notice, email.clone()));
    }
}

/// The password was reset by SMS code, which ended all sessions.
pub(crate) fn password_reset(service: &PeopleContext<'_>, tenant: &TenantOnFile) {
    send(
        service,
        tenant,
        Notice::password_reset_sms,
        Notice::password_reset_mail,
    );
}

/// Another number is on file. `before` is the tenant before the change.
pub(crate) fn mobile_changed(service: &PeopleContext<'_>, before: &TenantOnFile) {
    send(
        service,
        before,
        Notice::mobile_changed_sms,
        Notice::mobile_changed_mail,
    );
}

/// Another address, or a first one, is on file. `before` is the tenant before the change. Sends nothing when the
/// address is the same.
pub(crate) fn email_changed(service: &PeopleContext<'_>, before: &TenantOnFile, email: Email) {
    if before.email.as_ref() == Some(&email) {
        return;
    }
    let notice = notice(service, before);
    if let Some(old) = &before.email {
        service.outlet.send_mail(notice.email_changed_mail(old.clone()));
    }
    service.outlet.send_mail(notice.email_confirmed_mail(email));
}

/// The tenant changed the password while signed in, which ended the other sessions.
pub(crate) fn password_changed(service: &PeopleContext<'_>, tenant: &TenantOnFile) {
    send(
        service,
        tenant,
        Notice::password_reset_sms,
        Notice::password_changed_mail,
    );
}
