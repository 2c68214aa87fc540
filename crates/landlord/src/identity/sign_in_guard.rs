//! Wrong passwords (S7) are counted per account and device or address, so that strangers cannot lock tenants out
//! of their own devices. From devices that the account does not know, they are also counted per account, over all
//! addresses, and per address and network, over all accounts.

pub(crate) mod store;

use std::net::IpAddr;

use contract::TenantCode;

use self::store::{self as sign_in_failures, Failures};
use super::{
    account_alerts::{self, Guessed},
    password_hash::Turn,
};
use crate::{
    context::{Context, PeopleContext},
    delivery::Notices,
    figures::{
        FIRST_PAUSE_MINUTES, HOUR, MAX_PAUSE_MINUTES, MINUTE, WRONG_PASSWORDS_BEFORE_PAUSE,
        WRONG_PASSWORDS_KEPT_HOURS,
    },
    keys::{Hash, ServiceKey},
    operations::{event::Event, traces::Who},
    quota,
    refusal::Refusal,
    store::{Reading, Writing},
};

/// Where a password attempt comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source {
    /// A device known to the account.
    Device(Hash),
    /// Any other device, by its address.
    Address(IpAddr),
    /// A session in which the password is typed again.
    Session(Hash),
}

/// A password being checked. It counts as wrong until it turns out right, so that parallel tries cannot exceed the
/// limit.
pub(crate) struct PasswordAttempt {
    subject: Hash,
    tenant: Hash,
    stranger: Option<Stranger>,
    before: Failures,
    at: i64,
    sms_required: bool,
}

/// An unknown device. Its attempts are also counted for the whole account, and for where it is.
struct Stranger {
    place: quota::Source,
    tenant: Hash,
}

impl Stranger {
    async fn check(&self, reading: &mut Reading, now: i64) -> Result<(), Refusal> {
        quota::WRONG_PASSWORDS_PER_SOURCE
            .check(reading, &self.place, now)
            .await?;
        quota::WRONG_PASSWORDS_PER_ACCOUNT
            .check(reading, &self.tenant, now)
            .await
    }

    async fn count(&self, writing: &mut Writing, now: i64) -> Result<(), Refusal> {
        quota::WRONG_PASSWORDS_PER_SOURCE
            .count(writing, &self.place, now)
            .await?;
        quota::WRONG_PASSWORDS_PER_ACCOUNT
            .count(writing, &self.tenant, now)
            .await
    }

    async fn take_back(&self, writing: &mut Writing, at: i64) -> Result<(), Refusal> {
        quota::WRONG_PASSWORDS_PER_SOURCE
            .take_back(writing, &self.place, at)
            .await?;
        quota::WRONG_PASSWORDS_PER_ACCOUNT
            .take_back(writing, &self.tenant, at)
            .await
    }
}

/// Counts an attempt in advance, or refuses it during a pause or when a count is full. Unknown accounts are counted
/// like any other (S2).
pub(crate) async fn begin(
    service: &PeopleContext<'_>,
    tenant_code: &TenantCode,
    source: Source,
) -> Result<PasswordAttempt, Refusal> {
    let now = service.clock.seconds();
    let tenant = quota::tenant_subject(&service.key, tenant_code);
    let subject = subject(&service.key, &tenant, source);
    let stranger = match source {
        Source::Address(address) => Some(Stranger {
            place: quota::Source::of(&service.key, address),
            tenant,
        }),
        Source::Device(_) | Source::Session(_) => None,
    };

    // Looked up first: guessing during a pause takes no write lock.
    unless_refused(&mut service.store.read().await?, &subject, stranger.as_ref(), now).await?;
    let mut transaction = service.store.write().await?;
    let failures = unless_refused(&mut transaction, &subject, stranger.as_ref(), now).await?;
    // So many passwords were wrong from unknown devices that these need an SMS code.
    let guessed = stranger.is_some()
        && quota::WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES
            .is_full(&mut transaction, &tenant, now)
            .await?;
    let asks = sign_in_failures::asks_for_sms(&mut transaction, tenant_code).await?;
    sign_in_failures::count(&mut transaction, &subject, kept_since(now), now).await?;
    if let Some(stranger) = &stranger {
        stranger.count(&mut transaction, now).await?;
    }
    let notices = if guessed {
        let guesses = (Guessed::Password, &tenant);
        account_alerts::guessing(service, &mut transaction, tenant_code, guesses).await?
    } else {
        Notices::default()
    };
    notices.commit_and_send(transaction, service.outlet).await?;
    if guessed {
        service.trace(Event::AccountGuessed, Who::Tenant(tenant_code));
    }
    Ok(PasswordAttempt {
        subject,
        sms_required: guessed || (asks && stranger.is_some()),
        tenant,
        stranger,
        before: failures,
        at: now,
    })
}

/// Returns the wrong passwords in a row, or refuses during the pause after them and while a count is full.
async fn unless_refused(
    reading: &mut Reading,
    subject: &Hash,
    stranger: Option<&Stranger>,
    now: i64,
) -> Result<Failures, Refusal> {
    let failures = unless_paused(reading, subject, now).await?;
    if let Some(stranger) = stranger {
        stranger.check(reading, now).await?;
    }
    Ok(failures)
}

/// Returns the wrong passwords in a row, or refuses during the pause after them.
async fn unless_paused(reading: &mut Reading, subject: &Hash, now: i64) -> Result<Failures, Refusal> {
    let failures = sign_in_failures::find(reading, subject, kept_since(now)).await?;
    let free_at = failures.last_at + pause_after(failures.count);
    if free_at > now {
        return Err(Refusal::TooManyAttempts {
            retry_after: (free_at - now).unsigned_abs(),
            event: Event::SignInPaused,
        });
    }
    Ok(failures)
}

/// Wrong passwords before this moment (Unix seconds) no longer count.
pub(crate) fn kept_since(now: i64) -> i64 {
    now - WRONG_PASSWORDS_KEPT_HOURS * HOUR
}

impl PasswordAttempt {
    /// What the SMS code of this attempt is bound to.
    pub(crate) fn subject(&self) -> &Hash {
        &self.subject
    }

    /// Whose turn it is to have a password checked: strangers queue among themselves, and the devices and sessions of a
    /// tenant count as one (S6).
    pub(crate) fn turn(&self) -> Turn<'_> {
        match &self.stranger {
            Some(stranger) => Turn::Stranger(stranger.place.nearest()),
            None => Turn::Known(&self.tenant),
        }
    }

    /// Whether an SMS code is required beside the right password.
    pub(crate) fn is_sms_required(&self) -> bool {
        self.sms_required
    }

    /// Resets the count: the password was right, and nothing more is required.
    pub(crate) async fn succeeded(&self, connection: &mut Writing) -> Result<(), Refusal> {
        sign_in_failures::clear(connection, &self.subject).await?;
        self.uncount(connection).await
    }

    /// Uncounts the attempt: the password was not checked, or was right but more is required.
    pub(crate) async fn take_back(self, service: &Context) -> Result<(), Refusal> {
        let mut transaction = service.store.write().await?;
        sign_in_failures::take_back(&mut transaction, &self.subject, &self.before).await?;
        self.uncount(&mut transaction).await?;
        Ok(transaction.commit().await?)
    }

    async fn uncount(&self, connection: &mut Writing) -> Result<(), Refusal> {
        match &self.stranger {
            Some(stranger) => stranger.take_back(connection, self.at).await,
            None => Ok(()),
        }
    }
}

fn subject(key: &ServiceKey, tenant: &Hash, source: Source) -> Hash {
    match source {
        Source::Device(device) => key.derive_lasting("sign-in-device", &[tenant, &device]),
        Source::Address(address) => key.derive_lasting(
            "sign-in-address",
            &[tenant, &quota::address_subject(key, address)],
        ),
        Source::Session(session) => key.derive_lasting("sign-in-session", &[tenant, &session]),
    }
}

/// Pause in seconds after a number of wrong passwords. It doubles with each further one, up to a maximum.
fn pause_after(failures: u32) -> i64 {
    let Some(further) = failures.checked_sub(WRONG_PASSWORDS_BEFORE_PAUSE) else {
        return 0;
    };
    let doubled = 2_i64.saturating_pow(further).saturating_mul(FIRST_PAUSE_MINUTES);
    doubled.min(MAX_PAUSE_MINUTES) * MINUTE
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENANT: Hash = [7; 32];

    fn attempt_from(subject: u8, stranger: Option<Stranger>) -> PasswordAttempt {
        PasswordAttempt {
            subject: [subject; 32],
            tenant: TENANT,
            stranger,
            before: Failures::default(),
            at: 0,
            sms_required: false,
        }
    }

    #[test]
    fn s6_all_devices_of_a_tenant_have_the_turns_of_one() {
        let (one, other) = (attempt_from(1, None), attempt_from(2, None));
        assert_eq!(one.turn(), other.turn());
        let folder = tempfile::tempdir().expect("a folder");
        let key = ServiceKey::load_or_make(&folder.path().join("key")).expect("a key");
        let place = quota::Source::of(&key, IpAddr::from([192, 0, 2, 1]));
        let address = *place.nearest();
        let stranger = attempt_from(
            1,
            Some(Stranger {
                place,
                tenant: TENANT,
            }),
        );
        assert_eq!(stranger.turn(), Turn::Stranger(&address));
    }

    #[test]
    fn s7_pauses_double_from_the_first_to_the_longest() {
        let first = WRONG_PASSWORDS_BEFORE_PAUSE;
        assert_eq!([0, first - 1].map(pause_after), [0, 0]);
        let minutes = [0, 1, 2].map(|further| pause_after(first + further) / MINUTE);
        assert_eq!(minutes, [1, 2, 4].map(|times| times * FIRST_PAUSE_MINUTES));
        assert_eq!(pause_after(first + 40), MAX_PAUSE_MINUTES * MINUTE);
        assert_eq!(pause_after(u32::MAX), MAX_PAUSE_MINUTES * MINUTE);
    }
}
