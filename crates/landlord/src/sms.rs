//! Text messages: the gateway trait, and the outbox that keeps them for a demonstration or a test.

use std::{
    collections::VecDeque,
    fmt, fs, io,
    io::Write,
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use contract::MobilePhone;
use jiff::Timestamp;
use tokio::sync::watch;

/// A text message.
#[derive(Clone)]
pub struct Sms {
    /// Whom it goes to.
    pub to: MobilePhone,
    /// Its text.
    pub text: String,
    /// When it was handed over.
    pub at: Timestamp,
}

/// The text holds a code, so only the masked number is printed (S20).
impl fmt::Debug for Sms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sms({:?})", self.to)
    }
}

/// The gateway did not take the message.
#[derive(Debug, thiserror::Error)]
pub enum SmsError {
    /// The outbox file cannot be written.
    #[error("the outbox file cannot be written: {0}")]
    Outbox(#[from] io::Error),
}

/// What sends text messages.
pub trait SmsGateway: Send + Sync {
    /// Hands a message over.
    ///
    /// # Errors
    /// [`SmsError`] when it was not taken.
    fn send(&self, message: Sms) -> Result<(), SmsError>;

    /// The last messages, newest first, of a gateway that keeps them.
    fn kept(&self) -> Vec<Sms> {
        Vec::new()
    }
}

/// Keeps messages instead of sending them: the last ones in memory, all of them in a file.
#[derive(Debug, Default)]
pub struct SmsOutbox {
    file: Option<PathBuf>,
    echo: bool,
    last: Mutex<VecDeque<Sms>>,
    taken: watch::Sender<usize>,
}

impl SmsOutbox {
    const KEPT: usize = 50;

    /// An outbox that also appends to a file, when one is named.
    #[must_use]
    pub fn new(file: Option<PathBuf>) -> Self {
        Self {
            file,
            ..Self::default()
        }
    }

    /// How many messages were taken so far.
    #[must_use]
    pub fn taken(&self) -> usize {
        *self.taken.borrow()
    }

    /// The message taken as the `number`th (from 1), once it is there: messages are handed over
    /// after the answer to whoever asked for them. None when it is kept no more.
    pub async fn message(&self, number: usize) -> Option<Sms> {
        // Waiting fails only when the sender is gone, and it is this outbox's own.
        let _ = self.taken.subscribe().wait_for(|taken| *taken >= number).await;
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.get(self.taken().checked_sub(number)?).cloned()
    }

    /// The same outbox, which also prints its messages in the terminal.
    #[must_use]
    pub fn echoing(mut self) -> Self {
        self.echo = true;
        self
    }
}

impl<G: SmsGateway + ?Sized> SmsGateway for std::sync::Arc<G> {
    fn send(&self, message: Sms) -> Result<(), SmsError> {
        (**self).send(message)
    }

    fn kept(&self) -> Vec<Sms> {
        (**self).kept()
    }
}

impl SmsGateway for SmsOutbox {
    fn send(&self, message: Sms) -> Result<(), SmsError> {
        if let Some(path) = &self.file {
            let mut options = fs::OpenOptions::new();
            options.append(true).create(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let line = format!("{}\t{}\t{}\n", message.at, message.to.e164(), message.text);
            options.open(path)?.write_all(line.as_bytes())?;
        }
        if self.echo {
            let mut terminal = io::stdout().lock();
            writeln!(terminal, "SMS au {} : {}", message.to.national(), message.text)?;
        }
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.push_front(message);
        last.truncate(Self::KEPT);
        drop(last);
        self.taken.send_modify(|taken| *taken += 1);
        Ok(())
    }

    fn kept(&self) -> Vec<Sms> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.iter().cloned().collect()
    }
}
