//! The network matrix (R5): every request of the tenant's end through every fault of a network, against the
//! real landlord service behind a line of the tests' own.

pub mod certificates;
mod commands;
mod counter;
mod errand;
pub mod fault;
pub mod line;
mod matrix;
pub mod preparing;
mod running;
