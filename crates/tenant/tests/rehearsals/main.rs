//! The tenant's application under every fault of the network (R5) and of the keyring (R6), on a clock that hardly
//! moves while a machine works.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../clock/mod.rs"]
mod clock;
mod keyring;
#[path = "../keys/mod.rs"]
mod keys;
mod network;
mod passing;
mod rehearsal;
mod synchronising;
