//! From exec to the receipts of a known tenant with 240 documents on screen, against a blank window
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

use std::{
    env, fs,
    path::Path,
    process::Stdio,
    time::{Duration, Instant},
};

use harness::{
    computer::{Computer, Keyring},
    process::{dependent, start_as_is},
    stage::play,
    window::root,
};
use tokio::io::{AsyncBufReadExt, BufReader};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let pairs: usize = env::var("PAIRS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(15);
    let release = env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), Into::into)
        .join("release");
    play("startup", Keyring::Unlocked, async |stage| {
        stage.open_window().await;
        people::sign_up(stage, people::long_standing_tenant()).await;
        stage.close_window().await;
        // A release build speaks HTTPS only; nobody answers there, and nothing waits for it.
        let config = stage.computer.home().join("landlord.toml");
        let text = include_str!("../landlord.toml")
            .replace("https://locataires.habitathdf.example", "https://127.0.0.1:9");
        fs::write(&config, text).expect("a configuration");

        let receipts = async || {
            let program = release.join("espace-locataire");
            time_to_line(&stage.computer, &program, &config, "receipts on screen").await
        };
        let blank = async || {
            let program = release.join("blank-window");
            time_to_line(&stage.computer, &program, &config, "first command answered").await
        };
        // One of each that does not count: the files are in memory afterwards.
        (blank().await, receipts().await);
        let mut measured = Vec::new();
        for pair in 1..=pairs {
            let (floor, ours) = (blank().await, receipts().await);
            println!(
                "{pair:>3}. blank window {} ms, receipts {} ms",
                floor.as_millis(),
                ours.as_millis()
            );
            measured.push((floor, ours));
        }
        tell(&measured);
    })
    .await;
}

fn tell(measured: &[(Duration, Duration)]) {
    let spread = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        (values[0], values[values.len() / 2], values[values.len() - 1])
    };
    let (low, median, high) = spread(
        measured
            .iter()
            .map(|(floor, ours)| ours.as_secs_f64() / floor.as_secs_f64())
            .collect(),
    );
    let (_, floor, _) = spread(
        measured
            .iter()
            .map(|(floor, _)| floor.as_secs_f64() * 1e3)
            .collect(),
    );
    let (_, ours, _) = spread(
        measured
            .iter()
            .map(|(_, ours)| ours.as_secs_f64() * 1e3)
            .collect(),
    );
    println!("Medians: blank window {floor:.0} ms, receipts of a known tenant {ours:.0} ms");
    println!(
        "Ratio: median {median:.2}, from {low:.2} to {high:.2}, {} pairs",
        measured.len()
    );
}

/// Starts a program and waits for the line that tells it has come so far; then it is ended.
async fn time_to_line(computer: &Computer, program: &Path, config: &Path, wanted: &str) -> Duration {
    let mut command = dependent(program);
    computer.equip(&mut command);
    command
        .env("ESPACE_LOCATAIRE_CONFIG", config)
        .env("RUST_LOG", "info")
        .stderr(Stdio::piped());
    let start = Instant::now();
    let mut child = start_as_is(command);
    let mut lines = BufReader::new(child.stderr.take().expect("piped")).lines();
    while let Some(line) = lines.next_line().await.expect("readable") {
        if line.contains(wanted) {
            let taken = start.elapsed();
            child.kill().await.expect("ended");
            return taken;
        }
    }
    panic!("{} ended without « {wanted} »", program.display());
}
