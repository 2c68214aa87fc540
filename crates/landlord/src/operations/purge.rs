//! Deletes what has expired, in the background: a request never waits for more than one small transaction of it.
//! Rules do not rely on it. They ask themselves whether what they read has expired.

use std::time::Duration;

use strum::VariantArray;
use tokio::time::{Instant, MissedTickBehavior, interval};

use crate::{
    context::Context,
    counter::{staff::store as staff, visit::store as visits},
    figures::{
        CLOCK_DOUBT_HOURS, CLOCK_JUMP_MINUTES, DAY, HOUR, MAX_WINDOW, MINUTE, PURGE_BATCHES, PURGE_SECONDS,
        PURGED_ROWS, TENANT_CODES_PER_ADDRESS, VISIT_KEPT_DAYS,
    },
    identity::{
        consent::{self, store as consents},
        device::store as devices,
        enrolment::store as enrolments,
        session::store as sessions,
        sign_in_guard::{self, store as sign_in_failures},
        sms_challenge::store as sms_challenges,
    },
    quota::store as counted_events,
    refusal::Refusal,
};

/// The tables with rows that expire, in the order in which they are purged: enrolments before the visits that they
/// belong to.
#[derive(Debug, Clone, Copy, VariantArray)]
enum Purge {
    Sessions,
    Devices,
    Enrolments,
    RobotChecks,
    SmsChallenges,
    SignInFailures,
    CountedEvents,
    CodesOfAddresses,
    StaffSessions,
    Visits,
    Consents,
}

impl Purge {
    /// Deletes the oldest expired rows, at most [`PURGED_ROWS`], and returns their number.
    async fn batch(self, service: &Context) -> Result<u64, Refusal> {
        let now = service.clock.seconds();
        let lapsed = match self {
            // Read without the lock: the entries of open accounts are old, too, and are skipped one by one.
            Self::Consents => {
                let before = consent::proof_lapses_before(now);
                consents::lapsed(&mut service.store.read().await?, before, PURGED_ROWS).await?
            }
            _ => Vec::new(),
        };
        let mut writing = service.store.write().await?;
        let (most, connection) = (PURGED_ROWS, &mut writing);
        let deleted = match self {
            Self::Sessions => sessions::purge(connection, now, most).await?,
            Self::Devices => devices::purge(connection, now, most).await?,
            Self::Enrolments => enrolments::purge(connection, now, most).await?,
            Self::RobotChecks => enrolments::purge_robot_checks(connection, now, most).await?,
            Self::SmsChallenges => sms_challenges::purge(connection, now, most).await?,
            Self::SignInFailures => {
                sign_in_failures::purge(connection, sign_in_guard::kept_since(now), most).await?
            }
            Self::CountedEvents => counted_events::purge_events(connection, now - MAX_WINDOW, most).await?,
            Self::CodesOfAddresses => {
                let before = now - TENANT_CODES_PER_ADDRESS.window;
                counted_events::purge_codes_of_addresses(connection, before, most).await?
            }
            Self::StaffSessions => staff::purge_sessions(connection, now, most).await?,
            Self::Visits => visits::purge(connection, now - VISIT_KEPT_DAYS * DAY, most).await?,
            Self::Consents => {
                for id in &lapsed {
                    consents::forget(connection, *id).await?;
                }
                lapsed.len() as u64
            }
        };
        // Nothing is written to the disk when nothing was deleted.
        if deleted > 0 {
            writing.commit().await?;
        }
        Ok(deleted)
    }
}

/// Purges each table once, a bounded number of rows. Other writers come in between two transactions.
pub(crate) async fn round(service: &Context) -> Result<(), Refusal> {
    for purge in Purge::VARIANTS {
        for _ in 0..PURGE_BATCHES {
            if purge.batch(service).await? < PURGED_ROWS.unsigned_abs() {
                break;
            }
        }
    }
    Ok(())
}

/// Purges for as long as the service runs.
pub(crate) async fn keep_purging(service: &Context) {
    let mut ticks = interval(Duration::from_secs(PURGE_SECONDS));
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut clock = WatchedClock::new(service.clock.seconds(), Instant::now());
    loop {
        ticks.tick().await;
        if !clock.is_believed(service.clock.seconds(), Instant::now()) {
            continue;
        }
        match round(service).await {
            Ok(()) => {}
            Err(Refusal::Busy { .. }) => tracing::debug!("the purge goes on later: the database is busy"),
            Err(error) => tracing::error!(%error, "expired rows could not be deleted"),
        }
    }
}

/// Compares the clock with the time that passed. A clock that jumps ahead by mistake would delete sessions that are
/// in force, so the purge waits for somebody to mend it. Nothing else does: what expires by a wrong clock is in
/// force again once the clock is right.
struct WatchedClock {
    seconds: i64,
    instant: Instant,
    doubted_until: Option<Instant>,
}

impl WatchedClock {
    fn new(seconds: i64, instant: Instant) -> Self {
        Self {
            seconds,
            instant,
            doubted_until: None,
        }
    }

    fn is_believed(&mut self, seconds: i64, instant: Instant) -> bool {
        let passed = i64::try_from(instant.duration_since(self.instant).as_secs()).unwrap_or(i64::MAX);
        let jump = seconds.saturating_sub(self.seconds).saturating_sub(passed);
        (self.seconds, self.instant) = (seconds, instant);
        if jump.saturating_abs() > CLOCK_JUMP_MINUTES * MINUTE {
            tracing::error!(jump, "the clock jumped: nothing is purged for a while");
            let doubt = CLOCK_DOUBT_HOURS * HOUR.unsigned_abs();
            self.doubted_until = Some(instant + Duration::from_secs(doubt));
        }
        self.doubted_until.is_none_or(|until| instant >= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seconds of the clock, seconds that passed since the start, and whether the clock is believed then.
    type Step = (i64, u64, bool);

    fn check(steps: &[Step]) {
        let start = Instant::now();
        let mut clock = WatchedClock::new(1_000_000, start);
        for (seconds, passed, believed) in steps {
            let instant = start + Duration::from_secs(*passed);
            assert_eq!(
                clock.is_believed(1_000_000 + seconds, instant),
                *believed,
                "{seconds}"
            );
        }
    }

    #[test]
    fn the_purge_believes_a_clock_that_runs_with_time() {
        check(&[
            (30, 30, true),
            (61, 60, true),
            (3_590, 90, true),
            (100_000, 96_500, true),
        ]);
    }

    #[test]
    fn the_purge_waits_after_the_clock_jumped_ahead_or_back() {
        let doubt = CLOCK_DOUBT_HOURS * 3_600;
        let far = 400 * DAY;
        check(&[
            (far, 30, false),
            (far + 30, 60, false),
            // Mended: a jump again, backwards.
            (90, 90, false),
            (90 + i64::try_from(doubt).unwrap_or_default(), 90 + doubt, true),
        ]);
    }
}
