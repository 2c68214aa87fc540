//! The time, passed in so that a test decides what it is.

use jiff::{Timestamp, civil::Date, tz::TimeZone};

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
        let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
        self.now().to_zoned(zone).date()
    }
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}
