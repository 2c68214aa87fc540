//! The code on a rent document (*code de vérification*): what the paper says, signed by the landlord,
//! so that whoever receives it can trust it.
//!
//! The code is a link to the landlord's page with everything in its fragment, which a browser keeps to
//! itself: no server log ever holds a name or an amount. `docs/decisions` says why the format is as it is.

mod base32;
mod code;
mod encoding;
mod key;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::{
    code::{AttestationCode, AttestationFlaw, NotGenuine, VERIFICATION_PATH, attestation_codes_in},
    key::{AttestationKey, AttestationKeyFlaw},
};
use crate::{Cents, DocumentId, DocumentKind, LineKind, RentDocument, Term};

/// What an address or a list of names may take up of a code, in bytes: above it the code would be too
/// fine for a telephone to read from paper.
const MAX_NAMES_CHARACTERS: usize = 200;
const MAX_ADDRESS_CHARACTERS: usize = 160;
const MAX_SIRET_CHARACTERS: usize = 20;
const MAX_ID_CHARACTERS: usize = 64;

/// The sum of a document's lines of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LineTotal {
    /// What the lines stand for.
    pub kind: LineKind,
    /// Their sum; negative when deducted.
    pub amount: Cents,
}

/// The facts of a rent document that whoever receives the paper reads on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Attestation {
    /// SIRET number of the landlord that issued it.
    pub siret: String,
    /// The document.
    pub document: DocumentId,
    /// What it is.
    pub kind: DocumentKind,
    /// The term it is about.
    pub term: Term,
    /// The day it was issued.
    #[schema(value_type = String, format = Date)]
    pub issued_on: Date,
    /// The day the last payment was received.
    #[schema(value_type = Option<String>, format = Date)]
    pub paid_on: Option<Date>,
    /// The sum of its lines.
    pub amount: Cents,
    /// What had been received for it when the file was made.
    pub paid: Cents,
    /// Its lines, summed by kind, each kind once.
    pub totals: Vec<LineTotal>,
    /// The tenants it names, with commas; cut with « … » when there are very many.
    pub tenants: String,
    /// The dwelling it names, with commas; cut with « … » when it is very long.
    pub dwelling: String,
    /// It corrects another document.
    pub supersedes: bool,
}

impl Attestation {
    /// The facts of a document; none for a kind that this version does not know, and for an id that no
    /// service gives.
    #[must_use]
    pub fn of(document: &RentDocument) -> Option<Self> {
        let id = &document.id.0;
        if document.kind.number().is_none() || id.is_empty() || !encoding::is_plain(id, MAX_ID_CHARACTERS) {
            return None;
        }
        Some(Self {
            siret: encoding::plain(&document.landlord.siret, MAX_SIRET_CHARACTERS),
            document: document.id.clone(),
            kind: document.kind,
            term: document.term,
            issued_on: document.issued_on,
            paid_on: document.paid_on,
            amount: document.amount,
            paid: document.paid,
            totals: totals(document),
            tenants: encoding::plain(&document.tenants.join(", "), MAX_NAMES_CHARACTERS),
            dwelling: encoding::plain(&document.dwelling.join(", "), MAX_ADDRESS_CHARACTERS),
            supersedes: document.supersedes.is_some(),
        })
    }

    /// True when a document says the same as far as it never changes once issued.
    #[must_use]
    pub fn is_of(&self, document: &RentDocument) -> bool {
        Self::of(document).is_some_and(|facts| {
            let frozen = |facts: &Self| {
                let lines = (facts.amount, facts.totals.clone());
                (
                    facts.document.clone(),
                    facts.kind,
                    facts.term,
                    facts.issued_on,
                    lines,
                )
            };
            frozen(self) == frozen(&facts)
        })
    }
}

/// In the order of the codes of line kinds, which makes one document one text.
fn totals(document: &RentDocument) -> Vec<LineTotal> {
    encoding::LINE_KINDS
        .into_iter()
        .filter_map(|kind| {
            let mut lines = document.lines.iter().filter(|line| line.kind == kind).peekable();
            lines.peek()?;
            let amount = lines.fold(0_i64, |sum, line| sum.saturating_add(line.amount.0));
            Some(LineTotal {
                kind,
                amount: Cents(amount),
            })
        })
        .collect()
}

/// A code to be checked, as pasted or read by a telephone; the link around it may stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VerificationRequest {
    /// The code.
    pub code: String,
}

/// What the landlord says of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum VerificationOutcome {
    /// The landlord issued a document with these facts.
    Genuine,
    /// The landlord issued it, and has replaced it since.
    Replaced,
    /// The landlord issued it by mistake, and has withdrawn it since.
    Withdrawn,
    /// No document of this landlord has this code.
    NotGenuine,
}

/// A code checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// Genuine or not.
    pub outcome: VerificationOutcome,
    /// What the paper has to say; none when the code is not genuine, whose words are a stranger's.
    pub facts: Option<Attestation>,
}
