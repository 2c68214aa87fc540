//! What the holders of the old number and address are told of a change (S8), after the answer.

use contract::Email;

use crate::{context::PeopleContext, delivery::notices::Notice, rent::tenant::store::TenantOnFile};

fn notice<'a>(service: &'a PeopleContext<'a>, tenant: &'a TenantOnFile) -> Notice<'a> {
    Notice {
        landlord: service.landlord,
        agency: &tenant.agency,
        at: service.clock.now(),
    }
}

/// Another password was chosen by SMS code: all sessions ended.
pub(crate) fn password_reset(service: &PeopleContext<'_>, tenant: &TenantOnFile) {
    let notice = notice(service, tenant);
    if let Some(mobile) = &tenant.mobile {
        service.outlet.send_sms(notice.password_reset_sms(mobile.clone()));
    }
    if let Some(email) = &tenant.email {
        service
            .outlet
            .send_mail(notice.password_reset_mail(email.clone()));
    }
}

/// Another number is on file; `before` is the tenant as it was.
pub(crate) fn mobile_changed(service: &PeopleContext<'_>, before: &TenantOnFile) {
    let notice = notice(service, before);
    if let Some(mobile) = &before.mobile {
        service.outlet.send_sms(notice.mobile_changed_sms(mobile.clone()));
    }
    if let Some(email) = &before.email {
        service
            .outlet
            .send_mail(notice.mobile_changed_mail(email.clone()));
    }
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
    let notice = notice(service, tenant);
    if let Some(mobile) = &tenant.mobile {
        service.outlet.send_sms(notice.password_reset_sms(mobile.clone()));
    }
    if let Some(email) = &tenant.email {
        service
            .outlet
            .send_mail(notice.password_changed_mail(email.clone()));
    }
}
