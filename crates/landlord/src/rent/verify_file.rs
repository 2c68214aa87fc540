//! `landlord verify`: checks whether a file carries a code of the landlord, and shows what the paper has to say.

use crate::operator_words::{say, words};
use std::{fmt, fs, io, path::PathBuf, time::Duration};

use contract::{
    Attestation, AttestationCode, Cents, LandlordProfile, Language, LineTotal, MAX_PDF_BYTES, RentDocument,
    TenantCode, Verification, VerificationOutcome, attestation_codes_in,
};
use lopdf::{Dictionary, Object};
use reqwest::redirect;
use tokio::task::spawn_blocking;

use paper::siret;

use super::verification;
use crate::{Refusal, config::PublicAddress, service::Service, typesetting::document_pdf};

const MAX_BYTES: u64 = MAX_PDF_BYTES as u64;
/// Maximum depth of the search through a PDF file's objects. Links are three levels deep.
const DEPTH: u8 = 16;
/// Timeout for fetching the landlord's keys.
const MAX_DURATION: Duration = Duration::from_secs(15);

/// What to check: a PDF file, a file that holds a code, or the code itself.
#[derive(Debug, Clone)]
pub struct HandedOver(String);

/// The keys to check against.
pub enum Against {
    /// The keys of this machine's service, which also knows what was replaced or withdrawn since.
    Service(Service),
    /// The keys that a service publishes. The code itself is not sent there.
    Published(PublicAddress),
}

/// The check failed. The messages are in French, like those of all commands.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The file cannot be read.
    #[error("{}", say("verify-file", [("path", path.display().to_string()), ("source", source.to_string())]))]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file holds no code.
    #[error("{}", say("verify-no-code", []))]
    NoCode,
    /// The landlord's keys cannot be fetched.
    #[error("{}", say("verify-keys", [("address", address.to_string()), ("source", source.to_string())]))]
    Keys {
        /// The service asked.
        address: PublicAddress,
        /// Why.
        source: reqwest::Error,
    },
    /// The database failed.
    #[error("{}", say("verify-service", [("reason", .0.to_string())]))]
    Service(#[from] Refusal),
}

/// How a file compares with the one that the service makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// Identical byte for byte.
    Identical,
    /// A different file.
    Different,
    /// No PDF file was handed over, or the service does not hold the document.
    NotCompared,
}

/// The result for one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The landlord's name.
    pub landlord: String,
    /// Genuine or not.
    pub verification: Verification,
    /// How the file compares with the service's own.
    pub likeness: Likeness,
    /// Whether the check covers documents that were replaced or withdrawn since.
    pub knows_replaced: bool,
}

impl HandedOver {
    /// A path, a link, or a code.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    fn bytes(&self) -> Result<Vec<u8>, VerifyError> {
        let path = PathBuf::from(&self.0);
        if !path.exists() && AttestationCode::read(&self.0).is_ok() {
            return Ok(self.0.clone().into_bytes());
        }
        let read = fs::metadata(&path).and_then(|facts| match facts.len() {
            0..=MAX_BYTES => fs::read(&path),
            _ => Err(io::ErrorKind::FileTooLarge.into()),
        });
        read.map_err(|source| VerifyError::File { path, source })
    }
}

/// Checks each code of a file.
///
/// # Errors
/// When the file cannot be read or holds no code, the published keys cannot be fetched, or the database fails.
pub async fn verify(handed_over: &HandedOver, against: &Against) -> Result<Vec<Finding>, VerifyError> {
    let file = handed_over.bytes()?;
    let pdf = is_pdf(&file).then(|| file.clone());
    // A file that makes its reader panic counts as one without a code.
    let codes = spawn_blocking(move || codes_of(&file)).await.unwrap_or_default();
    if codes.is_empty() {
        return Err(VerifyError::NoCode);
    }
    let mut findings = Vec::with_capacity(codes.len());
    match against {
        Against::Service(service) => {
            for code in codes {
                let found = verification::check(&service.verifier(), &code).await?;
                let likeness = match (&pdf, &found.held) {
                    (Some(pdf), Some((document, tenants))) => compare(service, pdf, document, tenants)?,
                    _ => Likeness::NotCompared,
                };
                findings.push(Finding {
                    landlord: service.config.landlord.name.clone(),
                    verification: found.verification,
                    likeness,
                    knows_replaced: true,
                });
            }
        }
        Against::Published(address) => {
            let profile = published(address).await.map_err(|source| VerifyError::Keys {
                address: address.clone(),
                source,
            })?;
            findings.extend(codes.iter().map(|code| by_keys(code, &profile)));
        }
    }
    Ok(findings)
}

async fn published(address: &PublicAddress) -> Result<LandlordProfile, reqwest::Error> {
    // Fails only when a provider is already installed, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder()
        .timeout(MAX_DURATION)
        .redirect(redirect::Policy::none())
        .build()?;
    let answer = client.get(format!("{address}/v1/landlord")).send().await?;
    answer.error_for_status()?.json().await
}

fn by_keys(code: &str, profile: &LandlordProfile) -> Finding {
    let read = AttestationCode::read(code).ok();
    let facts = read.and_then(|code| code.signed_facts(&profile.attestation_keys).cloned().ok());
    let outcome = match facts {
        Some(_) => VerificationOutcome::Genuine,
        None => VerificationOutcome::NotGenuine,
    };
    Finding {
        landlord: profile.name.clone(),
        verification: Verification { outcome, facts },
        likeness: Likeness::NotCompared,
        knows_replaced: false,
    }
}

/// Compares with the file of each tenant of the lease, which has the tenant's own code on it, in each language.
fn compare(
    service: &Service,
    pdf: &[u8],
    document: &RentDocument,
    tenants: &[TenantCode],
) -> Result<Likeness, VerifyError> {
    let link = service.verification_link(document);
    for tenant in tenants {
        for language in Language::ALL {
            let own = document_pdf::render(document, Some(tenant), link.as_deref(), *language)
                .map_err(|error| Refusal::Pdf(error.to_string()))?;
            if own == pdf {
                return Ok(Likeness::Identical);
            }
        }
    }
    Ok(Likeness::Different)
}

fn is_pdf(file: &[u8]) -> bool {
    let start = &file[..file.len().min(1_024)];
    start.windows(5).any(|window| window == b"%PDF-")
}

fn codes_of(file: &[u8]) -> Vec<String> {
    if !is_pdf(file) {
        let text = String::from_utf8_lossy(file).trim().to_owned();
        return if text.is_empty() { Vec::new() } else { vec![text] };
    }
    let mut codes = attestation_codes_in(file);
    // Another program may have compressed the links: they are in the parsed objects then.
    if let Ok(document) = lopdf::Document::load_mem(file) {
        let mut found = Vec::new();
        document
            .objects
            .values()
            .for_each(|object| links_in(object, DEPTH, &mut found));
        codes.extend(found.iter().flat_map(|link| attestation_codes_in(link)));
    }
    codes.sort();
    codes.dedup();
    codes
}

fn links_in(object: &Object, depth: u8, found: &mut Vec<Vec<u8>>) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    let in_dictionary = |dictionary: &Dictionary, found: &mut Vec<Vec<u8>>| {
        if let Ok(link) = dictionary.get(b"URI").and_then(Object::as_str) {
            found.push(link.to_vec());
        }
        for (_, inner) in dictionary {
            links_in(inner, depth, found);
        }
    };
    match object {
        Object::Dictionary(dictionary) => in_dictionary(dictionary, found),
        Object::Stream(stream) => in_dictionary(&stream.dict, found),
        Object::Array(items) => items.iter().for_each(|inner| links_in(inner, depth, found)),
        _ => {}
    }
}

/// The result in French, over several lines.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = match self.verification.outcome {
            VerificationOutcome::Genuine => "finding-genuine",
            VerificationOutcome::Replaced => "finding-replaced",
            VerificationOutcome::Withdrawn => "finding-withdrawn",
            VerificationOutcome::NotGenuine => "finding-not-genuine",
        };
        writeln!(f, "{}", say(outcome, [("landlord", self.landlord.clone())]))?;
        if self.verification.outcome == VerificationOutcome::NotGenuine {
            return Ok(());
        }
        if let Some(facts) = &self.verification.facts {
            for (name, value) in facts_in_words(facts) {
                writeln!(f, "  {}", say("finding-fact", [("name", name), ("value", value)]))?;
            }
        }
        writeln!(f, "{}", say("finding-compare", []))?;
        match self.likeness {
            Likeness::Identical => writeln!(f, "{}", say("finding-identical", []))?,
            Likeness::Different => writeln!(f, "{}", say("finding-different", []))?,
            Likeness::NotCompared => {}
        }
        if !self.knows_replaced {
            writeln!(f, "{}", say("finding-not-known", []))?;
        }
        Ok(())
    }
}

fn facts_in_words(facts: &Attestation) -> Vec<(String, String)> {
    let words = words();
    let named = |id: &str, value: String| (say(id, []), value);
    let mut lines = vec![
        named("fact-document", words.document_kind(facts.kind)),
        named("fact-term", words.term(facts.term)),
        named("fact-issued", words.date(facts.issued_on)),
        named("fact-tenants", facts.tenants.clone()),
        named("fact-dwelling", facts.dwelling.clone()),
    ];
    let amount_of = |total: &LineTotal| (words.line_kind(total.kind), words.amount(total.amount));
    lines.extend(facts.totals.iter().map(amount_of));
    lines.push(named("fact-total", words.amount(facts.amount)));
    if facts.paid != Cents(0) {
        lines.push(named("fact-paid", words.amount(facts.paid)));
    }
    let last = facts
        .paid_on
        .map(|day| named("fact-last-payment", words.date(day)));
    lines.extend(last);
    lines.push(named("fact-siret", siret(&facts.siret)));
    if facts.supersedes {
        lines.push(named("fact-correction", say("fact-supersedes", [])));
    }
    lines
}
