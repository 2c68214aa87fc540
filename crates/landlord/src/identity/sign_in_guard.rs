//! Wrong passwords (S7) are counted per account and device or address, so that strangers cannot lock tenants out
//! of their own devices.

pub(crate) mod store;

use std::net::IpAddr;

use contract::TenantCode;

use self::store::{self as sign_in_failures, Failures};
use crate::{
    context::Context,
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
    before: Failures,
    at: i64,
    from_unknown_device: bool,
    sms_required: bool,
}

/// Counts an attempt in advance, or refuses it during a pause. Unknown accounts are counted like any other (S2).
pub(crate) async fn begin(
    service: &Context,
    tenant_code: &TenantCode,
    source: Source,
) -> Result<PasswordAttempt, Refusal> {
    let now = service.clock.seconds();
    let tenant = quota::tenant_subject(&service.key, tenant_code);
    let subject = subject(&service.key, &tenant, source);
    let from_unknown_device = matches!(source, Source::Address(_));

    // Looked up first: guessing during a pause takes no write lock.
    unless_paused(&mut service.store.read().await?, &subject, now).await?;
    let mut transaction = service.store.write().await?;
    let failures = unless_paused(&mut transaction, &subject, now).await?;
    let within = quota::WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES
        .check(&mut transaction, &tenant, now)
        .await;
    let sms_required = match within {
        Ok(()) => false,
        Err(Refusal::TooManyAttempts { .. }) => from_unknown_device,
        Err(error) => return Err(error),
    };
    sign_in_failures::count(&mut transaction, &subject, kept_since(now), now).await?;
    if from_unknown_device {
        quota::WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES
            .count(&mut transaction, &tenant, now)
            .await?;
    }
    transaction.commit().await?;
    if sms_required {
        service.trace(Event::AccountGuessed, Who::Tenant(tenant_code));
    }
    Ok(PasswordAttempt {
        subject,
        tenant,
        before: failures,
        at: now,
        from_unknown_device,
        sms_required,
    })
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

    /// Whether an SMS code is required beside the right password.
    pub(crate) fn is_sms_required(&self) -> bool {
        self.sms_required
    }

    /// Resets the count: the password was right, and nothing more is required.
    pub(crate) async fn succeeded(&self, connection: &mut Writing) -> Result<(), Refusal> {
        sign_in_failures::clear(connection, &self.subject).await?;
        self.uncount_unknown_device(connection).await
    }

    /// Uncounts the attempt: the password was not checked, or was right but more is required.
    pub(crate) async fn take_back(self, service: &Context) -> Result<(), Refusal> {
        let mut transaction = service.store.write().await?;
        sign_in_failures::take_back(&mut transaction, &self.subject, &self.before).await?;
        self.uncount_unknown_device(&mut transaction).await?;
        Ok(transaction.commit().await?)
    }

    async fn uncount_unknown_device(&self, connection: &mut Writing) -> Result<(), Refusal> {
        if self.from_unknown_device {
            quota::WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES
                .take_back(connection, &self.tenant, self.at)
                .await?;
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
