//! SMS codes (S5): each is bound to one attempt and expires after a while or a few wrong tries. Their messages leave
//! through the outlet, within its budgets (S23).

pub(crate) mod store;

use contract::{Language, MobilePhone, SmsCode, SmsSent, TenantCode};

use self::store::{self as sms_challenges, NewCode, SmsChallenge};
use crate::{
    context::PeopleContext,
    delivery::{
        Notices, Share,
        budget::{self, Wanted},
        sms::Sms,
        sms_code::{CodeFor, sms_code},
    },
    figures::{SMS_CODE_MINUTES, SMS_CODE_SECONDS, SMS_CODE_TRIES, SMS_RESEND_SECONDS},
    keys::{Hash, random_bytes},
    operations::{event::Event, traces::Who},
    quota::Quota,
    refusal::Refusal,
    store::Writing,
};

/// What codes are hashed for.
const CODE: &str = "sms-code";

/// A message to send.
pub(crate) struct NextMessage {
    /// The attempt that the code is bound to.
    pub(crate) subject: Hash,
    /// The account that the code is for, whether it exists or not.
    pub(crate) tenant_code: TenantCode,
    pub(crate) phone: MobilePhone,
    /// What the code is for. `None` sends no message, which the answer does not reveal (S2).
    pub(crate) purpose: Option<CodeFor>,
    /// Whose budgets it leaves from (S23).
    pub(crate) share: Share,
    pub(crate) language: Language,
    /// When the attempt ends, in Unix seconds.
    pub(crate) ends_at: i64,
}

/// Seconds to wait before another message, within the resend delay of the last one.
pub(crate) fn wait_for_next(challenge: &SmsChallenge, now: i64) -> Option<u64> {
    let since = now - challenge.last_message_at;
    (since < SMS_RESEND_SECONDS).then(|| (SMS_RESEND_SECONDS - since).unsigned_abs())
}

/// Repeats the answer for the last message, when the same number asks within the resend delay.
pub(crate) fn just_sent(challenge: &SmsChallenge, phone: &MobilePhone, now: i64) -> Option<SmsSent> {
    wait_for_next(challenge, now)?;
    (challenge.phone == *phone).then(|| as_sent(challenge, now))
}

/// The state of the last message, as an answer.
pub(crate) fn as_sent(challenge: &SmsChallenge, now: i64) -> SmsSent {
    SmsSent {
        resend_after: wait_for_next(challenge, now).unwrap_or(0),
        expires_in: (challenge.code_expires_at - now).max(0).unsigned_abs(),
        messages_sent: challenge.messages,
    }
}

/// Stores a new code, commits, and queues the message. All reads use the transaction's own connection: waiting for
/// a second one while holding the write lock could exhaust the pool.
pub(crate) async fn send(
    service: &PeopleContext<'_>,
    mut transaction: Writing,
    next: NextMessage,
) -> Result<SmsSent, Refusal> {
    let now = service.clock.seconds();
    let wanted = Wanted {
        share: next.share,
        tenant_code: &next.tenant_code,
        to: &next.phone,
        withheld: next.purpose.is_none(),
    };
    let ticket = budget::reserve_sms(service, &mut transaction, &wanted).await?;

    let code = make_code()?;
    // Without a message, stores a random hash that no code matches: the row costs the same.
    let known = code_hash(service, &next.subject, &code);
    let unknown = random_bytes()?;
    let code_hash = if ticket.is_some() { known } else { unknown };
    let earlier = sms_challenges::find(&mut transaction, &next.subject, now).await?;
    let number = earlier.map_or(0, |challenge| challenge.messages) + 1;
    let new = NewCode {
        subject: &next.subject,
        tenant_code: &next.tenant_code,
        phone: &next.phone,
        code_hash: &code_hash,
        code_expires_at: now + SMS_CODE_SECONDS,
        ends_at: next.ends_at,
    };
    sms_challenges::put(&mut transaction, &new, now).await?;
    let queued = match ticket {
        Some(_) => Event::SmsCodeSent,
        None => Event::SmsCodeWithheld,
    };
    // Builds the text even when it is not sent: the time must not reveal it (S2).
    let product = &service.landlord.product_name;
    let text = sms_code(
        next.language,
        product,
        &code,
        next.purpose.unwrap_or(CodeFor::SignUp),
        number,
    );
    let message = Sms {
        to: next.phone,
        text,
        at: service.clock.now(),
        valid_minutes: SMS_CODE_MINUTES,
    };
    let mut leaving = Notices::default();
    leaving.add_sms(ticket, message);
    leaving.commit_and_send(transaction, service.outlet).await?;
    service.trace(queued, Who::Tenant(&next.tenant_code));
    Ok(SmsSent {
        resend_after: SMS_RESEND_SECONDS.unsigned_abs(),
        expires_in: SMS_CODE_SECONDS.unsigned_abs(),
        messages_sent: number,
    })
}

/// A code to check.
pub(crate) struct CodeTry<'a> {
    /// The attempt that the code is bound to.
    pub(crate) subject: &'a Hash,
    pub(crate) tenant_code: &'a TenantCode,
    pub(crate) code: &'a SmsCode,
    /// The quota of wrong codes, and what they count under.
    pub(crate) wrong_codes: Option<(&'static Quota, Hash)>,
}

/// Checks a code. A right one is spent in the returned transaction, which comes with the code's number. A wrong
/// one is counted at once.
pub(crate) async fn try_code(
    service: &PeopleContext<'_>,
    mut transaction: Writing,
    tried: CodeTry<'_>,
) -> Result<(Writing, MobilePhone), Refusal> {
    let CodeTry {
        subject,
        tenant_code,
        code,
        wrong_codes,
    } = tried;
    let now = service.clock.seconds();
    if let Some((quota, counted)) = &wrong_codes {
        quota.check(&mut transaction, counted, now).await?;
    }
    let challenge = sms_challenges::find(&mut transaction, subject, now).await?;
    let challenge = challenge.ok_or(Refusal::EnrolmentEnded)?;
    if challenge.code_expires_at <= now || challenge.wrong_tries >= SMS_CODE_TRIES {
        return Err(Refusal::SmsCodeExpired);
    }
    let parts = [subject.as_slice(), code.expose().as_bytes()];
    if service.key.matching(CODE, &parts, &challenge.code_hash).is_none() {
        sms_challenges::count_wrong_try(&mut transaction, subject).await?;
        if let Some((quota, counted)) = &wrong_codes {
            quota.count(&mut transaction, counted, now).await?;
        }
        transaction.commit().await?;
        service.trace(Event::SmsCodeWrong, Who::Tenant(tenant_code));
        return Err(if challenge.wrong_tries + 1 >= SMS_CODE_TRIES {
            Refusal::SmsCodeExpired
        } else {
            Refusal::SmsCodeWrong
        });
    }
    sms_challenges::remove(&mut transaction, subject).await?;
    Ok((transaction, challenge.phone))
}

/// Six random digits, without modulo bias.
pub(super) fn make_code() -> Result<SmsCode, Refusal> {
    loop {
        let bytes = random_bytes()?;
        let draw = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        if draw < u32::MAX - u32::MAX % 1_000_000 {
            let text = format!("{:06}", draw % 1_000_000);
            return SmsCode::parse(&text).map_err(|flaw| Refusal::Stored(flaw.to_string()));
        }
    }
}

/// What is stored of a code: bound to its attempt, keyed with the service's key.
fn code_hash(service: &PeopleContext<'_>, subject: &Hash, code: &SmsCode) -> Hash {
    service
        .key
        .derive_hash(CODE, &[subject, code.expose().as_bytes()])
}
