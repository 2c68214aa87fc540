//! Wrong passwords (S7) are counted per account and device or address, so that strangers cannot lock tenants out
//! of their own devices. From devices that the account does not know, they are also counted per account, over all
//! addresses, and per address and network, over all accounts.

pub(crate) mod store;

use std::net::IpAddr;

use contract::TenantCode;

use self::store::{self as sign_in_failures, Failures};
use super::{account_alerts, password_hash::Turn};
use crate::{
    context::{Context, PeopleContext},
    delivery::Notices,
    figures::{
        FIRST_PAUSE_MINUTES, HOUR, MAX_PAUSE_MINUTES, MINUTE, WRONG_PASSWORDS_BEFORE_PAUSE,
        WRONG_PASSWORDS_KEPT_HOURS,
    },
    keys::{Hash, ServiceKey},
    operations::{event::Event, traces::Who},
    quota::{self, Quota},
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
    /// The address of an unknown device.
    stranger: Option<Hash>,
    /// What else an attempt from an unknown device is counted in.
    counted: Vec<(&'static Quota, Hash)>,
    before: Failures,
    at: i64,
    sms_required: bool,
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
    let networks = match source {
        Source::Address(address) => networks(&service.key, address),
        Source::Device(_) | Source::Session(_) => Vec::new(),
    };
    let stranger = networks.first().map(|(_, address)| *address);
    let mut counted = networks;
    if stranger.is_some() {
        counted.push((&quota::WRONG_PASSWORDS_PER_ACCOUNT, tenant));
    }

    // Looked up first: guessing during a pause takes no write lock.
    unless_refused(
        &mut service.store.read().await?,
        (&subject, counted.as_slice()),
        now,
    )
    .await?;
    let mut transaction = service.store.write().await?;
    let failures = unless_refused(&mut transaction, (&subject, counted.as_slice()), now).await?;
    let guessed = stranger.is_some() && is_guessed(&mut transaction, &tenant, now).await?;
    let asks = sign_in_failures::asks_for_sms(&mut transaction, tenant_code).await?;
    sign_in_failures::count(&mut transaction, &subject, kept_since(now), now).await?;
    for (quota, subject) in &counted {
        quota.count(&mut transaction, subject, now).await?;
    }
    let notices = if guessed {
        account_alerts::guessing(service, &mut transaction, tenant_code).await?
    } else {
        Notices::default()
    };
    notices.commit_and_send(transaction, service.outlet).await?;
    if guessed {
        service.trace(Event::AccountGuessed, Who::Tenant(tenant_code));
    }
    Ok(PasswordAttempt {
        subject,
        tenant,
        stranger,
        counted,
        before: failures,
        at: now,
        sms_required: guessed || (asks && stranger.is_some()),
    })
}

/// The networks of an address, the narrowest first: each has a maximum of wrong passwords over all accounts.
fn networks(key: &ServiceKey, address: IpAddr) -> Vec<(&'static Quota, Hash)> {
    let narrowest = quota::address_subject(key, address);
    let mut networks = vec![(&quota::WRONG_PASSWORDS_PER_ADDRESS, narrowest)];
    if let IpAddr::V6(address) = address.to_canonical() {
        let wider = |bytes: usize| key.derive_hash("quota-network", &[&address.octets()[..bytes]]);
        networks.push((&quota::WRONG_PASSWORDS_PER_SITE, wider(7)));
        networks.push((&quota::WRONG_PASSWORDS_PER_CUSTOMER, wider(6)));
    }
    networks
}

/// Whether so many passwords were wrong from unknown devices that these need an SMS code.
async fn is_guessed(reading: &mut Reading, tenant: &Hash, now: i64) -> Result<bool, Refusal> {
    let room = quota::WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES
        .check(reading, tenant, now)
        .await;
    match room {
        Ok(()) => Ok(false),
        Err(Refusal::TooManyAttempts { .. }) => Ok(true),
        Err(error) => Err(error),
    }
}

/// Returns the wrong passwords in a row, or refuses during the pause after them and while a count is full.
async fn unless_refused(
    reading: &mut Reading,
    (subject, counted): (&Hash, &[(&'static Quota, Hash)]),
    now: i64,
) -> Result<Failures, Refusal> {
    let failures = unless_paused(reading, subject, now).await?;
    for (quota, subject) in counted {
        quota.check(reading, subject, now).await?;
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
            Some(address) => Turn::Stranger(address),
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
        for (quota, subject) in &self.counted {
            quota.take_back(connection, subject, self.at).await?;
        }
        Ok(())
    }
}

fn subject(key: &ServiceKey, tenant: &Hash, source: Source) -> Hash {
    match source {
        Source::Device(device) => key.derive_hash("sign-in-device", &[tenant, &device]),
        Source::Address(address) => key.derive_hash(
            "sign-in-address",
            &[tenant, &quota::address_subject(key, address)],
        ),
        Source::Session(session) => key.derive_hash("sign-in-session", &[tenant, &session]),
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

    fn attempt_from(subject: u8, stranger: Option<Hash>) -> PasswordAttempt {
        PasswordAttempt {
            subject: [subject; 32],
            tenant: [7; 32],
            stranger,
            counted: Vec::new(),
            before: Failures::default(),
            at: 0,
            sms_required: false,
        }
    }

    #[test]
    fn s6_all_devices_of_a_tenant_have_the_turns_of_one() {
        let (one, other) = (attempt_from(1, None), attempt_from(2, None));
        assert_eq!(one.turn(), other.turn());
        let stranger = attempt_from(1, Some([9; 32]));
        assert_eq!(stranger.turn(), Turn::Stranger(&[9; 32]));
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
