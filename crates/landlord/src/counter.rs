//! The counter of an agency (S21, S22): its staff, the visits of tenants, and the journal of what was done.

pub mod admin;
pub(crate) mod agency_report;
mod failed_proof;
pub(crate) mod journal;
pub(crate) mod routes;
pub(crate) mod second_factor;
pub(crate) mod security_key;
pub(crate) mod staff;
pub(crate) mod staff_blocking;
pub(crate) mod staff_proof;
pub(crate) mod staff_session;
pub(crate) mod visit;
