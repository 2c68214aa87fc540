//! A clock at a twentieth of the speed: however long a machine takes, no wait of the application ends before what it
//! waits for.

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

/// Time passes slowly until this is dropped, but for what [`tokio::time::advance`] is told.
pub struct SlowClock {
    /// Its end is waited for.
    _lasts: Sender<()>,
}

impl SlowClock {
    pub fn begin() -> Self {
        pause();
        let (lasts, ended) = channel::<()>();
        let runtime = Handle::current();
        // A paused clock of tokio jumps to the next timer when nothing is left to do, but not while a thread works: the
        // landlord's database works on threads that tokio does not know.
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
        // A test that fails has no use for time.
        if !panicking() {
            resume();
        }
    }
}

/// Does what may take a machine longer than the application waits.
#[allow(dead_code, reason = "where time is slow to the end it is not used")]
pub async fn at_any_speed<T>(work: impl Future<Output = T>) -> T {
    let _slow = SlowClock::begin();
    work.await
}
