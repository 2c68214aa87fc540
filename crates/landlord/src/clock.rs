//! The clock, passed in so that tests control the time.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// Source of the current time.
pub trait Clock: Send + Sync {
    /// The current time.
    fn now(&self) -> Timestamp;

    /// Seconds since the Unix epoch.
    fn seconds(&self) -> i64 {
        self.now().as_second()
    }

    /// Today's date in mainland France.
    fn today(&self) -> Date {
        local_day(self.now())
    }
}

/// Name of the time zone of mainland France.
const ZONE: &str = "Europe/Paris";

/// The time zone of mainland France; UTC when the time zone database lacks it.
fn zone() -> TimeZone {
    TimeZone::get(ZONE).unwrap_or(TimeZone::UTC)
}

/// Whether the time zone database of the system knows mainland France. Without it, days are counted in UTC.
#[must_use]
pub(crate) fn knows_the_local_time() -> bool {
    TimeZone::get(ZONE).is_ok()
}

/// A moment in the local time of mainland France.
pub(crate) fn local(moment: Timestamp) -> DateTime {
    moment.to_zoned(zone()).datetime()
}

/// The date of a moment in mainland France.
pub(crate) fn local_day(moment: Timestamp) -> Date {
    local(moment).date()
}

/// The first moment of a day in mainland France.
pub(crate) fn beginning_of(day: Date) -> Result<Timestamp, jiff::Error> {
    Ok(day.to_zoned(zone())?.timestamp())
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still until it is advanced, for tests and rehearsals. Clones share one time.
#[derive(Debug, Clone)]
pub struct StillClock(Arc<AtomicI64>);

impl StillClock {
    /// Starts at the real time, so that libraries that read the real time agree with it.
    #[must_use]
    pub fn at_present() -> Self {
        Self(Arc::new(AtomicI64::new(Timestamp::now().as_second())))
    }

    /// Advances the clock by `seconds`.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX)
    }
}
