//! The code on a rent document (*code de vérification*): what the paper says, signed by the landlord, so that its
//! recipient can trust it.
//!
//! The code is a link to the landlord's page with everything in its fragment. Browsers leave the fragment out of
//! the request, so no access log holds a name or an amount. `docs/decisions/0007-code-on-documents.md` explains
//! the format.

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

/// Limits for the texts of a code, in bytes. A larger code would be too fine for a telephone to read from paper.
const MAX_NAMES_CHARACTERS: usize = 200;
const MAX_ADDRESS_CHARACTERS: usize = 160;
const MAX_SIRET_CHARACTERS: usize = 20;
const MAX_ID_CHARACTERS: usize = 64;

/// The sum of a document's lines of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LineTotal {
    /// Kind of these lines.
    pub kind: LineKind,
    /// Their sum; negative when deducted.
    pub amount: Cents,
}

/// The facts of a rent document, as printed on the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Attestation {
    /// SIRET number of the landlord that issued it.
    pub siret: String,
    /// The document.
    pub document: DocumentId,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its term.
    pub term: Term,
    /// Date of issue.
    #[schema(value_type = String, format = Date)]
    pub issued_on: Date,
    /// Date of the last payment received.
    #[schema(value_type = Option<String>, format = Date)]
    pub paid_on: Option<Date>,
    /// The sum of its lines.
    pub amount: Cents,
    /// Amount received for it when the file was made.
    pub paid: Cents,
    /// Its lines, summed by kind, each kind once.
    pub totals: Vec<LineTotal>,
    /// The tenants it names, separated by commas; cut with « … » when too long.
    pub tenants: String,
    /// The address it names, its lines separated by commas; cut with « … » when too long.
    pub dwelling: String,
    /// Whether it corrects another document.
    pub supersedes: bool,
}

impl Attestation {
    /// The facts of a document; none for a kind that this version does not know, or an id that no service issues.
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

    /// Whether a document has the same facts, as far as they never change once issued: id, kind, term, date of
    /// issue, amount and totals.
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

/// Sums the lines by kind, in the order of [`encoding::LINE_KINDS`], so that a document has one text.
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

/// Body of `POST /v1/verifications`: a code to check, as pasted or scanned, with or without its link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VerificationRequest {
    /// The code.
    pub code: String,
}

/// Result of checking a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum VerificationOutcome {
    /// The landlord issued a document with these facts.
    Genuine,
    /// The landlord issued the document, and has replaced it since.
    Replaced,
    /// The landlord issued the document by mistake, and has withdrawn it since.
    Withdrawn,
    /// No document of this landlord has this code.
    NotGenuine,
}

/// Answer of `POST /v1/verifications`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Verification {
    /// The result.
    pub outcome: VerificationOutcome,
    /// What the paper has to say; none when the code is not genuine, since its text could be anyone's.
    pub facts: Option<Attestation>,
}
