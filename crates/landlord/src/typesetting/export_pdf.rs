//! Everything held about a person as an accessible PDF, to be read (RGPD, art. 15); the same as JSON is
//! for machines (art. 20).

use std::{cmp::Reverse, sync::LazyLock};

use contract::{
    AccountExport, AgencyMessage, Consent, ConsentEntry, ConsentKind, LandlordSection, MessageSubject,
    OnlinePayment, PaymentState, RentDocument, SignedInDevice, StaffAction, StaffActionTaken,
};
use jiff::Timestamp;
use serde::Serialize;

use paper::french;

use super::{
    Template, TypesettingError, drawable,
    letterhead::{Letterhead, date_parts},
};
use crate::{clock::local_day, figures::CONSENT_PROOF_YEARS};

static TEMPLATE: LazyLock<Template> =
    LazyLock::new(|| Template::new(include_str!("../../templates/export.typ")));

/// What the template reads as `document.json`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Facts {
    product: String,
    landlord: Letterhead,
    made_on: String,
    /// Year, month and day.
    made_date: [i16; 3],
    tenant_code: String,
    tenants: String,
    dwelling: Vec<String>,
    agency: String,
    agency_telephone: String,
    email: String,
    landline: Option<String>,
    mobile: Option<String>,
    created_on: String,
    terms_accepted_on: String,
    mails: ConsentFacts,
    electronic_receipts: ConsentFacts,
    consent_history: Vec<ConsentEntryFacts>,
    consent_proof_years: i64,
    devices: Vec<DeviceFacts>,
    documents: Vec<DocumentFacts>,
    balance: String,
    payments: Vec<PaymentFacts>,
    messages: Vec<MessageFacts>,
    staff_actions: Vec<StaffActionFacts>,
}

#[derive(Serialize)]
struct ConsentFacts {
    given: bool,
    since: String,
}

#[derive(Serialize)]
struct ConsentEntryFacts {
    consent: ConsentKind,
    given: bool,
    on: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DeviceFacts {
    name: Option<String>,
    first_seen_on: String,
    last_seen_on: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct DocumentFacts {
    /// `Quittance de loyer`
    title: String,
    term: String,
    issued_on: String,
    amount: String,
    paid: String,
}

#[derive(Serialize)]
struct PaymentFacts {
    on: String,
    amount: String,
    state: PaymentState,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MessageFacts {
    on: String,
    subject: MessageSubject,
    lines: Vec<String>,
    files: usize,
    answered_on: Option<String>,
    answer: Vec<String>,
}

#[derive(Serialize)]
struct StaffActionFacts {
    on: String,
    action: StaffAction,
    staff: String,
    agency: String,
}

/// Draws an export.
///
/// # Errors
/// [`TypesettingError`].
pub fn render(landlord: &LandlordSection, export: &AccountExport) -> Result<Vec<u8>, TypesettingError> {
    // No identity of its own: it would be made of the tenant.
    TEMPLATE.draw(&facts(landlord, export), None)
}

fn facts(landlord: &LandlordSection, export: &AccountExport) -> Facts {
    let all = |texts: &[String]| texts.iter().map(|text| drawable(text)).collect::<Vec<_>>();
    let telephone = |national: String| drawable(&national).replace(' ', "\u{a0}");
    let AccountExport { account, tenancy, .. } = export;
    let day = local_day(export.exported_at);
    let mut documents: Vec<&RentDocument> = export.rent_documents.iter().collect();
    documents.sort_by_key(|document| Reverse((document.term, document.issued_on)));
    Facts {
        product: drawable(&landlord.product_name),
        landlord: Letterhead::of(landlord),
        made_on: french::date(day),
        made_date: date_parts(day),
        tenant_code: export.tenant_code.grouped().replace(' ', "\u{a0}"),
        tenants: french::names(&all(&tenancy.tenants)),
        dwelling: all(&tenancy.dwelling),
        agency: drawable(&tenancy.agency.name),
        agency_telephone: telephone(tenancy.agency.telephone.clone()),
        email: drawable(account.email.as_str()),
        landline: account
            .landline
            .as_ref()
            .map(|landline| telephone(landline.national())),
        mobile: export.mobile.as_ref().map(|mobile| telephone(mobile.national())),
        created_on: day_in_words(account.created_at),
        terms_accepted_on: day_in_words(account.terms_accepted_at),
        mails: ConsentFacts::of(&account.consents.mails),
        electronic_receipts: ConsentFacts::of(&account.consents.electronic_receipts),
        consent_history: export.consent_history.iter().map(ConsentEntryFacts::of).collect(),
        consent_proof_years: CONSENT_PROOF_YEARS,
        devices: export.devices.iter().map(DeviceFacts::of).collect(),
        documents: documents.into_iter().map(DocumentFacts::of).collect(),
        balance: french::amount(export.rent_account.balance),
        payments: export.payments.iter().map(PaymentFacts::of).collect(),
        messages: export.messages.iter().map(MessageFacts::of).collect(),
        staff_actions: export.staff_actions.iter().map(StaffActionFacts::of).collect(),
    }
}

impl StaffActionFacts {
    fn of(taken: &StaffActionTaken) -> Self {
        Self {
            on: day_in_words(taken.at),
            action: taken.action,
            staff: drawable(&taken.staff),
            agency: drawable(&taken.agency),
        }
    }
}

impl ConsentFacts {
    fn of(consent: &Consent) -> Self {
        Self {
            given: consent.given,
            since: day_in_words(consent.since),
        }
    }
}

impl ConsentEntryFacts {
    fn of(entry: &ConsentEntry) -> Self {
        Self {
            consent: entry.consent,
            given: entry.given,
            on: day_in_words(entry.at),
        }
    }
}

impl DeviceFacts {
    fn of(device: &SignedInDevice) -> Self {
        Self {
            name: device.name.as_deref().map(drawable),
            first_seen_on: day_in_words(device.first_seen_at),
            last_seen_on: day_in_words(device.last_seen_at),
        }
    }
}

impl DocumentFacts {
    fn of(document: &RentDocument) -> Self {
        Self {
            title: french::capitalised(french::document_kind(document.kind)),
            term: french::term(document.term),
            issued_on: french::date(document.issued_on),
            amount: french::amount(document.amount),
            paid: french::amount(document.paid),
        }
    }
}

impl PaymentFacts {
    fn of(payment: &OnlinePayment) -> Self {
        Self {
            on: day_in_words(payment.begun_at),
            amount: french::amount(payment.amount),
            state: payment.state,
        }
    }
}

impl MessageFacts {
    fn of(message: &AgencyMessage) -> Self {
        let lines = |text: &str| text.lines().map(drawable).collect::<Vec<_>>();
        let answer = message.answer.as_ref();
        Self {
            on: day_in_words(message.sent_at),
            subject: message.subject,
            lines: lines(&message.text),
            files: message.attachments.len(),
            answered_on: answer.map(|answer| day_in_words(answer.at)),
            answer: answer.map(|answer| lines(&answer.text)).unwrap_or_default(),
        }
    }
}

fn day_in_words(moment: Timestamp) -> String {
    french::date(local_day(moment))
}
