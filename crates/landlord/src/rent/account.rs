//! *Mon compte*: what is owed, what came in.

pub(crate) mod routes;
pub(crate) mod store;
