//! Notices about an account (S8, S25), to the number and the address that were on file before what they are about. Each is
//! prepared in the transaction of the change, within its budgets (S23), and sent once that is committed.

use contract::{Email, Language, MobilePhone, SmsCode, TenantCode};
use jiff::Timestamp;

use super::closure;
use crate::{
    clock::local,
    context::{Context, PeopleContext},
    delivery::{
        Notices,
        budget::{self, Recipient},
        mail::Mail,
        security_alert::{NoticeKind, SecurityAlert},
    },
    keys::Hash,
    operations::traces::Who,
    quota::{self, Quota},
    refusal::Refusal,
    rent::tenant::store::{self as tenants, TenantOnFile},
    store::Writing,
    wording,
};

/// A tenant as on file before the change.
pub(crate) type Before<'a> = (&'a TenantCode, &'a TenantOnFile);

/// Text messages that a notice with a link takes.
const PARTS_WITH_LINK: usize = 2;

/// A notice about something that happened now.
fn alert<'a>(service: &'a PeopleContext<'a>, tenant: &'a TenantOnFile) -> SecurityAlert<'a> {
    SecurityAlert {
        landlord: service.landlord,
        agency: &tenant.agency,
        at: service.clock.now(),
        language: tenant.language,
        link: None,
        until: None,
        code: None,
    }
}

/// Prepares a notice. The text message of a kind leaves once in a while, the mail each time.
pub(crate) async fn tell(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    before: Before<'_>,
    kind: NoticeKind,
) -> Result<Notices, Refusal> {
    let (_, tenant) = before;
    prepare(service, writing, before, (kind, alert(service, tenant))).await
}

/// Prepares the notice of a change that waits, with the code that an address on file may answer with.
pub(super) async fn change_waits(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    before: Before<'_>,
    (until, code): (Timestamp, Option<&SmsCode>),
) -> Result<Notices, Refusal> {
    let (_, tenant) = before;
    let alert = SecurityAlert {
        until: Some(until),
        code,
        ..alert(service, tenant)
    };
    prepare(service, writing, before, (NoticeKind::ChangeWaits, alert)).await
}

async fn prepare(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    (tenant_code, tenant): Before<'_>,
    (kind, alert): (NoticeKind, SecurityAlert<'_>),
) -> Result<Notices, Refusal> {
    if kind.is_frequent() {
        let subject = quota::tenant_subject(&service.key, tenant_code);
        let counted = (&quota::FREQUENT_NOTICES, &subject);
        if !has_room(service, writing, counted, tenant_code).await? {
            return Ok(Notices::default());
        }
    }
    let (mut by_sms, mut by_mail) = (None, None);
    if let Some(mobile) = &tenant.mobile
        && (kind.is_grave() || tenant.email.is_none())
    {
        let linked = kind.may_close() && service.public_address.is_some();
        let counted = (kind.budget(), if linked { PARTS_WITH_LINK } else { 1 });
        let ticket = budget::reserve_notice(service, writing, (tenant_code, mobile), counted).await?;
        by_sms = ticket.map(|ticket| (ticket, mobile.clone()));
    }
    if let Some(email) = &tenant.email {
        let to = match tenant.email_confirmed {
            true => Recipient::Proved(email),
            false => Recipient::Named(email),
        };
        let ticket = budget::reserve_mail(service, writing, tenant_code, to).await?;
        by_mail = ticket.map(|ticket| (ticket, email.clone()));
    }
    let mut notices = Notices::default();
    if by_sms.is_none() && by_mail.is_none() {
        return Ok(notices);
    }
    // Only for what leaves: links are kept for weeks, and who changes something in a loop must not fill the database.
    let link = if kind.may_close() {
        closure::make_link(service, writing, tenant_code).await?
    } else {
        None
    };
    let linked = SecurityAlert {
        link: link.as_deref(),
        ..alert
    };
    if let Some((ticket, mobile)) = by_sms {
        notices.add_sms(Some(ticket), linked.sms(kind, mobile));
    }
    if let Some((ticket, email)) = by_mail {
        // An address whose code did not come back may be somebody else's, mistyped.
        let told = if tenant.email_confirmed { linked } else { alert };
        notices.add_mail(Some(ticket), told.mail(kind, email));
    }
    Ok(notices)
}

/// Counts a notice in a quota; returns false, and traces it, when the quota is full.
async fn has_room(
    service: &Context,
    writing: &mut Writing,
    (quota, subject): (&Quota, &Hash),
    tenant_code: &TenantCode,
) -> Result<bool, Refusal> {
    match quota.consume(writing, subject, service.clock.seconds()).await {
        Ok(()) => Ok(true),
        Err(Refusal::TooManyAttempts { event, .. }) => {
            service.trace(event, Who::Tenant(tenant_code));
            Ok(false)
        }
        Err(error) => Err(error),
    }
}

/// Prepares the mail with the code of a new address.
pub(super) async fn email_code(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    (tenant_code, tenant): Before<'_>,
    (email, code): (&Email, &SmsCode),
) -> Result<Notices, Refusal> {
    let alert = SecurityAlert {
        code: Some(code),
        ..alert(service, tenant)
    };
    let mut notices = Notices::default();
    let ticket = budget::reserve_mail(service, writing, tenant_code, Recipient::Named(email)).await?;
    notices.add_mail(ticket, alert.email_code_mail(email.clone()));
    Ok(notices)
}

/// What strangers guess.
#[derive(Debug, Clone, Copy)]
pub(super) enum Guessed<'a> {
    /// The password.
    Password,
    /// The SMS codes to a number that they gave.
    CodesTo(&'a MobilePhone),
}

impl Guessed<'_> {
    const fn kind(self) -> NoticeKind {
        match self {
            Self::Password => NoticeKind::Guessing,
            Self::CodesTo(_) => NoticeKind::CodesTried,
        }
    }

    /// Whether there is anything to guess. Of codes to another number none is right, and whoever read the tenant code on
    /// a receipt must not alarm its tenant with them.
    fn is_of(self, tenant: &TenantOnFile) -> bool {
        match self {
            Self::Password => true,
            Self::CodesTo(number) => tenant.mobile.as_ref() == Some(number),
        }
    }
}

/// Prepares the notice that strangers guess something, once in a while for what their guesses count under. An account
/// that does not exist, or another number, costs the same count (S2). Strangers cause these notices, so the service sends
/// few of each kind in an hour: one that is withheld leaves with a later guess.
pub(super) async fn guessing(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    tenant_code: &TenantCode,
    (guessed, subject): (Guessed<'_>, &Hash),
) -> Result<Notices, Refusal> {
    let (quota, now) = (&quota::GUESSING_NOTICES_OF_SERVICE, service.clock.seconds());
    let kind = guessed.kind();
    let of_service = service
        .key
        .derive_lasting("guessing-notice", &[kind.budget().as_bytes()]);
    match quota.check(writing, &of_service, now).await {
        Ok(()) => {}
        Err(Refusal::TooManyAttempts { event, .. }) => {
            service.trace(event, Who::Tenant(tenant_code));
            return Ok(Notices::default());
        }
        Err(error) => return Err(error),
    }
    if !has_room(service, writing, (&quota::GUESSING_NOTICES, subject), tenant_code).await? {
        return Ok(Notices::default());
    }
    let tenant = tenants::find(writing, tenant_code).await?;
    let tenant = tenant.filter(|tenant| tenant.is_registered() && !tenant.closed && guessed.is_of(tenant));
    let Some(tenant) = tenant else {
        return Ok(Notices::default());
    };
    quota.count(writing, &of_service, now).await?;
    tell(service, writing, (tenant_code, &tenant), kind).await
}

/// Prepares the notice of a visit that begins. Nothing of somebody without an account is at stake yet. A closed account
/// can be opened in a visit, so that its tenant is told as well.
pub(crate) async fn visit(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    tenant_code: &TenantCode,
) -> Result<Notices, Refusal> {
    match tenants::find(writing, tenant_code).await? {
        Some(tenant) if tenant.is_registered() => {
            tell(service, writing, (tenant_code, &tenant), NoticeKind::Visit).await
        }
        _ => Ok(Notices::default()),
    }
}

/// Prepares the mail that tells the agency of a closed account. `by` is as stored.
pub(super) async fn agency(
    service: &PeopleContext<'_>,
    writing: &mut Writing,
    (tenant_code, tenant): Before<'_>,
    by: &'static str,
) -> Result<Notices, Refusal> {
    let mut notices = Notices::default();
    let Ok(to) = Email::parse(&tenant.agency.email) else {
        tracing::error!("the e-mail address of an agency cannot be read");
        return Ok(notices);
    };
    let name = tenants::name(writing, tenant_code).await?;
    let ticket = budget::reserve_agency_mail(service, writing).await?;
    let at = service.clock.now();
    // Staff read the language of the landlord, whatever the tenant's.
    let words = wording::messages(Language::Fr);
    let moment = local(at);
    let args = paper::args_of([
        ("product", service.landlord.product_name.as_str().into()),
        ("landlord", service.landlord.name.as_str().into()),
        ("tenant", name.into()),
        ("end", tenant_code.end().into()),
        ("when", words.moment(moment.date(), moment.time()).into()),
        ("by", by.into()),
    ]);
    let mail = Mail {
        to,
        subject: words.text_of("mail-to-agency.subject", &args),
        text: words.plain_text_of("mail-to-agency.text", &args),
        at,
    };
    notices.add_mail(ticket, mail);
    Ok(notices)
}
