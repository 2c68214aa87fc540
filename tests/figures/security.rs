//! `docs/SECURITY.md` says each figure of a rule, and no number that is nobody's.

use std::collections::BTreeMap;

use contract::{
    LetterCode, MOST_ATTACHED_BYTES, MOST_ATTACHMENTS, MOST_LINK_BYTES, MOST_PDF_BYTES, Password, Pin,
    SmsCode,
};
use landlord::figures as theirs;
use tenant::figures as ours;

use super::{MIB, read};

/// Sentences of the rules, by the place where they have to stand. Each is made of the figures, and says enough to be the only
/// one of its kind there.
fn sentences() -> Vec<(&'static str, String)> {
    let minutes = |seconds: i64| seconds / theirs::MINUTE;
    let [numbers_an_hour, numbers_a_day] = theirs::NUMBERS_GIVEN.map(|limit| limit.events);
    let [messages, messages_an_hour, messages_a_day] = theirs::MESSAGES_OF_NUMBER;
    let [proofs, proofs_a_day] = theirs::WRONG_STAFF_PROOFS;
    let [searches_an_hour, searches_a_day] = theirs::TENANT_SEARCHES.map(|limit| limit.events);
    let wrong_codes = theirs::WRONG_SMS_CODES[0].events;
    let slice = script_figure("pdf-frame/time-slices.js", "LONGEST_SLICE") / 1_000;
    let giving_up = script_figure("features/documents/pdf-viewer.js", "BEFORE_GIVING_UP") / 1_000;
    let frame =
        |file: &str, name: &str, unit: u64| script_figure(&format!("pdf-frame/{file}.js"), name) / unit;
    let million = 1_000_000;
    let mib = MIB as u64;
    vec![
        (
            "S1",
            format!(
                "{} bits, {} days, once,",
                LetterCode::ENTROPY_BITS,
                theirs::LETTER_DAYS
            ),
        ),
        (
            "S1",
            format!(
                "{} wrong per enrolment and {} a day.",
                theirs::LETTER_CODE_TRIES,
                theirs::WRONG_LETTER_CODES[0].events
            ),
        ),
        (
            "S2",
            format!("≤{numbers_an_hour} completions an hour, {numbers_a_day} a day per code"),
        ),
        (
            "S2",
            format!(
                "≤{} different codes a day per address",
                theirs::TENANT_CODES_OF_ADDRESS.events
            ),
        ),
        ("S4", format!("{} min, bound to", theirs::ROBOT_CHECK_MINUTES)),
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
                "{wrong_codes} wrong a day per tenant in enrolments, {wrong_codes} beside the password, {wrong_codes} for a new number"
            ),
        ),
        (
            "S5",
            format!(
                "resend after {} s, {} in {} min, {} an hour, {} a day; {} an hour for the service",
                theirs::SMS_RESEND_SECONDS,
                messages.events,
                minutes(messages.window),
                messages_an_hour.events,
                messages_a_day.events,
                thousands(theirs::MESSAGES_OF_SERVICE[0].events)
            ),
        ),
        ("S6", format!("≥{}, upper", Password::MIN_CHARACTERS)),
        ("S6", format!("≤{}, common", Password::MAX_CHARACTERS)),
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
            "S7",
            format!(
                "after {} a pause of {} min, doubling to {} min",
                theirs::WRONG_PASSWORDS_BEFORE_PAUSE,
                theirs::FIRST_PAUSE_MINUTES,
                theirs::LONGEST_PAUSE_MINUTES
            ),
        ),
        (
            "S7",
            format!(
                "Above {} a day from unknown devices",
                theirs::WRONG_PASSWORDS_OF_UNKNOWN_DEVICES[0].events
            ),
        ),
        ("S7", format!("for {} days, until", theirs::DEVICE_DAYS)),
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
        ("S9", format!("forgiven for {} s", theirs::LOST_ANSWER_SECONDS)),
        ("S10", format!("(at most {})", ours::MOST_PEOPLE)),
        ("S10", format!("at most {} min of use", theirs::ENROLMENT_MINUTES)),
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
        ("S12", format!("(the {} newest)", ours::ENVELOPES_SET_ASIDE)),
        ("S13", format!("{} s at most", ours::KEYRING_SECONDS)),
        ("S15", format!("{MOST_LINK_BYTES} bytes at most")),
        (
            "S16",
            format!("at most {} min old", theirs::PAYMENT_EVENT_MINUTES),
        ),
        ("S18", format!("A PDF is at most {} MiB", MOST_PDF_BYTES / MIB)),
        (
            "S18",
            format!(
                "unpacks to more than {} MiB in a stream",
                ours::UNPACKED_STREAM_MIB
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
            format!(
                "{} wrong proofs in {} min and {} a day for a person on a device, {} a day for the device",
                proofs.events,
                minutes(proofs.window),
                proofs_a_day.events,
                theirs::WRONG_PROOFS_OF_DEVICE[0].events
            ),
        ),
        (
            "S21",
            format!("{} min without a request", theirs::STAFF_IDLE_MINUTES),
        ),
        (
            "S21",
            format!("a session lasts {} h", theirs::STAFF_SESSION_HOURS),
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
            format!("within {} days of a reset", theirs::RECENT_RESET_DAYS),
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
            PROSE,
            format!(
                "In the worker no buffer is larger than {} MiB, and those of one request {} MiB together",
                frame("bounded-memory", "LARGEST_BUFFER", mib),
                frame("bounded-memory", "MOST_AT_ONE_REQUEST", mib)
            ),
        ),
        (
            PROSE,
            format!(
                "({} million drawing orders, {} million letters, {} MiB)",
                frame("governed-port", "MOST_ORDERS", million),
                frame("governed-port", "MOST_LETTERS", million),
                frame("governed-port", "MOST_BYTES", mib)
            ),
        ),
        (
            PROSE,
            format!(
                "{} million pixels at most, all layers together {};",
                frame("pixels", "MOST_PIXELS", million),
                frame("pixels", "MOST_PIXELS_AT_ONCE", million)
            ),
        ),
        (
            PROSE,
            format!("ends after {slice} s, an opening or a page after {giving_up} s"),
        ),
        (PROSE, format!("has had no answer for {} s", ours::HANG_SECONDS)),
        (
            PROSE,
            format!("outlives it by {} years", theirs::CONSENT_PROOF_YEARS),
        ),
        (PROSE, format!("carry {MOST_ATTACHMENTS} files at most")),
        (
            PROSE,
            format!("of {} MiB together; both ends check", MOST_ATTACHED_BYTES / MIB),
        ),
        (
            PROSE,
            format!("A tenant writes {} a day", theirs::AGENCY_MESSAGES[0].events),
        ),
        (
            PROSE,
            format!("queues with {} more requests", theirs::DRAWINGS_QUEUED),
        ),
        (
            PROSE,
            format!("a turn is waited for {} s at most", theirs::DRAWING_QUEUE_SECONDS),
        ),
        (
            PROSE,
            format!("({} an hour) under", theirs::VERIFICATIONS[0].events),
        ),
        (PROSE, format!("with lopdf, at most {} MiB", MOST_PDF_BYTES / MIB)),
    ]
}

/// Numbers that are no figures of a rule, and why.
const NO_FIGURES: &[(&str, &str, &str)] = &[
    ("S2", "/64", "the network of a customer (RFC 6177)"),
    ("S6", "503", "a status of HTTP"),
    ("S7", "256 bits", "what random_bytes draws"),
    ("S9", "256-bit", "what random_bytes draws"),
    ("S12", "decision 0013", "a name"),
    ("S15", "256 random bits", "what random_bytes draws"),
    ("S16", "UUID version 4", "a name"),
    (
        "S16",
        "(S16 asks for 7 days)",
        "what the rule asks for; keys are kept for good",
    ),
    (
        "S16",
        "400 without it, 422 with another request, 409 while",
        "statuses of HTTP",
    ),
    ("S17", "0700", "a mode of a folder"),
    ("S21", "(RFC 6238,", "a name"),
    ("S22", "SHA-256", "a name"),
    (
        PROSE,
        "2,000 times of each (Mann–Whitney U, p > 0.01",
        "of a test",
    ),
    (PROSE, "0600", "a mode of a file"),
    (PROSE, "art. 7 §1", "a law"),
    (PROSE, "art. 17 §3 e; Code civil, art. 2224", "a law"),
    (PROSE, "answer is 503", "a status of HTTP"),
    (
        PROSE,
        "[decision 7](decisions/0007-code-on-documents.md)",
        "a name",
    ),
];

/// What stands in `docs/SECURITY.md` outside the rows of rules and the list of tests.
const PROSE: &str = "the text around the rules";

/// The places of `docs/SECURITY.md`: each rule with its rows, and the text around them.
fn places() -> BTreeMap<String, String> {
    let mut places: BTreeMap<String, String> = BTreeMap::new();
    for line in read("docs/SECURITY.md").lines() {
        let row = line.strip_prefix("| S").and_then(|row| row.split_once(" | "));
        let (place, text) = match row {
            // The third cell of a rule names files; the list of tests has two.
            Some((number, cells)) => match cells.rsplit_once(" | ") {
                Some((rule, _)) => (format!("S{number}"), rule),
                None => continue,
            },
            None => (PROSE.to_owned(), line),
        };
        let place = places.entry(place).or_default();
        place.push(' ');
        place.push_str(text);
    }
    places
}

/// Takes what is said out of a text, wherever it stands as a whole; false where it does not.
fn take_out(text: &mut String, said: &str) -> bool {
    let mut found = false;
    let mut from = 0;
    while let Some(at) = text[from..].find(said).map(|at| from + at) {
        let end = at + said.len();
        let part_of_a_number = |next: Option<char>| next.is_some_and(|next| next.is_ascii_digit());
        let longer_before = said.starts_with(|first: char| first.is_ascii_digit())
            && part_of_a_number(text[..at].chars().next_back());
        let longer_behind = part_of_a_number(text[end..].chars().next());
        if !longer_before && !longer_behind {
            text.replace_range(at..end, "…");
            found = true;
        }
        from = at + '…'.len_utf8();
    }
    found
}

/// The numbers of a text, each with what stands around it. A name like IPv6 or S5 is no number, and code is no text.
fn numbers(text: &str) -> Vec<String> {
    let words = text.split('`').step_by(2).flat_map(str::split_whitespace);
    let words: Vec<&str> = words.collect();
    let has_number = |word: &str| {
        let mut before = None;
        word.chars().any(|sign| {
            let in_name = before.replace(sign).is_some_and(char::is_alphanumeric);
            sign.is_ascii_digit() && !in_name
        })
    };
    let around =
        |(place, _): (usize, &&str)| words[place.saturating_sub(2)..words.len().min(place + 4)].join(" ");
    words
        .iter()
        .enumerate()
        .filter(|(_, word)| has_number(word))
        .map(around)
        .collect()
}

#[test]
fn security_md_tells_each_figure_as_it_is_and_no_other() {
    let mut places = places();
    let sentences = sentences();
    let rules = sentences.iter().map(|(place, said)| (*place, said.as_str()));
    let others = NO_FIGURES.iter().map(|(place, said, _)| (*place, *said));
    let mut wrong = Vec::new();
    for (place, said) in rules.chain(others) {
        if !places.get_mut(place).is_some_and(|text| take_out(text, said)) {
            wrong.push(format!("{place} has to say « {said} »"));
        }
    }
    for (place, text) in &places {
        let left = numbers(text).into_iter();
        wrong.extend(left.map(|around| format!("{place} has a number that is no figure: « {around} »")));
    }
    assert!(wrong.is_empty(), "docs/SECURITY.md:\n{}", wrong.join("\n"));
}

#[test]
fn numbers_are_taken_out_whole_and_the_others_are_found() {
    let mut text = "15 min, then 5 min (S5), `x 9`, 2,000 of S1–S9".to_owned();
    assert!(take_out(&mut text, "5 min"));
    assert!(text.starts_with("15 min"));
    assert_eq!(numbers(&text).len(), 2, "{:?}", numbers(&text));
    assert!(!take_out(&mut text, "2,00"));
}

/// 2000 → « 2,000 »
fn thousands(number: i64) -> String {
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

/// A figure that only a script of the window has: a number, or a product of numbers.
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
