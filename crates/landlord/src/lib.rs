//! The landlord's end: the service that a landlord deploys in front of its rent system.
//!
//! `routes` is the edge (HTTP), `rules` what is allowed, `store` the database, `sms` the gateway;
//! `import` brings in a rent system's exports, `demonstration` makes some, `receipt_pdf` draws the
//! documents.

pub mod clock;
pub mod config;
pub mod demonstration;
pub mod import;
pub mod keys;
pub mod receipt_pdf;
mod refusal;
mod routes;
mod rules;
pub mod server;
pub mod service;
pub mod sms;
mod store;
mod wording;

pub use refusal::Refusal;
pub use routes::{openapi, router};
