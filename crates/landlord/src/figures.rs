//! The figures of the rules of this end, each once: durations, tries, quotas and sizes. Rules import them, sentences are
//! given them, tests wait for them, and `tests/figures` compares `docs/SECURITY.md` with them.
//!
//! A name ends with its unit. What both ends check on the wire stands in `contract`, with its type.

/// Seconds of a minute.
pub const MINUTE: i64 = 60;
/// Seconds of an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Seconds of a day.
pub const DAY: i64 = 24 * HOUR;

/// A quota: at most so many events in a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct AtMost {
    /// How many.
    pub events: i64,
    /// In how many seconds.
    pub window: i64,
}

/// What is counted for quotas is forgotten after so many seconds: a quota with a longer window does not compile.
pub const MAX_WINDOW: i64 = DAY;

const fn at_most(events: i64, window: i64) -> AtMost {
    assert!(window <= MAX_WINDOW);
    AtMost { events, window }
}

// Enrolments and registration letters.

/// How long an enrolment waits for its SMS: messages may take minutes.
pub const ENROLMENT_MINUTES: i64 = 30;
/// How long the profile may take once the SMS code was right.
pub const PROFILE_MINUTES: i64 = 30;
/// How long the code of a registration letter is accepted (S1): the post and a holiday fit in.
pub const LETTER_DAYS: i64 = 21;
/// The wrong letter code that ends an enrolment (S1).
pub const LETTER_CODE_TRIES: i64 = 5;
/// Wrong letter codes per tenant code (S1).
pub const WRONG_LETTER_CODES: [AtMost; 1] = [at_most(15, DAY)];
/// Numbers given per tenant code (S2): the masked one completed, or a new one with a letter.
pub const NUMBERS_GIVEN: [AtMost; 2] = [at_most(3, HOUR), at_most(10, DAY)];
/// Different tenant codes from one address (S2).
pub const TENANT_CODES_OF_ADDRESS: AtMost = at_most(20, DAY);
/// How long a robot check may take, from question to use (S4).
pub const ROBOT_CHECK_MINUTES: i64 = 10;

// SMS codes.

/// How long the code of an SMS is accepted (S5).
pub const SMS_CODE_MINUTES: u32 = 10;
/// The same in seconds.
pub const SMS_CODE_SECONDS: i64 = SMS_CODE_MINUTES as i64 * MINUTE;
/// How long a number waits for its next SMS (S5).
pub const SMS_RESEND_SECONDS: i64 = 30;
/// The wrong SMS code that ends a code (S5).
pub const SMS_CODE_TRIES: i64 = 5;
/// Messages per number (S5).
pub const MESSAGES_OF_NUMBER: [AtMost; 3] = [at_most(3, 15 * MINUTE), at_most(5, HOUR), at_most(10, DAY)];
/// Messages of the whole service: the budget that stops SMS pumping (S5).
pub const MESSAGES_OF_SERVICE: [AtMost; 1] = [at_most(2_000, HOUR)];
/// Wrong SMS codes per tenant code; counted apart in enrolments, beside the password and for a new number (S5).
pub const WRONG_SMS_CODES: [AtMost; 1] = [at_most(15, DAY)];
/// How long a sign-in waits for its SMS code (S7).
pub const SIGN_IN_CODE_MINUTES: i64 = 30;
/// How long a change of number waits for its SMS code (S8).
pub const MOBILE_CHANGE_MINUTES: i64 = 30;

// Passwords.

/// Memory of a password's hash, the `m` of Argon2id (S6): with `t` and `p`, what OWASP recommends.
pub const PASSWORD_HASH_KIB: u32 = 47_104;
/// Passes over that memory, `t` (S6).
pub const PASSWORD_HASH_PASSES: u32 = 1;
/// Lanes of that memory, `p` (S6).
pub const PASSWORD_HASH_LANES: u32 = 1;
/// How long a request queues for the hashing of its password (S6).
pub const PASSWORD_QUEUE_SECONDS: u64 = 3;
/// Wrong passwords in a row before the first pause (S7).
pub const WRONG_PASSWORDS_BEFORE_PAUSE: u32 = 5;
/// The first pause; each next one is twice as long (S7).
pub const FIRST_PAUSE_MINUTES: i64 = 1;
/// The longest pause (S7).
pub const MAX_PAUSE_MINUTES: i64 = 60;
/// After this long without a wrong password the count begins anew (S7).
pub const WRONG_PASSWORDS_KEPT_HOURS: i64 = 24;
/// Wrong passwords per tenant code from unknown devices, above which these need an SMS code as well (S7).
pub const WRONG_PASSWORDS_OF_UNKNOWN_DEVICES: [AtMost; 1] = [at_most(25, DAY)];
/// How long a device is known that does not sign in again (S7).
pub const DEVICE_DAYS: i64 = 400;
/// How long a password typed again allows changes (S8).
pub const REAUTHENTICATION_MINUTES: i64 = 5;

// Sessions.

/// How long an access token works (S9).
pub const ACCESS_MINUTES: i64 = 10;
/// How long a session lasts that nobody refreshes (S9).
pub const SESSION_IDLE_DAYS: i64 = 14;
/// How long a session lasts at most (S9).
pub const SESSION_DAYS: i64 = 30;
/// How long the predecessor of an unused refresh token still works (S9): a lost answer must not sign the tenant out.
pub const LOST_ANSWER_SECONDS: i64 = 60;
/// How long the history of consents outlives an account: what a landlord may be sued for lapses after five years (Code
/// civil, art. 2224; RGPD, art. 17 §3 e).
pub const CONSENT_PROOF_YEARS: i64 = 5;

// The counter of an agency.

/// How long the code that begins a staff account is accepted (S21).
pub const STAFF_ACTIVATION_DAYS: i64 = 7;
/// How many recovery codes a staff account has (S21).
pub const RECOVERY_CODES: usize = 8;
/// How long staff are signed in (S21): a working day, and somewhat more.
pub const STAFF_SESSION_HOURS: i64 = 10;
/// After so long without a request staff are asked for the second factor again (S21).
pub const STAFF_IDLE_MINUTES: i64 = 15;
/// Wrong passwords, second factors and activation codes of a member of staff on a device (S21).
pub const WRONG_STAFF_PROOFS: [AtMost; 2] = [at_most(5, 15 * MINUTE), at_most(20, DAY)];
/// The same of all who sign in on a device (S21).
pub const WRONG_PROOFS_OF_DEVICE: [AtMost; 1] = [at_most(40, DAY)];
/// Tenants that a search finds at most (S21).
pub const TENANTS_FOUND: usize = 5;
/// Searches of a member of staff (S21): more than a counter ever has, less than reading the register takes.
pub const TENANT_SEARCHES: [AtMost; 2] = [at_most(60, HOUR), at_most(250, DAY)];
/// How long a visit lasts at most, and its tenant's session with it (S21).
pub const VISIT_HOURS: i64 = 1;
/// Within so long of a reset a second member of staff allows another number (S21).
pub const RECENT_RESET_DAYS: i64 = 7;
/// The days that the agency's figures of a month count.
pub const AGENCY_MONTH_DAYS: i64 = 30;
/// Visits are kept for the figures of a month; the journal names nobody.
pub const VISIT_KEPT_DAYS: i64 = AGENCY_MONTH_DAYS + 1;

// Rent, payments, messages and documents.

/// The years that *Mon compte* lists: a rent debt lapses after three (loi n° 89-462, art. 7-1).
pub const ACCOUNT_YEARS: i16 = 3;
/// How far the moment of a payment provider's event may be from now (S16), as Stripe's own libraries have it.
pub const PAYMENT_EVENT_MINUTES: i64 = 5;
/// How long a payment provider is waited for: less than a route may take.
pub const PROVIDER_SECONDS: u64 = 10;
/// The provider is asked at most so often what came of a payment.
pub const PROVIDER_ASKED_EVERY_SECONDS: i64 = 3;
/// Messages to the agency per tenant: more is a conversation, which a telephone call serves better.
pub const AGENCY_MESSAGES: [AtMost; 1] = [at_most(10, DAY)];
/// Codes of documents checked from one address: enough for an office of the CAF behind one of them.
pub const VERIFICATIONS: [AtMost; 1] = [at_most(300, HOUR)];

// Requests.

/// A route that takes longer has failed: less than the tenant's end waits.
pub const ROUTE_SECONDS: u64 = 14;
/// How long a request queues for the drawing of its PDF file, which has the rest of [`ROUTE_SECONDS`].
pub const DRAWING_QUEUE_SECONDS: u64 = 9;
/// The drawings of one person that queue beside those under way.
pub const DRAWINGS_QUEUED: usize = 4;
