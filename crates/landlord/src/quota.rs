//! Quotas: so many events of a kind for a subject in a window.

pub(crate) mod store;

use std::net::IpAddr;

use contract::TenantCode;

use self::store as counted_events;
use crate::{
    keys::{Hash, ServiceKey},
    refusal::Refusal,
    store::{Reading, Writing},
};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// At most `most` events in `window` seconds.
pub(crate) struct Quota {
    pub(crate) kind: &'static str,
    most: i64,
    window: i64,
}

/// Numbers given per tenant code: the masked one completed (S2), or a new one with a letter.
pub(crate) const COMPLETIONS: [Quota; 2] = [
    Quota {
        kind: "completion",
        most: 3,
        window: HOUR,
    },
    Quota {
        kind: "completion",
        most: 10,
        window: DAY,
    },
];

/// Messages per number (S5).
pub(crate) const MESSAGES: [Quota; 3] = [
    Quota {
        kind: "message",
        most: 3,
        window: 15 * MINUTE,
    },
    Quota {
        kind: "message",
        most: 5,
        window: HOUR,
    },
    Quota {
        kind: "message",
        most: 10,
        window: DAY,
    },
];

/// Wrong SMS codes per tenant code in an enrolment, which anybody may open (S5).
pub(crate) const WRONG_ENROLMENT_CODES: [Quota; 1] = [a_day_of_wrong_codes("wrong-code")];

/// Wrong SMS codes per tenant code beside a right password (S5, S7): what strangers try in enrolments
/// keeps no tenant from signing in, nor the reverse.
pub(crate) const WRONG_SIGN_IN_CODES: [Quota; 1] = [a_day_of_wrong_codes("wrong-sign-in-code")];

/// Wrong SMS codes per tenant code of a new number, in a session (S5).
pub(crate) const WRONG_NEW_MOBILE_CODES: [Quota; 1] = [a_day_of_wrong_codes("wrong-new-mobile-code")];

const fn a_day_of_wrong_codes(kind: &'static str) -> Quota {
    Quota {
        kind,
        most: 15,
        window: DAY,
    }
}

/// Wrong letter codes per tenant code (S1).
pub(crate) const WRONG_LETTER_CODES: [Quota; 1] = [Quota {
    kind: "wrong-letter-code",
    most: 15,
    window: DAY,
}];

/// Wrong passwords from devices that an account does not know, above which an SMS code is asked for as
/// well (S7).
pub(crate) const UNKNOWN_DEVICES: [Quota; 1] = [Quota {
    kind: "unknown-device",
    most: 25,
    window: DAY,
}];

/// Codes of documents checked from one address: enough for an office of the CAF behind one of them.
pub(crate) const VERIFICATIONS: [Quota; 1] = [Quota {
    kind: "verification",
    most: 300,
    window: HOUR,
}];

/// Messages to the agency per tenant: more is a conversation, which a telephone call serves better.
pub(crate) const AGENCY_MESSAGES: [Quota; 1] = [Quota {
    kind: "agency-message",
    most: 10,
    window: DAY,
}];

/// Wrong passwords, second factors and activation codes of a member of staff on a device (S21).
pub(crate) const WRONG_STAFF_PROOFS: [Quota; 2] = [
    Quota {
        kind: "wrong-staff-proof",
        most: 5,
        window: 15 * MINUTE,
    },
    Quota {
        kind: "wrong-staff-proof",
        most: 20,
        window: DAY,
    },
];

/// The same of all who sign in on a device (S21).
pub(crate) const WRONG_PROOFS_OF_DEVICE: [Quota; 1] = [Quota {
    kind: "wrong-proof-of-device",
    most: 40,
    window: DAY,
}];

/// Tenants looked for by a member of staff: more than a counter ever has, less than reading the register takes.
pub(crate) const TENANT_SEARCHES: [Quota; 2] = [
    Quota {
        kind: "tenant-search",
        most: 60,
        window: HOUR,
    },
    Quota {
        kind: "tenant-search",
        most: 250,
        window: DAY,
    },
];

/// Different tenant codes a day from one address (S2).
const CODES_OF_ADDRESS: i64 = 20;

/// Messages of the whole service: the budget that stops SMS pumping (S5).
pub(crate) const ALL_MESSAGES: [Quota; 1] = [Quota {
    kind: "any-message",
    most: 2_000,
    window: HOUR,
}];

/// The longest window of any quota.
pub(crate) const LONGEST: i64 = DAY;

/// Refuses when one of the quotas is full, and says when there is room again.
pub(crate) async fn check(
    connection: &mut Reading,
    quotas: &[Quota],
    subject: &Hash,
    now: i64,
) -> Result<(), Refusal> {
    let mut free_at = None;
    for quota in quotas {
        let filled =
            counted_events::filled_since(connection, quota.kind, subject, quota.most, quota.window, now)
                .await?;
        free_at = free_at.max(filled.map(|oldest| oldest + quota.window));
    }
    match free_at {
        None => Ok(()),
        Some(moment) => Err(Refusal::TooManyAttempts {
            retry_after: (moment - now).max(1).unsigned_abs(),
        }),
    }
}

/// Refuses the twenty-first different tenant code of a day from one address (S2).
pub(crate) async fn check_codes_of_address(
    connection: &mut Writing,
    key: &ServiceKey,
    address: IpAddr,
    code: &TenantCode,
    now: i64,
) -> Result<(), Refusal> {
    let address = address_subject(key, address);
    let code = tenant_subject(key, code);
    let oldest =
        counted_events::note_code_of_address(connection, &address, &code, CODES_OF_ADDRESS, now - DAY, now)
            .await?;
    match oldest {
        None => Ok(()),
        Some(oldest) => Err(Refusal::TooManyAttempts {
            retry_after: (oldest + DAY - now).max(1).unsigned_abs(),
        }),
    }
}

/// What is counted of a tenant code.
pub(crate) fn tenant_subject(key: &ServiceKey, code: &TenantCode) -> Hash {
    key.derive_hash("quota-tenant", &[code.as_str().as_bytes()])
}

/// What is counted of an address: of IPv6 the network of a customer, /64, since each machine in it has
/// as many addresses as it likes.
pub(crate) fn address_subject(key: &ServiceKey, address: IpAddr) -> Hash {
    match address.to_canonical() {
        IpAddr::V4(address) => key.derive_hash("quota-address", &[&address.octets()]),
        IpAddr::V6(address) => key.derive_hash("quota-address", &[&address.octets()[..8]]),
    }
}
