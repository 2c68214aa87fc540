//! The phrases of `docs/SECURITY.md` with the figures of what leaves (S23).

use landlord::figures as theirs;

use super::sentences::thousands;

/// Each phrase with its place.
pub(super) fn budgets() -> Vec<(&'static str, String)> {
    vec![
        (
            "S23",
            format!(
                "{} for strangers' enrolments, {} for known devices, {} for right passwords, {} for other numbers in a session, {} for letters, {} for counters, {} for notices",
                thousands(theirs::SMS_OF_STRANGERS[0].events),
                theirs::SMS_OF_DEVICES[0].events,
                theirs::SMS_OF_SIGN_INS[0].events,
                theirs::SMS_OF_NEW_NUMBERS[0].events,
                theirs::SMS_OF_LETTERS[0].events,
                theirs::SMS_OF_COUNTERS[0].events,
                theirs::SMS_OF_NOTICES[0].events
            ),
        ),
        (
            "S23",
            format!(
                "a tenant {} SMS a day, and an overseas range of numbers {} an hour and {} a day. A tenant sends {} codes a day",
                theirs::SMS_PER_TENANT[0].events,
                theirs::SMS_PER_OVERSEAS_RANGE[0].events,
                theirs::SMS_PER_OVERSEAS_RANGE[1].events,
                theirs::NEW_NUMBERS_PER_TENANT[0].events
            ),
        ),
        (
            "S23",
            format!(
                "under the source: {} codes an hour and {} a day",
                theirs::CODES_ASKED_PER_SOURCE[0].events,
                theirs::CODES_ASKED_PER_SOURCE[1].events
            ),
        ),
        (
            "S23",
            format!(
                "up to {} a day for a tenant and for an address, and {} an hour in all. Another address is asked for at most {} times a day",
                theirs::MAILS_PER_TENANT[0].events,
                thousands(theirs::MAILS_PER_SERVICE[0].events),
                theirs::EMAIL_CHANGES_PER_TENANT[0].events
            ),
        ),
        (
            "S21",
            format!(
                "A visit asks for at most {} codes an hour",
                theirs::CODES_ASKED_IN_VISIT[0].events
            ),
        ),
    ]
}
