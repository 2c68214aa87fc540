//! Keeps messages instead of sending them, for a demonstration, a test or a first installation.

use std::{
    collections::VecDeque,
    io::{self, Write},
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use tokio::{io::AsyncWriteExt, sync::watch};

use super::carrier::{Carrier, DeliveryError, Handover, Message};

/// Keeps messages: the last ones in memory, all of them in a file if there is one.
#[derive(Debug)]
pub struct MessageCapture<M> {
    file: Option<PathBuf>,
    echo: bool,
    last: Mutex<VecDeque<M>>,
    taken: watch::Sender<usize>,
}

impl<M: Message> MessageCapture<M> {
    const KEPT: usize = 50;

    /// A capture that also appends to a file, if one is given.
    #[must_use]
    pub fn new(file: Option<PathBuf>) -> Self {
        Self {
            file,
            echo: false,
            last: Mutex::default(),
            taken: watch::Sender::default(),
        }
    }

    /// Also prints messages in the terminal.
    #[must_use]
    pub fn echoing(mut self) -> Self {
        self.echo = true;
        self
    }

    /// Number of messages taken so far.
    #[must_use]
    pub fn taken(&self) -> usize {
        *self.taken.borrow()
    }

    /// Waits for message `number` (from 1), because messages are handed over in the background. `None` when it is
    /// no longer kept.
    pub async fn message(&self, number: usize) -> Option<M> {
        // Fails only when the sender is gone, and `self` holds it.
        let _ = self.taken.subscribe().wait_for(|taken| *taken >= number).await;
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.get(self.taken().checked_sub(number)?).cloned()
    }

    async fn take(&self, message: M) -> Result<(), DeliveryError> {
        if let Some(path) = &self.file {
            let mut options = tokio::fs::OpenOptions::new();
            options.append(true).create(true);
            #[cfg(unix)]
            options.mode(0o600);
            let mut file = options.open(path).await?;
            file.write_all(message.record().as_bytes()).await?;
            file.flush().await?;
        }
        if self.echo {
            writeln!(io::stdout().lock(), "{}", message.announcement())?;
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.push_front(message);
        last.truncate(Self::KEPT);
        // Counted under the lock, before the next message comes in: `message` finds one by its number.
        self.taken.send_modify(|taken| *taken += 1);
        Ok(())
    }
}

impl<M: Message> Carrier<M> for MessageCapture<M> {
    fn carry(&self, message: M) -> Handover<'_> {
        Box::pin(self.take(message))
    }

    fn captured(&self) -> Vec<M> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.iter().cloned().collect()
    }
}
