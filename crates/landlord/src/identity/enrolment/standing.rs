//! Who asks in an enrolment, as far as the service can tell. Each has quotas of its own: what strangers try stops
//! neither a tenant on their own computer, nor one with a letter or at a counter (S23).

use contract::{MobilePhone, TenantCode};

use super::{store::Enrolment, tried_codes::StrangersTry};
use crate::{
    delivery::Share,
    keys::{Hash, ServiceKey},
    quota::{self, Quota, Source},
    refusal::Refusal,
    store::Writing,
};

/// Who asks.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Standing<'a> {
    /// Anybody who knows the tenant code.
    Stranger,
    /// A device that the account knows.
    Device(&'a [u8]),
    /// Somebody who holds the tenant's letter.
    Letter(&'a [u8]),
    /// The tenant, whom staff recognised.
    Visit(&'a str),
}

impl Enrolment {
    pub(crate) fn standing(&self) -> Standing<'_> {
        match (&self.visit, &self.letter, &self.device) {
            (Some(visit), ..) => Standing::Visit(visit),
            (None, Some(letter), _) => Standing::Letter(letter),
            (None, None, Some(device)) => Standing::Device(device),
            (None, None, None) => Standing::Stranger,
        }
    }

    /// Counts a number that was given for the tenant code (S2).
    pub(crate) async fn count_number(
        &self,
        writing: &mut Writing,
        key: &ServiceKey,
        source: &Source,
        now: i64,
    ) -> Result<(), Refusal> {
        let tenant = quota::tenant_subject(key, &self.tenant_code);
        match self.standing() {
            Standing::Stranger => {
                let source = source.within(key, &tenant);
                quota::PHONE_NUMBERS_PER_SOURCE
                    .consume(writing, &source, now)
                    .await
            }
            Standing::Device(token) => {
                let subject = own(key, "device", &self.tenant_code, token);
                quota::PHONE_NUMBERS.consume(writing, &subject, now).await
            }
            Standing::Letter(letter) => {
                let subject = own(key, "letter", &self.tenant_code, letter);
                quota::PHONE_NUMBERS.consume(writing, &subject, now).await
            }
            Standing::Visit(_) => Ok(()),
        }
    }

    /// Counts a code that was asked for, whether or not a message leaves: a right number and a wrong one are refused
    /// alike (S2). `source` is none at a counter.
    pub(super) async fn count_asked(
        &self,
        writing: &mut Writing,
        key: &ServiceKey,
        (phone, source): (&MobilePhone, Option<&Source>),
        now: i64,
    ) -> Result<(), Refusal> {
        if let (Standing::Stranger, Some(source)) = (self.standing(), source) {
            quota::CODES_ASKED_PER_SOURCE
                .consume(writing, source, now)
                .await?;
        }
        let quota = match self.standing() {
            Standing::Visit(_) => quota::CODES_ASKED_IN_VISIT,
            _ => quota::CODES_ASKED,
        };
        let subject = self.tries_of(key, phone);
        quota.consume(writing, &subject, now).await
    }

    /// The quota of wrong SMS codes, with its subject. A visit has none: staff are there, and each code has few tries.
    pub(super) fn wrong_codes(
        &self,
        key: &ServiceKey,
        phone: &MobilePhone,
    ) -> Option<(&'static Quota, Hash)> {
        match self.standing() {
            Standing::Visit(_) => None,
            _ => Some((&quota::WRONG_ENROLMENT_CODES, self.tries_of(key, phone))),
        }
    }

    /// What the tenant may be told of a wrong code; none of a known device, and of whoever holds a letter or is at a
    /// counter.
    pub(super) fn strangers_try(&self, key: &ServiceKey, phone: &MobilePhone) -> Option<StrangersTry> {
        matches!(self.standing(), Standing::Stranger).then(|| StrangersTry {
            tenant_code: self.tenant_code.clone(),
            phone: phone.clone(),
            counted: self.tries_of(key, phone),
        })
    }

    /// What the tries of this enrolment count under. Those of a stranger count under the tenant code and the number: who
    /// tries another number closes only that one.
    fn tries_of(&self, key: &ServiceKey, phone: &MobilePhone) -> Hash {
        match self.standing() {
            Standing::Stranger => own(key, "stranger", &self.tenant_code, phone.e164().as_bytes()),
            Standing::Device(token) => own(key, "device", &self.tenant_code, token),
            Standing::Letter(letter) => own(key, "letter", &self.tenant_code, letter),
            Standing::Visit(visit) => own(key, "visit", &self.tenant_code, visit.as_bytes()),
        }
    }
}

impl Standing<'_> {
    /// The share of the service's messages that a code is sent from.
    pub(super) fn share(self) -> Share {
        match self {
            Standing::Stranger => Share::Strangers,
            Standing::Device(_) => Share::Devices,
            Standing::Letter(_) => Share::Letters,
            Standing::Visit(_) => Share::Counters,
        }
    }
}

fn own(key: &ServiceKey, standing: &str, tenant_code: &TenantCode, of: &[u8]) -> Hash {
    let parts = [standing.as_bytes(), tenant_code.as_str().as_bytes(), of];
    key.derive_lasting("quota-standing", &parts)
}
