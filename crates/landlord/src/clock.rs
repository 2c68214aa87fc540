//! The time, passed in so that a test decides what it is.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// What tells the time.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;

    /// Seconds since the Unix epoch.
    fn seconds(&self) -> i64 {
        self.now().as_second()
    }

    /// Today at the landlord's, in mainland France.
    fn today(&self) -> Date {
        local_day(self.now())
    }
}

/// The time of mainland France.
fn zone() -> TimeZone {
    TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC)
}

/// A moment by the clocks of mainland France.
pub(crate) fn local(moment: Timestamp) -> DateTime {
    moment.to_zoned(zone()).datetime()
}

/// The day that a moment is of in mainland France.
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

/// A clock that stands still until it is moved: for tests and rehearsals. Its clones are one clock.
#[derive(Debug, Clone)]
pub struct StillClock(Arc<AtomicI64>);

impl StillClock {
    /// Stands at the present moment. Libraries that look at the real time agree with it.
    #[must_use]
    pub fn at_present() -> Self {
        Self(Arc::new(AtomicI64::new(Timestamp::now().as_second())))
    }

    /// Moves it on.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(self.0.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX)
    }
}
