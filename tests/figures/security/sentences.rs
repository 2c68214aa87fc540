//! The phrases with figures that `docs/SECURITY.md` has to contain.

use contract::{LetterCode, MAX_ATTACHED_BYTES, MAX_ATTACHMENTS, MAX_PDF_BYTES, Password, SmsCode};
use landlord::figures as theirs;

use super::PROSE;
use crate::MIB;

/// Each phrase with its place in SECURITY.md. A phrase is long enough to be unique there.
pub(super) fn sentences() -> Vec<(&'static str, String)> {
    let [numbers_an_hour, numbers_a_day] = theirs::PHONE_NUMBERS_PER_TENANT.map(|limit| limit.events);
    let [messages, messages_an_hour, messages_a_day] = theirs::SMS_PER_NUMBER;
    let wrong_codes = theirs::WRONG_SMS_CODES_PER_TENANT[0].events;
    let (purge, purged) = (theirs::PURGE_SECONDS, theirs::PURGED_ROWS);
    let (entries, rows) = (theirs::DRAWN_ENTRIES, theirs::DRAWN_ROWS);
    let lines = thousands(theirs::DRAWN_MESSAGE_LINES as i64);
    vec![
        (
            "S1",
            format!(
                "a code of {} bits. It expires after {} days and works once.",
                LetterCode::ENTROPY_BITS,
                theirs::LETTER_DAYS
            ),
        ),
        (
            "S1",
            format!(
                "ends after {} wrong codes. There is no limit per tenant code",
                theirs::LETTER_CODE_TRIES
            ),
        ),
        (
            "S2",
            format!("≤{numbers_an_hour} completions an hour, {numbers_a_day} a day per code and source"),
        ),
        (
            "S2",
            format!(
                "≤{} different codes a day per address",
                theirs::TENANT_CODES_PER_ADDRESS.events
            ),
        ),
        ("S4", format!("expires after {} min", theirs::ROBOT_CHECK_MINUTES)),
        (
            "S4",
            format!(
                "from {} in {} min on, twice as much with each doubling, up to {} times",
                2 * theirs::ENROLMENTS_AT_BASE_COST,
                theirs::ROBOT_CHECK_RATE_MINUTES,
                theirs::ROBOT_CHECK_MAX_TIMES
            ),
        ),
        (
            "S4",
            format!(
                "after {} wrong ones in an hour",
                theirs::WRONG_ROBOT_CHECKS[0].events
            ),
        ),
        (
            "S5",
            format!(
                "{} digits, {} min, one enrolment, {} tries",
                SmsCode::DIGITS,
                theirs::SMS_CODE_MINUTES,
                theirs::SMS_CODE_TRIES
            ),
        ),
        (
            "S5",
            format!(
                "{wrong_codes} wrong a day per tenant code and number in enrolments, {wrong_codes} beside the password, {wrong_codes} for a new number"
            ),
        ),
        (
            "S5",
            format!(
                "sent again after {} s. A number gets at most {} SMS in {} min, {} an hour and {} a day from each share (S23), and a tenant code may ask for as many; the whole service sends at most {} an hour",
                theirs::SMS_RESEND_SECONDS,
                messages.events,
                minutes(messages.window),
                messages_an_hour.events,
                messages_a_day.events,
                thousands(theirs::SMS_PER_SERVICE[0].events)
            ),
        ),
        (
            "S6",
            format!(
                "has {} to {} characters",
                Password::MIN_CHARACTERS,
                Password::MAX_CHARACTERS
            ),
        ),
        (
            "S6",
            format!(
                "m={} t={} p={}",
                theirs::PASSWORD_HASH_KIB,
                theirs::PASSWORD_HASH_PASSES,
                theirs::PASSWORD_HASH_LANES
            ),
        ),
        ("S6", format!("{} s queue", theirs::PASSWORD_QUEUE_SECONDS)),
        (
            "S6",
            format!(
                "a part of the login name of {} letters or more",
                Password::MIN_NAME_CHARACTERS
            ),
        ),
        ("S6", format!("of {} places each", theirs::PASSWORD_QUEUE_PLACES)),
        ("S6", format!("has at most {} in hand", theirs::PASSWORD_TURNS)),
        (
            "S7",
            format!(
                "after {} a pause of {} min, doubling to {} min",
                theirs::WRONG_PASSWORDS_BEFORE_PAUSE,
                theirs::FIRST_PAUSE_MINUTES,
                theirs::MAX_PAUSE_MINUTES
            ),
        ),
        (
            "S7",
            format!(
                "Above {} a day from unknown devices",
                theirs::WRONG_PASSWORDS_FROM_UNKNOWN_DEVICES[0].events
            ),
        ),
        (
            "S7",
            format!(
                "Above {} a day on one account",
                theirs::WRONG_PASSWORDS_PER_ACCOUNT[0].events
            ),
        ),
        (
            "S7",
            format!(
                "at one address have {} wrong ones an hour",
                theirs::WRONG_PASSWORDS_PER_ADDRESS[0].events
            ),
        ),
        ("S7", format!("for {} days, until", theirs::DEVICE_DAYS)),
        (
            "S7",
            format!("knows at most {} devices", theirs::MAX_DEVICES_PER_TENANT),
        ),
        (
            "S8",
            format!("typed within {} min", theirs::REAUTHENTICATION_MINUTES),
        ),
        (
            "S9",
            format!(
                "access {} min; refresh {} days idle, {} absolute",
                theirs::ACCESS_MINUTES,
                theirs::SESSION_IDLE_DAYS,
                theirs::SESSION_DAYS
            ),
        ),
        (
            "S9",
            format!("has at most {} sessions", theirs::MAX_SESSIONS_PER_TENANT),
        ),
        (
            "S16",
            format!("at most {} min old", theirs::PAYMENT_EVENT_MINUTES),
        ),
        ("S26", format!("takes it within {} s", theirs::KEYS_READ_SECONDS)),
        (
            "S27",
            format!("at most {} lines a minute", theirs::TRACE_LINES_PER_MINUTE),
        ),
        (
            "S27",
            format!(
                "Every {} s the service compares its clock with the time that passed; a difference of more than {} s",
                theirs::HEALTH_ROUND_SECONDS,
                theirs::CLOCK_JUMP_SECONDS
            ),
        ),
        (
            PROSE,
            format!("outlives it by {} years", theirs::CONSENT_PROOF_YEARS),
        ),
        (PROSE, format!("carry {MAX_ATTACHMENTS} files at most")),
        (
            PROSE,
            format!("of {} MiB together; both ends check", MAX_ATTACHED_BYTES / MIB),
        ),
        (
            PROSE,
            format!(
                "A tenant writes {} a day",
                theirs::AGENCY_MESSAGES_PER_TENANT[0].events
            ),
        ),
        (
            PROSE,
            format!("queues with {} more requests", theirs::DRAWINGS_QUEUED),
        ),
        (
            PROSE,
            format!("a request waits for {} s at most", theirs::DRAWING_QUEUE_SECONDS),
        ),
        (
            PROSE,
            format!("({} an hour) under", theirs::VERIFICATIONS_PER_ADDRESS[0].events),
        ),
        (PROSE, format!("every {purge} s and at most {purged} rows in one")),
        (
            PROSE,
            format!(
                "After the clock jumped (S27), nothing is deleted for {} h",
                theirs::CLOCK_DOUBT_HOURS
            ),
        ),
        (
            PROSE,
            format!("{entries} entries of a list, {rows} rows of a table and {lines} lines"),
        ),
        (
            PROSE,
            format!(
                "has the {} newest entries of each list",
                thousands(theirs::EXPORTED_ENTRIES)
            ),
        ),
        (
            PROSE,
            format!("for a turn for {} s at most", theirs::DATABASE_QUEUE_SECONDS),
        ),
        (
            PROSE,
            format!(
                "At most {} are open at once",
                thousands(theirs::MAX_CONNECTIONS as i64)
            ),
        ),
        (
            PROSE,
            format!("within {} s of the answer before it", theirs::QUIET_SECONDS),
        ),
        (
            PROSE,
            format!("at most {} under way", theirs::MAX_STREAMS_PER_CONNECTION),
        ),
        (PROSE, format!("with lopdf, at most {} MiB", MAX_PDF_BYTES / MIB)),
    ]
}

/// 2000 → « 2,000 »
pub(super) fn thousands(number: i64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Seconds as minutes.
pub(super) fn minutes(seconds: i64) -> i64 {
    seconds / theirs::MINUTE
}
