//! The paper on what a tenant agreed to at the counter, in two copies: one for the tenant, one for the agency. It says
//! who helped, how the tenant was recognised, and what was to be done; it holds no code and no number.

use std::sync::LazyLock;

use contract::{IdentityDocument, LandlordSection, VisitPurpose};
use jiff::{Timestamp, tz::TimeZone};
use paper::french;
use serde::Serialize;

use crate::typesetting::{Template, TypesettingError, drawable};

static TEMPLATE: LazyLock<Template> =
    LazyLock::new(|| Template::new(include_str!("../templates/consent.typ")));

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
    landlord: String,
    landlord_address: Vec<String>,
    siret: String,
    agency: String,
    staff: String,
    tenant: String,
    dwelling: Vec<String>,
    identity_document: &'static str,
    purposes: Vec<&'static str>,
    day: String,
    time: String,
    /// Year, month and day.
    written_date: [i16; 3],
}

/// Draws the two copies.
///
/// # Errors
/// [`TypesettingError`].
pub fn render(consent: &Consent<'_>) -> Result<Vec<u8>, TypesettingError> {
    let all = |texts: &[String]| texts.iter().map(|text| drawable(text)).collect();
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    let began_at = consent.began_at.to_zoned(zone);
    let day = began_at.date();
    let facts = Facts {
        product: drawable(&consent.landlord.product_name),
        landlord: drawable(&consent.landlord.name),
        landlord_address: all(&consent.landlord.address),
        siret: french::siret(&drawable(&consent.landlord.siret)),
        agency: drawable(consent.agency),
        staff: drawable(consent.staff),
        tenant: french::names(&[drawable(consent.tenant)]),
        dwelling: all(consent.dwelling),
        identity_document: identity(consent.identity_document),
        purposes: consent
            .purposes
            .iter()
            .filter_map(|purpose| to_do(*purpose))
            .collect(),
        day: french::date(day),
        time: began_at.strftime("%-H\u{a0}h\u{a0}%M").to_string(),
        written_date: [day.year(), i16::from(day.month()), i16::from(day.day())],
    };
    // No identity of its own: it would be made of the tenant.
    TEMPLATE.draw(&facts, None)
}

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
