//! Rent documents.

pub(crate) mod routes;
pub(crate) mod store;
