//! The landlord service's API, on the real router and a real database.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod account;
mod agency_messages;
mod application_versions;
mod archive_recovery;
mod budgets;
mod card_payments;
mod card_payments_killed;
mod card_providers;
mod changes;
mod client_addresses;
mod closures;
mod consents;
mod counter;
mod described;
mod ended_attempts;
mod ending;
mod enrolments;
mod enumeration;
mod exports;
mod forgotten_passwords;
mod full_disk;
mod guessing;
mod keys;
mod known_devices;
mod languages;
mod letters;
mod made_up_provider;
mod old_databases;
mod other_tenants;
mod passwords;
mod payments;
mod purge;
mod quotas;
mod recovery_hold;
mod rent_account;
mod rent_documents;
mod replaced_passwords;
mod robot_checks;
mod security_keys;
mod service;
mod sessions;
mod sign_in_attacks;
mod sign_in_codes;
mod simulation;
mod staff;
mod staff_blocking;
mod staff_journal;
mod staff_proofs;
mod stripe_server;
mod traces;
mod verifications;
mod visits;
