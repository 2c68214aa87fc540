//! Whether the service works (S27): the database can be read and written, the rounds in the background go on, and the
//! machine's clock does not jump.

mod store;

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::time::{MissedTickBehavior, interval, timeout};

use super::{event::Event, traces::Traces};
use crate::{
    clock::Clock,
    context::Context,
    figures::{CLOCK_DOUBT_HOURS, CLOCK_JUMP_SECONDS, DAY, HEALTH_ROUND_SECONDS, HOUR, PURGE_SECONDS},
    refusal::Refusal,
    service::Service,
};

/// How long the database may take to answer. Whoever asks does not wait for long either.
const DATABASE_ANSWERS: Duration = Duration::from_secs(2);
/// Rounds that may be missed before the service counts as stuck.
const MISSED_ROUNDS: i64 = 4;

/// What the rounds in the background say of the service.
pub(crate) struct Health {
    began: Instant,
    clock: Mutex<ClockWatch>,
    /// Seconds from `began` to the last look at the clock.
    watched: AtomicI64,
    /// The same for the last step of the purge.
    purged: AtomicI64,
    /// How often the database could not be written, when it last could.
    unwritable: AtomicU64,
    ending: AtomicBool,
}

impl Health {
    /// `last_written`: when the database was last written before this start.
    pub(crate) fn new(now: i64, last_written: Option<i64>) -> Self {
        Self {
            began: Instant::now(),
            clock: Mutex::new(ClockWatch::at_start(now, last_written)),
            watched: AtomicI64::new(0),
            purged: AtomicI64::new(0),
            unwritable: AtomicU64::new(0),
            ending: AtomicBool::new(false),
        }
    }

    /// Records that the service takes no new requests.
    pub(crate) fn ends(&self) {
        self.ending.store(true, Ordering::Relaxed);
    }

    /// Records that the purge goes on, or has nothing to do.
    pub(crate) fn purges(&self) {
        self.purged.store(self.uptime(), Ordering::Relaxed);
    }

    /// The time of the clock, unless it jumped of late. A jump is traced once, whoever looks first.
    pub(crate) fn believed_time(&self, service: &Context) -> Option<i64> {
        let mut watch = self.clock.lock().unwrap_or_else(PoisonError::into_inner);
        watch.look(service.clock.as_ref(), &service.traces, self.uptime())
    }

    fn uptime(&self) -> i64 {
        i64::try_from(self.began.elapsed().as_secs()).unwrap_or(i64::MAX)
    }

    fn flaw_at(&self, uptime: i64) -> Option<&'static str> {
        let is_stuck =
            |last: &AtomicI64, round: i64| uptime - last.load(Ordering::Relaxed) > MISSED_ROUNDS * round;
        if self.ending.load(Ordering::Relaxed) {
            Some("ending")
        } else if is_stuck(&self.watched, HEALTH_ROUND_SECONDS) {
            Some("the clock is no longer watched")
        } else if is_stuck(&self.purged, PURGE_SECONDS) {
            Some("the purge is stuck")
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
    match timeout(DATABASE_ANSWERS, database(service)).await {
        Ok(Ok(())) => None,
        Ok(Err(Refusal::Unwritable(_))) => Some("the database cannot be written"),
        Ok(Err(Refusal::Busy { .. })) | Err(_) => Some("the database does not answer"),
        Ok(Err(_)) => Some("the database cannot be read"),
    }
}

/// Reads, and once something could not be written, also writes: until that is possible again, the service is not ready.
async fn database(service: &Service) -> Result<(), Refusal> {
    let store = &service.base.store;
    store::read(&mut store.read().await?).await?;
    let unwritable = service.base.traces.total(Event::DatabaseUnwritable);
    if unwritable > service.health.unwritable.load(Ordering::Relaxed) {
        store::prove_writable(store.write().await?).await?;
        service.health.unwritable.store(unwritable, Ordering::Relaxed);
    }
    Ok(())
}

/// Watches the clock for as long as the service runs.
pub(crate) async fn watch(service: Service) {
    let mut ticks = interval(Duration::from_secs(HEALTH_ROUND_SECONDS.unsigned_abs()));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let health = &service.health;
        // Whoever needs the time asks again.
        health.believed_time(&service.base);
        health.watched.store(health.uptime(), Ordering::Relaxed);
    }
}

/// Compares the machine's clock with the time that really passed.
#[derive(Debug, Default)]
struct ClockWatch {
    /// The clock and the uptime, in seconds, when they were last compared.
    last: Option<(i64, i64)>,
    /// The uptime until which the clock is not believed, after a jump: somebody may mend it.
    doubted_until: i64,
}

impl ClockWatch {
    /// A clock that is far ahead of the last write may be wrong since before the start: it is not believed at first.
    fn at_start(now: i64, last_written: Option<i64>) -> Self {
        let is_far_ahead = last_written.is_some_and(|at| now - at > DAY);
        Self {
            last: None,
            doubted_until: if is_far_ahead { CLOCK_DOUBT_HOURS * HOUR } else { 0 },
        }
    }

    /// Records a jump of the clock since the last look: expiry, second factors and signatures depend on the time.
    /// Returns the time if it is believed.
    fn look(&mut self, clock: &dyn Clock, traces: &Traces, uptime: i64) -> Option<i64> {
        let now = clock.seconds();
        if let Some((clock_before, uptime_before)) = self.last.replace((now, uptime)) {
            let jump = (now - clock_before) - (uptime - uptime_before);
            if jump.abs() > CLOCK_JUMP_SECONDS {
                traces.record(Event::ClockJumped);
                tracing::error!(seconds = jump, "the machine's clock jumped");
                self.doubted_until = uptime + CLOCK_DOUBT_HOURS * HOUR;
            }
        }
        (uptime >= self.doubted_until).then_some(now)
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
    fn s27_a_clock_that_jumped_is_not_believed_for_a_while() {
        let (clock, traces, mut watch) = (StillClock::at_present(), Traces::new(), ClockWatch::default());
        let mut uptime = 0;
        let mut is_believed = |clock_moves: i64, time_passes: i64| {
            uptime += time_passes;
            clock.advance(clock_moves);
            watch.look(&clock, &traces, uptime).is_some()
        };
        let doubt = CLOCK_DOUBT_HOURS * HOUR;
        assert!(is_believed(0, 0) && is_believed(30, 30) && is_believed(96_500, 96_500));
        let far = 400 * DAY;
        assert!(!is_believed(far, 30) && !is_believed(30, 30));
        // Mended: a jump again, backwards.
        assert!(!is_believed(-far, 30) && !is_believed(doubt - 1, doubt - 1));
        assert!(is_believed(1, 1));
    }

    #[test]
    fn s27_a_clock_far_ahead_of_the_last_write_is_not_believed_at_first() {
        let (clock, traces) = (StillClock::at_present(), Traces::new());
        let now = clock.seconds();
        let believed = |last_written: Option<i64>, uptime: i64| {
            let mut watch = ClockWatch::at_start(now, last_written);
            watch.look(&clock, &traces, uptime).is_some()
        };
        assert!(believed(None, 0), "a new database");
        assert!(believed(Some(now - DAY), 0), "stopped for a night");
        assert!(!believed(Some(now - DAY - 1), 0));
        assert!(believed(Some(now - DAY - 1), CLOCK_DOUBT_HOURS * HOUR));
        assert_eq!(
            traces.total(Event::ClockJumped),
            0,
            "it may have been stopped for long"
        );
    }

    #[test]
    fn s27_a_stuck_round_or_an_ending_service_is_not_ready() {
        let health = Health::new(0, None);
        let rounds = [
            (&health.watched, HEALTH_ROUND_SECONDS),
            (&health.purged, PURGE_SECONDS),
        ];
        for (last, round) in rounds {
            for (others, _) in rounds {
                others.store(1_000_000, Ordering::Relaxed);
            }
            last.store(1_000, Ordering::Relaxed);
            let longest = 1_000 + MISSED_ROUNDS * round;
            assert_eq!(health.flaw_at(longest), None);
            assert!(health.flaw_at(longest + 1).is_some());
        }
        health.purges();
        health.ends();
        assert!(health.flaw_at(1).is_some());
    }
}
