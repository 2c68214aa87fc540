//! The registration letter (*courrier d’inscription*): the code for a tenant who does not have the mobile number
//! on file (S1), as an accessible one-page PDF for a window envelope.

use std::sync::LazyLock;

use contract::{Agency, LandlordSection, Language, TenantCode};
use jiff::civil::Date;
use serde::Serialize;

use super::{
    Template, TypesettingError, drawable,
    letterhead::{Letterhead, date_parts},
};
use crate::wording;

static TEMPLATE: LazyLock<Template> =
    LazyLock::new(|| Template::new(include_str!("../../templates/letter.typ")));

/// Content of a letter.
#[derive(Clone, Copy)]
pub struct Letter<'a> {
    /// The sender.
    pub landlord: &'a LandlordSection,
    /// The agency that the tenant calls.
    pub agency: &'a Agency,
    /// « Mme Jeanne DURAND »
    pub tenant: &'a str,
    /// The tenant's address, by lines.
    pub dwelling: &'a [String],
    /// The code, in groups separated by dashes.
    pub code: &'a str,
    /// Date of the letter.
    pub written_on: Date,
    /// The last day on which the code works.
    pub works_until: Date,
}

/// What the template reads as `document.json`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TemplateData {
    landlord: Letterhead,
    agency: String,
    agency_address: Vec<String>,
    tenant: String,
    dwelling: Vec<String>,
    code: Vec<String>,
    /// Year, month and day.
    written_date: [i16; 3],
}

/// Draws a letter as a PDF file.
///
/// # Errors
/// When the template cannot be drawn.
pub fn render(letter: &Letter<'_>, language: Language) -> Result<Vec<u8>, TypesettingError> {
    let words = wording::letter(language);
    let all = |texts: &[String]| texts.iter().map(|text| drawable(text)).collect();
    let data = TemplateData {
        landlord: Letterhead::of(letter.landlord),
        agency: drawable(&letter.agency.name),
        agency_address: all(&letter.agency.address),
        tenant: words.names(&[drawable(letter.tenant)]),
        dwelling: all(letter.dwelling),
        code: letter.code.split('-').map(drawable).collect(),
        written_date: date_parts(letter.written_on),
    };
    let mut args = data.landlord.args();
    args.set("product", drawable(&letter.landlord.product_name));
    args.set(
        "telephone",
        drawable(&letter.agency.telephone).replace(' ', "\u{a0}"),
    );
    args.set("tenantCodeDigits", TenantCode::DIGITS);
    args.set("writtenOn", words.date(letter.written_on));
    args.set("worksUntil", words.date(letter.works_until));
    // No identity: it would identify the tenant or the code.
    TEMPLATE.draw(&data, words, &args, None)
}
