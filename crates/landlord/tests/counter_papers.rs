//! The counter's papers: the consent form, filled in or blank, and the visits of an agency.
#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use contract::{CounterFigures, IdentityDocument, Language, StaffAction, VisitPurpose};
use jiff::{Timestamp, civil::date};
use landlord::{
    config::Config,
    consent_pdf::{self, Consent},
    visits_pdf::{self, VisitLine, VisitsReport},
};

/// The texts of the pages without white space, since PDF readers separate words differently.
fn pages(pdf: &[u8]) -> Vec<String> {
    let pages = pdf_extract::extract_text_from_mem_by_pages(pdf).expect("text");
    pages.iter().map(|page| compact(page)).collect()
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn says(page: &str, all: &[&str]) {
    for words in all {
        assert!(page.contains(&compact(words)), "{words}: {page}");
    }
}

fn is_tagged_and_can_be_kept(pdf: &[u8]) -> bool {
    let holds = |words: &str| pdf.windows(words.len()).any(|part| part == words.as_bytes());
    holds("/StructTreeRoot") && holds("<pdfuaid:part>1<") && holds("<pdfaid:conformance>A<")
}

fn moment(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

#[test]
fn what_a_tenant_agreed_to_is_printed_in_two_copies() {
    let config = Config::demonstration("data".into());
    let consent = Consent {
        landlord: &config.landlord,
        agency: "Agence de Lens",
        staff: "Claire MARTIN",
        tenant: "Mme Jeanne DURAND",
        dwelling: &["12 rue des Lilas".to_owned(), "62300 Lens".to_owned()],
        identity_document: IdentityDocument::Passport,
        purposes: &[VisitPurpose::SignUp],
        began_at: moment("2026-11-28T09:05:00Z"),
    };
    let pdf = consent_pdf::render(&consent, Language::Fr).expect("drawn");
    let pages = pages(&pdf);
    assert_eq!(pages.len(), 2);
    for (page, whose) in pages
        .iter()
        .zip(["Exemplaire du locataire", "Exemplaire de l’agence"])
    {
        says(page, &[whose, "28 novembre 2026", "10 h 05", "Mme Jeanne DURAND"]);
        says(page, &["Claire MARTIN", "un passeport", "ouvrir mon compte"]);
        assert!(
            !page.contains(&compact("choisir un nouveau mot de passe")),
            "{page}"
        );
    }
    assert!(is_tagged_and_can_be_kept(&pdf));
}

#[test]
fn a_blank_form_offers_every_purpose_and_names_nobody() {
    let config = Config::demonstration("data".into());
    let pdf = consent_pdf::render_form(
        &config.landlord,
        "Agence de Lens",
        date(2026, 11, 28),
        Language::Fr,
    )
    .expect("drawn");
    let pages = pages(&pdf);
    assert_eq!(pages.len(), 2, "in two copies, each on one page");
    for page in &pages {
        says(
            page,
            &["Nom :", "Adresse :", "Agence de Lens", "une carte d’identité"],
        );
        says(
            page,
            &[
                "un permis de conduire",
                "ouvrir mon compte",
                "mes quittances",
                "Signature du locataire",
            ],
        );
    }
    assert!(is_tagged_and_can_be_kept(&pdf));
}

fn visit(day: i8, ended: bool) -> VisitLine {
    VisitLine {
        began_at: moment(&format!("2026-11-{day:02}T09:05:00Z")),
        ended_at: ended.then(|| moment(&format!("2026-11-{day:02}T09:17:00Z"))),
        staff: "claire.martin".to_owned(),
        device: "Lens, guichet 2".to_owned(),
        tenant: "5f0c5f0c5f0c5f0c".to_owned(),
        done: vec![
            StaffAction::SignUpBegun,
            StaffAction::ConsentPrinted,
            StaffAction::ConsentPrinted,
            StaffAction::SignedUp,
        ],
    }
}

fn report(visits: &[VisitLine]) -> Vec<u8> {
    let config = Config::demonstration("data".into());
    let report = VisitsReport {
        landlord: &config.landlord,
        agency: "Agence de Lens",
        days: (date(2026, 11, 1), date(2026, 11, 28)),
        figures: &CounterFigures {
            visits: 2,
            sign_ups: 1,
            password_resets: 0,
            new_numbers: 0,
            minutes: 12,
        },
        visits,
        head: "0123456789abcdef",
    };
    visits_pdf::render(&report, Language::Fr).expect("drawn")
}

#[test]
fn the_visits_paper_lists_actions_and_the_journal_head() {
    let pdf = report(&[visit(27, true), visit(28, false)]);
    let pages = pages(&pdf);
    assert_eq!(pages.len(), 1);
    says(
        &pages[0],
        &[
            "Agence de Lens",
            "du 1er novembre 2026 au 28 novembre 2026",
            "Visites : 2",
            "Minutes : 12",
        ],
    );
    says(
        &pages[0],
        &[
            "27/11/2026",
            "10 h 05 – 10 h 17",
            "claire.martin",
            "Lens, guichet 2",
            "5f0c5f0c5f0c5f0c",
        ],
    );
    says(&pages[0], &["accord imprimé, compte ouvert", "01234567 89abcdef"]);
    assert!(is_tagged_and_can_be_kept(&pdf));
}

#[test]
fn a_report_holds_a_month_of_visits_or_says_that_there_are_none() {
    let days = (1..=28).cycle().take(400);
    let many: Vec<_> = days.map(|day| visit(day, true)).collect();
    let many = report(&many);
    assert!(pages(&many).len() > 5);
    says(&pages(&report(&[]))[0], &["Aucune visite"]);
}

#[test]
fn visits_too_many_to_draw_leave_out_the_oldest_and_say_so() {
    let oldest = visit(1, true);
    let others = std::iter::repeat_with(|| visit(28, true)).take(landlord::figures::DRAWN_ROWS);
    let many: Vec<_> = std::iter::once(oldest).chain(others).collect();
    let text = pages(&report(&many)).concat();
    assert!(text.contains(&compact("Une visite plus ancienne se lit")));
    assert!(text.contains(&compact("28/11/2026")) && !text.contains(&compact("01/11/2026")));
}
