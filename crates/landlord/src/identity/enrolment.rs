//! Sign-up and forgotten passwords: code → robot check → masked number, or letter code → SMS → profile and
//! password. An unknown, a registered and a phone-less tenant code take the same path and write the same rows (S2,
//! S3).

pub(crate) mod code_sending;
mod completion;
pub(crate) mod routes;
mod standing;
pub(crate) mod store;
mod tried_codes;

use std::net::IpAddr;

use contract::{
    Agency, EnrolmentOpened, EnrolmentOpening, EnrolmentPurpose, EnrolmentUnderWay, Language, MaskedPhone,
    MobilePhone, RobotCheckPurpose, SmsCode, SmsCodeAccepted, SmsSent, StaffAction, TenantCode,
    VisitEnrolment, WireSecret,
};

use self::code_sending::send_code;
use self::store::{self as enrolments, Enrolment, NewEnrolment};
use self::tried_codes::StrangersTry;
use super::{
    account_alerts, closure, decoy,
    device::store as devices,
    letter::store as letters,
    open_attempts, recovery_hold,
    robot_check::{Sender, SentCheck, SolvedCheck},
    sms_challenge::{self, CodeTry, store as sms_challenges},
};
use crate::{
    context::{Context, PeopleContext},
    counter::{
        journal::{self as staff_journal, Deed, Doer},
        visit::log as visit_log,
    },
    delivery::{Notices, security_alert::NoticeKind},
    figures::{ENROLMENT_MINUTES, MINUTE, PROFILE_MINUTES},
    keys::{Hash, derive_token_hash, make_token},
    operations::{event::Event, traces::Who},
    quota::{self, Source},
    refusal::Refusal,
    rent::tenant::store::{self as tenants, TenantOnFile},
    store::Writing,
};

const ENROLMENT_SECONDS: i64 = ENROLMENT_MINUTES * MINUTE;
const PROFILE_SECONDS: i64 = PROFILE_MINUTES * MINUTE;

/// Opens an enrolment.
pub(crate) async fn open(
    service: &PeopleContext<'_>,
    opening: EnrolmentOpening,
    language: Language,
    address: IpAddr,
) -> Result<EnrolmentOpened, Refusal> {
    let now = service.clock.seconds();
    let tenant_code = opening.tenant_code;
    let bound_to = (RobotCheckPurpose::Enrolment, &tenant_code);
    let check = SentCheck::read(&service.key, bound_to, opening.robot_check, now)?;

    let mut reading = service.store.read().await?;
    // Looked up first: a check that is sent again is not verified again, and takes no write lock.
    if enrolments::is_robot_check_spent(&mut reading, check.nonce()).await? {
        return Err(Refusal::RobotCheckFailed);
    }
    // Without a token, runs the same query for no device.
    let device = opening.device_token.as_ref().map_or("", WireSecret::expose);
    let device = derive_token_hash(device);
    let known = devices::is_known(&mut reading, &device, &tenant_code, now).await?;
    let device = known.then_some(&device);
    let source = Source::of(&service.key, address);
    let sender = device.map_or(Sender::Stranger(&source), Sender::Device);
    sender.ensure_trusted(&mut reading, now).await?;
    drop(reading);
    let check = verify_robot_check(service, check, sender, now).await?;
    let on_file = tenants::find(&mut service.store.read().await?, &tenant_code).await?;
    let (masked_phone, agency) = mask_and_agency(service, &tenant_code, on_file).await?;

    let token = make_token()?;
    // One transaction: when the request is refused below, its robot check is not spent. This allows no replay, as
    // no enrolment was opened.
    let mut transaction = service.store.write().await?;
    if !enrolments::spend_robot_check(&mut transaction, &check.nonce, check.expires_at).await? {
        return Err(Refusal::RobotCheckFailed);
    }
    // Not of a known device: neighbours behind the same address must not use up its codes.
    if device.is_none() {
        quota::record_tenant_code_of_source(&mut transaction, &service.key, &source, &tenant_code, now)
            .await?;
        quota::STRANGERS_ENROLMENTS
            .count(&mut transaction, &service.key, now)
            .await?;
    }
    let token_hash = derive_token_hash(token.expose());
    let expires_at = now + ENROLMENT_SECONDS;
    let new = NewEnrolment {
        token: &token_hash,
        tenant_code: &tenant_code,
        purpose: opening.purpose,
        language,
        expires_at,
        visit: None,
        device,
    };
    enrolments::open(&mut transaction, &new).await?;
    transaction.commit().await?;
    service.trace(Event::EnrolmentOpened, Who::Tenant(&tenant_code));
    Ok(EnrolmentOpened {
        enrolment_token: token,
        masked_phone,
        agency,
        expires_in: ENROLMENT_SECONDS.unsigned_abs(),
    })
}

/// Verifies a robot check, and counts it when it is wrong.
async fn verify_robot_check(
    service: &PeopleContext<'_>,
    check: SentCheck,
    sender: Sender<'_>,
    now: i64,
) -> Result<SolvedCheck, Refusal> {
    let verified = service.robot_checks.verify(check).await;
    if let Err(Refusal::RobotCheckFailed) = verified {
        let mut writing = service.store.write().await?;
        sender.count_wrong(&mut writing, now).await?;
        writing.commit().await?;
    }
    verified
}

/// What staff pass on for a tenant at a counter.
pub(crate) struct AtCounter {
    pub(crate) tenant_code: TenantCode,
    pub(crate) visit: String,
    pub(crate) purpose: EnrolmentPurpose,
    pub(crate) language: Language,
    pub(crate) new_mobile: Option<MobilePhone>,
}

/// Opens an enrolment for a tenant whom staff recognised, without a robot check. When staff allow another number,
/// its code is sent at once.
pub(crate) async fn open_at_counter(
    service: &PeopleContext<'_>,
    at_counter: AtCounter,
    doer: Doer<'_>,
    action: Option<StaffAction>,
) -> Result<VisitEnrolment, Refusal> {
    let now = service.clock.seconds();
    let tenant_code = &at_counter.tenant_code;
    let on_file = tenants::find(&mut service.store.read().await?, tenant_code).await?;
    if let Some(tenant) = &on_file {
        closure::ensure_not_closed(tenant)?;
    }
    let (masked_phone, agency) = mask_and_agency(service, tenant_code, on_file).await?;
    let token = make_token()?;
    let token_hash = derive_token_hash(token.expose());
    let new = NewEnrolment {
        token: &token_hash,
        tenant_code,
        purpose: at_counter.purpose,
        language: at_counter.language,
        expires_at: now + ENROLMENT_SECONDS,
        visit: Some((&at_counter.visit, at_counter.new_mobile.is_some())),
        device: None,
    };
    let mut transaction = service.store.write().await?;
    // The visit may have ended since the caller found it.
    visit_log::ensure_under_way(&mut transaction, &at_counter.visit, now).await?;
    enrolments::open(&mut transaction, &new).await?;
    let deed = Deed {
        tenant: Some(tenant_code),
        visit: Some(&at_counter.visit),
        detail: None,
    };
    if let Some(action) = action {
        staff_journal::write(&mut transaction, &service.key, doer, (action, deed), now).await?;
    }
    let message = match at_counter.new_mobile {
        None => {
            transaction.commit().await?;
            None
        }
        Some(mobile) => {
            let proposed = (StaffAction::NewNumberProposed, deed);
            staff_journal::write(&mut transaction, &service.key, doer, proposed, now).await?;
            let enrolment = enrolments::find(&mut transaction, &token_hash, now).await?;
            Some(send_code(service, transaction, token_hash, &enrolment, (mobile, None)).await?)
        }
    };
    Ok(VisitEnrolment {
        opened: EnrolmentOpened {
            enrolment_token: token,
            masked_phone,
            agency,
            expires_in: ENROLMENT_SECONDS.unsigned_abs(),
        },
        message,
    })
}

/// Returns the progress of an enrolment. A decoy gets the same masked number and agency as at its opening (S2).
pub(crate) async fn under_way(
    service: &PeopleContext<'_>,
    token: &str,
) -> Result<EnrolmentUnderWay, Refusal> {
    let now = service.clock.seconds();
    let token = derive_token_hash(token);
    let mut connection = service.store.read().await?;
    let enrolment = enrolments::find(&mut connection, &token, now).await?;
    let challenge = sms_challenges::find(&mut connection, &token, now).await?;
    drop(connection);
    let on_file = tenants::find(&mut service.store.read().await?, &enrolment.tenant_code).await?;
    let expires_in = (enrolment.expires_at - now).max(0).unsigned_abs();
    let verified = on_file
        .as_ref()
        .filter(|_| enrolment.verified)
        .and_then(|tenant| {
            // Always set here: a right code puts its number on file.
            Some(SmsCodeAccepted {
                mobile: tenant.mobile.clone()?,
                expires_in,
                registered: tenant.is_registered(),
            })
        });
    let (masked_phone, agency) = mask_and_agency(service, &enrolment.tenant_code, on_file).await?;
    Ok(EnrolmentUnderWay {
        masked_phone,
        agency,
        expires_in,
        message: challenge.map(|challenge| sms_challenge::as_sent(&challenge, now)),
        verified,
    })
}

/// Begins a write in the enrolment of a token. The token is looked up first: an invented one takes no write lock.
pub(crate) async fn begin_write(service: &Context, token: &Hash) -> Result<(Writing, Enrolment), Refusal> {
    let now = service.clock.seconds();
    enrolments::find(&mut service.store.read().await?, token, now).await?;
    let mut writing = service.store.write().await?;
    let enrolment = enrolments::find(&mut writing, token, now).await?;
    Ok((writing, enrolment))
}

/// The masked number and the agency to show: the tenant's own, or a stable decoy's (S2).
async fn mask_and_agency(
    service: &PeopleContext<'_>,
    tenant_code: &TenantCode,
    on_file: Option<TenantOnFile>,
) -> Result<(MaskedPhone, Agency), Refusal> {
    let agencies = tenants::agencies(&mut service.store.read().await?).await?;
    let decoy_phone = decoy::masked_phone(&service.key, tenant_code);
    let decoy_agency = decoy::agency(&service.key, tenant_code, &agencies);
    let masked_phone = on_file
        .as_ref()
        .and_then(|tenant| tenant.mobile.as_ref())
        .map_or(decoy_phone, MobilePhone::mask);
    let agency = on_file
        .map(|tenant| tenant.agency)
        .or(decoy_agency)
        .ok_or_else(|| Refusal::Stored("no agency was imported".to_owned()))?;
    Ok((masked_phone, agency))
}

/// Takes the completed number. A right and a wrong one get the same answer, but only the number on file gets a
/// message (S1, S2). The same number again within the resend delay sends nothing.
pub(crate) async fn complete_phone(
    service: &PeopleContext<'_>,
    token: &str,
    phone: MobilePhone,
    address: IpAddr,
) -> Result<SmsSent, Refusal> {
    let now = service.clock.seconds();
    let token = derive_token_hash(token);
    let (mut transaction, mut enrolment) = begin_write(service, &token).await?;
    let earlier = sms_challenges::find(&mut transaction, &token, now).await?;
    let just_sent = earlier.and_then(|challenge| sms_challenge::just_sent(&challenge, &phone, now));
    if let Some(sent) = just_sent {
        return Ok(sent);
    }
    enrolments::put_letter(&mut transaction, &token, None).await?;
    (enrolment.letter, enrolment.new_mobile_allowed) = (None, false);
    let source = Source::of(&service.key, address);
    enrolment
        .count_number(&mut transaction, &service.key, &source, now)
        .await?;
    send_code(service, transaction, token, &enrolment, (phone, Some(&source))).await
}

/// Sends another message to the number given earlier.
pub(crate) async fn resend(
    service: &PeopleContext<'_>,
    token: &str,
    address: IpAddr,
) -> Result<SmsSent, Refusal> {
    let now = service.clock.seconds();
    let token = derive_token_hash(token);
    let (mut transaction, enrolment) = begin_write(service, &token).await?;
    let challenge = sms_challenges::find(&mut transaction, &token, now).await?;
    let challenge = challenge.ok_or(Refusal::EnrolmentEnded)?;
    if let Some(retry_after) = sms_challenge::wait_for_next(&challenge, now) {
        return Err(Refusal::ResendTooSoon { retry_after });
    }
    let source = Source::of(&service.key, address);
    send_code(
        service,
        transaction,
        token,
        &enrolment,
        (challenge.phone, Some(&source)),
    )
    .await
}

/// Checks a code (S5). When a letter or staff allowed another number, a right code puts it on file, spends the
/// letter, and notifies the old number and address (S1, S8). `wrong` takes a wrong one of a stranger.
pub(crate) async fn try_code(
    service: &PeopleContext<'_>,
    token: &str,
    code: &SmsCode,
    wrong: impl FnOnce(StrangersTry),
) -> Result<SmsCodeAccepted, Refusal> {
    let now = service.clock.seconds();
    let token = derive_token_hash(token);
    let (mut transaction, enrolment) = begin_write(service, &token).await?;
    let tenant_code = &enrolment.tenant_code;
    let challenge = sms_challenges::find(&mut transaction, &token, now).await?;
    let challenge = challenge.ok_or(Refusal::EnrolmentEnded)?;
    let tried = CodeTry {
        subject: &token,
        tenant_code,
        code,
        wrong_codes: enrolment.wrong_codes(&service.key, &challenge.phone),
    };
    let strangers_try = enrolment.strangers_try(&service.key, &challenge.phone);
    let taken = sms_challenge::try_code(service, transaction, tried).await;
    if let (Err(Refusal::SmsCodeWrong | Refusal::SmsCodeExpired), Some(strangers_try)) =
        (&taken, strangers_try)
    {
        wrong(strangers_try);
    }
    let (mut transaction, mobile) = taken?;
    let before = tenants::find(&mut transaction, tenant_code).await?;
    // Only a tenant on file is ever sent a code.
    let before = before.ok_or(Refusal::EnrolmentEnded)?;
    // The rent system may have changed the number since the code was sent.
    if !enrolment.allows_new_mobile() && before.mobile.as_ref() != Some(&mobile) {
        return Err(Refusal::EnrolmentEnded);
    }
    if let Some(letter) = &enrolment.letter
        && !letters::spend(&mut transaction, tenant_code, letter, now).await?
    {
        return Err(Refusal::EnrolmentEnded);
    }
    if enrolment.allows_new_mobile() {
        tenants::confirm_mobile(&mut transaction, tenant_code, &mobile, now).await?;
        recovery_hold::lift(&mut transaction, &enrolment).await?;
        open_attempts::end_others(&mut transaction, tenant_code, &token, now).await?;
        let visit = enrolment.visit.as_deref();
        visit_log::record_action(
            &mut transaction,
            &service.key,
            visit,
            StaffAction::NewNumberConfirmed,
            now,
        )
        .await?;
    }
    enrolments::verify(&mut transaction, &token, now + PROFILE_SECONDS, now).await?;
    let changed = enrolment.allows_new_mobile() && before.mobile.as_ref() != Some(&mobile);
    let notices = if changed {
        let before = (tenant_code, &before);
        account_alerts::tell(service, &mut transaction, before, NoticeKind::MobileChanged).await?
    } else {
        Notices::default()
    };
    notices.commit_and_send(transaction, service.outlet).await?;
    let registered = before.is_registered();
    if changed {
        service.trace(Event::MobileChanged, Who::Tenant(tenant_code));
    }
    Ok(SmsCodeAccepted {
        mobile,
        expires_in: PROFILE_SECONDS.unsigned_abs(),
        registered,
    })
}
