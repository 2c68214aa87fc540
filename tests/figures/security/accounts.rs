//! The phrases of `docs/SECURITY.md` with the figures of sessions, notices, closed accounts and changes that wait (S8, S9,
//! S25).

use landlord::figures as theirs;

/// Each phrase with its place.
pub(super) fn accounts() -> Vec<(&'static str, String)> {
    vec![
        (
            "S8",
            format!(
                "For {} days after a reset by SMS code, another number or address waits for {} h",
                theirs::RECENT_RESET_DAYS,
                theirs::CHANGE_HOLD_HOURS
            ),
        ),
        ("S8", format!("within {} h, came back", theirs::MAIL_CODE_HOURS)),
        (
            "S8",
            format!(
                "{} wrong codes of mails a day",
                theirs::WRONG_MAIL_CODES_PER_TENANT[0].events
            ),
        ),
        (
            "S9",
            format!(
                "refreshed at most {} times an hour",
                theirs::REFRESHES_PER_SESSION[0].events
            ),
        ),
        (
            "S23",
            format!(
                "New devices, visits and landlines have at most {} of these mails a day",
                theirs::FREQUENT_NOTICES[0].events
            ),
        ),
        (
            "S23",
            format!(
                "Of guessing, which strangers cause, at most {} leave in an hour",
                theirs::GUESSING_NOTICES_OF_SERVICE[0].events
            ),
        ),
        (
            "S25",
            format!("works once, for {} days", theirs::CLOSING_LINK_DAYS),
        ),
        (
            "S25",
            format!(
                "One address uses {} links an hour",
                theirs::CLOSURES_PER_SOURCE[0].events
            ),
        ),
    ]
}
