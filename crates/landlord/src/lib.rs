//! The landlord's end: the service that a landlord deploys in front of its rent system.
//!
//! A feature is one folder: `identity`, `rent`, `payment`, `messages`, `changes`, `counter`. In each, `routes` is
//! the edge, `store` the SQL, and the files beside them are the rules. Beneath them stand `books` (what
//! the documents of a lease say and what pays them), `quota`, `turns` (how much is hashed and drawn
//! at once), `once` (what is sent twice is done once), `delivery` (text messages and mails),
//! `typesetting` (what is read on paper), `store` (the database) and `http`. `import` brings in a rent
//! system's exports, `demonstration` makes some. `service` puts it all together.

mod books;
mod changes;
pub mod clock;
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
mod payment;
mod quota;
mod refusal;
mod rent;
pub mod server;
pub mod service;
mod store;
mod turns;
pub mod typesetting;
mod wording;

pub use counter::desk as counter_desk;
pub use delivery::{mail, notices, sms};
pub use http::router::{openapi, router};
pub use identity::letter::desk as letter_desk;
pub use messages::desk as message_desk;
pub use refusal::Refusal;
pub use rent::attestation_keys::AttestationKeys;
pub use rent::verify_file;
pub use typesetting::{consent_pdf, export_pdf, letter_pdf, receipt_pdf, visits_pdf};

/// Payment by card: what a provider is, and those there are.
pub mod card {
    pub use crate::payment::{
        provider::*,
        providers::{CardProviders, CardSetupError},
    };
}
