//! A fictional landlord's data: the exports of a rent system for 44 households of three agencies, up to a given
//! day.

mod agencies;
mod bill;
mod chance;
mod files;
mod history;
mod homes;
mod households;
pub(crate) mod phone;
mod service;

pub use service::{DemonstrationError, open_service};
use std::{io, path::Path};

use contract::{Cents, Language, StaffRole};
use jiff::civil::Date;
use paper::{Words, capitalised};

use self::{
    agencies::AGENCIES,
    files::{Dialect, File},
    history::{History, Issued},
    households::{HOUSEHOLDS, Household},
};
use crate::import::line_spelling;

/// Number of documents of the first shown tenant, on any day.
pub const DOCUMENTS_OF_FAITHFUL_TENANT: usize = 240;

/// A fictional tenant to try the product with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownTenant {
    /// Tenant code, fifteen digits.
    pub tenant_code: &'static str,
    /// Name as the documents have it.
    pub name: &'static str,
    /// Mobile on file, in French notation.
    pub mobile: &'static str,
    /// What there is to see, in French.
    pub what: &'static str,
}

/// Three tenants to try. All mobiles are in the block that ARCEP reserves for works of fiction (06 39 98).
pub const SHOWN_TENANTS: [ShownTenant; 3] = [
    ShownTenant {
        tenant_code: "204518730961245",
        name: "Mme Odile LEFEBVRE",
        mobile: "06 39 98 00 61",
        what: "20 ans de quittances, 240 documents",
    },
    ShownTenant {
        tenant_code: "204518730962318",
        name: "M. Samir BENALI",
        mobile: "06 39 98 00 72",
        what: "des loyers en retard, un reçu de paiement partiel",
    },
    ShownTenant {
        tenant_code: "204518730963407",
        name: "Mme Inès VANDENBROUCKE",
        mobile: "06 39 98 00 83",
        what: "un bail à deux, un avis corrigé, une régularisation à payer",
    },
];

/// A fictional member of staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownStaff {
    /// Name to sign in with.
    pub login: &'static str,
    /// Full name.
    pub name: &'static str,
    /// Role, which decides what they may do.
    pub role: StaffRole,
    /// Reference of their agency.
    pub agency: &'static str,
}

/// Two members of staff of the first shown tenant's agency. `/demo/phone` shows the codes of their second factor.
pub const SHOWN_STAFF: [ShownStaff; 2] = [
    ShownStaff {
        login: "claire.martin",
        name: "Claire MARTIN",
        role: StaffRole::Helper,
        agency: "LENS",
    },
    ShownStaff {
        login: "nadia.roussel",
        name: "Nadia ROUSSEL",
        role: StaffRole::AgencyManager,
        agency: "LENS",
    },
];
/// Password of both members of staff.
pub const COUNTER_PASSWORD: &str = "Guichet de Lens 62";
/// Token of the device that they sign in from. A landlord's own devices have random tokens.
pub const COUNTER_DEVICE: &str = "guichet-de-demonstration";

/// Position of the household without a mobile on file, to try the way through the agency.
const WITHOUT_MOBILE: usize = 13;

/// Writes the CSV files that [`crate::import::import_directory`] reads. The same day makes the same files.
///
/// # Errors
/// When a file cannot be written.
pub fn write_exports(directory: &Path, today: Date) -> io::Result<()> {
    write_exports_with(directory, today, |_, _| {})
}

/// Writes the same exports, with one more document: it asks the shown tenant with this code for one cent.
///
/// # Errors
/// When a file cannot be written.
pub fn write_exports_and_one_more(directory: &Path, today: Date, tenant_code: &str) -> io::Result<()> {
    write_exports_with(directory, today, |position, history| {
        let is_theirs = |shown: &ShownTenant| shown.tenant_code == tenant_code;
        if SHOWN_TENANTS.get(position).is_some_and(is_theirs) {
            history.issue_one_more();
        }
    })
}

fn write_exports_with(
    directory: &Path,
    today: Date,
    go_on: impl Fn(usize, &mut History<'_>),
) -> io::Result<()> {
    write_agencies(directory)?;
    homes::write_news(directory, today)?;
    let mut dwellings = File::new(
        "logements.csv",
        Dialect::Office,
        &[
            &[
                "Logement",
                "Type",
                "Adresse",
                "Complément",
                "Code postal",
                "Ville",
                "Agence",
            ][..],
            &homes::HEADERS,
        ]
        .concat(),
    )?;
    let mut tenants = File::new(
        "locataires.csv",
        Dialect::Office,
        &[
            "Code locataire",
            "Civilité",
            "Nom",
            "Prénom",
            "Portable",
            "Bail",
            "Date début bail",
            "Logement",
            "Dépôt garantie",
            "Occupants",
            "Date naissance",
        ],
    )?;
    let mut documents = File::new(
        "documents.csv",
        Dialect::Server,
        &[
            "reference",
            "bail",
            "type",
            "terme",
            "date_emission",
            "date_echeance",
            "montant",
            "remplace",
        ],
    )?;
    let mut lines = File::new(
        "lignes.csv",
        Dialect::Spreadsheet,
        &["Document", "Nature", "Libellé", "Montant"],
    )?;
    let mut payments = File::new(
        "paiements.csv",
        Dialect::Server,
        &[
            "reference",
            "bail",
            "document",
            "date",
            "montant",
            "mode",
            "saisi_par",
        ],
    )?;

    for (position, household) in HOUSEHOLDS.iter().enumerate() {
        let lease = format!("B{:06}", 100_231 + position * 173);
        let mut history = History::invent(household, position, &lease, today);
        go_on(position, &mut history);
        let dwelling = write_dwelling(&mut dwellings, household, position)?;
        write_tenants(&mut tenants, household, position, &history, (&lease, &dwelling))?;
        for document in &history.documents {
            write_document(&mut documents, &mut lines, document, &lease)?;
        }
        for payment in &history.payments {
            payments.row(&[
                &payment.reference,
                &lease,
                &payment.document,
                &payment.on.to_string(),
                &decimal(payment.amount, '.'),
                payment.method,
                "démonstration",
            ])?;
        }
    }
    for file in [dwellings, tenants, documents, lines, payments] {
        file.save(directory)?;
    }
    Ok(())
}

fn write_agencies(directory: &Path) -> io::Result<()> {
    let mut file = File::new(
        "agences.csv",
        Dialect::Server,
        &[
            "agence",
            "nom",
            "adresse",
            "code_postal",
            "ville",
            "telephone",
            "email",
            "horaires",
        ],
    )?;
    for agency in &AGENCIES {
        file.row(&[
            agency.reference,
            agency.name,
            agency.street,
            agency.postcode,
            agency.town,
            agency.telephone,
            agency.email,
            agency.hours,
        ])?;
    }
    file.save(directory)
}

fn write_dwelling(file: &mut File, household: &Household, position: usize) -> io::Result<String> {
    let agency = &AGENCIES[household.agency];
    let (street, postcode, town) = agency.places[position % agency.places.len()];
    let reference = format!("{}-{:04}", agency.reference, 1_012 + position * 7);
    let address = format!("{} {street}", 2 + position * 3 % 41);
    // A line break in a cell, as rent systems have in address fields.
    let complement = format!(
        "Bâtiment {}\nappartement {}",
        ["A", "B", "C"][position % 3],
        1 + position % 12
    );
    let cells = homes::cells(household, position);
    let mut row = vec![
        reference.as_str(),
        household.kind,
        &address,
        &complement,
        postcode,
        town,
        agency.reference,
    ];
    row.extend(cells.iter().map(String::as_str));
    file.row(&row)?;
    Ok(reference)
}

fn write_tenants(
    file: &mut File,
    household: &Household,
    position: usize,
    history: &History<'_>,
    (lease, dwelling): (&str, &str),
) -> io::Result<()> {
    let starts_on = history.starts_on.strftime("%d/%m/%Y").to_string();
    for (rank, (title, first_name, last_name)) in household.people.iter().enumerate() {
        let (code, mobile) = match SHOWN_TENANTS.get(position) {
            Some(shown) if rank == 0 => (shown.tenant_code.to_owned(), shown.mobile.to_owned()),
            _ => {
                let number = position * 10 + rank;
                let mobile = format!("0639981{number:03}");
                (
                    format!("20451874{:07}", 1_000_000 + number * 1_237),
                    if position == WITHOUT_MOBILE {
                        String::new()
                    } else {
                        mobile
                    },
                )
            }
        };
        file.row(&[
            &code,
            title,
            last_name,
            first_name,
            &mobile,
            lease,
            &starts_on,
            dwelling,
            &homes::deposit(household),
            &homes::occupants(household, position),
            &homes::birth_date(position, rank),
        ])?;
    }
    Ok(())
}

fn write_document(documents: &mut File, lines: &mut File, document: &Issued, lease: &str) -> io::Result<()> {
    let kind = capitalised(&Words::without_sentences(Language::Fr).document_kind(document.kind));
    documents.row(&[
        &document.reference,
        lease,
        &kind,
        &document.term.to_string(),
        &document.issued_on.to_string(),
        &document.due_on.map(|day| day.to_string()).unwrap_or_default(),
        &decimal(document.amount(), ','),
        document.supersedes.as_deref().unwrap_or_default(),
    ])?;
    for line in &document.lines {
        lines.row(&[
            &document.reference,
            &capitalised(line_spelling(line.kind)),
            &line.label,
            &decimal(line.amount, ','),
        ])?;
    }
    Ok(())
}

/// An amount with two decimals and this decimal sign.
fn decimal(amount: Cents, sign: char) -> String {
    Words::without_sentences(Language::Fr)
        .decimal(amount)
        .replace(',', &sign.to_string())
}
