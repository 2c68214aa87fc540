//! Journeys: a person at a computer, with the real window, the real landlord service and a real
//! keyring. Run them with `cargo xtask test`.

#[path = "../harness/mod.rs"]
mod harness;
mod people;
mod sign_up;
