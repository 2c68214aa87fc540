//! The network matrix (R5): every request of the tenant's end through every fault of a network, against the
//! real landlord service behind a line of the tests' own.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod certificates;
mod commands;
mod errand;
mod fault;
mod line;
mod matrix;
mod preparing;
mod rehearsal;
mod running;
