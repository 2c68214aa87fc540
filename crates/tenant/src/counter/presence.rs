//! Whether somebody is at the counter: an idle visit ends, and an idle desk locks.

use std::{sync::atomic::Ordering, time::Duration};

use tokio::time::{Instant, sleep};

use super::Counter;
use crate::figures::COUNTDOWN_SECONDS;

impl Counter {
    /// Records that the keyboard or pointer was used. The countdown asks a question, which a moved mouse does not
    /// answer: only [`Self::reset_idle_timer`] counts then.
    pub fn touched(&self) {
        if !self.counting_down.load(Ordering::Acquire) {
            self.reset_idle_timer();
        }
    }

    /// Restarts the idle timer: somebody is there.
    pub fn reset_idle_timer(&self) {
        self.idle.seen(Instant::now());
    }

    /// Waits until a visit or an open desk has had no touch for
    /// [`COUNTER_IDLE_MINUTES`](crate::figures::COUNTER_IDLE_MINUTES).
    pub async fn idle_too_long(&self) {
        let mut occupied = self.occupied.subscribe();
        loop {
            // Never fails: the sender lives as long as `self`.
            let _ = occupied.wait_for(|occupied| *occupied).await;
            match self.idle.left(Instant::now()) {
                Some(left) => sleep(left).await,
                None if *occupied.borrow() => return,
                None => {}
            }
        }
    }

    /// Waits until the session of staff has ended at the landlord's service while tenants that a search found were on
    /// screen: they are to be wiped.
    pub async fn somebody_is_left_behind(&self) {
        let mut left_behind = self.left_behind.subscribe();
        // Never fails, as in `idle_too_long`.
        let _ = left_behind.wait_for(|left_behind| *left_behind).await;
    }

    /// Waits until there is something to wipe, or until there is nothing.
    pub async fn something_to_wipe_becomes(&self, wanted: bool) {
        let mut occupied = self.occupied.subscribe();
        // Never fails, as in `idle_too_long`.
        let _ = occupied.wait_for(|occupied| *occupied == wanted).await;
    }

    /// Waits for the countdown of [`COUNTDOWN_SECONDS`]. Returns true when somebody answered it, or as soon as there is
    /// nothing to wipe any more.
    pub async fn somebody_comes_back(&self) -> bool {
        let mut occupied = self.occupied.subscribe();
        self.counting_down.store(true, Ordering::Release);
        let back = tokio::select! {
            () = sleep(Duration::from_secs(COUNTDOWN_SECONDS)) => self.idle.left(Instant::now()).is_some(),
            _ = occupied.wait_for(|occupied| !occupied) => true,
        };
        self.counting_down.store(false, Ordering::Release);
        back
    }
}
