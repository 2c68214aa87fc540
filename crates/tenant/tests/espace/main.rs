//! The tenant's end against the real landlord service, without any window.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod account;
mod at_home;
mod forgotten_password;
mod receipts;
mod secrets;
mod sign_up;
