//! Time from exec to *Accueil* on screen, for a known tenant with 240 documents. Compared in turn with a blank
//! window of the same Tauri that answers its first command; both are release builds.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement prints its figures and stops when it cannot measure"
)]

use std::path::Path;

use harness::two_windows;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    two_windows::measure(
        Path::new(env!("CARGO_BIN_EXE_espace-locataire")),
        "startup",
        async |programs| {
            let pair = async || {
                let floor = programs.blank().await.end().await;
                (floor, programs.home().await.end().await)
            };
            // A first pair that does not count: it brings the files into memory.
            pair().await;
            let mut measured = Vec::new();
            for number in 1..=two_windows::pairs() {
                let (floor, ours) = pair().await;
                let (floor, ours) = (floor.as_secs_f64() * 1e3, ours.as_secs_f64() * 1e3);
                println!("{number:>3}. blank window {floor:.0} ms, Accueil {ours:.0} ms");
                measured.push((floor, ours));
            }
            two_windows::print_measures(("blank window", "Accueil of a known tenant"), "ms", &measured);
        },
    )
    .await;
}
