//! What both ends agree on: the validated types and the wire format of `/v1`.
//!
//! Every text from a person or another system is parsed here, once, into a type (`TenantCode::parse`,
//! `MobilePhone::parse`…). Inside both ends only these types are passed on. The wire is JSON with camelCase
//! fields, money in integer cents, RFC 3339 dates and opaque ids. Unknown fields are ignored and unknown variants
//! tolerated, so the contract can grow.

mod agency;
mod application;
mod cents;
mod changes;
mod digits;
mod document_code;
mod identity;
mod language;
mod payment;
mod problem;
mod rent;
#[cfg(any(test, feature = "samples"))]
pub mod samples;
mod secret;
mod staff;

pub use agency::*;
pub use application::{APPLICATION_VERSION_HEADER, ApplicationReleases, ProgramVersion};
pub use cents::Cents;
pub use changes::{ChangeMark, Changes, Subject};
pub use document_code::{
    Attestation, AttestationCode, AttestationFlaw, AttestationKey, AttestationKeyFlaw, LineTotal, NotGenuine,
    VERIFICATION_PATH, Verification, VerificationOutcome, VerificationRequest, attestation_codes_in,
};
pub use identity::*;
pub use language::Language;
pub use payment::*;
pub use problem::{FieldName, FieldProblem, Problem, ProblemKind};
pub use rent::*;
pub use secret::WireSecret;
pub use staff::*;
