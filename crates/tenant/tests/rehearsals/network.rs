//! The network matrix (R5): every request of the tenant's application under every network fault, against the real
//! landlord service behind the tests' own line.

pub mod certificates;
mod commands;
mod counter;
mod downloads;
mod errand;
pub mod fault;
pub mod http2;
pub mod line;
mod log;
mod matrix;
pub mod preparing;
mod proxies;
mod running;
mod uploads;
