//! What comes from the rent system: tenants and their homes, rent documents, payments. Also checks whether a
//! document is genuine.

pub(crate) mod account;
pub(crate) mod attestation_keys;
pub(crate) mod bookkeeping;
pub(crate) mod document;
pub(crate) mod tenant;
pub(crate) mod verification;
pub mod verify_file;
