//! The registration letter (*courrier d’inscription*): the code for a tenant whose mobile is not the
//! one on file (S1), as an accessible PDF of one page for a window envelope.

use std::sync::LazyLock;

use contract::{Agency, LandlordSection, TenantCode};
use jiff::civil::Date;
use serde::Serialize;

use paper::french;

use super::{
    Template, TypesettingError, drawable,
    letterhead::{Letterhead, date_parts},
};

static TEMPLATE: LazyLock<Template> =
    LazyLock::new(|| Template::new(include_str!("../../templates/letter.typ")));

/// What a letter says.
#[derive(Clone, Copy)]
pub struct Letter<'a> {
    /// Who writes.
    pub landlord: &'a LandlordSection,
    /// Whom the tenant calls.
    pub agency: &'a Agency,
    /// « Mme Jeanne DURAND »
    pub tenant: &'a str,
    /// Where the tenant lives, one line each.
    pub dwelling: &'a [String],
    /// The code as it is printed, in groups parted by dashes.
    pub code: &'a str,
    /// The day it is written.
    pub written_on: Date,
    /// The last day on which the code works.
    pub works_until: Date,
}

/// What the template reads as `document.json`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Facts {
    product: String,
    landlord: Letterhead,
    agency: String,
    agency_address: Vec<String>,
    agency_telephone: String,
    tenant: String,
    tenant_code_digits: usize,
    dwelling: Vec<String>,
    code: Vec<String>,
    written_on: String,
    /// Year, month and day.
    written_date: [i16; 3],
    works_until: String,
}

/// Draws a letter.
///
/// # Errors
/// [`TypesettingError`].
pub fn render(letter: &Letter<'_>) -> Result<Vec<u8>, TypesettingError> {
    let all = |texts: &[String]| texts.iter().map(|text| drawable(text)).collect();
    let day = letter.written_on;
    let facts = Facts {
        product: drawable(&letter.landlord.product_name),
        landlord: Letterhead::of(letter.landlord),
        agency: drawable(&letter.agency.name),
        agency_address: all(&letter.agency.address),
        agency_telephone: drawable(&letter.agency.telephone).replace(' ', "\u{a0}"),
        tenant: french::names(&[drawable(letter.tenant)]),
        tenant_code_digits: TenantCode::DIGITS,
        dwelling: all(letter.dwelling),
        code: letter.code.split('-').map(drawable).collect(),
        written_on: french::date(day),
        written_date: date_parts(day),
        works_until: french::date(letter.works_until),
    };
    // No identity of its own: it would be made of the tenant or of the code.
    TEMPLATE.draw(&facts, None)
}
