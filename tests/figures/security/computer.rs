//! The phrases of `docs/SECURITY.md` with the figures of the tenant's computer: people, PIN, keyring, PDF and log.

use contract::{MAX_LINK_BYTES, MAX_PDF_BYTES, Pin};
use landlord::figures as theirs;
use tenant::figures as ours;

use crate::{MIB, read};

/// Each phrase with its place.
pub(super) fn computer() -> Vec<(&'static str, String)> {
    let slice = script_figure("pdf-frame/time-slices.js", "MAX_SLICE") / 1_000;
    let giving_up = script_figure("features/documents/pdf-viewer.js", "BEFORE_GIVING_UP") / 1_000;
    let frame =
        |file: &str, name: &str, unit: u64| script_figure(&format!("pdf-frame/{file}.js"), name) / unit;
    let million = 1_000_000;
    let mib = MIB as u64;
    vec![
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
            "S12",
            format!("A countdown says so in its last {} s", ours::COUNTDOWN_SECONDS),
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
        (
            "S12",
            format!("typed within the last {} min", theirs::REAUTHENTICATION_MINUTES),
        ),
        ("S20", format!("the last {} failures", ours::MAX_RECENT_FAILURES)),
    ]
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
