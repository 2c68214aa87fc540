//! The tenant's application against the real landlord service, without a window.
#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod at_home;
mod at_the_counter;
#[path = "../clock/mod.rs"]
mod clock;
mod desk;
mod disks;
mod dossier;
mod drafts;
mod endless_lists;
mod forgotten_password;
mod household;
#[path = "../keys/mod.rs"]
mod keys;
mod killed;
mod later_versions;
mod left_at_the_counter;
mod left_by_retour;
mod left_in_the_middle;
mod letters;
mod line;
mod lock_at_once;
mod locked_keyring;
mod lost_answers;
mod pages;
mod paying;
mod paying_killed;
mod pin;
mod pin_killed;
mod profile;
mod receipts;
mod removals;
mod seats;
mod secrets;
mod security_keys;
mod shared_keyring;
mod sign_in_codes;
mod sign_up;
mod staff_at_the_counter;
mod support;
mod switched_keyrings;
mod updates;
mod victim;
mod writing;
