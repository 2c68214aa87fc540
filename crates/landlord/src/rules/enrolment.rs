//! Sign-up as the guide tells it: code → robot check → masked number → SMS → profile and password.
//! An unknown, registered or phone-less tenant code takes the same way and writes the same rows
//! (S2, S3).

use contract::{
    AccountCreation, EnrolmentOpened, EnrolmentOpening, MobilePhone, Password, RobotCheckPurpose,
    SessionTokens, SmsCode, SmsCodeAccepted, SmsSent, TenantCode,
};
use sqlx::{Sqlite, Transaction};
use subtle::ConstantTimeEq;

use super::{decoy, quota, robot_check, session};
use crate::{
    keys::{Hash, derive_token_hash, make_token, random_bytes},
    notices::Notice,
    refusal::Refusal,
    service::Service,
    sms::Sms,
    store::{BEGIN_WRITING, accounts, counted_events, enrolments, sessions, tenants},
    wording,
};

/// How long an enrolment waits for its SMS: messages may take minutes.
const ENROLMENT_SECONDS: i64 = 30 * 60;
/// How long the profile may take once the code was right.
const PROFILE_SECONDS: i64 = 30 * 60;
const CODE_MINUTES: u32 = 10;
const CODE_SECONDS: i64 = 60 * CODE_MINUTES as i64;
const RESEND_SECONDS: i64 = 30;
const TRIES: i64 = 5;

/// Opens an enrolment.
pub(crate) async fn open(service: &Service, opening: EnrolmentOpening) -> Result<EnrolmentOpened, Refusal> {
    let now = service.clock.seconds();
    let code = opening.tenant_code;
    let check = robot_check::verify(
        &service.key,
        RobotCheckPurpose::Enrolment,
        &code,
        &opening.robot_check,
        now,
    )?;

    let on_file = tenants::find(&service.pool, &code).await?;
    let agencies = tenants::agencies(&service.pool).await?;
    let decoy_phone = decoy::masked_phone(&service.key, &code);
    let decoy_agency = decoy::agency(&service.key, &code, &agencies);
    let masked_phone = on_file
        .as_ref()
        .and_then(|tenant| tenant.mobile.as_ref())
        .map_or(decoy_phone, MobilePhone::mask);
    let agency = on_file
        .map(|tenant| tenant.agency)
        .or(decoy_agency)
        .ok_or_else(|| Refusal::Stored("no agency was imported".to_owned()))?;

    let token = make_token()?;
    let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
    if !enrolments::spend_robot_check(&mut transaction, &check.nonce, check.expires_at, now).await? {
        return Err(Refusal::RobotCheckFailed);
    }
    let token_hash = derive_token_hash(token.expose());
    enrolments::open(&mut transaction, &token_hash, &code, now + ENROLMENT_SECONDS, now).await?;
    counted_events::forget_before(&mut transaction, now - quota::LONGEST).await?;
    transaction.commit().await?;
    Ok(EnrolmentOpened {
        enrolment_token: token,
        masked_phone,
        agency,
        expires_in: ENROLMENT_SECONDS.unsigned_abs(),
    })
}

/// Takes the completed number. Right or wrong gets the same answer; only the number on file gets a
/// message (S1, S2). The same number again, within the resend delay, sends nothing more.
pub(crate) async fn complete_phone(
    service: &Service,
    token: &str,
    phone: MobilePhone,
) -> Result<SmsSent, Refusal> {
    let now = service.clock.seconds();
    let token = derive_token_hash(token);
    let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
    let enrolment = enrolments::find(&mut transaction, &token, now).await?;
    let waiting = enrolment.last_message_at.filter(|at| now - at < RESEND_SECONDS);
    if let Some(at) = waiting
        && enrolment.completed_phone.as_ref() == Some(&phone)
    {
        return Ok(SmsSent {
            resend_after: (at + RESEND_SECONDS - now).unsigned_abs(),
            expires_in: (enrolment.code_expires_at - now).max(0).unsigned_abs(),
            messages_sent: enrolment.messages,
        });
    }
    let code_subject = service
        .key
        .derive_hash("quota-tenant", &[enrolment.tenant_code.as_str().as_bytes()]);
    quota::check(&mut transaction, &quota::COMPLETIONS, &code_subject, now).await?;
    counted_events::count(&mut transaction, quota::COMPLETIONS[0].kind, &code_subject, now).await?;
    let message = NextMessage {
        token,
        tenant_code: enrolment.tenant_code,
        phone,
        number: enrolment.messages + 1,
        now,
    };
    message.send(service, transaction).await
}

/// Sends another message to the number completed before.
pub(crate) async fn resend(service: &Service, token: &str) -> Result<SmsSent, Refusal> {
    let now = service.clock.seconds();
    let token = derive_token_hash(token);
    let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
    let enrolment = enrolments::find(&mut transaction, &token, now).await?;
    let (Some(phone), Some(last)) = (enrolment.completed_phone, enrolment.last_message_at) else {
        return Err(Refusal::EnrolmentEnded);
    };
    if now - last < RESEND_SECONDS {
        return Err(Refusal::ResendTooSoon {
            retry_after: (last + RESEND_SECONDS - now).unsigned_abs(),
        });
    }
    let message = NextMessage {
        token,
        tenant_code: enrolment.tenant_code,
        phone,
        number: enrolment.messages + 1,
        now,
    };
    message.send(service, transaction).await
}

/// Tries a code (S5).
pub(crate) async fn try_code(
    service: &Service,
    token: &str,
    code: &SmsCode,
) -> Result<SmsCodeAccepted, Refusal> {
    let now = service.clock.seconds();
    let token = derive_token_hash(token);
    let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
    let enrolment = enrolments::find(&mut transaction, &token, now).await?;
    let subject = service
        .key
        .derive_hash("quota-tenant", &[enrolment.tenant_code.as_str().as_bytes()]);
    quota::check(&mut transaction, &quota::WRONG_CODES, &subject, now).await?;
    let Some(expected) = enrolment.code_hash else {
        return Err(Refusal::EnrolmentEnded);
    };
    if enrolment.code_expires_at <= now || enrolment.wrong_tries >= TRIES {
        return Err(Refusal::SmsCodeExpired);
    }
    let tried = code_hash(service, &token, code);
    let (true, Some(mobile)) = (
        bool::from(tried.as_slice().ct_eq(&expected)),
        enrolment.completed_phone,
    ) else {
        enrolments::count_wrong_try(&mut transaction, &token).await?;
        counted_events::count(&mut transaction, quota::WRONG_CODES[0].kind, &subject, now).await?;
        transaction.commit().await?;
        let last = enrolment.wrong_tries + 1 >= TRIES;
        return Err(if last {
            Refusal::SmsCodeExpired
        } else {
            Refusal::SmsCodeWrong
        });
    };
    enrolments::verify(&mut transaction, &token, now + PROFILE_SECONDS, now).await?;
    transaction.commit().await?;
    Ok(SmsCodeAccepted {
        mobile,
        expires_in: PROFILE_SECONDS.unsigned_abs(),
    })
}

/// Makes the account and signs in. An account that existed gets the new profile and password, and
/// all its sessions end (S3, S8).
pub(crate) async fn create_account(
    service: &Service,
    token: &str,
    account: AccountCreation,
) -> Result<SessionTokens, Refusal> {
    let token = derive_token_hash(token);
    let tenant_code = verified_tenant(service, &token).await?;
    if !account.terms_accepted {
        return Err(Refusal::TermsNotAccepted);
    }
    let password = Password::choose(account.password.expose(), &tenant_code)?;
    let hash = service
        .passwords
        .hash(password.expose().to_owned().into())
        .await?;

    // Hashing takes time: whether the enrolment still stands is asked again under the write lock.
    let now = service.clock.seconds();
    let mut transaction = service.pool.begin_with(BEGIN_WRITING).await?;
    let enrolment = enrolments::find(&mut transaction, &token, now).await?;
    accounts::put(&mut transaction, &enrolment.tenant_code, &account, &hash, now).await?;
    sessions::end_all(&mut transaction, &enrolment.tenant_code, now).await?;
    enrolments::close(&mut transaction, &token).await?;
    let tokens = session::start(&mut transaction, &enrolment.tenant_code, now).await?;
    let on_file = tenants::find(&mut *transaction, &enrolment.tenant_code).await?;
    transaction.commit().await?;
    if let Some(tenant) = on_file {
        let notice = Notice {
            landlord: &service.config.landlord,
            agency: &tenant.agency,
            at: service.clock.now(),
        };
        service.send_mail(notice.email_confirmed_mail(account.email));
    }
    Ok(tokens)
}

async fn verified_tenant(service: &Service, token: &Hash) -> Result<TenantCode, Refusal> {
    let mut connection = service.pool.acquire().await?;
    let enrolment = enrolments::find(&mut connection, token, service.clock.seconds()).await?;
    enrolment
        .verified
        .then_some(enrolment.tenant_code)
        .ok_or(Refusal::EnrolmentEnded)
}

/// The message that an enrolment gets next.
struct NextMessage {
    token: Hash,
    tenant_code: TenantCode,
    phone: MobilePhone,
    number: u32,
    now: i64,
}

impl NextMessage {
    /// Puts a new code in force; the message that carries it goes out when the number is the one on
    /// file. The transaction's own connection does all the reading: waiting for a second one under
    /// the write lock would let the pool run dry.
    async fn send(
        self,
        service: &Service,
        mut transaction: Transaction<'static, Sqlite>,
    ) -> Result<SmsSent, Refusal> {
        let Self {
            token,
            tenant_code,
            phone,
            number,
            now,
        } = self;
        let number_subject = service
            .key
            .derive_hash("quota-number", &[phone.e164().as_bytes()]);
        let service_subject = service.key.derive_hash("quota-service", &[]);
        for (quotas, subject) in [
            (&quota::MESSAGES[..], &number_subject),
            (&quota::ALL_MESSAGES[..], &service_subject),
        ] {
            quota::check(&mut transaction, quotas, subject, now).await?;
            counted_events::count(&mut transaction, quotas[0].kind, subject, now).await?;
        }

        let code = make_code()?;
        let on_file = tenants::find(&mut *transaction, &tenant_code).await?;
        let matching = on_file.filter(|tenant| tenant.mobile.as_ref() == Some(&phone));
        // The code of a number that is not on file is known to nobody, yet costs the same row.
        let stored = code_hash(service, &token, &code);
        let stored = if matching.is_some() {
            stored
        } else {
            random_bytes()?
        };
        enrolments::put_code(&mut transaction, &token, &phone, &stored, now + CODE_SECONDS, now).await?;
        transaction.commit().await?;
        let product = &service.config.landlord.product_name;
        let message = matching.map(|tenant| Sms {
            to: phone,
            text: wording::sms_code(product, &code, tenant.registered, number),
            at: service.clock.now(),
            valid_minutes: CODE_MINUTES,
        });
        if let Some(message) = message {
            service.send_sms(message);
        }
        Ok(SmsSent {
            resend_after: RESEND_SECONDS.unsigned_abs(),
            expires_in: CODE_SECONDS.unsigned_abs(),
            messages_sent: number,
        })
    }
}

/// Six digits from the system's random numbers, without modulo bias.
fn make_code() -> Result<SmsCode, Refusal> {
    loop {
        let bytes = random_bytes()?;
        let draw = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        if draw < u32::MAX - u32::MAX % 1_000_000 {
            let text = format!("{:06}", draw % 1_000_000);
            return SmsCode::parse(&text).map_err(|flaw| Refusal::Stored(flaw.to_string()));
        }
    }
}

/// What is stored of a code: bound to its enrolment, under the service's key (S5).
fn code_hash(service: &Service, token: &Hash, code: &SmsCode) -> Hash {
    service
        .key
        .derive_hash("sms-code", &[token, code.expose().as_bytes()])
}
