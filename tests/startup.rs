//! From exec to *Accueil* of a known tenant with 240 documents on screen, against a blank window
//! of the same Tauri that answers its first command, both in release builds, measured in turn.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement prints its figures and stops when it cannot measure"
)]

#[path = "harness/mod.rs"]
#[allow(dead_code, reason = "the journeys use the rest of it")]
mod harness;
#[path = "journeys/people.rs"]
#[allow(dead_code, reason = "the journeys use the rest of it")]
mod people;
#[allow(dead_code, reason = "the other measurements use the rest of it")]
mod two_windows;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    two_windows::measure("startup", async |programs| {
        let pair = async || {
            let floor = programs.blank().await.end().await;
            (floor, programs.home().await.end().await)
        };
        // One of each that does not count: the files are in memory afterwards.
        pair().await;
        let mut measured = Vec::new();
        for number in 1..=two_windows::pairs() {
            let (floor, ours) = pair().await;
            let (floor, ours) = (floor.as_secs_f64() * 1e3, ours.as_secs_f64() * 1e3);
            println!("{number:>3}. blank window {floor:.0} ms, Accueil {ours:.0} ms");
            measured.push((floor, ours));
        }
        two_windows::tell(("blank window", "Accueil of a known tenant"), "ms", &measured);
    })
    .await;
}
