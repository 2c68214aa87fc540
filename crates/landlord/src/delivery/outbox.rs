//! Keeping messages instead of sending them, for a demonstration, a test or a first installation.

use std::{
    collections::VecDeque,
    io::{self, Write},
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use tokio::{io::AsyncWriteExt, sync::watch};

use super::carrier::{Carrier, DeliveryError, Handover, Message};

/// Keeps messages: the last ones in memory, all of them in a file.
#[derive(Debug)]
pub struct Outbox<M> {
    file: Option<PathBuf>,
    echo: bool,
    last: Mutex<VecDeque<M>>,
    taken: watch::Sender<usize>,
}

impl<M: Message> Outbox<M> {
    const KEPT: usize = 50;

    /// An outbox that also appends to a file, when one is named.
    #[must_use]
    pub fn new(file: Option<PathBuf>) -> Self {
        Self {
            file,
            echo: false,
            last: Mutex::default(),
            taken: watch::Sender::default(),
        }
    }

    /// The same outbox, which also prints its messages in the terminal.
    #[must_use]
    pub fn echoing(mut self) -> Self {
        self.echo = true;
        self
    }

    /// How many messages were taken so far.
    #[must_use]
    pub fn taken(&self) -> usize {
        *self.taken.borrow()
    }

    /// The message taken as the `number`th (from 1), once it is there: messages are handed over
    /// after the answer to whoever asked for them. None when it is kept no more.
    pub async fn message(&self, number: usize) -> Option<M> {
        // Waiting fails only when the sender is gone, and it is this outbox's own.
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
        // Counted before the next one comes in: a message is found by its number.
        self.taken.send_modify(|taken| *taken += 1);
        Ok(())
    }
}

impl<M: Message> Carrier<M> for Outbox<M> {
    fn carry(&self, message: M) -> Handover<'_> {
        Box::pin(self.take(message))
    }

    fn kept(&self) -> Vec<M> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.iter().cloned().collect()
    }
}
