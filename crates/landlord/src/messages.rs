//! Messages from tenants to their agency.

pub mod admin;
pub(crate) mod routes;
pub(crate) mod rules;
pub(crate) mod store;
