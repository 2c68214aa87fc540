//! How long nobody has touched keyboard or pointer, on the monotonic clock: the machine's date may jump (R8).

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

/// When somebody was last there.
pub(crate) struct Idle {
    last: Mutex<Instant>,
    longest: Duration,
}

impl Idle {
    pub(crate) fn new(longest: Duration, now: Instant) -> Self {
        Self {
            last: Mutex::new(now),
            longest,
        }
    }

    /// Somebody is there.
    pub(crate) fn seen(&self, now: Instant) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = now.max(*last);
    }

    /// How long until nobody has been there for too long; none when that is so.
    pub(crate) fn left(&self, now: Instant) -> Option<Duration> {
        let last = *self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let left = (last + self.longest).saturating_duration_since(now);
        (!left.is_zero()).then_some(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_there_for_a_while_is_too_long_and_one_touch_begins_it_anew() {
        let minutes = |count: u64| Duration::from_secs(60 * count);
        let start = Instant::now();
        let idle = Idle::new(minutes(5), start);
        assert_eq!(idle.left(start), Some(minutes(5)));
        assert_eq!(idle.left(start + minutes(4)), Some(minutes(1)));
        idle.seen(start + minutes(4));
        assert_eq!(idle.left(start + minutes(5)), Some(minutes(4)));
        assert_eq!(idle.left(start + minutes(9)), None);
        assert_eq!(idle.left(start + minutes(90)), None);
        idle.seen(start + minutes(91));
        idle.seen(start);
        assert_eq!(
            idle.left(start + minutes(92)),
            Some(minutes(4)),
            "a word that comes late takes nothing back"
        );
    }
}
