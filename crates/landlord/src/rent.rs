//! What the rent system gave: tenants and their homes, rent documents, what came in; and whether a document is genuine.

pub(crate) mod account;
pub(crate) mod attestation_keys;
pub(crate) mod bookkeeping;
pub(crate) mod document;
pub(crate) mod tenant;
pub(crate) mod verification;
pub mod verify_file;
