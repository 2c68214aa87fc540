//! A clock at a twentieth of its speed: however slow the machine is, no timeout of the application expires before
//! the work it waits for.

use std::{
    sync::mpsc::{RecvTimeoutError, Sender, channel},
    thread::{self, panicking},
    time::Duration,
};

use tokio::{
    runtime::Handle,
    task::spawn_blocking,
    time::{advance, pause, resume},
};

const TICK: Duration = Duration::from_millis(1);
const EVERY: Duration = Duration::from_millis(20);

/// Pauses tokio's clock, and advances it slowly until it is dropped.
pub struct Ticks {
    /// Closed on drop, which ends the ticking thread.
    _last: Sender<()>,
}

impl Ticks {
    pub fn begin() -> Self {
        pause();
        let (last, ended) = channel::<()>();
        let runtime = Handle::current();
        thread::spawn(move || {
            while ended.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                runtime.spawn(advance(TICK));
            }
        });
        Self { _last: last }
    }
}

impl Drop for Ticks {
    fn drop(&mut self) {
        // A failed test needs no more time.
        if !panicking() {
            resume();
        }
    }
}

/// Prevents the jump of tokio's paused clock to the next timer when nothing is left to do. tokio does not jump while a
/// blocking thread runs; the landlord's database works on threads that tokio does not know.
pub struct Hold {
    /// Closed on drop, which ends the blocking thread.
    _lasts: Sender<()>,
}

impl Hold {
    pub fn begin() -> Self {
        let (lasts, ended) = channel::<()>();
        spawn_blocking(move || ended.recv());
        Self { _lasts: lasts }
    }
}

/// Slows time down until it is dropped, except for [`tokio::time::advance`].
pub struct SlowClock {
    _hold: Hold,
    _ticks: Ticks,
}

impl SlowClock {
    #[allow(dead_code, reason = "a rehearsal holds its time only while somebody works")]
    pub fn begin() -> Self {
        let ticks = Ticks::begin();
        Self {
            _hold: Hold::begin(),
            _ticks: ticks,
        }
    }
}

/// Runs work that may take a machine longer than the application waits.
#[allow(dead_code, reason = "where time is slow to the end it is not used")]
pub async fn at_any_speed<T>(work: impl Future<Output = T>) -> T {
    let _slow = SlowClock::begin();
    work.await
}
