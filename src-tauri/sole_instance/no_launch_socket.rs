//! Where no socket of the system notifies the first instance: only the lock prevents a second window.

use std::{io, path::Path};

use super::Launch;

pub(super) struct LaunchSocket;

impl LaunchSocket {
    pub(super) fn of(_: &Path, _: Option<&Path>) -> Self {
        Self
    }

    pub(super) fn notify(&self, _: &Launch) -> bool {
        false
    }

    #[allow(clippy::unnecessary_wraps, reason = "same signature as on Unix")]
    pub(super) fn listen(&self, _: impl Fn(Launch) -> bool + Send + 'static) -> io::Result<()> {
        Ok(())
    }
}
