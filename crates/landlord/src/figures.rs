//! The figures of the service's rules, each defined once: durations, tries, quotas and sizes. Rules import them,
//! sentences take them as arguments, tests use them, and `tests/figures` compares `docs/SECURITY.md` with them.
//!
//! A name ends with its unit. Figures that both ends check on the wire are in `contract`, with their type.

use std::ops::RangeInclusive;

/// Seconds in a minute.
pub const MINUTE: i64 = 60;
/// Seconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Seconds in a day.
pub const DAY: i64 = 24 * HOUR;

/// A quota: at most `events` in `window`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct AtMost {
    /// Maximum number of events.
    pub events: i64,
    /// Length of the window, in seconds.
    pub window: i64,
}

impl AtMost {
    /// So many times as many events in the same window.
    #[must_use]
    pub(crate) const fn times(self, times: i64) -> Self {
        Self {
            events: self.events * times,
            window: self.window,
        }
    }
}

/// Age in seconds after which counted events are deleted. A quota with a longer window does not compile.
pub const MAX_WINDOW: i64 = DAY;

const fn at_most(events: i64, window: i64) -> AtMost {
    assert!(window <= MAX_WINDOW);
    AtMost { events, window }
}

// Enrolments and registration letters.

/// How long an enrolment waits for its SMS code. A message may take minutes to arrive.
pub const ENROLMENT_MINUTES: i64 = 30;
/// How long an enrolment waits for the profile once the SMS code was correct.
pub const PROFILE_MINUTES: i64 = 30;
/// How long the code of a registration letter is accepted (S1). Leaves time for the post and a holiday.
pub const LETTER_DAYS: i64 = 21;
/// Number of wrong letter codes that ends an enrolment (S1).
pub const LETTER_CODE_TRIES: i64 = 5;
/// Phone numbers given for a tenant code (S2): the masked one completed, per source or known device, or a new one with
/// a letter.
pub const PHONE_NUMBERS_PER_TENANT: [AtMost; 2] = [at_most(3, HOUR), at_most(10, DAY)];
/// Different tenant codes from one address (S2). Wider IPv6 networks have a multiple, as in each quota of a source.
pub const TENANT_CODES_PER_ADDRESS: AtMost = at_most(20, DAY);
/// How long a robot check may take, from challenge to use (S4).
pub const ROBOT_CHECK_MINUTES: i64 = 10;
/// How long an enrolment that a stranger opened makes robot checks dearer (S4).
pub const ROBOT_CHECK_RATE_MINUTES: i64 = 10;
/// Enrolments of strangers in that time that leave the cost as configured (S4). Each time they double, the cost does.
pub const ENROLMENTS_AT_BASE_COST: i64 = 100;
/// How many times the configured cost a robot check costs at most (S4): a slow computer still solves it in a minute.
pub const ROBOT_CHECK_MAX_TIMES: i64 = 64;
/// Wrong robot checks of one address or known device (S4): a wrong one costs its sender nothing, and the service as much
/// as a right one. Wider IPv6 networks have a multiple.
pub const WRONG_ROBOT_CHECKS: [AtMost; 1] = [at_most(20, HOUR)];
/// Maximum time a request queues for having its robot check verified.
pub const ROBOT_CHECK_QUEUE_SECONDS: u64 = 3;

// SMS codes.

/// How long the code of an SMS is accepted (S5).
pub const SMS_CODE_MINUTES: u32 = 10;
/// The same in seconds.
pub const SMS_CODE_SECONDS: i64 = SMS_CODE_MINUTES as i64 * MINUTE;
/// Minimum delay between two SMS of one attempt to the same number (S5).
pub const SMS_RESEND_SECONDS: i64 = 30;
/// Number of wrong tries that invalidates an SMS code (S5).
pub const SMS_CODE_TRIES: i64 = 5;
/// SMS codes that strangers at one address ask for, whether or not one is sent (S23). Neighbours may share it.
pub const CODES_ASKED_PER_SOURCE: [AtMost; 2] = [at_most(20, HOUR), at_most(60, DAY)];
/// SMS codes asked for in a visit to a counter (S21).
pub const CODES_ASKED_IN_VISIT: [AtMost; 1] = [at_most(15, HOUR)];
/// SMS per number, in each share (S5), and codes asked for in enrolments per tenant code and number.
pub const SMS_PER_NUMBER: [AtMost; 3] = [at_most(3, 15 * MINUTE), at_most(5, HOUR), at_most(10, DAY)];
/// SMS of the whole service: the budget that stops SMS pumping (S5). Its shares follow.
pub const SMS_PER_SERVICE: [AtMost; 1] = [at_most(2_000, HOUR)];
/// Share of codes in enrolments that anybody opened (S23).
pub const SMS_OF_STRANGERS: [AtMost; 1] = [at_most(900, HOUR)];
/// Share of codes in enrolments that a known device opened (S23).
pub const SMS_OF_DEVICES: [AtMost; 1] = [at_most(200, HOUR)];
/// Share of codes beside a right password (S23).
pub const SMS_OF_SIGN_INS: [AtMost; 1] = [at_most(100, HOUR)];
/// Share of codes to numbers that are not on file, in sessions (S23).
pub const SMS_OF_NEW_NUMBERS: [AtMost; 1] = [at_most(100, HOUR)];
/// Share of codes to numbers that a letter allows (S23).
pub const SMS_OF_LETTERS: [AtMost; 1] = [at_most(100, HOUR)];
/// Share of codes at counters (S23).
pub const SMS_OF_COUNTERS: [AtMost; 1] = [at_most(400, HOUR)];
/// Share of notices (S23).
pub const SMS_OF_NOTICES: [AtMost; 1] = [at_most(200, HOUR)];
const _: () = assert!(
    SMS_PER_SERVICE[0].events
        == SMS_OF_STRANGERS[0].events
            + SMS_OF_DEVICES[0].events
            + SMS_OF_SIGN_INS[0].events
            + SMS_OF_NEW_NUMBERS[0].events
            + SMS_OF_LETTERS[0].events
            + SMS_OF_COUNTERS[0].events
            + SMS_OF_NOTICES[0].events
);
/// SMS that one tenant causes, in each share (S23).
pub const SMS_PER_TENANT: [AtMost; 1] = [at_most(12, DAY)];
/// SMS to numbers that are not on file, per tenant, in sessions (S23).
pub const NEW_NUMBERS_PER_TENANT: [AtMost; 1] = [at_most(5, DAY)];
/// SMS to one overseas range of numbers, in each share (S23).
pub const SMS_PER_OVERSEAS_RANGE: [AtMost; 2] = [at_most(40, HOUR), at_most(200, DAY)];
/// SMS of one kind of notice to a tenant (S23). The mail always leaves.
pub const NOTICES_PER_KIND: [AtMost; 1] = [at_most(1, HOUR)];
/// Mails about a tenant, and mails to one address (S23).
pub const MAILS_PER_TENANT: [AtMost; 1] = [at_most(20, DAY)];
/// Mails of the whole service (S23).
pub const MAILS_PER_SERVICE: [AtMost; 1] = [at_most(2_000, HOUR)];
/// Changes of a tenant's e-mail address (S23): each sends two mails.
pub const EMAIL_CHANGES_PER_TENANT: [AtMost; 1] = [at_most(3, DAY)];
/// Wrong SMS codes per tenant code (S5), counted separately with a password and for a new number; in enrolments per
/// tenant code and number, or known device.
pub const WRONG_SMS_CODES_PER_TENANT: [AtMost; 1] = [at_most(15, DAY)];
/// Wrong SMS codes of strangers for one tenant code and number, after which the tenant is told (S25): as many as end a code.
pub const WRONG_SMS_CODES_UNTOLD: [AtMost; 1] = [at_most(SMS_CODE_TRIES, DAY)];
/// How long a sign-in waits for its SMS code (S7).
pub const SIGN_IN_CODE_MINUTES: i64 = 30;
/// How long a change of number waits for its SMS code (S8).
pub const MOBILE_CHANGE_MINUTES: i64 = 30;

// Passwords.

/// Memory of Argon2id, `m`, in KiB (S6). With `t` and `p`, it is what OWASP recommends.
pub const PASSWORD_HASH_KIB: u32 = 47_104;
/// Passes over that memory, `t` (S6).
pub const PASSWORD_HASH_PASSES: u32 = 1;
/// Lanes of that memory, `p` (S6).
pub const PASSWORD_HASH_LANES: u32 = 1;
/// Maximum time a request queues for hashing its password (S6).
pub const PASSWORD_QUEUE_SECONDS: u64 = 3;
/// Passwords that queue for their turn (S6), of strangers, of known devices, of staff and of enrolments each.
pub const PASSWORD_QUEUE_PLACES: usize = 64;
/// Passwords of one address, member of staff or tenant that are hashed or queue at once (S6).
pub const PASSWORD_TURNS: usize = 4;
/// Wrong passwords in a row before the first pause (S7).
pub const WRONG_PASSWORDS_BEFORE_PAUSE: u32 = 5;
/// The first pause; each further one is twice as long (S7).
pub const FIRST_PAUSE_MINUTES: i64 = 1;
/// The longest pause (S7).
pub const MAX_PAUSE_MINUTES: i64 = 60;
/// After this long without a wrong password the count starts again (S7).
pub const WRONG_PASSWORDS_KEPT_HOURS: i64 = 24;
/// Wrong passwords per tenant code from unknown devices. Above this, unknown devices also need an SMS code (S7).
pub const WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES: [AtMost; 1] = [at_most(25, DAY)];
/// Wrong passwords per tenant code from unknown devices, above which these wait (S7). Known devices, a reset, a letter
/// and a counter do not.
pub const WRONG_PASSWORDS_PER_ACCOUNT: [AtMost; 1] = [at_most(100, DAY)];
/// Wrong passwords from unknown devices at one address, over all accounts (S7). Wider IPv6 networks have a multiple.
pub const WRONG_PASSWORDS_PER_ADDRESS: [AtMost; 1] = [at_most(50, HOUR)];
/// How long a device stays known after the sign-in that made it known (S7).
pub const DEVICE_DAYS: i64 = 400;
/// Devices that an account knows; another one makes it forget the oldest (S7).
pub const MAX_DEVICES_PER_TENANT: i64 = 20;
/// Sessions of a tenant in force; another one ends the one that was seen longest ago (S9).
pub const MAX_SESSIONS_PER_TENANT: i64 = 20;
/// How long a retyped password allows sensitive changes (S8).
pub const REAUTHENTICATION_MINUTES: i64 = 5;

// Notices, closed accounts, and what waits after a reset by SMS.

/// How long the link of a notice closes the account (S25). Who is away for a month calls.
pub const CLOSING_LINK_DAYS: i64 = 30;
/// Closings asked for from one address, whatever the link (S25).
pub const CLOSURES_PER_SOURCE: [AtMost; 1] = [at_most(20, HOUR)];
/// Notices of new devices, visits and landlines to a tenant (S23): the mails of what is worse have the rest of the
/// budget.
pub const FREQUENT_NOTICES: [AtMost; 1] = [at_most(8, DAY)];
/// Notices that somebody guesses the password of an account (S7), and the same of its SMS codes (S25).
pub const GUESSING_NOTICES: [AtMost; 1] = [at_most(1, DAY)];
/// The same of the whole service (S23), of each of both: strangers cause them, and must not use up the text messages of
/// what is worse.
pub const GUESSING_NOTICES_OF_SERVICE: [AtMost; 1] = [at_most(40, HOUR)];
// Each of a password may take two messages; of codes, only mails leave. Half of the share stays.
const _: () = assert!(2 * 2 * GUESSING_NOTICES_OF_SERVICE[0].events <= SMS_OF_NOTICES[0].events);
/// How long another number or address waits after a reset by SMS (S8).
pub const CHANGE_HOLD_HOURS: i64 = 72;
/// How long the code sent to a new e-mail address is accepted (S8).
pub const MAIL_CODE_HOURS: i64 = 24;
/// Wrong codes of mails per tenant (S8).
pub const WRONG_MAIL_CODES_PER_TENANT: [AtMost; 1] = [at_most(15, DAY)];
/// Changes that waited long enough and are made in one round of the purge.
pub const CHANGES_IN_A_ROUND: i64 = 50;

// Sessions.

/// Lifetime of an access token (S9).
pub const ACCESS_MINUTES: i64 = 10;
/// How long a session lasts without a refresh (S9): who reads one receipt a month stays signed in, also when a month's
/// comes late. A refresh whose answer is lost counts.
pub const SESSION_IDLE_DAYS: i64 = 45;
/// How long a session lasts at most (S9).
pub const SESSION_DAYS: i64 = 180;
/// Refreshes of a session (S9): each leaves a token that is kept as long as the session. Many times what an application
/// needs.
pub const REFRESHES_PER_SESSION: [AtMost; 1] = [at_most(120, HOUR)];
/// How long the history of consents outlives an account: claims against a landlord lapse after five years (Code
/// civil, art. 2224; RGPD, art. 17 §3 e).
pub const CONSENT_PROOF_YEARS: i64 = 5;

// The counter of an agency.

/// How long the activation code of a staff account is accepted (S21).
pub const STAFF_ACTIVATION_DAYS: i64 = 7;
/// Recovery codes per staff account (S21).
pub const RECOVERY_CODES: usize = 8;
/// How long staff stay signed in (S21): a little more than a working day.
pub const STAFF_SESSION_HOURS: i64 = 10;
/// Idle time after which staff are asked for the second factor again (S21).
pub const STAFF_IDLE_MINUTES: i64 = 15;
/// Wrong passwords, second factors and activation codes per member of staff and device (S21).
pub const WRONG_PROOFS_PER_MEMBER: [AtMost; 2] = [at_most(5, 15 * MINUTE), at_most(20, DAY)];
/// The same per device, for logins that are not on file (S21): nobody who works there is locked out by them.
pub const WRONG_PROOFS_PER_DEVICE: [AtMost; 1] = [at_most(40, DAY)];
/// Failed proofs of one person on one device that the journal records (S22): it must not be filled.
pub const FAILED_PROOFS_JOURNALED: [AtMost; 1] = [at_most(1, MINUTE)];
/// For this long a client that lost the answer to an activation may send the same request again (S21).
pub const ACTIVATION_REPEAT_MINUTES: i64 = 10;
/// Security keys per staff account (S21).
pub const MAX_SECURITY_KEYS: usize = 5;
/// How long an attempt to ask a security key lasts (S21): the time to fetch it, to type its PIN, and to go on.
pub const SECURITY_KEY_ATTEMPT_MINUTES: i64 = 5;
/// Attempts to ask a security key that wait on one device (S21). A further one takes the place of the oldest.
pub const MAX_SECURITY_KEY_ATTEMPTS: i64 = 20;
/// Maximum number of tenants that a search returns (S21).
pub const TENANTS_FOUND: usize = 5;
/// Searches and visits per member of staff (S21): more than a counter ever needs, fewer than reading the whole register
/// takes.
pub const TENANT_SEARCHES_PER_MEMBER: [AtMost; 2] = [at_most(60, HOUR), at_most(250, DAY)];
/// How long a visit may begin with a tenant that a search found (S21).
pub const SEARCH_MINUTES: i64 = 10;
/// Visits of other agencies' tenants that a member of staff begins without an alert (S21, S27).
pub const VISITS_FROM_ELSEWHERE: [AtMost; 1] = [at_most(5, HOUR)];
/// Maximum length of a visit, and of its tenant's session (S21).
pub const VISIT_HOURS: i64 = 1;
/// For this long after a password reset, a new number needs a second member of staff (S21).
pub const RECENT_RESET_DAYS: i64 = 7;
/// Days that an agency's monthly figures cover.
pub const AGENCY_MONTH_DAYS: i64 = 30;
/// How long visits, which name a tenant, are kept: for the monthly figures. The journal stays and names no tenant.
pub const VISIT_KEPT_DAYS: i64 = AGENCY_MONTH_DAYS + 1;

// Rent, payments, messages and documents.

/// Years that *Mon compte* lists: a rent debt lapses after three (loi n° 89-462, art. 7-1).
pub const RENT_ACCOUNT_YEARS: i16 = 3;
/// Maximum difference between now and the timestamp of a payment provider's event (S16), as in Stripe's libraries.
pub const PAYMENT_EVENT_MINUTES: i64 = 5;
/// Timeout of a request to a payment provider; less than a route may take.
pub const PROVIDER_SECONDS: u64 = 10;
/// Minimum interval between two requests for the outcome of one payment.
pub const PROVIDER_ASKED_EVERY_SECONDS: i64 = 3;
/// Messages to the agency per tenant. For a longer conversation, a telephone call works better.
pub const AGENCY_MESSAGES_PER_TENANT: [AtMost; 1] = [at_most(10, DAY)];
/// Document codes checked per address: enough for a CAF office that shares one.
pub const VERIFICATIONS_PER_ADDRESS: [AtMost; 1] = [at_most(300, HOUR)];

// Operations.

/// Difference from the SMS gateway's clock at which `landlord check` finds a fault.
pub const CLOCK_DRIFT_SECONDS: u64 = 60;
/// Free space on the disk of the data below which `landlord check` finds a fault: the database grows, and a copy of it is
/// often written beside it.
pub const MIN_FREE_DISK_MIB: u64 = 512;
/// Shortest prefix of a network of proxies that `landlord check` takes for one (S2), of IPv4.
pub const WIDEST_PROXY_NETWORK_V4: u8 = 8;
/// The same, of IPv6.
pub const WIDEST_PROXY_NETWORK_V6: u8 = 16;
/// Costs of a robot check that can be configured (S4): less stops nobody, and more keeps slow computers out when
/// [`ROBOT_CHECK_MAX_TIMES`] is reached.
pub const ROBOT_CHECK_COSTS: RangeInclusive<u32> = 100..=10_000;

// Connections and requests.

/// Connections that are open at once. The unit of systemd allows the service more files than that.
pub const MAX_CONNECTIONS: usize = 1_024;
/// The same of the port for counters and health.
pub const MAX_METRICS_CONNECTIONS: usize = 32;
/// How long a connection lasts over which nothing moves, and how long the head of a request takes at most, counted from
/// the answer before it. Longer than proxies keep an idle connection (nginx: 60 s): one that ends under a request loses it.
pub const QUIET_SECONDS: u64 = 75;
/// Requests that one connection of HTTP/2 has under way.
pub const MAX_STREAMS_PER_CONNECTION: u32 = 100;
/// Timeout of a route; less than the tenant's end waits for an answer.
pub const ROUTE_SECONDS: u64 = 14;
/// Maximum time a request queues for drawing its PDF. The drawing itself has the rest of [`ROUTE_SECONDS`].
pub const DRAWING_QUEUE_SECONDS: u64 = 9;
/// Drawings that one person may have queued in addition to those running.
pub const DRAWINGS_QUEUED: usize = 4;
/// Entries of each list of the export as JSON: more than a person has. It bounds the memory of an answer.
pub const EXPORTED_ENTRIES: i64 = 5_000;
/// Entries of each list of the export that are drawn; the JSON has the others. With the two figures below, it bounds
/// how long a drawing takes and how much memory it needs (decision 32).
pub const DRAWN_ENTRIES: usize = 200;
/// Rows of a table that are drawn: documents of the export, visits of an agency.
pub const DRAWN_ROWS: usize = 600;
/// Lines of all messages and answers that the export draws.
pub const DRAWN_MESSAGE_LINES: usize = 2_000;

// The database.

/// Maximum time a request waits for its turn to write.
pub const DATABASE_QUEUE_SECONDS: u64 = 5;
/// The same for what a request does in passing, and the next one does as well.
pub const TOUCH_QUEUE_SECONDS: u64 = 1;
/// When a request that was refused as busy may be sent again.
pub const BUSY_RETRY_SECONDS: u64 = 2;
/// Interval between two rounds of the purge.
pub const PURGE_SECONDS: i64 = 30;
/// Rows that the purge deletes in one transaction: requests that write wait for one such transaction at most.
pub const PURGED_ROWS: i64 = 200;
/// Transactions of a round for each table, so that one that grew for a day does not keep the others waiting.
pub const PURGE_BATCHES: usize = 50;
/// How long the purge waits after the clock jumped, for somebody to mend it.
pub const CLOCK_DOUBT_HOURS: i64 = 1;

// Keys.

/// Interval at which a running service takes what a command changed about its keys (S26).
pub const KEYS_READ_SECONDS: u64 = 30;

// Traces.

/// Lines that one event writes into the security log in a minute (S27). Its counter counts the others too.
pub const TRACE_LINES_PER_MINUTE: u32 = 120;
/// Interval at which the clock is watched (S27).
pub const HEALTH_ROUND_SECONDS: i64 = 15;
/// How far the machine's clock may be set without an alert (S27): a second factor is accepted for about as long. Further,
/// it has jumped, and the purge does not believe it.
pub const CLOCK_JUMP_SECONDS: i64 = 30;
