//! Quotas: a maximum number of events of one kind, per subject and time window.

mod rate;
mod source;
pub(crate) mod store;

use std::net::IpAddr;

use contract::TenantCode;

use self::store as counted_events;
pub(crate) use self::{
    rate::STRANGERS_ENROLMENTS,
    source::{Source, SourceQuota},
};
use crate::{
    figures::{self, AtMost, TENANT_CODES_PER_ADDRESS},
    keys::{Hash, ServiceKey},
    operations::event::Event,
    refusal::Refusal,
    store::{Reading, Writing},
};

/// A kind of event, and its limits per subject.
pub(crate) struct Quota {
    kind: &'static str,
    limits: &'static [AtMost],
    /// What the security log says when it is full (S27).
    full: Event,
}

/// Phone numbers that strangers at a source give for a tenant code (S2).
pub(crate) const PHONE_NUMBERS_PER_SOURCE: SourceQuota = SourceQuota::new(
    "completion",
    &figures::PHONE_NUMBERS_PER_TENANT,
    Event::PhoneNumbersFull,
);

/// Phone numbers that a known device, or the holder of a letter, gives for a tenant code (S2).
pub(crate) const PHONE_NUMBERS: Quota = Quota {
    kind: "own-completion",
    limits: &figures::PHONE_NUMBERS_PER_TENANT,
    full: Event::PhoneNumbersFull,
};

/// Wrong robot checks of a source (S4).
pub(crate) const WRONG_ROBOT_CHECKS_PER_SOURCE: SourceQuota = SourceQuota::new(
    "wrong-robot-check-of-source",
    &figures::WRONG_ROBOT_CHECKS,
    Event::RobotChecksFull,
);

/// Wrong robot checks of a known device (S4): neighbours do not use up its own.
pub(crate) const WRONG_ROBOT_CHECKS: Quota = Quota {
    kind: "wrong-robot-check",
    limits: &figures::WRONG_ROBOT_CHECKS,
    full: Event::RobotChecksFull,
};

/// SMS codes asked for in enrolments, whether or not a message left (S5).
pub(crate) const CODES_ASKED: Quota = Quota {
    kind: "code-asked",
    limits: &figures::SMS_PER_NUMBER,
    full: Event::SmsOfNumberFull,
};

/// The same in a visit to a counter (S21).
pub(crate) const CODES_ASKED_IN_VISIT: Quota = Quota {
    kind: "code-asked-in-visit",
    limits: &figures::CODES_ASKED_IN_VISIT,
    full: Event::SmsOfNumberFull,
};

/// The same by strangers at a source, for whatever tenant code (S23).
pub(crate) const CODES_ASKED_PER_SOURCE: SourceQuota = SourceQuota::new(
    "code-asked-by-source",
    &figures::CODES_ASKED_PER_SOURCE,
    Event::CodesOfSourceFull,
);

/// SMS of one kind of notice to a tenant (S23).
pub(crate) const NOTICES_PER_KIND: Quota = Quota {
    kind: "notice",
    limits: &figures::NOTICES_PER_KIND,
    full: Event::NoticeWithheld,
};

/// Mails about a tenant (S23).
pub(crate) const MAILS_PER_TENANT: Quota = Quota {
    kind: "mail-of-tenant",
    limits: &figures::MAILS_PER_TENANT,
    full: Event::MailsOfTenantFull,
};

/// Mails to one address (S23).
pub(crate) const MAILS_PER_ADDRESS: Quota = Quota {
    kind: "mail-to-address",
    limits: &figures::MAILS_PER_TENANT,
    full: Event::MailsOfTenantFull,
};

/// Mails of the whole service (S23).
pub(crate) const MAILS_PER_SERVICE: Quota = Quota {
    kind: "any-mail",
    limits: &figures::MAILS_PER_SERVICE,
    full: Event::MailBudgetFull,
};

/// Changes of a tenant's e-mail address (S23).
pub(crate) const EMAIL_CHANGES_PER_TENANT: Quota = Quota {
    kind: "email-change",
    limits: &figures::EMAIL_CHANGES_PER_TENANT,
    full: Event::EmailChangesFull,
};

/// Wrong SMS codes in enrolments (S5).
pub(crate) const WRONG_ENROLMENT_CODES: Quota = Quota {
    kind: "wrong-code",
    limits: &figures::WRONG_SMS_CODES_PER_TENANT,
    full: Event::WrongSmsCodesFull,
};

/// The same count, with the number after which the tenant is told (S25).
pub(crate) const WRONG_ENROLMENT_CODES_UNTOLD: Quota = Quota {
    limits: &figures::WRONG_SMS_CODES_UNTOLD,
    ..WRONG_ENROLMENT_CODES
};

/// Wrong SMS codes together with a correct password (S5, S7). Counted separately from those of enrolments, so that
/// neither stops the other.
pub(crate) const WRONG_SIGN_IN_CODES_PER_TENANT: Quota = Quota {
    kind: "wrong-sign-in-code",
    limits: &figures::WRONG_SMS_CODES_PER_TENANT,
    full: Event::WrongSmsCodesFull,
};

/// Wrong SMS codes for a new mobile number, in a session (S5).
pub(crate) const WRONG_NEW_MOBILE_CODES_PER_TENANT: Quota = Quota {
    kind: "wrong-new-mobile-code",
    limits: &figures::WRONG_SMS_CODES_PER_TENANT,
    full: Event::WrongSmsCodesFull,
};

/// Wrong passwords for a tenant code from devices that its account does not know (S7).
pub(crate) const WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES: Quota = Quota {
    kind: "unknown-device",
    limits: &figures::WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES,
    full: Event::WrongPasswordsFull,
};

/// The same count, with the maximum above which unknown devices wait (S7).
pub(crate) const WRONG_PASSWORDS_PER_ACCOUNT: Quota = Quota {
    limits: &figures::WRONG_PASSWORDS_PER_ACCOUNT,
    ..WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES
};

/// Wrong passwords from unknown devices at a source, over all accounts (S7).
pub(crate) const WRONG_PASSWORDS_PER_SOURCE: SourceQuota = SourceQuota::new(
    "wrong-password-of-source",
    &figures::WRONG_PASSWORDS_PER_ADDRESS,
    Event::SourceGuesses,
);

/// Document codes checked from a source.
pub(crate) const VERIFICATIONS_PER_ADDRESS: SourceQuota = SourceQuota::new(
    "verification",
    &figures::VERIFICATIONS_PER_ADDRESS,
    Event::VerificationsFull,
);

/// Closings asked for from a source (S25).
pub(crate) const CLOSURES_PER_SOURCE: SourceQuota =
    SourceQuota::new("closure", &figures::CLOSURES_PER_SOURCE, Event::ClosuresFull);

/// Notices of new devices, visits and landlines to a tenant (S23).
pub(crate) const FREQUENT_NOTICES: Quota = Quota {
    kind: "frequent-notice",
    limits: &figures::FREQUENT_NOTICES,
    full: Event::NoticeWithheld,
};

/// Notices that the password of an account, or its SMS codes, are guessed (S7, S25).
pub(crate) const GUESSING_NOTICES: Quota = Quota {
    kind: "guessing-notice",
    limits: &figures::GUESSING_NOTICES,
    full: Event::NoticeWithheld,
};

/// The same for all accounts (S23).
pub(crate) const GUESSING_NOTICES_OF_SERVICE: Quota = Quota {
    kind: "any-guessing-notice",
    limits: &figures::GUESSING_NOTICES_OF_SERVICE,
    full: Event::NoticeWithheld,
};

/// Wrong codes of mails, in a session (S8).
pub(crate) const WRONG_MAIL_CODES_PER_TENANT: Quota = Quota {
    kind: "wrong-mail-code",
    limits: &figures::WRONG_MAIL_CODES_PER_TENANT,
    full: Event::WrongMailCodesFull,
};

/// Refreshes of a session (S9).
pub(crate) const REFRESHES_PER_SESSION: Quota = Quota {
    kind: "refresh",
    limits: &figures::REFRESHES_PER_SESSION,
    full: Event::RefreshesFull,
};

/// Messages from a tenant to the agency.
pub(crate) const AGENCY_MESSAGES_PER_TENANT: Quota = Quota {
    kind: "agency-message",
    limits: &figures::AGENCY_MESSAGES_PER_TENANT,
    full: Event::AgencyMessagesFull,
};

/// Wrong proofs by one member of staff on one device (S21).
pub(crate) const WRONG_PROOFS_PER_MEMBER: Quota = Quota {
    kind: "wrong-staff-proof",
    limits: &figures::WRONG_PROOFS_PER_MEMBER,
    full: Event::StaffProofsFull,
};

/// Wrong proofs on one device with logins that are not on file (S21).
pub(crate) const WRONG_PROOFS_PER_DEVICE: Quota = Quota {
    kind: "wrong-proof-of-device",
    limits: &figures::WRONG_PROOFS_PER_DEVICE,
    full: Event::StaffProofsFull,
};

/// Failed proofs that the journal records (S22). Full, the journal has one of this minute.
pub(crate) const FAILED_PROOFS_JOURNALED: Quota = Quota {
    kind: "journaled-proof",
    limits: &figures::FAILED_PROOFS_JOURNALED,
    full: Event::StaffProofsFull,
};

/// Visits of other agencies' tenants, by a member of staff (S21). Full, it raises an alert and refuses nothing.
pub(crate) const VISITS_FROM_ELSEWHERE: Quota = Quota {
    kind: "visit-from-elsewhere",
    limits: &figures::VISITS_FROM_ELSEWHERE,
    full: Event::VisitsFromElsewhere,
};

/// Tenant searches and visits by a member of staff (S21).
pub(crate) const TENANT_SEARCHES_PER_MEMBER: Quota = Quota {
    kind: "tenant-search",
    limits: &figures::TENANT_SEARCHES_PER_MEMBER,
    full: Event::TenantSearchesFull,
};

impl Quota {
    pub(crate) const fn new(kind: &'static str, limits: &'static [AtMost], full: Event) -> Self {
        Self { kind, limits, full }
    }

    /// Refuses when the quota is full; `retry_after` is the time until it has room again.
    pub(crate) async fn check(&self, reading: &mut Reading, subject: &Hash, now: i64) -> Result<(), Refusal> {
        self.check_times(reading, subject, 1, now).await
    }

    /// Whether it is full, for a rule that refuses nothing.
    pub(crate) async fn is_full(
        &self,
        reading: &mut Reading,
        subject: &Hash,
        now: i64,
    ) -> Result<bool, Refusal> {
        match self.check(reading, subject, now).await {
            Ok(()) => Ok(false),
            Err(Refusal::TooManyAttempts { .. }) => Ok(true),
            Err(error) => Err(error),
        }
    }

    /// [`Self::check`] with a multiple of the limits.
    async fn check_times(
        &self,
        reading: &mut Reading,
        subject: &Hash,
        times: i64,
        now: i64,
    ) -> Result<(), Refusal> {
        let mut free_at = None;
        for limit in self.limits {
            let limit = limit.times(times);
            let filled = counted_events::filled_since(reading, self.kind, subject, limit, now).await?;
            free_at = free_at.max(filled.map(|oldest| oldest + limit.window));
        }
        match free_at {
            None => Ok(()),
            Some(moment) => Err(Refusal::TooManyAttempts {
                retry_after: (moment - now).max(1).unsigned_abs(),
                event: self.full,
            }),
        }
    }

    /// Whether half of a limit is used, which is worth an alert (S27).
    pub(crate) async fn is_half_used(
        &self,
        reading: &mut Reading,
        subject: &Hash,
        now: i64,
    ) -> Result<bool, Refusal> {
        for limit in self.limits {
            let half = AtMost {
                events: limit.events - limit.events / 2,
                ..*limit
            };
            let used = counted_events::filled_since(reading, self.kind, subject, half, now).await?;
            if used.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Counts one event, whether or not there is room for it.
    pub(crate) async fn count(&self, writing: &mut Writing, subject: &Hash, now: i64) -> Result<(), Refusal> {
        counted_events::count(writing, self.kind, subject, now).await
    }

    /// Counts one event, or refuses and counts nothing when the quota is full.
    pub(crate) async fn consume(
        &self,
        writing: &mut Writing,
        subject: &Hash,
        now: i64,
    ) -> Result<(), Refusal> {
        self.check(writing, subject, now).await?;
        self.count(writing, subject, now).await
    }

    /// Deletes one event that was counted at this time, in advance.
    pub(crate) async fn take_back(
        &self,
        writing: &mut Writing,
        subject: &Hash,
        at: i64,
    ) -> Result<(), Refusal> {
        counted_events::take_back(writing, self.kind, subject, at).await
    }
}

/// Records that a source used a tenant code. Refuses, and records nothing, when one of its networks has used too many
/// other codes (S2).
pub(crate) async fn record_tenant_code_of_source(
    writing: &mut Writing,
    key: &ServiceKey,
    source: &Source,
    tenant_code: &TenantCode,
    now: i64,
) -> Result<(), Refusal> {
    let code = tenant_subject(key, tenant_code);
    for (network, times) in source.subjects() {
        let limit = TENANT_CODES_PER_ADDRESS.times(times);
        let filled = counted_events::other_codes_since(writing, network, &code, limit, now).await?;
        if let Some(oldest) = filled {
            return Err(Refusal::TooManyAttempts {
                retry_after: (oldest + limit.window - now).max(1).unsigned_abs(),
                event: Event::TenantCodesFull,
            });
        }
    }
    for (network, _) in source.subjects() {
        counted_events::record_code_of_address(writing, network, &code, now).await?;
    }
    Ok(())
}

/// Quota subject of a tenant code.
pub(crate) fn tenant_subject(key: &ServiceKey, tenant_code: &TenantCode) -> Hash {
    key.derive_lasting("quota-tenant", &[tenant_code.as_str().as_bytes()])
}

/// Quota subject of an address. For IPv6 it is the customer's /64 network: a machine there can use any of its
/// addresses. A quota counts by [`Source`], which has the wider networks too.
pub(crate) fn address_subject(key: &ServiceKey, address: IpAddr) -> Hash {
    match address.to_canonical() {
        IpAddr::V4(address) => key.derive_lasting("quota-address", &[&address.octets()]),
        IpAddr::V6(address) => key.derive_lasting("quota-address", &[&address.octets()[..8]]),
    }
}
