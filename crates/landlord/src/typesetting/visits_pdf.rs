//! The list of visits at an agency's counters, for its manager (S22). It names staff but no tenant. It ends with
//! the head of the journal's chain: with it, `landlord journal verify --head` later detects changed earlier
//! entries.

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
use crate::{clock::local, figures::DRAWN_ROWS, wording};

static TEMPLATE: LazyLock<Template> =
    LazyLock::new(|| Template::new(include_str!("../../templates/visits.typ")));

/// Content of the list.
#[derive(Clone, Copy)]
pub struct VisitsReport<'a> {
    /// The landlord.
    pub landlord: &'a LandlordSection,
    /// « Agence de Lens »
    pub agency: &'a str,
    /// First and last day.
    pub days: (Date, Date),
    /// Figures of the whole agency.
    pub figures: &'a CounterFigures,
    /// In chronological order.
    pub visits: &'a [VisitLine],
    /// Hash of the journal's last entry, in hexadecimal.
    pub head: &'a str,
}

/// A visit.
#[derive(Debug, Clone)]
pub struct VisitLine {
    /// When it began.
    pub began_at: Timestamp,
    /// When it ended; `None` while it is under way, or when it was never ended.
    pub ended_at: Option<Timestamp>,
    /// Login of the member of staff.
    pub staff: String,
    /// Name of the machine.
    pub device: String,
    /// Keyed pseudonym of the tenant in the journal.
    pub tenant: String,
    /// Actions of the visit, in order.
    pub done: Vec<StaffAction>,
}

/// What the template reads as `document.json`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TemplateData {
    landlord: Letterhead,
    figures: Vec<String>,
    visits: Vec<VisitTableRow>,
    left_out: Option<String>,
    head: Vec<String>,
    /// Year, month and day.
    written_date: [i16; 3],
}

#[derive(Serialize)]
struct VisitTableRow {
    day: String,
    time: String,
    staff: String,
    device: String,
    tenant: String,
    done: String,
}

/// Draws the list as a PDF file.
///
/// # Errors
/// When the template cannot be drawn.
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
    // The last ones: the paper's size decides how long it takes to draw, and how much memory.
    let left_out = report.visits.len().saturating_sub(DRAWN_ROWS);
    let (_, drawn) = report.visits.split_at(left_out);
    let count = || words.text_with("left-out", [("count", left_out.into())]);
    let data = TemplateData {
        landlord: Letterhead::of(report.landlord),
        figures: figures.into_iter().map(figure).collect(),
        visits: drawn.iter().map(|visit| row_of(words, visit)).collect(),
        left_out: (left_out > 0).then(count),
        head: report
            .head
            .as_bytes()
            .chunks(8)
            .map(|group| String::from_utf8_lossy(group).into_owned())
            .collect(),
        written_date: date_parts(last),
    };
    let mut args = data.landlord.args();
    args.set("agency", drawable(report.agency));
    args.set("period", period);
    TEMPLATE.draw(&data, words, &args, None)
}

fn row_of(words: Words, visit: &VisitLine) -> VisitTableRow {
    let began_at = local(visit.began_at);
    let time = |moment: DateTime| words.hour(moment.time());
    let ended_at = visit.ended_at.map(|moment| time(local(moment)));
    let mut done: Vec<&str> = Vec::new();
    for id in visit.done.iter().filter_map(|action| sentence_of(*action)) {
        if !done.contains(&id) {
            done.push(id);
        }
    }
    VisitTableRow {
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

/// Id of the sentence for an action; `None` for those that the list leaves out.
const fn sentence_of(action: StaffAction) -> Option<&'static str> {
    match action {
        StaffAction::PurposesAdded => Some("done-purposes-added"),
        StaffAction::SignedUp => Some("done-signed-up"),
        StaffAction::PasswordReset => Some("done-password-reset"),
        StaffAction::NewNumberProposed => Some("done-new-number-proposed"),
        StaffAction::NewNumberConfirmed => Some("done-new-number-confirmed"),
        StaffAction::Approved | StaffAction::ApprovedByRecoveryCode => Some("done-approved"),
        StaffAction::ConsentPrinted => Some("done-consent-printed"),
        StaffAction::LetterPrinted => Some("done-letter-printed"),
        StaffAction::LetterPosted => Some("done-letter-posted"),
        _ => None,
    }
}
