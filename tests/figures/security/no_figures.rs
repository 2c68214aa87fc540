//! The numbers of `docs/SECURITY.md` that are no figures.

use super::PROSE;

/// Numbers that are not figures of a rule, each with the reason.
pub(super) const NO_FIGURES: &[(&str, &str, &str)] = &[
    ("S2", "/64", "the network of a customer (RFC 6177)"),
    ("S2", "/56", "the same"),
    ("S2", "/48", "the same"),
    ("S6", "503", "a status of HTTP"),
    (
        "S6",
        "[decision 35](decisions/0035-passwords-in-one-form.md)",
        "a name",
    ),
    ("S9", "(RFC 9700,", "a name"),
    ("S9", "§4.14.2", "a section"),
    ("S26", "0600", "a mode of a file"),
    ("S26", "SHA-256", "a name"),
    (
        "S8",
        "[decision 38](decisions/0038-changes-wait-after-a-reset-by-sms.md)",
        "a name",
    ),
    (
        "S26",
        "[decision 33](decisions/0033-keys-are-tried-in-turn.md)",
        "a name",
    ),
    ("S20", "mode 0600", "the mode of a file"),
    (
        "S20",
        "[decision 24](decisions/0024-the-log-file-has-words-of-this-program.md)",
        "a name",
    ),
    (
        "S12",
        "[decision 13](decisions/0013-forgotten-pin-is-recovered-with-the-landlord.md)",
        "a name",
    ),
    (
        "S13",
        "[decision 23](decisions/0023-the-secret-service-is-asked-directly.md)",
        "a name",
    ),
    ("S16", "UUID version 4", "a name"),
    (
        "S16",
        "400 without it, 422 with another request, 409 while",
        "statuses of HTTP",
    ),
    (
        "S16",
        "[decision 28](decisions/0028-a-payment-page-that-no-browser-opens.md)",
        "a name",
    ),
    ("S17", "0700", "a mode of a folder"),
    (
        "S18",
        "[decision 27](decisions/0027-the-page-in-webkits-sandbox.md)",
        "a name",
    ),
    ("S21", "(RFC 6238,", "a name"),
    (
        "S21",
        "1,000 times of each (Mann–Whitney U, p > 0.01",
        "of a test",
    ),
    (
        "S21",
        "[decision 37](decisions/0037-security-keys-of-staff.md)",
        "a name",
    ),
    ("S22", "SHA-256", "a name"),
    ("S2", "2,000 times of each (Mann–Whitney U, p > 0.01", "of a test"),
    (PROSE, "0600", "a mode of a file"),
    (PROSE, "art. 7 §1", "a law"),
    (PROSE, "art. 17 §3 e; Code civil, art. 2224", "a law"),
    (PROSE, "answer is 503", "a status of HTTP"),
    (
        PROSE,
        "[Decision 7](decisions/0007-code-on-documents.md)",
        "a name",
    ),
    (
        PROSE,
        "[decision 32](decisions/0032-what-is-drawn-is-bounded.md)",
        "a name",
    ),
];
