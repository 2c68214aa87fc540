//! What asks the service to stop: Ctrl+C in a terminal, SIGTERM from the system.

use std::io;

#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
#[cfg(windows)]
use tokio::signal::windows::{CtrlC, ctrl_c};

/// Handlers that are in place from [`StopSignals::install`] on, not only once somebody waits for a signal: a signal that
/// comes in between is kept, where it would end the process otherwise.
pub(crate) struct StopSignals {
    #[cfg(unix)]
    interrupted: Signal,
    #[cfg(unix)]
    terminated: Signal,
    #[cfg(windows)]
    interrupted: CtrlC,
}

impl StopSignals {
    /// Installs the handlers.
    ///
    /// # Errors
    /// When the system refuses a handler.
    pub(crate) fn install() -> io::Result<Self> {
        Ok(Self {
            #[cfg(unix)]
            interrupted: signal(SignalKind::interrupt())?,
            #[cfg(unix)]
            terminated: signal(SignalKind::terminate())?,
            #[cfg(windows)]
            interrupted: ctrl_c()?,
        })
    }

    /// Waits for the first signal since the handlers were installed.
    pub(crate) async fn received(mut self) {
        #[cfg(unix)]
        tokio::select! {
            _ = self.interrupted.recv() => {}
            _ = self.terminated.recv() => {}
        }
        #[cfg(windows)]
        self.interrupted.recv().await;
    }
}
