//! Measures a known tenant's window and a blank window of the same Tauri in turn, both in release builds.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::Child,
};

use crate::{
    application::configuration_offline,
    computer::{Computer, Keyring},
    people,
    process::{dependent, start_as_is},
    root,
    stage::play,
    window::Window,
};

/// The two programs on the computer of a tenant with 240 documents.
pub struct Programs<'a> {
    computer: &'a Computer,
    config: PathBuf,
    release: PathBuf,
}

/// A window that has reached the measured state.
pub struct Shown {
    /// Time since exec.
    pub taken: Duration,
    process: Child,
}

/// Signs the tenant up with a development build of the application, then passes both programs to `work`.
pub async fn measure(application: &Path, name: &str, work: impl AsyncFnOnce(&Programs<'_>)) {
    let release = env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), Into::into)
        .join("release");
    play(application, name, Keyring::Unlocked, async |stage| {
        stage.open_window().await;
        people::sign_up(stage, people::long_standing_tenant()).await;
        people::read_newest_receipt_and_pdf(stage.window()).await;
        stage.close_window().await;
        // A release build accepts HTTPS only. No service answers there, and nothing waits for it.
        let config = stage.computer.home().join("landlord.toml");
        fs::write(&config, configuration_offline()).expect("a configuration");
        work(&Programs {
            computer: &stage.computer,
            config,
            release,
        })
        .await;
    })
    .await;
}

/// The number of pairs to measure, from `PAIRS`; 15 by default.
pub fn pairs() -> usize {
    let asked = env::var("PAIRS").ok().and_then(|text| text.parse().ok());
    asked.unwrap_or(15)
}

impl Programs<'_> {
    /// Starts the application and waits until the known tenant's *Accueil* is on screen.
    pub async fn home(&self) -> Shown {
        self.until_line("espace-locataire", "home on screen").await
    }

    /// Starts the blank window and waits until its first command is answered.
    pub async fn blank(&self) -> Shown {
        self.until_line("blank-window", "first command answered").await
    }

    /// Opens the known tenant's window with a WebDriver.
    pub async fn driven(&self) -> Window {
        let program = self.release.join("espace-locataire");
        Window::open_program(&program, self.computer, &self.config).await
    }

    async fn until_line(&self, program: &str, wanted: &str) -> Shown {
        let mut command = dependent(self.release.join(program));
        self.computer.equip(&mut command);
        command
            .env("ESPACE_LOCATAIRE_CONFIG", &self.config)
            .env("RUST_LOG", "info")
            .stderr(Stdio::piped());
        let start = Instant::now();
        let mut process = start_as_is(command);
        let mut lines = BufReader::new(process.stderr.take().expect("piped")).lines();
        while let Some(line) = lines.next_line().await.expect("readable") {
            if line.contains(wanted) {
                let taken = start.elapsed();
                return Shown { taken, process };
            }
        }
        panic!("{program} ended without « {wanted} »");
    }
}

impl Shown {
    /// Ends the program and returns the time that it took.
    pub async fn end(mut self) -> Duration {
        self.process.kill().await.expect("ended");
        self.taken
    }

    /// Memory of the program and all its child processes, in bytes: their own memory and their part of the shared
    /// memory (proportional set size).
    pub fn memory(&self) -> u64 {
        let mut family = vec![self.process.id().expect("it runs")];
        let mut next = 0;
        while let Some(parent) = family.get(next).copied() {
            family.extend(children(parent));
            next += 1;
        }
        family.into_iter().map(proportional_set_size).sum()
    }
}

fn children(parent: u32) -> Vec<u32> {
    let tasks = fs::read_dir(format!("/proc/{parent}/task"))
        .into_iter()
        .flatten()
        .flatten();
    let lists = tasks.filter_map(|task| fs::read_to_string(task.path().join("children")).ok());
    lists
        .flat_map(|list| {
            list.split_whitespace()
                .filter_map(|id| id.parse().ok())
                .collect::<Vec<_>>()
        })
        .collect()
}

fn proportional_set_size(process: u32) -> u64 {
    let path = Path::new("/proc").join(process.to_string()).join("smaps_rollup");
    let rollup = fs::read_to_string(path).unwrap_or_default();
    let line = rollup.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kibibytes: u64 = line
        .and_then(|line| line.trim().strip_suffix("kB")?.trim().parse().ok())
        .unwrap_or(0);
    kibibytes * 1024
}

/// Prints both medians, and the median, minimum and maximum of the ratio.
pub fn print_measures(what: (&str, &str), unit: &str, measured: &[(f64, f64)]) {
    let spread = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        (values[0], values[values.len() / 2], values[values.len() - 1])
    };
    let (low, ratio, high) = spread(measured.iter().map(|(floor, ours)| ours / floor).collect());
    let (_, floor, _) = spread(measured.iter().map(|(floor, _)| *floor).collect());
    let (_, ours, _) = spread(measured.iter().map(|(_, ours)| *ours).collect());
    println!(
        "Medians: {} {floor:.0} {unit}, {} {ours:.0} {unit}",
        what.0, what.1
    );
    println!(
        "Ratio: median {ratio:.2}, from {low:.2} to {high:.2}, {} pairs",
        measured.len()
    );
}
