//! What the holders of the old number and address are told of a change (S8), after the answer.

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

/// Sends a notice to the telephone and to the address on file.
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

/// Another password was chosen by SMS code: all sessions ended.
pub(crate) fn password_reset(service: &PeopleContext<'_>, tenant: &TenantOnFile) {
    send(
        service,
        tenant,
        Notice::password_reset_sms,
        Notice::password_reset_mail,
    );
}

/// Another number is on file; `before` is the tenant as it was.
pub(crate) fn mobile_changed(service: &PeopleContext<'_>, before: &TenantOnFile) {
    send(
        service,
        before,
        Notice::mobile_changed_sms,
        Notice::mobile_changed_mail,
    );
}

/// Another address is on file, or a first one; `before` is the tenant as it was. The same address again
/// is no change.
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

/// The tenant chose another password while signed in: the session stayed, the others ended.
pub(crate) fn password_changed(service: &PeopleContext<'_>, tenant: &TenantOnFile) {
    send(
        service,
        tenant,
        Notice::password_reset_sms,
        Notice::password_changed_mail,
    );
}
