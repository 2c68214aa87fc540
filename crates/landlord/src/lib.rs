//! The landlord's end: the service that a landlord deploys in front of its rent system.
//!
//! `routes` is the edge (HTTP), `rules` what is allowed, `store` the database; `delivery` carries
//! `sms` and `mail` to tenants, `notices` words what they are told of their account; `import` brings
//! in a rent system's exports, `demonstration` makes some, `receipt_pdf` and `letter_pdf`
//! draw what tenants read on paper, by `typesetting`; `attestation_keys` signs it, `verify_file` checks what
//! somebody hands over; `card` is whoever takes cards.

mod books;
pub mod clock;
pub mod config;
pub mod consent_pdf;
mod counter;
pub mod delivery;
pub mod demonstration;
pub mod export_pdf;
mod folded_text;
mod identity;
pub mod import;
pub mod keys;
pub mod letter_pdf;
pub mod mail;
mod messages;
pub mod notices;
mod payment;
mod quota;
pub mod receipt_pdf;
mod refusal;
mod rent;
mod routes;
pub mod server;
pub mod service;
pub mod sms;
mod store;
pub mod typesetting;
pub mod visits_pdf;
mod wording;

pub use counter::desk as counter_desk;
pub use messages::desk as message_desk;
pub use payment::provider as card;
pub use refusal::Refusal;
pub use rent::attestation_keys::AttestationKeys;
pub use rent::verify_file;
pub use routes::{openapi, router};
