//! Passes time where something waits for what never comes.
//!
//! While a line waits, tokio's paused clock jumps to the next timer, but only when the application has nothing left to
//! do: no task that can run, and no blocking thread, where it reads its archive. So no timeout expires during work,
//! however slow the machine is. Elsewhere the clock hardly moves.

use std::{
    cell::RefCell,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncReadExt},
    time::{sleep, timeout},
};

use crate::clock::{Hold, Ticks};

/// Time passes in steps: bytes that the system delivers late cost a step, and no timeout.
const STEP: Duration = Duration::from_secs(1);

thread_local! {
    /// The time of the rehearsal that this thread runs.
    static STATE: RefCell<Arc<Mutex<State>>> = RefCell::default();
}

/// Who waits and who works.
#[derive(Default)]
struct State {
    lines_waiting: usize,
    landlord_working: usize,
    /// Until the rehearsal ends. Its lines may wait a little longer.
    running: bool,
    hold: Option<Hold>,
}

impl State {
    fn update(&mut self) {
        let jumps = self.lines_waiting > 0 && self.landlord_working == 0;
        if jumps || !self.running {
            self.hold = None;
        } else if self.hold.is_none() {
            self.hold = Some(Hold::begin());
        }
    }
}

/// The time of a rehearsal, until it is dropped.
pub struct RehearsedTime {
    state: Arc<Mutex<State>>,
    _ticks: Ticks,
}

impl RehearsedTime {
    pub fn begin() -> Self {
        let ticks = Ticks::begin();
        let mut state = State {
            running: true,
            ..State::default()
        };
        state.update();
        let state = Arc::new(Mutex::new(state));
        STATE.set(Arc::clone(&state));
        Self { state, _ticks: ticks }
    }
}

impl Drop for RehearsedTime {
    fn drop(&mut self) {
        let mut state = self.state.lock().expect("not poisoned");
        state.running = false;
        state.update();
    }
}

/// Counts somebody in a field of the state, until it is dropped.
pub struct Counted {
    state: Arc<Mutex<State>>,
    field: fn(&mut State) -> &mut usize,
}

impl Counted {
    fn begin(field: fn(&mut State) -> &mut usize) -> Self {
        let state = STATE.with_borrow(Arc::clone);
        {
            let mut state = state.lock().expect("not poisoned");
            *field(&mut state) += 1;
            state.update();
        }
        Self { state, field }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut state = self.state.lock().expect("not poisoned");
        *(self.field)(&mut state) -= 1;
        state.update();
    }
}

/// A line waits: time may jump.
fn line_waits() -> Counted {
    Counted::begin(|state| &mut state.lines_waiting)
}

/// The landlord works on a request, on threads that tokio does not know: time does not jump.
pub fn landlord_works() -> Counted {
    Counted::begin(|state| &mut state.landlord_working)
}

/// Lets that much time pass.
pub async fn let_pass(long: Duration) {
    let _waits = line_waits();
    let mut left = long;
    while !left.is_zero() {
        let step = left.min(STEP);
        sleep(step).await;
        left -= step;
    }
}

/// Lets time pass, for `long` or until the client hangs up. Returns whether the client still waits.
pub async fn pass(long: Duration, asking: &mut (impl AsyncRead + Unpin + Send)) -> bool {
    tokio::select! {
        biased;
        // The request was read, so only the end of the connection can follow.
        _ = asking.read_u8() => false,
        () = let_pass(long) => true,
    }
}

/// Reads what comes and answers nothing, until the client hangs up.
pub async fn swallow(asking: &mut (impl AsyncRead + Unpin + Send)) {
    let _waits = line_waits();
    let mut bytes = [0; 1024];
    loop {
        match timeout(STEP, asking.read(&mut bytes)).await {
            Ok(Ok(1..)) | Err(_) => {}
            Ok(_) => return,
        }
    }
}
