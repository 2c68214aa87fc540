//! Messages delivered to real servers on loopback.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod mail_server;
mod ovh;
mod ovh_server;
mod smtp;
