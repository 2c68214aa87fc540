//! Tenants, their homes and agencies.

pub(crate) mod routes;
pub(crate) mod store;
