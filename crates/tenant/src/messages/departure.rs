//! Messages on their way to the agency. A slow line takes minutes for one with files, and nobody waits that long.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::{sync::watch, task::JoinHandle, time::timeout};
use uuid::Uuid;

use super::Messages;
use crate::core::{failure::Failure, outbox::Sending};

/// The messages that are being sent.
#[derive(Default)]
pub(super) struct Departures {
    under_way: Mutex<Option<Departure>>,
    /// Key of the message that is leaving.
    leaving: watch::Sender<Option<Uuid>>,
}

/// A task that sends. Dropping it aborts it: a message whose sending is cut stays pending.
struct Departure {
    outcome: watch::Receiver<Option<Result<Sending, Failure>>>,
    task: JoinHandle<()>,
}

impl Departure {
    fn begin(messages: Arc<Messages>) -> Self {
        let (report, outcome) = watch::channel(None);
        let task = tokio::spawn(async move {
            let sent = messages.send_all().await;
            report.send_replace(Some(sent));
        });
        Self { outcome, task }
    }

    fn is_over(&self) -> bool {
        self.task.is_finished() || self.outcome.borrow().is_some()
    }
}

impl Drop for Departure {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Departures {
    fn lock(&self) -> MutexGuard<'_, Option<Departure>> {
        // It holds a whole departure, or none.
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Key of the message that is leaving.
    pub(super) fn leaving(&self) -> Option<Uuid> {
        *self.leaving.borrow()
    }

    /// Marks a message as leaving until the mark is dropped.
    pub(super) fn mark(&self, key: Uuid) -> Mark<'_> {
        self.leaving.send_replace(Some(key));
        Mark(self)
    }

    /// Stops sending.
    pub(super) fn stop(&self) {
        drop(self.lock().take());
    }
}

/// Ends the mark of a leaving message when it is dropped.
pub(super) struct Mark<'a>(&'a Departures);

impl Drop for Mark<'_> {
    fn drop(&mut self) {
        self.0.leaving.send_replace(None);
    }
}

impl Messages {
    /// Sends the pending messages, or joins whoever does, and waits as long as for any answer (R5). What takes longer
    /// goes on by itself.
    ///
    /// # Errors
    /// When nobody is signed in, or the archive fails.
    pub(crate) async fn send_pending(self: &Arc<Self>) -> Result<Sending, Failure> {
        let sent = timeout(self.core.client.longest_wait(), self.begin_or_join());
        // It takes longer, or was stopped.
        sent.await.unwrap_or(Ok(Sending::Unsent))
    }

    async fn begin_or_join(self: &Arc<Self>) -> Result<Sending, Failure> {
        loop {
            let (mut outcome, joined) = {
                let mut under_way = self.departures.lock();
                let other = under_way.take().filter(|departure| !departure.is_over());
                let joined = other.is_some();
                let departure = other.unwrap_or_else(|| Departure::begin(Arc::clone(self)));
                (under_way.insert(departure).outcome.clone(), joined)
            };
            let sent = match outcome.wait_for(Option::is_some).await {
                Ok(outcome) => outcome.clone().unwrap_or(Ok(Sending::Unsent)),
                Err(_) => Ok(Sending::Unsent),
            };
            // A message committed after the last look of somebody else's departure still waits.
            let left_behind =
                joined && sent == Ok(Sending::Done) && self.core.sync().await?.waiting().await?.message;
            if !left_behind {
                return sent;
            }
        }
    }

    /// Stops sending. The message under way stays pending; it may have arrived.
    pub(crate) fn stop_sending(&self) {
        self.departures.stop();
    }
}
