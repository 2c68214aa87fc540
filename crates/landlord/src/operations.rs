//! What the landlord's IT people run the service with: the check before a start, the data folder, who they are, the
//! security log, counters and health (S27), the keys (S26). And what the service does by itself meanwhile: `purge`.

pub mod check;
pub(crate) mod data_folder;
pub(crate) mod event;
pub(crate) mod health;
pub mod keys;
pub(crate) mod metrics;
pub mod operator;
pub(crate) mod purge;
pub mod serve_lock;
pub mod system;
pub(crate) mod traces;
