//! A clock at a twentieth of its speed: however slow the machine is, no timeout of the application expires before
//! the work it waits for.

use std::{
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread::panicking,
    time::Duration,
};

use tokio::{
    runtime::Handle,
    task::spawn_blocking,
    time::{advance, pause, resume},
};

const TICK: Duration = Duration::from_millis(1);
const EVERY: Duration = Duration::from_millis(20);

/// Slows time down until it is dropped, except for [`tokio::time::advance`].
pub struct SlowClock {
    /// Closed on drop, which ends the ticking thread.
    _lasts: Sender<()>,
}

impl SlowClock {
    pub fn begin() -> Self {
        pause();
        let (lasts, ended) = channel::<()>();
        let runtime = Handle::current();
        // tokio's paused clock jumps to the next timer when nothing is left to do, but not while a blocking thread
        // runs. This one prevents the jump: the landlord's database works on threads that tokio does not know.
        spawn_blocking(move || {
            while ended.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                runtime.spawn(advance(TICK));
            }
        });
        Self { _lasts: lasts }
    }
}

impl Drop for SlowClock {
    fn drop(&mut self) {
        // A failed test needs no more time.
        if !panicking() {
            resume();
        }
    }
}

/// Runs work that may take a machine longer than the application waits.
#[allow(dead_code, reason = "where time is slow to the end it is not used")]
pub async fn at_any_speed<T>(work: impl Future<Output = T>) -> T {
    let _slow = SlowClock::begin();
    work.await
}
