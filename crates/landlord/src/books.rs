//! The books of a lease.

pub(crate) mod account;
