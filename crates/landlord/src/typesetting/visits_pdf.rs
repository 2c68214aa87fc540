//! The visits at an agency's counters on paper, for its manager (S22). It names staff and no tenant, and ends with the
//! head of the journal's chain: kept, it shows later that nothing before it was changed.

use std::sync::LazyLock;

use contract::{CounterFigures, LandlordSection, StaffAction};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
};
use paper::french;
use serde::Serialize;

use super::{
    Template, TypesettingError, drawable,
    letterhead::{Letterhead, date_parts},
};
use crate::clock::local;

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
    agency: String,
    period: String,
    figures: Vec<(&'static str, u32)>,
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
pub fn render(report: &VisitsReport<'_>) -> Result<Vec<u8>, TypesettingError> {
    let (first, last) = report.days;
    let figures = report.figures;
    let facts = Facts {
        landlord: Letterhead::of(report.landlord),
        agency: drawable(report.agency),
        period: if first == last {
            format!("le {}", french::date(last))
        } else {
            format!("du {} au {}", french::date(first), french::date(last))
        },
        figures: vec![
            ("Visites", figures.visits),
            ("Comptes ouverts", figures.sign_ups),
            ("Mots de passe changés", figures.password_resets),
            ("Numéros changés", figures.new_numbers),
            ("Minutes", figures.minutes),
        ],
        visits: report.visits.iter().map(row_of).collect(),
        head: report
            .head
            .as_bytes()
            .chunks(8)
            .map(|group| String::from_utf8_lossy(group).into_owned())
            .collect(),
        written_date: date_parts(last),
    };
    TEMPLATE.draw(&facts, None)
}

fn row_of(visit: &VisitLine) -> Row {
    let began_at = local(visit.began_at);
    let time = |moment: DateTime| french::hour(moment.time());
    let ended_at = visit.ended_at.map(|moment| time(local(moment)));
    let mut done: Vec<&str> = Vec::new();
    for words in visit.done.iter().filter_map(|action| words_for(*action)) {
        if !done.contains(&words) {
            done.push(words);
        }
    }
    Row {
        day: began_at.strftime("%d/%m/%Y").to_string(),
        time: match ended_at {
            Some(ended_at) => format!("{} – {ended_at}", time(began_at)),
            None => time(began_at),
        },
        staff: drawable(&visit.staff),
        device: drawable(&visit.device),
        tenant: drawable(&visit.tenant),
        done: done.join(", "),
    }
}

/// What is said of an action; of those that only lead to another nothing is.
fn words_for(action: StaffAction) -> Option<&'static str> {
    match action {
        StaffAction::SignedUp => Some("compte ouvert"),
        StaffAction::PasswordReset => Some("mot de passe changé"),
        StaffAction::NewNumberProposed => Some("numéro proposé"),
        StaffAction::NewNumberConfirmed => Some("numéro changé"),
        StaffAction::Approved => Some("accord d’un collègue"),
        StaffAction::AttestationPrinted => Some("accord imprimé"),
        StaffAction::LetterPrinted => Some("courrier imprimé"),
        _ => None,
    }
}
