//! Whether the service works (S27): the database can be read, the background round is alive, and the machine's clock
//! does not jump.

mod store;

use std::{
    sync::atomic::{AtomicBool, AtomicI64, Ordering},
    time::{Duration, Instant},
};

use tokio::time::{MissedTickBehavior, interval, timeout};

use super::{event::Event, traces::Traces};
use crate::{
    clock::Clock,
    figures::{CLOCK_JUMP_SECONDS, HEALTH_ROUND_SECONDS},
    refusal::Refusal,
    service::Service,
    store::Database,
};

/// How long the database may take to answer. Whoever asks does not wait for long either.
const DATABASE_ANSWERS: Duration = Duration::from_secs(2);
/// Rounds that may be missed before the service counts as stuck.
const MISSED_ROUNDS: i64 = 4;

/// What the background round says of the service.
pub(crate) struct Health {
    began: Instant,
    /// Seconds from `began` to the last background round.
    last_round: AtomicI64,
    ending: AtomicBool,
}

impl Health {
    pub(crate) fn new() -> Self {
        Self {
            began: Instant::now(),
            last_round: AtomicI64::new(0),
            ending: AtomicBool::new(false),
        }
    }

    /// Records that the service takes no new requests.
    pub(crate) fn ends(&self) {
        self.ending.store(true, Ordering::Relaxed);
    }

    fn uptime(&self) -> i64 {
        i64::try_from(self.began.elapsed().as_secs()).unwrap_or(i64::MAX)
    }

    fn flaw_at(&self, uptime: i64) -> Option<&'static str> {
        let since = uptime - self.last_round.load(Ordering::Relaxed);
        if self.ending.load(Ordering::Relaxed) {
            Some("ending")
        } else if since > MISSED_ROUNDS * HEALTH_ROUND_SECONDS {
            Some("the background round is stuck")
        } else {
            None
        }
    }
}

/// Why the service is not ready for requests, if it is not.
pub(crate) async fn flaw(service: &Service) -> Option<&'static str> {
    let health = &service.health;
    if let Some(flaw) = health.flaw_at(health.uptime()) {
        return Some(flaw);
    }
    match timeout(DATABASE_ANSWERS, read(&service.base.store)).await {
        Ok(Ok(())) => None,
        Ok(Err(_)) => Some("the database cannot be read"),
        Err(_) => Some("the database does not answer"),
    }
}

async fn read(store: &Database) -> Result<(), Refusal> {
    store::read(&mut store.read().await?).await
}

/// The background round, for as long as the service runs.
pub(crate) async fn watch(service: Service) {
    let mut clock = ClockWatch::default();
    let mut ticks = interval(Duration::from_secs(HEALTH_ROUND_SECONDS.unsigned_abs()));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let uptime = service.health.uptime();
        clock.look(service.base.clock.as_ref(), &service.base.traces, uptime);
        service.health.last_round.store(uptime, Ordering::Relaxed);
    }
}

/// Compares the machine's clock with the time that really passed.
#[derive(Debug, Default)]
struct ClockWatch {
    /// The clock and the uptime, in seconds, when they were last compared.
    last: Option<(i64, i64)>,
}

impl ClockWatch {
    /// Records a jump of the clock since the last look. Expiry, second factors and signatures depend on the time.
    fn look(&mut self, clock: &dyn Clock, traces: &Traces, uptime: i64) {
        let now = clock.seconds();
        if let Some((clock_before, uptime_before)) = self.last.replace((now, uptime)) {
            let jump = (now - clock_before) - (uptime - uptime_before);
            if jump.abs() > CLOCK_JUMP_SECONDS {
                traces.record(Event::ClockJumped);
                tracing::error!(seconds = jump, "the machine's clock jumped");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::StillClock;

    #[test]
    fn s27_a_clock_that_jumps_either_way_is_traced_once() {
        let (clock, traces, mut watch) = (StillClock::at_present(), Traces::new(), ClockWatch::default());
        let mut uptime = 0;
        let mut pass = |clock_moves: i64| {
            uptime += HEALTH_ROUND_SECONDS;
            clock.advance(clock_moves);
            watch.look(&clock, &traces, uptime);
            traces.total(Event::ClockJumped)
        };
        let round = HEALTH_ROUND_SECONDS;
        assert_eq!(pass(round), 0, "nothing to compare with");
        assert_eq!([pass(round), pass(round + CLOCK_JUMP_SECONDS)], [0, 0]);
        assert_eq!([pass(round + CLOCK_JUMP_SECONDS + 1), pass(round)], [1, 1]);
        assert_eq!([pass(round - CLOCK_JUMP_SECONDS - 1), pass(round)], [2, 2]);
    }

    #[test]
    fn s27_a_stuck_round_or_an_ending_service_is_not_ready() {
        let health = Health::new();
        let longest = MISSED_ROUNDS * HEALTH_ROUND_SECONDS;
        assert_eq!(health.flaw_at(longest), None);
        assert!(health.flaw_at(longest + 1).is_some());
        health.last_round.store(1, Ordering::Relaxed);
        assert_eq!(health.flaw_at(longest + 1), None);
        health.ends();
        assert!(health.flaw_at(1).is_some());
    }
}
