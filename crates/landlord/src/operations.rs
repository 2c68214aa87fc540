//! What the landlord's IT people run the service with: the check before a start, the data folder, who they are, and the
//! security log, counters and health (S27).

pub mod check;
pub(crate) mod data_folder;
pub(crate) mod event;
pub(crate) mod health;
pub(crate) mod metrics;
pub mod operator;
pub mod system;
pub(crate) mod traces;
