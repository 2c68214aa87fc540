//! The landlord's time. This machine's clock may be wrong by years (R8), and would then show a rent as overdue
//! that is not, or as paid up to a day that has not come.

use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp, Zoned, civil::Date, fmt::rfc2822, tz::TimeZone};
use reqwest::{Response, header::DATE};

/// A difference below this is ignored: the landlord sends whole seconds, and an answer takes time to arrive.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);

/// How far the landlord's clock is ahead of this machine's, according to its last answer (RFC 9110, `Date`).
#[derive(Debug, Default)]
pub(crate) struct LandlordClock(Mutex<Option<SignedDuration>>);

impl LandlordClock {
    /// Takes the time from an answer.
    pub(crate) fn observe(&self, answer: &Response) {
        let date = answer.headers().get(DATE).and_then(|date| date.to_str().ok());
        if let Some(server_time) = date.and_then(|date| rfc2822::parse(date).ok()) {
            self.set_from(server_time.timestamp(), Timestamp::now());
        }
    }

    fn set_from(&self, server_time: Timestamp, here: Timestamp) {
        let ahead = server_time.duration_since(here);
        let ahead = if ahead.abs() < TOLERANCE {
            SignedDuration::ZERO
        } else {
            ahead
        };
        *self.ahead_mut() = Some(ahead);
    }

    /// Today at the landlord's, whose clock is this far ahead, in this machine's time zone.
    pub(crate) fn day(ahead: SignedDuration) -> Date {
        Zoned::new(shifted(ahead), TimeZone::system()).date()
    }

    /// Now at the landlord's, as far as this run knows.
    pub(crate) fn now(&self) -> Timestamp {
        shifted(self.ahead().unwrap_or_default())
    }

    /// How far the landlord's clock is ahead; none before the first answer of this run.
    pub(crate) fn ahead(&self) -> Option<SignedDuration> {
        *self.ahead_mut()
    }

    fn ahead_mut(&self) -> MutexGuard<'_, Option<SignedDuration>> {
        // Nothing panics while the lock is held.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn shifted(ahead: SignedDuration) -> Timestamp {
    let here = Timestamp::now();
    here.checked_add(ahead).unwrap_or(here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignores_a_small_clock_difference_and_keeps_a_large_one() {
        let clock = LandlordClock::default();
        let here: Timestamp = "2026-11-23T14:00:00Z".parse().expect("a moment");
        for (server_time, ahead) in [
            ("2026-11-23T14:04:59Z", SignedDuration::ZERO),
            ("2026-11-23T13:55:01Z", SignedDuration::ZERO),
            ("2026-11-23T15:00:00Z", SignedDuration::from_hours(1)),
            ("2016-11-25T14:00:00Z", SignedDuration::from_hours(-24 * 3_650)),
        ] {
            clock.set_from(server_time.parse().expect("a moment"), here);
            assert_eq!(clock.ahead(), Some(ahead), "{server_time}");
        }
    }
}
