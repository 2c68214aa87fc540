//! Memory of the window of a known tenant with 240 documents, ten seconds after *Accueil* is on screen, all its
//! processes together. Compared with a blank window of the same Tauri; both are release builds.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement prints its figures and stops when it cannot measure"
)]

use std::{path::Path, time::Duration};

use harness::two_windows;
use tokio::time::sleep;

/// After this wait, memory that only the start needed is freed.
const SETTLED: Duration = Duration::from_secs(10);
const MEBIBYTE: f64 = 1024.0 * 1024.0;

async fn settled(shown: two_windows::Shown) -> f64 {
    sleep(SETTLED).await;
    let bytes = shown.memory();
    shown.end().await;
    bytes as f64 / MEBIBYTE
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    two_windows::measure(
        Path::new(env!("CARGO_BIN_EXE_espace-locataire")),
        "memory",
        async |programs| {
            let mut measured = Vec::new();
            for number in 1..=two_windows::pairs() {
                let floor = settled(programs.blank().await).await;
                let ours = settled(programs.home().await).await;
                println!("{number:>3}. blank window {floor:.0} MiB, Accueil {ours:.0} MiB");
                measured.push((floor, ours));
            }
            two_windows::print_measures(("blank window", "Accueil of a known tenant"), "MiB", &measured);
        },
    )
    .await;
}
