//! Journeys: a person at a computer, with the real window, the real landlord service and a real keyring. Run them
//! with `cargo xtask test`.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod accessibility;
mod agency_messages;
mod by_hand;
mod clocks;
mod counter;
mod dossier;
mod engine;
mod faults;
mod forgotten_password;
mod help;
mod home;
mod hostile_frame;
mod hostile_pdfs;
mod household;
mod keyboard;
mod keyring_fails;
mod left_in_the_middle;
mod letters;
mod locked_keyring;
mod locked_meanwhile;
mod looks;
mod messages;
mod networks;
mod notifications;
mod offline;
mod one_window;
mod payment;
mod pdf;
mod pin;
mod profile;
mod pseudo_language;
mod receipts;
mod round_trips;
mod secret_service;
mod secrets;
mod sign_in;
mod sign_up;
mod sms_in_real_life;
mod stopped;
mod support;
mod updates;

use std::{path::Path, time::Duration};

use harness::{computer::Keyring, stage::Stage};
use tenant::figures::ANSWER_SECONDS;

/// The application that was built for these tests.
const APPLICATION: &str = env!("CARGO_BIN_EXE_espace-locataire");

/// Whether a lock waited for no answer of the landlord, and for nobody at a dialog. It is due within a second; on a busy
/// machine it takes longer.
fn waited_for_nothing(took: Duration) -> bool {
    took < Duration::from_secs(ANSWER_SECONDS) / 2
}

/// Plays a journey with this application, on a stage of its own.
async fn play(name: &str, keyring: Keyring, journey: impl AsyncFnOnce(&mut Stage)) {
    harness::stage::play(Path::new(APPLICATION), name, keyring, journey).await;
}
