//! A day of attack, with a clock that moves only on request: how many honest people come through meanwhile, and what
//! the landlord pays for (S23).
//!
//! `cargo test --package landlord --test api -- --ignored --nocapture long_the_table` prints the table of
//! `docs/SECURITY.md`.

mod attack;
mod days;
mod honest;
