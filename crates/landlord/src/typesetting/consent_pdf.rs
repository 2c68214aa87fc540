//! The consent form of a visit to the counter, in two copies: one for the tenant, one for the agency. It states
//! who helped, which paper identified the tenant, and what the tenant agreed to. It holds no code and no number.

use std::sync::LazyLock;

use contract::{IdentityDocument, LandlordSection, Language, VisitPurpose};
use jiff::{Timestamp, civil::Date};
use paper::Words;
use paper::{FluentArgs, args_of};
use serde::Serialize;

use super::{
    Template, TypesettingError, drawable,
    letterhead::{Letterhead, date_parts},
};
use crate::{clock::local, wording};

static TEMPLATE: LazyLock<Template> =
    LazyLock::new(|| Template::new(include_str!("../../templates/consent.typ")));

/// Content of the form.
#[derive(Clone, Copy)]
pub struct Consent<'a> {
    /// The landlord.
    pub landlord: &'a LandlordSection,
    /// « Agence de Lens »
    pub agency: &'a str,
    /// « Claire MARTIN »
    pub staff: &'a str,
    /// « Mme Jeanne DURAND »
    pub tenant: &'a str,
    /// The tenant's address, by lines.
    pub dwelling: &'a [String],
    /// The kind of paper that identified the tenant.
    pub identity_document: IdentityDocument,
    /// What the tenant agreed to.
    pub purposes: &'a [VisitPurpose],
    /// When the visit began.
    pub began_at: Timestamp,
}

/// What the template reads as `document.json`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TemplateData {
    landlord: Letterhead,
    /// `None` for a form to be filled in by hand.
    filled: Option<Filled>,
    purposes: Vec<String>,
    /// The kinds of paper to tick on a form filled in by hand.
    identity_documents: Vec<String>,
    /// Year, month and day.
    written_date: [i16; 3],
}

#[derive(Serialize)]
struct Filled {
    tenant: String,
    dwelling: Vec<String>,
}

/// Draws the two copies as one PDF file.
///
/// # Errors
/// When the template cannot be drawn.
pub fn render(consent: &Consent<'_>, language: Language) -> Result<Vec<u8>, TypesettingError> {
    let words = wording::consent(language);
    let began_at = local(consent.began_at);
    let day = began_at.date();
    let filled = Filled {
        tenant: words.names(&[drawable(consent.tenant)]),
        dwelling: consent.dwelling.iter().map(|line| drawable(line)).collect(),
    };
    let args = args_of([
        ("staff", (drawable(consent.staff)).into()),
        (
            "identityDocument",
            (words.text(identity(consent.identity_document))).into(),
        ),
        ("day", (words.date(day)).into()),
        ("time", (words.hour(began_at.time())).into()),
    ]);
    let filled = (Some(filled), consent.purposes, args);
    draw(words, consent.landlord, consent.agency, filled, day)
}

/// Draws the two copies of a form to be filled in by hand.
///
/// # Errors
/// When the template cannot be drawn.
pub fn render_form(
    landlord: &LandlordSection,
    agency: &str,
    drawn_on: Date,
    language: Language,
) -> Result<Vec<u8>, TypesettingError> {
    let words = wording::consent(language);
    draw(
        words,
        landlord,
        agency,
        (None, &PURPOSES, FluentArgs::new()),
        drawn_on,
    )
}

fn draw(
    words: Words,
    landlord: &LandlordSection,
    agency: &str,
    (filled, purposes, mut args): (Option<Filled>, &[VisitPurpose], FluentArgs<'_>),
    day: Date,
) -> Result<Vec<u8>, TypesettingError> {
    let purposes = purposes.iter().filter_map(|purpose| to_do(*purpose));
    let data = TemplateData {
        landlord: Letterhead::of(landlord),
        filled,
        purposes: purposes.map(|id| words.text(id)).collect(),
        identity_documents: IDENTITY_DOCUMENTS.map(|one| words.text(identity(one))).to_vec(),
        written_date: date_parts(day),
    };
    let of_landlord = data.landlord.args();
    for (name, value) in of_landlord.iter() {
        args.set(name.to_owned(), value.clone());
    }
    args.set("product", drawable(&landlord.product_name));
    args.set("agency", drawable(agency));
    // No identity: it would identify the tenant.
    TEMPLATE.draw(&data, words, &args, None)
}

/// Purposes offered on a form filled in by hand.
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

/// Id of the sentence for a kind of paper.
const fn identity(document: IdentityDocument) -> &'static str {
    match document {
        IdentityDocument::IdentityCard => "identity-card",
        IdentityDocument::Passport => "identity-passport",
        IdentityDocument::ResidencePermit => "identity-residence-permit",
        IdentityDocument::DrivingLicence => "identity-driving-licence",
        IdentityDocument::Unknown => "identity-unknown",
    }
}

/// Id of the sentence for a purpose.
const fn to_do(purpose: VisitPurpose) -> Option<&'static str> {
    match purpose {
        VisitPurpose::SignUp => Some("purpose-sign-up"),
        VisitPurpose::PasswordReset => Some("purpose-password-reset"),
        VisitPurpose::NewNumber => Some("purpose-new-number"),
        VisitPurpose::Receipts => Some("purpose-receipts"),
        VisitPurpose::Unknown => None,
    }
}
