//! The facts of a document for the template: every text is ready for typesetting.

use contract::{Cents, DocumentKind, DocumentLine, Money, Proof, RentDocument, TenantCode};
use paper::FluentArgs;
use paper::{Words, capitalised, qr_code};
use serde::Serialize;

use crate::typesetting::letterhead::{Letterhead, date_parts};

/// What the template reads as `document.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TemplateData {
    /// Serialised as on the wire; the template has a text for each kind.
    kind: DocumentKind,
    /// `Quittance de loyer`
    title: String,
    /// What the document proves: `term`, `part` or `nothing`.
    proof: Proof,
    /// Whether the document asks for a payment.
    asks: bool,
    /// Whether the document is about its term, not about a sum of its own.
    of_term: bool,
    tenant_code: Option<String>,
    /// `juillet 2026`
    term: String,
    /// `du 1er au 31 juillet 2026`
    period: String,
    issued_on: String,
    /// Year, month and day of issue: the date of the file.
    issue_date: [i16; 3],
    due_on: Option<String>,
    paid_on: Option<String>,
    tenants: Vec<String>,
    dwelling: Vec<String>,
    landlord: Letterhead,
    lines: Vec<LineFacts>,
    amount: String,
    paid: String,
    /// What is left to pay or to refund, without a sign.
    balance: String,
    /// `due`, `settled`, or `credit` when the balance is in the tenant's favour.
    balance_state: &'static str,
    /// Whether deductions leave nothing to pay.
    covered: bool,
    /// Whether a payment was received for it.
    has_payment: bool,
    /// Whether it corrects another document.
    corrects: bool,
    /// Whether another document corrects it.
    corrected: bool,
    /// The day it was withdrawn.
    withdrawn_on: Option<String>,
    verification: Option<VerificationFacts>,
}

/// How a recipient of the document verifies it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct VerificationFacts {
    link: String,
    /// The link's page as printed, without scheme and code.
    page: String,
    /// The link as a QR code, in SVG.
    drawing: String,
    /// The width of the drawing in modules of the code.
    modules: usize,
}

impl VerificationFacts {
    fn of(link: &str) -> Option<Self> {
        let drawing = qr_code::draw(link)?;
        let page = link.split('#').next().unwrap_or_default();
        let bare = page.strip_prefix("https://").or(page.strip_prefix("http://"));
        Some(Self {
            link: link.to_owned(),
            page: bare.unwrap_or(page).to_owned(),
            drawing: drawing.svg(),
            modules: drawing.modules,
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct LineFacts {
    label: String,
    amount: String,
    /// Whether it reduces what is owed.
    deducted: bool,
}

impl TemplateData {
    /// The facts of a document. `drawable` replaces what the fonts cannot draw.
    pub(super) fn of(
        document: &RentDocument,
        tenant_code: Option<&TenantCode>,
        verification_link: Option<&str>,
        words: Words,
        drawable: impl Fn(&str) -> String,
    ) -> Self {
        let all = |texts: &[String]| texts.iter().map(|text| drawable(text)).collect::<Vec<_>>();
        let tenants = all(&document.tenants);
        let issued_on = document.issued_on;
        let balance = Cents(document.amount.0.saturating_sub(document.paid.0));
        Self {
            kind: document.kind,
            title: capitalised(&words.document_kind(document.kind)),
            proof: document.kind.proof(),
            asks: document.kind.proof() == Proof::Nothing && document.kind.money() != Money::Neither,
            of_term: document.kind.money() != Money::OfItsOwn,
            tenant_code: tenant_code.map(|code| code.grouped().replace(' ', "\u{a0}")),
            term: words.term(document.term),
            period: words.period(document.term),
            issued_on: words.date(issued_on),
            issue_date: date_parts(issued_on),
            due_on: document.due_on.map(|day| words.date(day)),
            paid_on: document.paid_on.map(|day| words.date(day)),
            tenants,
            dwelling: all(&document.dwelling),
            landlord: Letterhead::of_issuing(&document.landlord),
            lines: document
                .lines
                .iter()
                .map(|DocumentLine { label, amount, .. }| LineFacts {
                    label: drawable(label),
                    amount: words.amount(*amount),
                    deducted: *amount < Cents(0),
                })
                .collect(),
            amount: words.amount(document.amount),
            paid: words.amount(document.paid),
            balance: words.amount(Cents(balance.0.saturating_abs())),
            balance_state: match balance.0 {
                1.. => "due",
                0 => "settled",
                _ => "credit",
            },
            covered: document.amount <= Cents(0),
            has_payment: document.paid != Cents(0),
            corrects: document.supersedes.is_some(),
            corrected: document.superseded_by.is_some(),
            verification: verification_link.and_then(VerificationFacts::of),
            withdrawn_on: document.withdrawn_on.map(|day| words.date(day)),
        }
    }

    /// The arguments of the document's sentences.
    pub(super) fn args(&self, words: Words) -> FluentArgs<'_> {
        let mut args = self.landlord.args();
        args.set("kind", self.title.as_str());
        args.set("term", self.term.as_str());
        args.set("period", self.period.as_str());
        args.set("dwelling", self.dwelling.join(", "));
        args.set("tenants", words.names(&self.tenants));
        args.set("tenantCount", self.tenants.len());
        args.set("amount", self.amount.as_str());
        if let Some(day) = &self.withdrawn_on {
            args.set("withdrawnOn", day.as_str());
        }
        if let Some(day) = &self.paid_on {
            args.set("paidOn", day.as_str());
        }
        if let Some(check) = &self.verification {
            args.set("page", check.page.as_str());
        }
        args
    }
}
