//! The tenant's end through every fault of the network (R5) and of the keyring (R6), with waits ten times
//! shorter than the application's.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod keyring;
mod network;
mod rehearsal;
mod synchronising;
