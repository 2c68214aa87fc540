//! The phrases with figures that `docs/SECURITY.md` has to contain.

use contract::{
    LetterCode, MAX_ATTACHED_BYTES, MAX_ATTACHMENTS, MAX_LINK_BYTES, MAX_PDF_BYTES, Password, Pin, SmsCode,
    VisitNote,
};
use landlord::figures as theirs;
use tenant::figures as ours;

use super::PROSE;
use crate::{MIB, read};

/// Each phrase with its place in SECURITY.md. A phrase is long enough to be unique there.
pub(super) fn sentences() -> Vec<(&'static str, String)> {
    let minutes = |seconds: i64| seconds / theirs::MINUTE;
    let [numbers_an_hour, numbers_a_day] = theirs::PHONE_NUMBERS_PER_TENANT.map(|limit| limit.events);
    let [messages, messages_an_hour, messages_a_day] = theirs::SMS_PER_NUMBER;
    let [proofs, proofs_a_day] = theirs::WRONG_PROOFS_PER_MEMBER;
    let [searches_an_hour, searches_a_day] = theirs::TENANT_SEARCHES_PER_MEMBER.map(|limit| limit.events);
    let wrong_codes = theirs::WRONG_SMS_CODES_PER_TENANT[0].events;
    let slice = script_figure("pdf-frame/time-slices.js", "MAX_SLICE") / 1_000;
    let giving_up = script_figure("features/documents/pdf-viewer.js", "BEFORE_GIVING_UP") / 1_000;
    let frame =
        |file: &str, name: &str, unit: u64| script_figure(&format!("pdf-frame/{file}.js"), name) / unit;
    let million = 1_000_000;
    let (purge, purged) = (theirs::PURGE_SECONDS, theirs::PURGED_ROWS);
    let (entries, rows) = (theirs::DRAWN_ENTRIES, theirs::DRAWN_ROWS);
    let lines = thousands(theirs::DRAWN_MESSAGE_LINES as i64);
    let mib = MIB as u64;
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
                "have {} wrong ones an hour, {} in a /56 and {} in a /48",
                theirs::WRONG_PASSWORDS_PER_ADDRESS[0].events,
                theirs::WRONG_PASSWORDS_PER_SITE[0].events,
                theirs::WRONG_PASSWORDS_PER_CUSTOMER[0].events
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
        ("S10", format!("(at most {})", ours::MAX_PEOPLE)),
        ("S10", format!("at most {} min of use", theirs::ENROLMENT_MINUTES)),
        (
            "S10",
            format!("its SMS code (S7) is wiped after {} min", ours::CODE_WAIT_MINUTES),
        ),
        ("S12", format!("A PIN of {} digits", Pin::DIGITS)),
        (
            "S12",
            format!(
                "{} MiB, t = {}, p = {}",
                ours::PIN_DERIVATION_MIB,
                ours::PIN_DERIVATION_PASSES,
                ours::PIN_DERIVATION_LANES
            ),
        ),
        ("S12", format!("after {} wrong ones in a row", ours::PIN_TRIES)),
        (
            "S12",
            format!("locks {} min after the last touch", ours::IDLE_MINUTES),
        ),
        (
            "S12",
            format!("(at most the {} newest)", ours::ENVELOPES_SET_ASIDE),
        ),
        ("S13", format!("{} s at most", ours::KEYRING_SECONDS)),
        ("S15", format!("{MAX_LINK_BYTES} bytes at most")),
        (
            "S16",
            format!("at most {} min old", theirs::PAYMENT_EVENT_MINUTES),
        ),
        ("S18", format!("A PDF is at most {} MiB", MAX_PDF_BYTES / MIB)),
        (
            "S18",
            format!(
                "unpacks to more than {} MiB in a stream, or {} MiB in all of them,",
                ours::UNPACKED_STREAM_MIB,
                ours::UNPACKED_STREAMS_MIB
            ),
        ),
        (
            "S21",
            format!(
                "a code of {} bits that the administrator hands over, for {} days;",
                LetterCode::ENTROPY_BITS,
                theirs::STAFF_ACTIVATION_DAYS
            ),
        ),
        ("S21", format!("one of {} recovery codes", theirs::RECOVERY_CODES)),
        (
            "S21",
            format!("at most {} for a person.", theirs::MAX_SECURITY_KEYS),
        ),
        (
            "S21",
            format!(
                "Each works once, within {} min;",
                theirs::SECURITY_KEY_ATTEMPT_MINUTES
            ),
        ),
        (
            "S21",
            format!(
                "At most {} attempts wait on a device",
                theirs::MAX_SECURITY_KEY_ATTEMPTS
            ),
        ),
        (
            "S21",
            format!(
                "{} wrong proofs in {} min and {} a day for a person on a device, {} a day on the device for names",
                proofs.events,
                minutes(proofs.window),
                proofs_a_day.events,
                theirs::WRONG_PROOFS_PER_DEVICE[0].events
            ),
        ),
        (
            "S21",
            format!("{} min without a request", theirs::STAFF_IDLE_MINUTES),
        ),
        (
            "S21",
            format!("A session lasts {} h", theirs::STAFF_SESSION_HOURS),
        ),
        (
            "S21",
            format!(
                "{} results, {searches_an_hour} an hour, {searches_a_day} a day",
                theirs::TENANTS_FOUND
            ),
        ),
        ("S21", format!("after {} h at the latest", theirs::VISIT_HOURS)),
        (
            "S21",
            format!(
                "the same request again for {} min",
                theirs::ACTIVATION_REPEAT_MINUTES
            ),
        ),
        (
            "S21",
            format!("a search found in the last {} min", theirs::SEARCH_MINUTES),
        ),
        (
            "S21",
            format!(
                "with {} characters at most that staff type",
                VisitNote::MAX_CHARACTERS
            ),
        ),
        (
            "S21",
            format!(
                "more than {} such visits an hour raise an alert",
                theirs::VISITS_FROM_ELSEWHERE[0].events
            ),
        ),
        (
            "S21",
            format!("For {} days after a reset", theirs::RECENT_RESET_DAYS),
        ),
        (
            "S12",
            format!("A countdown says so in its last {} s", ours::COUNTDOWN_SECONDS),
        ),
        (
            "S21",
            format!(
                "after {} min without a touch and a countdown of {} s",
                ours::COUNTER_IDLE_MINUTES,
                ours::COUNTDOWN_SECONDS
            ),
        ),
        (
            "S18",
            format!(
                "In the worker no buffer is larger than {} MiB, and of the buffers of {} MiB and more one request takes {} MiB together",
                frame("bounded-memory", "MAX_BUFFER", mib),
                frame("bounded-memory", "COUNTED_FROM", mib),
                frame("bounded-memory", "MAX_BYTES_PER_REQUEST", mib)
            ),
        ),
        (
            "S18",
            format!(
                "({} million drawing orders, {} million characters, {} MiB)",
                frame("governed-port", "MAX_ORDERS", million),
                frame("governed-port", "MAX_CHARACTERS", million),
                frame("governed-port", "MAX_BYTES", mib)
            ),
        ),
        (
            "S18",
            format!(
                "{} million pixels at most, all layers together {};",
                frame("pixels", "MAX_PIXELS", million),
                frame("pixels", "MAX_PIXELS_AT_ONCE", million)
            ),
        ),
        (
            "S18",
            format!("ends after {slice} s, an opening or a page after {giving_up} s"),
        ),
        ("S18", format!("has had no answer for {} s", ours::HANG_SECONDS)),
        (
            "S18",
            format!(
                "after {} deaths within {} s",
                ours::PAGE_DEATHS,
                ours::PAGE_DEATHS_SECONDS
            ),
        ),
        ("S20", format!("two of {} KiB at most", ours::LOG_FILE_KIB)),
        ("S26", format!("takes it within {} s", theirs::KEYS_READ_SECONDS)),
        (
            "S12",
            format!("typed within the last {} min", theirs::REAUTHENTICATION_MINUTES),
        ),
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
        ("S20", format!("the last {} failures", ours::MAX_RECENT_FAILURES)),
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
            format!("for a turn for {} s at most", theirs::DATABASE_QUEUE_SECONDS),
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

/// A figure that only a script of the window defines: a number, or a product of numbers.
fn script_figure(path: &str, name: &str) -> u64 {
    let script = read(&format!("ui/src/{path}"));
    let written = script
        .lines()
        .find_map(|line| {
            line.trim_start_matches("export ")
                .strip_prefix(&format!("const {name} = "))
        })
        .unwrap_or_else(|| panic!("{path} has no {name}"));
    let factors = written
        .trim_end_matches(';')
        .split(" * ")
        .map(|factor| factor.replace('_', ""));
    factors
        .map(|factor| factor.parse::<u64>().expect("a number"))
        .product()
}
