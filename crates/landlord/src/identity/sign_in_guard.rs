//! Wrong passwords (S7): counted per account and device or address, so that nobody can lock a tenant
//! out of a device of theirs.

pub(crate) mod store;

use std::net::IpAddr;

use contract::TenantCode;

use self::store::{self as sign_in_failures, Failures};
use crate::{
    context::Context,
    keys::{Hash, ServiceKey},
    quota::{self, store as counted_events},
    refusal::Refusal,
    store::Writing,
};

/// Wrong passwords in a row before the first pause.
const FREE: u32 = 5;
const FIRST_PAUSE: i64 = 60;
const LONGEST_PAUSE: i64 = 3_600;
/// After this long without a wrong password the count begins anew.
const FORGET_SECONDS: i64 = 24 * 3_600;

/// Where a password comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source {
    /// A device known to the account.
    Device(Hash),
    /// Any other, by its address.
    Address(IpAddr),
    /// A session that types its password again.
    Session(Hash),
}

/// A password under trial, counted as wrong until it is known: tries that run side by side cannot
/// slip through together.
pub(crate) struct Attempt {
    subject: Hash,
    tenant: Hash,
    before: Failures,
    at: i64,
    from_unknown_device: bool,
    sms_required: bool,
}

/// Counts an attempt in advance, or refuses it while a pause lasts. Unknown accounts are counted like
/// any other (S2).
pub(crate) async fn begin(service: &Context, code: &TenantCode, source: Source) -> Result<Attempt, Refusal> {
    let now = service.clock.seconds();
    let tenant = quota::tenant_subject(&service.key, code);
    let subject = subject(&service.key, &tenant, source);
    let from_unknown_device = matches!(source, Source::Address(_));

    let mut transaction = service.store.write().await?;
    sign_in_failures::forget_before(&mut transaction, now - FORGET_SECONDS).await?;
    counted_events::forget_before(&mut transaction, now - quota::LONGEST).await?;
    let failures = sign_in_failures::find(&mut transaction, &subject).await?;
    let free_at = failures.last_at + pause_after(failures.count);
    if free_at > now {
        return Err(Refusal::TooManyAttempts {
            retry_after: (free_at - now).unsigned_abs(),
        });
    }
    let within = quota::check(&mut transaction, &quota::UNKNOWN_DEVICES, &tenant, now).await;
    let sms_required = match within {
        Ok(()) => false,
        Err(Refusal::TooManyAttempts { .. }) => from_unknown_device,
        Err(error) => return Err(error),
    };
    sign_in_failures::count(&mut transaction, &subject, now).await?;
    if from_unknown_device {
        counted_events::count(&mut transaction, quota::UNKNOWN_DEVICES[0].kind, &tenant, now).await?;
    }
    transaction.commit().await?;
    Ok(Attempt {
        subject,
        tenant,
        before: failures,
        at: now,
        from_unknown_device,
        sms_required,
    })
}

impl Attempt {
    /// What an SMS code asked for here is bound to.
    pub(crate) fn subject(&self) -> &Hash {
        &self.subject
    }

    /// A right password is not enough.
    pub(crate) fn is_sms_required(&self) -> bool {
        self.sms_required
    }

    /// The password was right, and all that was asked for: the count begins anew.
    pub(crate) async fn succeeded(&self, connection: &mut Writing) -> Result<(), Refusal> {
        sign_in_failures::clear(connection, &self.subject).await?;
        self.uncount_unknown_device(connection).await
    }

    /// The password was not tried, or was right and more is asked for: as if nothing had been.
    pub(crate) async fn take_back(self, service: &Context) -> Result<(), Refusal> {
        let mut transaction = service.store.write().await?;
        sign_in_failures::take_back(&mut transaction, &self.subject, &self.before).await?;
        self.uncount_unknown_device(&mut transaction).await?;
        Ok(transaction.commit().await?)
    }

    async fn uncount_unknown_device(&self, connection: &mut Writing) -> Result<(), Refusal> {
        if self.from_unknown_device {
            let kind = quota::UNKNOWN_DEVICES[0].kind;
            counted_events::take_back(connection, kind, &self.tenant, self.at).await?;
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

/// One minute after the fifth, twice as long after each further one, an hour at most.
fn pause_after(failures: u32) -> i64 {
    match failures.checked_sub(FREE) {
        None => 0,
        Some(further) => (FIRST_PAUSE << further.min(6)).min(LONGEST_PAUSE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s7_pauses_double_from_a_minute_to_an_hour() {
        let pauses: Vec<i64> = [0, 4, 5, 6, 7, 10, 11, 40].map(pause_after).to_vec();
        assert_eq!(pauses, [0, 0, 60, 120, 240, 1_920, 3_600, 3_600]);
    }
}
