//! The visits at an agency's counters on paper, for its manager (S22). It names staff and no tenant, and ends with the
//! head of the journal's chain: kept, it shows later that nothing before it was changed.

use std::sync::LazyLock;

use contract::{CounterFigures, LandlordSection, Language, StaffAction};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use paper::Words;
use serde::Serialize;

use super::{
    Template, TypesettingError, drawable,
    letterhead::{Letterhead, date_parts},
};
use crate::{clock::local, wording};

static TEMPLATE: LazyLock<Template> =
    LazyLock::new(|| Template::new(include_str!("../../templates/visits.typ")));

/// What the paper says.
#[derive(Clone, Copy)]
pub struct VisitsReport<'a> {
    /// Who the landlord is.
    pub landlord: &'a LandlordSection,
    /// « Agence de Lens »
    pub agency: &'a str,
    /// The first and the last day.
    pub days: (Date, Date),
    /// The whole agency's.
    pub figures: &'a CounterFigures,
    /// In their order.
    pub visits: &'a [VisitLine],
    /// The hash of the journal's last entry, in hexadecimal.
    pub head: &'a str,
}

/// A visit.
#[derive(Debug, Clone)]
pub struct VisitLine {
    /// When it began.
    pub began_at: Timestamp,
    /// When it ended; none while it is under way, or when it was left open.
    pub ended_at: Option<Timestamp>,
    /// With what its staff member signs in.
    pub staff: String,
    /// On which machine.
    pub device: String,
    /// What stands for the tenant in the journal.
    pub tenant: String,
    /// What was done in it.
    pub done: Vec<StaffAction>,
}

/// What the template reads as `document.json`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Facts {
    landlord: Letterhead,
    figures: Vec<String>,
    visits: Vec<Row>,
    head: Vec<String>,
    /// Year, month and day.
    written_date: [i16; 3],
}

#[derive(Serialize)]
struct Row {
    day: String,
    time: String,
    staff: String,
    device: String,
    tenant: String,
    done: String,
}

/// Draws the paper.
///
/// # Errors
/// [`TypesettingError`].
pub fn render(report: &VisitsReport<'_>, language: Language) -> Result<Vec<u8>, TypesettingError> {
    let words = wording::visits(language);
    let (first, last) = report.days;
    let days = [
        ("first", words.date(first).into()),
        ("last", words.date(last).into()),
    ];
    let period = words.text_with(if first == last { "period-one" } else { "period" }, days);
    let figures = [
        ("figure-visits", report.figures.visits),
        ("figure-sign-ups", report.figures.sign_ups),
        ("figure-password-resets", report.figures.password_resets),
        ("figure-new-numbers", report.figures.new_numbers),
        ("figure-minutes", report.figures.minutes),
    ];
    let figure = |(name, count): (&str, u32)| {
        words.text_with(
            "figure",
            [("name", words.text(name).into()), ("count", count.into())],
        )
    };
    let facts = Facts {
        landlord: Letterhead::of(report.landlord),
        figures: figures.into_iter().map(figure).collect(),
        visits: report.visits.iter().map(|visit| row_of(words, visit)).collect(),
        head: report
            .head
            .as_bytes()
            .chunks(8)
            .map(|group| String::from_utf8_lossy(group).into_owned())
            .collect(),
        written_date: date_parts(last),
    };
    let mut args = facts.landlord.args();
    args.set("agency", drawable(report.agency));
    args.set("period", period);
    TEMPLATE.draw(&facts, words, &args, None)
}

fn row_of(words: Words, visit: &VisitLine) -> Row {
    let began_at = local(visit.began_at);
    let time = |moment: DateTime| words.hour(moment.time());
    let ended_at = visit.ended_at.map(|moment| time(local(moment)));
    let mut done: Vec<&str> = Vec::new();
    for id in visit.done.iter().filter_map(|action| sentence_of(*action)) {
        if !done.contains(&id) {
            done.push(id);
        }
    }
    Row {
        day: words.date_in_figures(began_at.date()),
        time: match ended_at {
            Some(ended_at) => format!("{} – {ended_at}", time(began_at)),
            None => time(began_at),
        },
        staff: drawable(&visit.staff),
        device: drawable(&visit.device),
        tenant: drawable(&visit.tenant),
        done: done
            .iter()
            .map(|id| words.text(id))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// The sentence for an action; none for those that only lead to another.
const fn sentence_of(action: StaffAction) -> Option<&'static str> {
    match action {
        StaffAction::SignedUp => Some("done-signed-up"),
        StaffAction::PasswordReset => Some("done-password-reset"),
        StaffAction::NewNumberProposed => Some("done-new-number-proposed"),
        StaffAction::NewNumberConfirmed => Some("done-new-number-confirmed"),
        StaffAction::Approved => Some("done-approved"),
        StaffAction::AttestationPrinted => Some("done-attestation-printed"),
        StaffAction::LetterPrinted => Some("done-letter-printed"),
        _ => None,
    }
}
