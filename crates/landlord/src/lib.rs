//! The landlord's service, which a landlord deploys in front of its rent system.
//!
//! Each feature is a folder: `identity`, `rent`, `payment`, `messages`, `changes`, `counter`. In it, `routes` is
//! HTTP, `store` is SQL, `admin` is the command line, and the other files are the rules.
//!
//! The features share `books` (what the documents of a lease ask for, and what pays them), `quota`, `concurrency`
//! (limits on password hashing and PDF drawing), `once` (idempotent requests), `delivery` (text messages and
//! mails), `typesetting` (PDF files), `store` (the database) and `http`. `import` reads a rent system's exports,
//! `demonstration` generates some. `operations` is what the landlord's IT people run the service with, and what it does
//! by itself meanwhile: the check before a start, the security log, counters, health and the purge. `service` puts
//! everything together.

mod books;
mod changes;
pub mod clock;
mod concurrency;
pub mod config;
mod context;
mod counter;
pub mod delivery;
pub mod demonstration;
pub mod figures;
mod folded_text;
mod http;
mod identity;
pub mod import;
pub mod keys;
mod messages;
mod once;
pub mod operations;
pub mod operator_words;
mod payment;
mod quota;
mod refusal;
mod rent;
pub mod server;
pub mod service;
pub mod shown_text;
mod store;
pub mod typesetting;
mod wording;

pub use counter::admin as counter_admin;
pub use delivery::{mail, security_alert, sms};
pub use http::router::{openapi, router};
pub use identity::admin as tenant_admin;
pub use identity::letter::admin as letter_admin;
pub use messages::admin as message_admin;
pub use operations::metrics::router as monitoring_router;
pub use refusal::Refusal;
pub use rent::attestation_keys::AttestationKeys;
pub use rent::verify_file;
pub use typesetting::{consent_pdf, document_pdf, export_pdf, letter_pdf, visits_pdf};

/// Payment by card: the provider trait and its implementations.
pub mod card {
    pub use crate::payment::{
        provider::*,
        providers::{CardProviders, CardSetupError},
    };
}
