//! A day of attack, with a clock that moves only on request: how many honest people come through meanwhile, and what
//! the landlord pays for (S23).
//!
//! `cargo test --package landlord --test api -- --ignored long_a_day_of_attack` writes the rows of the table of
//! `docs/SECURITY.md` to standard error, each with the number of the attacker's requests behind it. Requests come one
//! after the other: what waits in queues (S6) is not part of it.

mod attack;
mod days;
mod honest;
