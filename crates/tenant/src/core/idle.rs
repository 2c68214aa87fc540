//! Time since the last keyboard or pointer input, on the monotonic clock: the machine's date may jump (R8).

use std::time::Duration;

use tokio::{sync::watch, time::Instant};

/// The last input, and how long the idle time may get.
pub(crate) struct Idle {
    last: watch::Sender<Instant>,
    longest: Duration,
}

impl Idle {
    pub(crate) fn new(longest: Duration, now: Instant) -> Self {
        Self {
            last: watch::Sender::new(now),
            longest,
        }
    }

    /// Records input. A call that comes late takes nothing back.
    pub(crate) fn seen(&self, now: Instant) {
        self.last.send_if_modified(|last| {
            let later = now > *last;
            *last = now.max(*last);
            later
        });
    }

    /// Hears of each input from now on.
    pub(crate) fn inputs(&self) -> watch::Receiver<Instant> {
        self.last.subscribe()
    }

    /// Time until the idle limit; none once it is reached.
    pub(crate) fn left(&self, now: Instant) -> Option<Duration> {
        let left = (*self.last.borrow() + self.longest).saturating_duration_since(now);
        (!left.is_zero()).then_some(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_left_runs_out_and_input_restarts_it() {
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
