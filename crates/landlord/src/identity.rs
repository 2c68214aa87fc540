//! The identity of tenants: sign-up, sign-in, sessions, *Mon profil* (S1 to S9, S25).

pub(crate) mod account_alerts;
pub mod admin;
pub(crate) mod archive_recovery;
pub(crate) mod closure;
pub(crate) mod common_passwords;
pub(crate) mod consent;
mod decoy;
pub(crate) mod device;
pub(crate) mod enrolment;
pub(crate) mod letter;
pub(crate) mod open_attempts;
mod password_check;
pub(crate) mod password_hash;
pub(crate) mod profile;
pub(crate) mod recovery_hold;
pub(crate) mod robot_check;
pub(crate) mod session;
pub(crate) mod sign_in_guard;
pub(crate) mod sms_challenge;
