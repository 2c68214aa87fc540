//! The phrases of `docs/SECURITY.md` with the figures of the counters (S21).

use contract::{LetterCode, VisitNote};
use landlord::figures as theirs;
use tenant::figures as ours;

use super::sentences::minutes;

/// Each phrase with its place.
pub(super) fn counters() -> Vec<(&'static str, String)> {
    let [proofs, proofs_a_day] = theirs::WRONG_PROOFS_PER_MEMBER;
    let [searches_an_hour, searches_a_day] = theirs::TENANT_SEARCHES_PER_MEMBER.map(|limit| limit.events);
    vec![
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
            "S21",
            format!(
                "after {} min without a touch and a countdown of {} s",
                ours::COUNTER_IDLE_MINUTES,
                ours::COUNTDOWN_SECONDS
            ),
        ),
    ]
}
