//! Everything held about a tenant, as an accessible PDF for people (RGPD, art. 15). The JSON export is for
//! machines (art. 20).

use std::{
    cmp::{Ordering, Reverse},
    sync::LazyLock,
};

use contract::{
    AccountExport, AgencyMessage, Cents, Consent, ConsentEntry, ConsentKind, LandlordSection, Language,
    MessageSubject, OnlinePayment, PaymentState, RentDocument, SignedInDevice, StaffAction, StaffActionTaken,
};
use jiff::Timestamp;
use paper::FluentArgs;
use paper::{Words, capitalised};
use serde::Serialize;

use super::{
    Template, TypesettingError, drawable,
    letterhead::{Letterhead, date_parts},
};
use crate::{
    clock::local_day,
    figures::{CONSENT_PROOF_YEARS, DRAWN_ENTRIES, DRAWN_MESSAGE_LINES, DRAWN_ROWS},
    wording,
};

static TEMPLATE: LazyLock<Template> =
    LazyLock::new(|| Template::new(include_str!("../../templates/export.typ")));

/// About as many characters as a line of the paper has room for.
const CHARACTERS_OF_A_LINE: usize = 60;

/// What the template reads as `document.json`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TemplateData {
    landlord: Letterhead,
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
    mails: String,
    electronic_receipts: String,
    consent_history: Vec<TermEntry>,
    devices: Vec<TermEntry>,
    documents: Vec<DocumentFacts>,
    documents_left_out: Option<String>,
    payments: Vec<TermEntry>,
    messages: Vec<TermEntry>,
    staff_actions: Vec<TermEntry>,
}

/// An entry of a list of terms.
#[derive(Serialize)]
struct TermEntry {
    name: String,
    /// Paragraphs, each as its lines.
    paragraphs: Vec<Vec<String>>,
}

impl TermEntry {
    fn new(name: String, text: String) -> Self {
        Self {
            name,
            paragraphs: vec![vec![text]],
        }
    }

    /// About as many lines as it takes on paper.
    fn lines(&self) -> usize {
        let lines = self.paragraphs.iter().flatten();
        lines
            .map(|line| 1 + line.chars().count() / CHARACTERS_OF_A_LINE)
            .sum()
    }
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

/// Draws an export as a PDF file.
///
/// # Errors
/// When the template cannot be drawn.
pub fn render(
    landlord: &LandlordSection,
    export: &AccountExport,
    language: Language,
) -> Result<Vec<u8>, TypesettingError> {
    let texts = ExportTexts {
        words: wording::export(language),
        landlord: Letterhead::of(landlord),
        product: drawable(&landlord.product_name),
    };
    let args = texts.args(export);
    let words = texts.words;
    // No identity: it would identify the tenant.
    TEMPLATE.draw(&texts.data(export), words, &args, None)
}

/// What turns an export into the sentences of the paper.
struct ExportTexts {
    words: Words,
    landlord: Letterhead,
    product: String,
}

impl ExportTexts {
    fn args(&self, export: &AccountExport) -> FluentArgs<'static> {
        let account = &export.account;
        let mut args = self.landlord.args();
        args.set("product", self.product.clone());
        args.set("madeOn", self.day(export.exported_at));
        args.set("createdOn", self.day(account.created_at));
        args.set("termsAcceptedOn", self.day(account.terms_accepted_at));
        args.set("consentProofYears", CONSENT_PROOF_YEARS);
        let balance = export.rent_account.balance.0;
        let state = match balance.cmp(&0) {
            Ordering::Greater => "owed",
            Ordering::Less => "credit",
            Ordering::Equal => "settled",
        };
        args.set("balanceState", state);
        args.set("balance", self.words.amount(Cents(balance.saturating_abs())));
        args
    }

    fn data(self, export: &AccountExport) -> TemplateData {
        let words = self.words;
        let all = |texts: &[String]| texts.iter().map(|text| drawable(text)).collect::<Vec<_>>();
        let telephone = |national: String| drawable(&national).replace(' ', "\u{a0}");
        let AccountExport { account, tenancy, .. } = export;
        let mut documents: Vec<&RentDocument> = export.rent_documents.iter().collect();
        documents.sort_by_key(|document| Reverse((document.term, document.issued_on)));
        let landline = account.landline.as_ref();
        let documents_left_out = self.left_out(documents.len().saturating_sub(DRAWN_ROWS));
        // From the first to the last, without the first ones when there are too many.
        let newest_first = export.consent_history.iter().rev();
        let mut consent_history = self.list(newest_first, |entry| self.consent_entry(entry));
        consent_history.reverse();
        TemplateData {
            made_date: date_parts(local_day(export.exported_at)),
            tenant_code: export.tenant_code.grouped().replace(' ', "\u{a0}"),
            tenants: words.names(&all(&tenancy.tenants)),
            dwelling: all(&tenancy.dwelling),
            agency: drawable(&tenancy.agency.name),
            agency_telephone: telephone(tenancy.agency.telephone.clone()),
            email: drawable(account.email.as_str()),
            landline: landline.map(|landline| telephone(landline.national())),
            mobile: export.mobile.as_ref().map(|mobile| telephone(mobile.national())),
            mails: self.consent(&account.consents.mails),
            electronic_receipts: self.consent(&account.consents.electronic_receipts),
            consent_history,
            devices: self.list(export.devices.iter(), |device| self.device(device)),
            documents: documents
                .into_iter()
                .take(DRAWN_ROWS)
                .map(|document| self.document(document))
                .collect(),
            documents_left_out,
            payments: self.list(export.payments.iter(), |payment| self.payment(payment)),
            messages: self.messages(&export.messages),
            staff_actions: self.list(export.staff_actions.iter(), |taken| self.staff_action(taken)),
            landlord: self.landlord,
        }
    }

    /// How many entries the paper leaves out; `None` when it has all.
    fn left_out(&self, count: usize) -> Option<String> {
        let text = || {
            self.words
                .text_with("left-out-in-json", [("count", count.into())])
        };
        (count > 0).then(text)
    }

    /// The first entries of a list, and how many more there are.
    fn list<'a, T: 'a>(
        &self,
        entries: impl ExactSizeIterator<Item = &'a T>,
        entry: impl Fn(&'a T) -> TermEntry,
    ) -> Vec<TermEntry> {
        let left_out = entries.len().saturating_sub(DRAWN_ENTRIES);
        let drawn = entries.take(DRAWN_ENTRIES).map(entry).collect();
        self.and_left_out(drawn, left_out)
    }

    /// The newest messages, as long as there is room for their lines.
    fn messages(&self, messages: &[AgencyMessage]) -> Vec<TermEntry> {
        let mut room = DRAWN_MESSAGE_LINES;
        let mut drawn = Vec::new();
        for message in messages.iter().take(DRAWN_ENTRIES) {
            let entry = self.message(message);
            let Some(left) = room.checked_sub(entry.lines()) else {
                break;
            };
            room = left;
            drawn.push(entry);
        }
        let left_out = messages.len() - drawn.len();
        self.and_left_out(drawn, left_out)
    }

    fn and_left_out(&self, mut drawn: Vec<TermEntry>, left_out: usize) -> Vec<TermEntry> {
        let name = || self.words.text("left-out");
        drawn.extend(self.left_out(left_out).map(|text| TermEntry::new(name(), text)));
        drawn
    }

    fn day(&self, moment: Timestamp) -> String {
        self.words.date(local_day(moment))
    }

    /// « Le 23 novembre 2026 »
    fn on_day(&self, moment: Timestamp) -> String {
        self.words.text_with("on-day", [("day", self.day(moment).into())])
    }

    fn answer(&self, given: bool) -> String {
        let given = if given { "yes" } else { "no" };
        self.words.text_with("consent-answer", [("given", given.into())])
    }

    fn consent(&self, consent: &Consent) -> String {
        let (answer, day) = (self.answer(consent.given), self.day(consent.since));
        self.words
            .text_with("consent-since", [("answer", answer.into()), ("day", day.into())])
    }

    fn consent_entry(&self, entry: &ConsentEntry) -> TermEntry {
        let landlord = self.landlord.args();
        let consent = match entry.consent {
            ConsentKind::Mails => self.words.text_of("consent-mails", &landlord),
            ConsentKind::ElectronicReceipts => self.words.text("consent-electronic-receipts"),
        };
        let answer = self.answer(entry.given);
        let text = self.words.text_with(
            "consent-entry",
            [("consent", consent.into()), ("answer", answer.into())],
        );
        TermEntry::new(self.on_day(entry.at), text)
    }

    fn device(&self, device: &SignedInDevice) -> TermEntry {
        let name = match device.name.as_deref() {
            Some("linux") => self.words.text("device-linux"),
            Some("windows") => self.words.text("device-windows"),
            Some("macos") => self.words.text("device-macos"),
            Some(other) => drawable(other),
            None => self.words.text("device-unnamed"),
        };
        let days = [
            ("first", self.day(device.first_seen_at).into()),
            ("last", self.day(device.last_seen_at).into()),
        ];
        TermEntry::new(name, self.words.text_with("device-seen", days))
    }

    fn document(&self, document: &RentDocument) -> DocumentFacts {
        DocumentFacts {
            title: capitalised(&self.words.document_kind(document.kind)),
            term: self.words.term(document.term),
            issued_on: self.words.date(document.issued_on),
            amount: self.words.amount(document.amount),
            paid: self.words.amount(document.paid),
        }
    }

    fn payment(&self, payment: &OnlinePayment) -> TermEntry {
        let state = self.words.text(match payment.state {
            PaymentState::Waiting => "payment-waiting",
            PaymentState::Confirmed => "payment-confirmed",
            PaymentState::Refused => "payment-refused",
            PaymentState::Abandoned => "payment-abandoned",
            PaymentState::Unknown => "payment-unknown",
        });
        let amount = self.words.amount(payment.amount);
        let text = self
            .words
            .text_with("payment", [("amount", amount.into()), ("state", state.into())]);
        TermEntry::new(self.on_day(payment.begun_at), text)
    }

    fn message(&self, message: &AgencyMessage) -> TermEntry {
        let lines = |text: &str| text.lines().map(drawable).collect::<Vec<_>>();
        let subject = self.words.text(match message.subject {
            MessageSubject::PaymentPlan => "message-subject-payment-plan",
            MessageSubject::Rent => "message-subject-rent",
            MessageSubject::Repair => "message-subject-repair",
            MessageSubject::Other | MessageSubject::Unknown => "message-subject-other",
        });
        let subject = match message.attachments.len() {
            0 => subject,
            files => self.words.text_with(
                "message-with-files",
                [("subject", subject.into()), ("files", files.into())],
            ),
        };
        let mut paragraphs = vec![[vec![subject], lines(&message.text)].concat()];
        if let Some(answer) = &message.answer {
            let day = self.day(answer.at);
            let answered = self.words.text_with("message-answered", [("day", day.into())]);
            paragraphs.push([vec![answered], lines(&answer.text)].concat());
        }
        TermEntry {
            name: self.on_day(message.sent_at),
            paragraphs,
        }
    }

    fn staff_action(&self, taken: &StaffActionTaken) -> TermEntry {
        let action = self.words.text(match taken.action {
            StaffAction::VisitBegun => "staff-visit-begun",
            StaffAction::PurposesAdded => "staff-purposes-added",
            StaffAction::SignUpBegun => "staff-sign-up-begun",
            StaffAction::SignedUp => "staff-signed-up",
            StaffAction::PasswordResetBegun => "staff-password-reset-begun",
            StaffAction::PasswordReset => "staff-password-reset",
            StaffAction::NewNumberProposed => "staff-new-number-proposed",
            StaffAction::NewNumberConfirmed => "staff-new-number-confirmed",
            StaffAction::Approved | StaffAction::ApprovedByRecoveryCode => "staff-approved",
            StaffAction::ConsentPrinted => "staff-consent-printed",
            StaffAction::LetterPrinted => "staff-letter-printed",
            StaffAction::LetterPosted => "staff-letter-posted",
            StaffAction::VisitEnded => "staff-visit-ended",
            _ => "staff-other",
        });
        let text = self.words.text_with(
            "staff-action",
            [
                ("action", action.into()),
                ("staff", drawable(&taken.staff).into()),
                ("agency", drawable(&taken.agency).into()),
            ],
        );
        TermEntry::new(self.on_day(taken.at), text)
    }
}
