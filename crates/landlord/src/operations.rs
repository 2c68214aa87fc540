//! Operating the service: the security log, counters and health (S27).

pub(crate) mod event;
pub(crate) mod health;
pub(crate) mod metrics;
pub(crate) mod traces;
