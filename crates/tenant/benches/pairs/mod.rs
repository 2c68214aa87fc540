//! Compares a measurement with its floor, in the same run.

use std::time::Duration;

/// Measures the floor and ours in turn, in pairs; the first pair does not count.
pub fn compare(what: &str, count: usize, mut pair: impl FnMut() -> (Duration, Duration)) {
    pair();
    let pairs: Vec<_> = (0..count).map(|_| pair()).collect();
    let mut ratios: Vec<f64> = pairs
        .iter()
        .map(|(floor, ours)| ours.as_secs_f64() / floor.as_secs_f64())
        .collect();
    ratios.sort_by(f64::total_cmp);
    let median = |mut times: Vec<Duration>| {
        times.sort();
        milliseconds(times[count / 2])
    };
    println!(
        "{what}: median ratio {:.2} (from {:.2} to {:.2}), {:.2} ms against {:.2} ms, {count} pairs",
        ratios[count / 2],
        ratios[0],
        ratios[count - 1],
        median(pairs.iter().map(|(_, ours)| *ours).collect()),
        median(pairs.iter().map(|(floor, _)| *floor).collect()),
    );
}

pub fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
