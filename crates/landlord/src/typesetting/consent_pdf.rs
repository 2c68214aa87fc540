//! The paper on what a tenant agreed to at the counter, in two copies: one for the tenant, one for the agency. It says
//! who helped, how the tenant was recognised, and what was to be done; it holds no code and no number.

use std::sync::LazyLock;

use contract::{IdentityDocument, LandlordSection, VisitPurpose};
use jiff::{Timestamp, civil::Date};
use paper::french;
use serde::Serialize;

use super::{
    Template, TypesettingError, drawable,
    letterhead::{Letterhead, date_parts},
};
use crate::clock::local;

static TEMPLATE: LazyLock<Template> =
    LazyLock::new(|| Template::new(include_str!("../../templates/consent.typ")));

/// What the paper says.
#[derive(Clone, Copy)]
pub struct Consent<'a> {
    /// Who the landlord is.
    pub landlord: &'a LandlordSection,
    /// « Agence de Lens »
    pub agency: &'a str,
    /// « Claire MARTIN »
    pub staff: &'a str,
    /// « Mme Jeanne DURAND »
    pub tenant: &'a str,
    /// Where the tenant lives, one line each.
    pub dwelling: &'a [String],
    /// By what the tenant was recognised.
    pub identity_document: IdentityDocument,
    /// What the tenant agreed to.
    pub purposes: &'a [VisitPurpose],
    /// When the visit began.
    pub began_at: Timestamp,
}

/// What the template reads as `document.json`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Facts {
    product: String,
    landlord: Letterhead,
    agency: String,
    /// None is filled by hand.
    filled: Option<Filled>,
    purposes: Vec<&'static str>,
    /// Of a form, one of which is ticked.
    identity_documents: Vec<&'static str>,
    /// Year, month and day.
    written_date: [i16; 3],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Filled {
    staff: String,
    tenant: String,
    dwelling: Vec<String>,
    identity_document: &'static str,
    day: String,
    time: String,
}

/// Draws the two copies.
///
/// # Errors
/// [`TypesettingError`].
pub fn render(consent: &Consent<'_>) -> Result<Vec<u8>, TypesettingError> {
    let began_at = local(consent.began_at);
    let day = began_at.date();
    let filled = Filled {
        staff: drawable(consent.staff),
        tenant: french::names(&[drawable(consent.tenant)]),
        dwelling: consent.dwelling.iter().map(|line| drawable(line)).collect(),
        identity_document: identity(consent.identity_document),
        day: french::date(day),
        time: french::hour(began_at.time()),
    };
    draw(
        consent.landlord,
        consent.agency,
        (Some(filled), consent.purposes),
        day,
    )
}

/// Draws the two copies of a form that is filled by hand.
///
/// # Errors
/// [`TypesettingError`].
pub fn render_form(
    landlord: &LandlordSection,
    agency: &str,
    drawn_on: Date,
) -> Result<Vec<u8>, TypesettingError> {
    draw(landlord, agency, (None, &PURPOSES), drawn_on)
}

fn draw(
    landlord: &LandlordSection,
    agency: &str,
    (filled, purposes): (Option<Filled>, &[VisitPurpose]),
    day: Date,
) -> Result<Vec<u8>, TypesettingError> {
    let facts = Facts {
        product: drawable(&landlord.product_name),
        landlord: Letterhead::of(landlord),
        agency: drawable(agency),
        filled,
        purposes: purposes.iter().filter_map(|purpose| to_do(*purpose)).collect(),
        identity_documents: IDENTITY_DOCUMENTS.map(identity).to_vec(),
        written_date: date_parts(day),
    };
    // No identity of its own: it would be made of the tenant.
    TEMPLATE.draw(&facts, None)
}

/// What a form offers.
const PURPOSES: [VisitPurpose; 4] = [
    VisitPurpose::SignUp,
    VisitPurpose::PasswordReset,
    VisitPurpose::NewNumber,
    VisitPurpose::Receipts,
];
const IDENTITY_DOCUMENTS: [IdentityDocument; 4] = [
    IdentityDocument::IdentityCard,
    IdentityDocument::Passport,
    IdentityDocument::ResidencePermit,
    IdentityDocument::DrivingLicence,
];

fn identity(document: IdentityDocument) -> &'static str {
    match document {
        IdentityDocument::IdentityCard => "une carte d’identité",
        IdentityDocument::Passport => "un passeport",
        IdentityDocument::ResidencePermit => "un titre de séjour",
        IdentityDocument::DrivingLicence => "un permis de conduire",
        IdentityDocument::Unknown => "une pièce d’identité",
    }
}

fn to_do(purpose: VisitPurpose) -> Option<&'static str> {
    match purpose {
        VisitPurpose::SignUp => Some("ouvrir mon compte"),
        VisitPurpose::PasswordReset => Some("choisir un nouveau mot de passe"),
        VisitPurpose::NewNumber => Some("changer le numéro de portable de mon dossier"),
        VisitPurpose::Receipts => Some("afficher ou imprimer mes quittances"),
        VisitPurpose::Unknown => None,
    }
}
