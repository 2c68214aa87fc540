//! Registration letters (S1): a code that the agency posts, which works once, for [`LETTER_DAYS`] days, in place
//! of the number on file.

pub mod admin;
pub(crate) mod store;

use std::net::IpAddr;

use contract::{LetterCode, LetterCompletion, SmsSent, TenantCode};
use jiff::Span;

use self::store as letters;
use super::{
    account_alerts, closure,
    enrolment::{begin_write, code_sending::send_code, store as enrolments},
    sms_challenge::{self, store as sms_challenges},
};
use crate::{
    context::PeopleContext,
    counter::{
        journal::{self as staff_journal, Deed, OperatorAction},
        visit::log as visit_log,
    },
    delivery::{Notices, security_alert::NoticeKind},
    figures::{DAY, LETTER_CODE_TRIES, LETTER_DAYS},
    keys::{Hash, derive_token_hash, random_bytes},
    operations::{event::Event, operator::Operator, traces::Who},
    quota::Source,
    refusal::Refusal,
    rent::tenant::store as tenants,
    typesetting::letter_pdf::{self, Letter},
};

/// What letter codes are hashed for.
const CODE: &str = "letter-code";

/// Who has a letter made.
#[derive(Clone, Copy)]
pub(crate) enum Issuer<'a> {
    /// An operator.
    Operator(&'a Operator),
    /// Staff of a counter, in a visit.
    Visit(&'a str),
}

/// Makes a code for the letter of a tenant on file. Replaces the previous letter.
pub(crate) async fn issue(
    service: &PeopleContext<'_>,
    tenant_code: &TenantCode,
    operator: &Operator,
) -> Result<LetterCode, Refusal> {
    let letter = make_code()?;
    put(service, tenant_code, &letter, Issuer::Operator(operator)).await?;
    Ok(letter)
}

/// Stores a letter's code. Replaces the previous letter. A closed account gets no letter. The journal
/// records what an operator does, and the tenant is told (S25), unless they were when a counter asked for the letter. One
/// that is printed in a visit has an entry and a notice of its own, and the visit has to be under way still.
async fn put(
    service: &PeopleContext<'_>,
    tenant_code: &TenantCode,
    letter: &LetterCode,
    issuer: Issuer<'_>,
) -> Result<(), Refusal> {
    let now = service.clock.seconds();
    let mut transaction = service.store.write().await?;
    if let Issuer::Visit(visit) = issuer {
        // Drawing takes time: the visit may have ended since, with the account or the device of staff.
        visit_log::ensure_under_way(&mut transaction, visit, now).await?;
    }
    let tenant = tenants::find(&mut transaction, tenant_code).await?;
    let tenant = tenant.ok_or(Refusal::NotFound)?;
    closure::ensure_not_closed(&tenant)?;
    let hash = letter_hash(service, tenant_code, letter);
    letters::put(&mut transaction, tenant_code, &hash, now + LETTER_DAYS * DAY, now).await?;
    let was_told = letters::take_off_the_list(&mut transaction, tenant_code).await?;
    let mut notices = Notices::default();
    if let Issuer::Operator(operator) = issuer {
        let deed = Deed {
            tenant: Some(tenant_code),
            ..Deed::default()
        };
        let issued = (OperatorAction::LetterIssued, deed);
        staff_journal::write_of_operator(&mut transaction, service, operator, issued).await?;
        if !was_told {
            let before = (tenant_code, &tenant);
            notices = account_alerts::tell(service, &mut transaction, before, NoticeKind::Letter).await?;
        }
    }
    notices.commit_and_send(transaction, service.outlet).await
}

/// Makes a random code.
pub(crate) fn make_code() -> Result<LetterCode, getrandom::Error> {
    let bytes = random_bytes()?;
    let mut entropy = [0; LetterCode::ENTROPY_BYTES];
    entropy.copy_from_slice(&bytes[..LetterCode::ENTROPY_BYTES]);
    Ok(LetterCode::from_entropy(entropy))
}

/// Makes the letter of a tenant on file as a PDF, ready for its envelope.
pub(crate) async fn write(
    service: &PeopleContext<'_>,
    tenant_code: &TenantCode,
    issuer: Issuer<'_>,
) -> Result<Vec<u8>, Refusal> {
    let mut reading = service.store.read().await?;
    let tenancy = tenants::tenancy(&mut reading, tenant_code, service.clock.today()).await?;
    let name = tenants::name(&mut reading, tenant_code).await?;
    let today = service.clock.today();
    let code = make_code()?;
    let grouped = code.grouped();
    let landlord = service.landlord.clone();
    let language = tenants::find(&mut reading, tenant_code)
        .await?
        .map(|tenant| tenant.language);
    drop(reading);
    let draw = move || {
        let letter = Letter {
            landlord: &landlord,
            agency: &tenancy.agency,
            tenant: &name,
            dwelling: &tenancy.dwelling,
            code: &grouped,
            written_on: today,
            // The last full day: the code expires at the hour at which it was made.
            works_until: today.saturating_add(Span::new().days(LETTER_DAYS - 1)),
        };
        letter_pdf::render(&letter, language.unwrap_or_default())
    };
    // Drawn first: when drawing fails, the previous letter stays in force.
    let pdf = service.drawings.draw(tenant_code.as_str(), draw).await?;
    put(service, tenant_code, &code, issuer).await?;
    Ok(pdf)
}

/// Takes a letter code and a new number. A wrong code is reported in the same way for every tenant code (S2), and ends
/// the enrolment after a few. There is no quota per tenant: strangers would close the tenant's last way in (S23), and
/// what limits enrolments is enough for a code of so many bits. A right one sends the SMS code to the new number, and is
/// spent once that code is right.
pub(crate) async fn complete(
    service: &PeopleContext<'_>,
    token: &str,
    completion: LetterCompletion,
    address: IpAddr,
) -> Result<SmsSent, Refusal> {
    let now = service.clock.seconds();
    let token = derive_token_hash(token);
    let (mut transaction, enrolment) = begin_write(service, &token).await?;
    let in_force = letters::find(&mut transaction, &enrolment.tenant_code, now).await?;
    // Without a letter in force, compares with random bytes all the same.
    let expected = match in_force {
        Some(hash) => hash,
        None => random_bytes()?.to_vec(),
    };
    let parts = letter_parts(&enrolment.tenant_code, &completion.letter_code);
    let Some(right) = service.key.matching(CODE, &parts, &expected) else {
        if enrolment.wrong_letter_codes + 1 >= LETTER_CODE_TRIES {
            enrolments::close(&mut transaction, &token).await?;
        } else {
            enrolments::count_wrong_letter_code(&mut transaction, &token).await?;
        }
        transaction.commit().await?;
        service.trace(Event::LetterCodeWrong, Who::Tenant(&enrolment.tenant_code));
        return Err(Refusal::LetterCodeWrong);
    };

    let earlier = sms_challenges::find(&mut transaction, &token, now).await?;
    let just_sent = earlier
        .filter(|_| enrolment.letter.is_some())
        .and_then(|challenge| sms_challenge::just_sent(&challenge, &completion.phone, now));
    if let Some(sent) = just_sent {
        return Ok(sent);
    }
    enrolments::put_letter(&mut transaction, &token, Some(&right)).await?;
    let enrolment = enrolments::find(&mut transaction, &token, now).await?;
    let source = Source::of(&service.key, address);
    enrolment
        .count_number(&mut transaction, &service.key, &source, now)
        .await?;
    let phone = (completion.phone, Some(&source));
    send_code(service, transaction, token, &enrolment, phone).await
}

/// What is stored of a letter code: bound to its tenant, keyed with the service's key.
fn letter_hash(service: &PeopleContext<'_>, tenant_code: &TenantCode, letter: &LetterCode) -> Hash {
    service.key.derive_hash(CODE, &letter_parts(tenant_code, letter))
}

fn letter_parts<'a>(tenant_code: &'a TenantCode, letter: &'a LetterCode) -> [&'a [u8]; 2] {
    [tenant_code.as_str().as_bytes(), letter.expose().as_bytes()]
}
